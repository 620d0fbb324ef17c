//! Rows of statistics.

pub mod blocks;
mod bundles;
pub mod catalogue;
pub mod cells;
pub mod choices;
pub mod refused;
