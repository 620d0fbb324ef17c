//! What every room stands on and none may replace: the database, the clock, chance, settings.

pub mod check;
pub mod clock;
pub mod config;
pub mod db;
pub mod definition;
pub mod listener;
pub mod once;
pub mod outcome;
pub mod rng;
pub mod site;
mod store;
pub mod telemetry;
