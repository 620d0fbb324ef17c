//! Rows of statistics.

pub mod blocks;
pub mod catalogue;
pub mod cells;
pub mod choices;
pub mod refused;
