//! The standard catalogue: every column of forms B1–B8, their relations, and the indicators.
//!
//! It is data (`standard.json`); nothing here knows a code, except those that no one enters.

use super::{File, import};
use crate::audit::{Event, EventKind};
use crate::authority::{ImportExchange, Permit};
use crate::platform::db::{Source, Work};
use crate::platform::outcome::{Fault, Outcome};
use crate::statistics;

/// Measures that rooms count by themselves, so that no file defines them: `XA` is 1 for each
/// unit of the lowest level (xã, phường, đặc khu) that stood at the end of the period.
pub const COUNTED: [&str; 1] = ["XA"];

/// The catalogue every site starts with.
pub fn standard() -> Result<File, serde_json::Error> {
    serde_json::from_str(include_str!("standard.json"))
}

/// Whether the site has no catalogue yet.
pub async fn needs_catalogue(source: &impl Source) -> Result<bool, Fault> {
    Ok(statistics::every_measure(source).await?.is_empty())
}

/// Writes the standard catalogue (nạp danh mục chuẩn).
pub async fn load_standard(work: &Work, permit: &Permit<ImportExchange>) -> Outcome<Event> {
    let file = standard().map_err(|error| Fault::new("the standard catalogue", error))?;
    let (_, event) = import(work, permit, &file).await?;
    Ok(Event::new(EventKind::CatalogueLoaded, event.details))
}

#[cfg(test)]
#[path = "catalogue_tests.rs"]
mod tests;
