//! Pages of no room: help, health.

pub mod guide;
pub mod health;
pub mod help;
pub mod settings;
