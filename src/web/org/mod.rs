//! Pages of org: units and their officers, and the first set-up from a list.

pub mod set_up;
pub mod unit;
pub mod units;
