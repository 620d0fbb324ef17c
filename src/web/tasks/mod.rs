//! Pages of tasks.

pub mod home;
