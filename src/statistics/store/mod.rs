//! Rows of statistics.

pub mod catalogue;
pub mod cells;
pub mod choices;
pub mod refused;
