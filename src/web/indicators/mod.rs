//! Pages of indicators.

pub mod indicator;
