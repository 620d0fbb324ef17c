//! Pages of no room: help, health.

pub mod health;
pub mod help;
