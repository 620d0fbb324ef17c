//! Tables and value types. Everybody may use [`values`]; only the owning room uses its tables.

pub mod values;

pub mod audit;
pub mod identity;
pub mod indicators;
pub mod org;
pub mod platform;
pub mod reports;
pub mod statistics;
pub mod targets;
