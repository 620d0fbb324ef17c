//! The standard catalogue: every column of forms B1–B8, their relations, and the indicators.
//!
//! It is data (`standard.json`); nothing here knows a code, except those that no one enters.

use super::File;

/// Measures that rooms count by themselves, so that no file defines them: `XA` is 1 for each
/// unit of the lowest level (xã, phường, đặc khu) that stood at the end of the period.
pub const COUNTED: [&str; 1] = ["XA"];

/// The catalogue every site starts with.
pub fn standard() -> Result<File, serde_json::Error> {
    serde_json::from_str(include_str!("standard.json"))
}

#[cfg(test)]
#[path = "catalogue_tests.rs"]
mod tests;
