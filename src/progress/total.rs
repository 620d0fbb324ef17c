//! Sums of one measure over a subtree.

use entities::values::{Code, Period, Totals, UnitId};

use super::Gathered;
use crate::facts::{Fact, FactKey, Interval, Value};
use crate::org::Keeps;

/// Of how many cells a figure is made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    pub known: usize,
    pub asked: usize,
    /// Units that have not said.
    pub missing: Vec<UnitId>,
}

impl Coverage {
    pub fn is_complete(&self) -> bool {
        self.known == self.asked
    }

    pub fn add(&mut self, other: Self) {
        self.known += other.known;
        self.asked += other.asked;
        self.missing.extend(other.missing);
    }

    pub fn one(unit: UnitId, known: bool) -> Self {
        Self {
            known: usize::from(known),
            asked: 1,
            missing: if known { Vec::new() } else { vec![unit] },
        }
    }
}

/// A sum with what it is made of.
#[derive(Clone, Debug, Default)]
pub struct Total<'a> {
    /// `None` when no amount is known; an absence everywhere is `Some` with `nothing`.
    pub sum: Option<Interval>,
    /// Declared absent everywhere.
    pub nothing: bool,
    pub coverage: Coverage,
    /// The published figure is what counts here.
    pub published: bool,
    /// Of this unit or of one within it a published figure counts.
    pub partly_published: bool,
    /// The published figure, when there is one.
    pub control: Option<&'a Fact>,
}

impl Total<'_> {
    fn cell(unit: UnitId, value: Value) -> Self {
        Self {
            sum: value.interval(),
            nothing: value == Value::Nothing,
            coverage: Coverage::one(unit, !value.is_missing()),
            ..Self::default()
        }
    }

    fn add(&mut self, other: &Total<'_>) {
        self.nothing = match (self.sum, other.sum) {
            (None, _) => other.nothing,
            (_, None) => self.nothing,
            _ => self.nothing && other.nothing,
        };
        self.sum = match (self.sum, other.sum) {
            (Some(a), Some(b)) => Some(a.plus(b)),
            (a, b) => a.or(b),
        };
        self.coverage.add(other.coverage.clone());
        self.partly_published |= other.partly_published;
    }
}

/// The sum of a measure over a unit and all within it, for a report.
pub fn total<'a>(
    gathered: &'a Gathered,
    unit: UnitId,
    measure: &Code,
    report: Period,
) -> Total<'a> {
    let Some(definition) = gathered.measures.find(measure) else { return Total::default() };
    let key = FactKey::new(unit, report.on(definition.basis), measure);
    let tree = gathered.tree_of(report);
    let takes_own = match tree.keeps(unit) {
        Keeps::Everything => true,
        Keeps::Own | Keeps::Office => definition.totals == Totals::Own,
        Keeps::Nothing => false,
    };
    let mut sum =
        if takes_own { Total::cell(unit, gathered.facts.value(&key)) } else { Total::default() };
    for child in tree.children(unit) {
        sum.add(&total(gathered, *child, measure, report));
    }
    if tree.keeps(unit) == Keeps::Office {
        // what was published spoke of all that lay within it, which is counted elsewhere
        return sum;
    }
    sum.control = gathered.facts.control(&key);
    let chosen = gathered.facts.control_is_chosen(&key);
    if let Some(control) = sum.control.filter(|_| chosen || sum.coverage.known == 0) {
        sum.sum = control.value.interval();
        sum.nothing = control.value == Value::Nothing;
        sum.coverage.known = sum.coverage.asked;
        sum.coverage.missing.clear();
        sum.published = true;
        sum.partly_published = true;
    }
    if sum.nothing && !sum.coverage.is_complete() {
        // some have none of it, the others have not said: that is no sum
        sum.nothing = false;
        sum.sum = None;
    }
    sum
}
