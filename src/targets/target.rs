//! A target as it stands.

use chrono::{DateTime, NaiveDate, Utc};
use entities::values::{Code, Operator, Period, RowId, UnitId};
use rust_decimal::Decimal;

use crate::facts::Threshold;

/// Whom a target speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reach {
    /// The unit as a whole.
    Whole,
    /// Each unit of a kind within it.
    Each(String),
    /// The units named.
    Named(Vec<UnitId>),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewTarget {
    pub indicator: Code,
    pub unit: UnitId,
    pub period: Period,
    pub operator: Operator,
    /// In the unit the indicator is printed in: per cent for shares. For *maintain* the part that
    /// was reached when it was adopted.
    pub value: Option<Decimal>,
    /// Upper end of a range.
    pub value2: Option<Decimal>,
    pub reach: Reach,
    pub basis: String,
    /// The sentence as printed in the resolution.
    pub wording: String,
    pub legal_source: String,
    pub adopted_on: NaiveDate,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    pub id: RowId,
    pub new: NewTarget,
    pub superseded_by: Option<RowId>,
    pub adopted_by: String,
    /// When it was written down; `new.adopted_on` is the day of the resolution.
    pub adopted_at: DateTime<Utc>,
    /// Why what stood before was withdrawn; such a row promises nothing.
    pub withdrawn_because: Option<String>,
    /// The target of the unit above that this is a part of.
    pub handed_from: Option<RowId>,
}

impl Target {
    /// Whether it is what the unit promises now.
    pub fn stands(&self) -> bool {
        self.superseded_by.is_none() && self.withdrawn_because.is_none()
    }
}

impl NewTarget {
    /// Whether it gives a verdict on `unit`, whose kind is `kind`.
    pub fn speaks_of(&self, unit: UnitId, kind: &str) -> bool {
        match &self.reach {
            Reach::Whole => unit == self.unit,
            Reach::Each(wanted) => unit != self.unit && wanted == kind,
            Reach::Named(units) => units.contains(&unit),
        }
    }

    pub fn threshold(&self) -> Option<Threshold> {
        self.value.map(threshold)
    }

    pub fn upper(&self) -> Option<Threshold> {
        self.value2.map(threshold)
    }
}

fn threshold(value: Decimal) -> Threshold {
    let value = value.normalize();
    Threshold { mantissa: value.mantissa(), scale: value.scale() }
}
