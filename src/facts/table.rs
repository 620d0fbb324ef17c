//! Facts by unit, period and measure, as registers hand them to progress.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use entities::values::{Code, Origin, Period, UnitId};

use super::Value;

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FactKey {
    pub unit: UnitId,
    pub period: Period,
    pub measure: Code,
}

impl FactKey {
    pub fn new(unit: UnitId, period: Period, measure: &Code) -> Self {
        Self { unit, period, measure: measure.clone() }
    }
}

/// A value with where it comes from (nguồn, thời điểm, ghi chú).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    pub value: Value,
    pub origin: Origin,
    pub source: String,
    pub as_of: Option<NaiveDate>,
    pub note: String,
    /// Why a surprising value is right.
    pub reason: String,
    pub entered_by: String,
    pub entered_at: DateTime<Utc>,
}

/// Facts of one subtree for some periods. Entered and counted values stand in one map, since one
/// of them counts; control values, which speak for a whole unit, in another.
#[derive(Clone, Debug, Default)]
pub struct FactTable {
    counting: BTreeMap<FactKey, Fact>,
    controls: BTreeMap<FactKey, Fact>,
}

impl FactTable {
    /// Takes a fact in; of two for the same key the later call wins.
    pub fn insert(&mut self, key: FactKey, fact: Fact) {
        match fact.origin {
            Origin::Control => self.controls.insert(key, fact),
            Origin::Entered | Origin::Counted => self.counting.insert(key, fact),
        };
    }

    pub fn fact(&self, key: &FactKey) -> Option<&Fact> {
        self.counting.get(key)
    }

    pub fn value(&self, key: &FactKey) -> Value {
        self.fact(key).map_or(Value::Missing, |fact| fact.value)
    }

    pub fn control(&self, key: &FactKey) -> Option<&Fact> {
        self.controls.get(key).filter(|fact| !fact.value.is_missing())
    }

    pub fn merge(&mut self, other: Self) {
        self.counting.extend(other.counting);
        self.controls.extend(other.controls);
    }

    pub fn iter(&self) -> impl Iterator<Item = (&FactKey, &Fact)> {
        self.counting.iter().chain(&self.controls)
    }

    /// Last change of any of them.
    pub fn changed_at(&self) -> Option<DateTime<Utc>> {
        self.iter().map(|(_, fact)| fact.entered_at).max()
    }
}
