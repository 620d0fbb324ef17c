//! Tables of indicators.

pub mod indicator;
pub mod indicator_term;
