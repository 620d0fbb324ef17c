//! Tables of targets.

pub mod target;
pub mod target_proposal;
pub mod target_unit;
