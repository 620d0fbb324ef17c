//! A unit at a time.

use chrono::NaiveDate;
use entities::values::UnitId;

use super::store;
use crate::platform::db::Source;
use crate::platform::outcome::Fault;

/// What a unit is called, of which kind and under whom it stands, in [from, to).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitVersion {
    pub unit: UnitId,
    pub name: String,
    /// A label people read: tỉnh, huyện, xã, đặc khu, chi hội …
    pub kind: String,
    pub slug: String,
    pub parent: Option<UnitId>,
    pub from: NaiveDate,
    /// First day on which it no longer holds; far in the future while it holds.
    pub to: NaiveDate,
    pub legal_basis: String,
    /// Name printed at the head of papers; empty means made from kind and name.
    pub agency: String,
    /// Cơ quan chủ quản printed above it; empty means the parent's agency.
    pub superior: String,
    /// Địa danh before the date of papers; empty means the name.
    pub place: String,
    pub position: i32,
}

impl UnitVersion {
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.from <= day && day < self.to
    }

    /// e.g. `xã Lại Sơn`.
    pub fn full_name(&self) -> String {
        format!("{} {}", self.kind, self.name)
    }

    /// e.g. `HỘI KHUYẾN HỌC HUYỆN KIÊN HẢI`.
    pub fn agency_line(&self) -> String {
        if self.agency.is_empty() {
            format!("HỘI KHUYẾN HỌC {}", self.full_name().to_uppercase())
        } else {
            self.agency.clone()
        }
    }

    pub fn place_line(&self) -> &str {
        if self.place.is_empty() { &self.name } else { &self.place }
    }
}

/// A version to be added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewVersion {
    pub name: String,
    pub kind: String,
    pub parent: Option<UnitId>,
    pub from: NaiveDate,
    pub to: Option<NaiveDate>,
    pub legal_basis: String,
    pub agency: String,
    pub superior: String,
    pub place: String,
    pub position: i32,
}

/// A code of a unit, unique within its scheme and time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitCode {
    pub unit: UnitId,
    pub scheme: String,
    pub code: String,
    pub from: NaiveDate,
    pub to: NaiveDate,
}

/// Every version of every unit, by unit and time.
pub async fn all_versions(source: &impl Source) -> Result<Vec<UnitVersion>, Fault> {
    store::versions(source).await
}

pub async fn all_codes(source: &impl Source) -> Result<Vec<UnitCode>, Fault> {
    store::codes(source).await
}

/// The unit that has had a code of a scheme, at whatever time.
pub async fn unit_by_code(
    source: &impl Source,
    scheme: &str,
    code: &str,
) -> Result<Option<UnitId>, Fault> {
    let codes = store::codes(source).await?;
    Ok(codes.into_iter().find(|c| c.scheme == scheme && c.code == code).map(|c| c.unit))
}
