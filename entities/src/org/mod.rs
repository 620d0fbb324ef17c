//! Tables of org.

pub mod officer;
pub mod unit;
pub mod unit_code;
pub mod unit_succession;
pub mod unit_version;
pub mod unit_within;
