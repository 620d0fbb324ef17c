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

impl Fact {
    /// A worth of which nothing else was asked.
    pub fn bare(value: Value, origin: Origin) -> Self {
        Self {
            value,
            origin,
            source: String::new(),
            as_of: None,
            note: String::new(),
            reason: String::new(),
            entered_by: String::new(),
            entered_at: DateTime::UNIX_EPOCH,
        }
    }
}

/// Something for each key, in the order of the keys; a unit's year is found before its measure,
/// so that a sum over hundreds of units compares few texts.
#[derive(Clone, Debug)]
struct Places<T>(BTreeMap<(UnitId, Period), BTreeMap<Code, T>>);

impl<T> Default for Places<T> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<T> Places<T> {
    fn insert(&mut self, key: FactKey, content: T) {
        self.0.entry((key.unit, key.period)).or_default().insert(key.measure, content);
    }

    fn get(&self, key: &FactKey) -> Option<&T> {
        self.0.get(&(key.unit, key.period))?.get(&key.measure)
    }

    fn extend(&mut self, other: Self) {
        for (place, contents) in other.0 {
            self.0.entry(place).or_default().extend(contents);
        }
    }

    fn counted_as(self, unit: impl Fn(&FactKey) -> UnitId) -> Self {
        let mut moved = Self::default();
        for ((from, period), contents) in self.0 {
            for (measure, content) in contents {
                let key = FactKey { unit: from, period, measure };
                moved.insert(FactKey { unit: unit(&key), ..key }, content);
            }
        }
        moved
    }

    fn iter(&self) -> impl Iterator<Item = (FactKey, &T)> {
        self.0.iter().flat_map(|((unit, period), contents)| {
            contents.iter().map(|(code, one)| (FactKey::new(*unit, *period, code), one))
        })
    }
}

/// Facts of one subtree for some periods, of every origin, with the choices which one counts.
#[derive(Clone, Debug, Default)]
pub struct FactTable {
    entered: Places<Fact>,
    counted: Places<Fact>,
    controls: Places<Fact>,
    choices: Places<Origin>,
}

impl FactTable {
    pub fn insert(&mut self, key: FactKey, fact: Fact) {
        match fact.origin {
            Origin::Control => self.controls.insert(key, fact),
            Origin::Entered => self.entered.insert(key, fact),
            Origin::Counted => self.counted.insert(key, fact),
        }
    }

    /// Records that an origin was chosen to count.
    pub fn choose(&mut self, key: FactKey, origin: Origin) {
        self.choices.insert(key, origin);
    }

    /// The unit's own fact that counts: the entered one unless the counted one was chosen or
    /// nothing was entered. The one place where this is decided.
    pub fn fact(&self, key: &FactKey) -> Option<&Fact> {
        let entered = || self.entered.get(key).filter(|fact| !fact.value.is_missing());
        let counted = || self.counted.get(key).filter(|fact| !fact.value.is_missing());
        match self.choices.get(key) {
            Some(Origin::Counted) => counted().or_else(entered),
            _ => entered().or_else(counted),
        }
    }

    pub fn value(&self, key: &FactKey) -> Value {
        self.fact(key).map_or(Value::Missing, |fact| fact.value)
    }

    /// The figure published for the unit as a whole.
    pub fn control(&self, key: &FactKey) -> Option<&Fact> {
        self.controls.get(key).filter(|fact| !fact.value.is_missing())
    }

    /// Whether anything was published for a whole unit: seldom, and without it no sum need ask.
    pub fn has_controls(&self) -> bool {
        !self.controls.0.is_empty()
    }

    /// Whether the published figure was chosen over the computed one.
    pub fn control_is_chosen(&self, key: &FactKey) -> bool {
        self.choices.get(key) == Some(&Origin::Control) && self.control(key).is_some()
    }

    pub fn merge(&mut self, other: Self) {
        self.entered.extend(other.entered);
        self.counted.extend(other.counted);
        self.controls.extend(other.controls);
        self.choices.extend(other.choices);
    }

    pub fn iter(&self) -> impl Iterator<Item = (FactKey, &Fact)> {
        self.entered.iter().chain(self.counted.iter()).chain(self.controls.iter())
    }

    /// What a unit entered itself, by period and measure.
    pub fn entered_by_unit(&self, unit: UnitId) -> impl Iterator<Item = (Period, &Code, &Fact)> {
        let first = (unit, Period::Year(i32::MIN));
        let places = self.entered.0.range(first..).take_while(move |((of, _), _)| *of == unit);
        places.flat_map(|((_, period), facts)| facts.iter().map(|(code, f)| (*period, code, f)))
    }

    /// Last change of those that are asked about.
    pub fn changed_at(&self, asked: impl Fn(&FactKey) -> bool) -> Option<DateTime<Utc>> {
        self.iter().filter(|(key, _)| asked(key)).map(|(_, fact)| fact.entered_at).max()
    }

    /// The same facts under other units.
    #[must_use]
    pub fn counted_as(self, unit: impl Fn(&FactKey) -> UnitId) -> Self {
        Self {
            entered: self.entered.counted_as(&unit),
            counted: self.counted.counted_as(&unit),
            controls: self.controls.counted_as(&unit),
            choices: self.choices.counted_as(&unit),
        }
    }
}
