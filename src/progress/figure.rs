//! One indicator of one unit.

use entities::values::{Code, FigureKind, Period, Totals, UnitId};

use super::Gathered;
use super::total::{Coverage, total};
use crate::facts::{Fact, FactKey, Interval, Quantity, Value};
use crate::indicators::{Indicator, Term};
use crate::org::Keeps;

/// The worth of an indicator and what it is made of.
#[derive(Clone, Debug)]
pub struct Figure {
    pub indicator: Code,
    pub unit: UnitId,
    pub period: Period,
    pub quantity: Quantity,
    pub coverage: Coverage,
    /// A published figure counts in it.
    pub published: bool,
    /// The published figures beside the computed one, by measure.
    pub controls: Vec<(Code, Fact)>,
}

impl Figure {
    /// Whether everything required is known.
    pub fn is_complete(&self) -> bool {
        self.coverage.is_complete() && self.quantity != Quantity::Unknown
    }
}

/// Works out an indicator of a unit for a report.
///
/// Basis: places are added, not rates. A place (a leaf, or a unit's own cell) is taken only when
///        all its terms are known, so that `k/n` counts what the figure is really made of
pub fn figure(gathered: &Gathered, indicator: &Indicator, unit: UnitId, period: Period) -> Figure {
    let scale = scale_of(gathered, indicator);
    let sum = sum(gathered, indicator, scale, unit, period);
    let is_office = gathered.tree_of(period).keeps(unit) == Keeps::Office;
    let quantity = match quantity(indicator, scale, &sum) {
        // an office is not asked what its people were
        Quantity::Unknown if is_office && sum.coverage.is_complete() => Quantity::NotApplicable,
        quantity => quantity,
    };
    Figure {
        indicator: indicator.code.clone(),
        unit,
        period,
        quantity,
        coverage: sum.coverage,
        published: sum.published,
        controls: controls(gathered, indicator, unit, period),
    }
}

fn quantity(indicator: &Indicator, scale: u32, sum: &Sum) -> Quantity {
    let complete = sum.coverage.is_complete();
    let absent = if complete { Quantity::NotApplicable } else { Quantity::Unknown };
    let (part, whole) = (sum.part, sum.whole);
    match (sum.taken, sum.absent) {
        (0, 0) => Quantity::Unknown,
        (0, _) => absent,
        _ if !indicator.is_fraction() => Quantity::Amount { amount: part, scale },
        _ if whole.shown == 0 && whole.is_exact() => absent,
        _ => Quantity::Ratio { part, whole, per: per(indicator.kind), scale },
    }
}

fn per(kind: FigureKind) -> i128 {
    match kind {
        FigureKind::Share | FigureKind::Ratio => 100,
        FigureKind::Count | FigureKind::Money | FigureKind::PerHead => 1,
    }
}

/// Decimals of the finest term: all terms are counted in them, so that they can be added.
pub fn scale_of(gathered: &Gathered, indicator: &Indicator) -> u32 {
    let measures = indicator.terms().filter_map(|term| gathered.measures.find(&term.measure));
    measures.map(|measure| measure.scale).max().unwrap_or_default()
}

/// An amount of a term in the decimals of its indicator.
fn aligned(gathered: &Gathered, term: &Term, scale: u32, amount: Interval) -> Interval {
    if scale == 0 {
        return amount;
    }
    let own = gathered.measures.find(&term.measure).map_or(0, |measure| measure.scale);
    amount.times(10_i128.pow(scale.saturating_sub(own)))
}

/// Parts and wholes of all places of a unit in which both are known.
struct Sum {
    part: Interval,
    whole: Interval,
    /// Places taken, and places where it does not apply.
    taken: usize,
    absent: usize,
    coverage: Coverage,
    published: bool,
    /// Money of offices whose people are counted elsewhere: it waits for a place to join.
    offices: Interval,
}

impl Default for Sum {
    fn default() -> Self {
        Self {
            part: Interval::point(0),
            whole: Interval::point(0),
            taken: 0,
            absent: 0,
            coverage: Coverage::default(),
            published: false,
            offices: Interval::point(0),
        }
    }
}

impl Sum {
    fn add(&mut self, other: Self) {
        self.coverage.add(other.coverage);
        self.absent += other.absent;
        self.published |= other.published;
        if other.taken > 0 {
            self.part = self.part.plus(other.part);
            self.whole = self.whole.plus(other.whole);
            self.taken += other.taken;
        }
        self.offices = self.offices.plus(other.offices);
        if self.taken > 0 {
            self.part = self.part.plus(self.offices);
            self.offices = Interval::point(0);
        }
    }

    fn one(unit: UnitId, side: &Side) -> Self {
        let coverage = Coverage::one(unit, !matches!(side, Side::Missing));
        match side {
            Side::Missing => Self { coverage, ..Self::default() },
            Side::Nothing => Self { coverage, absent: 1, ..Self::default() },
            Side::Sum(part) => Self { coverage, taken: 1, part: *part, ..Self::default() },
        }
    }

    fn pair(unit: UnitId, part: &Side, whole: &Side) -> Self {
        match (part, whole) {
            (Side::Nothing, _) | (_, Side::Nothing) => Self::one(unit, &Side::Nothing),
            (Side::Sum(part), Side::Sum(whole)) => {
                Self { whole: *whole, ..Self::one(unit, &Side::Sum(*part)) }
            }
            _ => Self::one(unit, &Side::Missing),
        }
    }
}

/// What the terms of one side come to in one place.
enum Side {
    /// One of them at least is not known.
    Missing,
    /// All were declared absent.
    Nothing,
    Sum(Interval),
}

fn sum(
    gathered: &Gathered,
    indicator: &Indicator,
    scale: u32,
    unit: UnitId,
    period: Period,
) -> Sum {
    let tree = gathered.tree_of(period);
    let keeps = tree.keeps(unit);
    let mut made = Sum::default();
    for child in tree.children(unit) {
        made.add(sum(gathered, indicator, scale, *child, period));
    }
    let side = |terms: &[Term]| cells(gathered, terms, scale, unit, period);
    let keeps_own = indicator.numerator.iter().any(|term| is_own(gathered, term));
    match (keeps, indicator.is_fraction()) {
        (Keeps::Nothing, _) => {}
        (Keeps::Everything, true) => {
            made.add(Sum::pair(unit, &side(&indicator.numerator), &side(&indicator.denominator)));
        }
        (Keeps::Everything, false) => made.add(Sum::one(unit, &side(&indicator.numerator))),
        (Keeps::Own | Keeps::Office, _) if !keeps_own => {}
        (Keeps::Own | Keeps::Office, false) => {
            made.add(Sum::one(unit, &side(&indicator.numerator)));
        }
        (Keeps::Own | Keeps::Office, true) => {
            join(&mut made, Sum::one(unit, &side(&indicator.numerator)), keeps);
        }
    }
    if keeps == Keeps::Office || !gathered.facts.has_controls() {
        return made;
    }
    let asked = is_chosen(gathered, indicator, unit, period) || made.taken + made.absent == 0;
    let published =
        asked.then(|| published(gathered, indicator, scale, unit, period, &made.coverage));
    published.flatten().unwrap_or(made)
}

/// A unit's own money joins the part and adds nobody to the whole.
fn join(made: &mut Sum, mine: Sum, keeps: Keeps) {
    made.coverage.add(mine.coverage);
    if made.taken > 0 {
        made.part = made.part.plus(mine.part);
    } else if keeps == Keeps::Office {
        made.offices = made.offices.plus(mine.part);
    }
}

fn is_own(gathered: &Gathered, term: &Term) -> bool {
    gathered.measures.find(&term.measure).map(|measure| measure.totals) == Some(Totals::Own)
}

fn is_chosen(gathered: &Gathered, indicator: &Indicator, unit: UnitId, period: Period) -> bool {
    indicator.terms().any(|term| {
        let key = key(gathered, term, unit, period);
        gathered.facts.control_is_chosen(&key)
    })
}

fn key(gathered: &Gathered, term: &Term, unit: UnitId, period: Period) -> FactKey {
    let basis = gathered.measures.find(&term.measure).map(|m| m.basis).unwrap_or_default();
    FactKey::new(unit, period.on(basis), &term.measure)
}

/// The totals of the terms, when a published figure is among them and each total is whole.
fn published(
    gathered: &Gathered,
    indicator: &Indicator,
    scale: u32,
    unit: UnitId,
    period: Period,
    coverage: &Coverage,
) -> Option<Sum> {
    let mut any = false;
    let part = totals(gathered, &indicator.numerator, scale, unit, period, &mut any)?;
    let made = if indicator.is_fraction() {
        let whole = totals(gathered, &indicator.denominator, scale, unit, period, &mut any)?;
        Sum::pair(unit, &part, &whole)
    } else {
        Sum::one(unit, &part)
    };
    let coverage = Coverage { known: coverage.asked, asked: coverage.asked, missing: Vec::new() };
    any.then_some(Sum { coverage, published: true, ..made })
}

fn totals(
    gathered: &Gathered,
    terms: &[Term],
    scale: u32,
    unit: UnitId,
    period: Period,
    published: &mut bool,
) -> Option<Side> {
    let (mut sum, mut nothing) = (Interval::point(0), true);
    for term in terms {
        let part = total(gathered, unit, &term.measure, period);
        if !part.coverage.is_complete() {
            return None;
        }
        *published |= part.partly_published;
        nothing &= part.nothing;
        sum = signed(sum, aligned(gathered, term, scale, part.sum?), term.sign);
    }
    Some(if nothing { Side::Nothing } else { Side::Sum(sum) })
}

fn signed(sum: Interval, part: Interval, sign: i8) -> Interval {
    if sign < 0 { sum.minus(part) } else { sum.plus(part) }
}

fn cells(gathered: &Gathered, terms: &[Term], scale: u32, unit: UnitId, period: Period) -> Side {
    let (mut sum, mut nothing) = (Interval::point(0), true);
    for term in terms {
        let value = gathered.facts.value(&key(gathered, term, unit, period));
        let Some(interval) = value.interval() else { return Side::Missing };
        nothing &= value == Value::Nothing;
        sum = signed(sum, aligned(gathered, term, scale, interval), term.sign);
    }
    if nothing { Side::Nothing } else { Side::Sum(sum) }
}

/// The terms of a sum, each over the places that the figure takes, so that they add up to it.
/// `None` when nothing is known, or when a published total stands for a part that is not.
pub fn parts_of(
    gathered: &Gathered,
    indicator: &Indicator,
    unit: UnitId,
    period: Period,
) -> Option<Vec<Interval>> {
    let terms = &indicator.numerator;
    let scale = scale_of(gathered, indicator);
    let whole = sum(gathered, indicator, scale, unit, period);
    let found: Vec<Interval> = if whole.published {
        let term = |term: &Term| {
            let sum = total(gathered, unit, &term.measure, period).sum?;
            Some(aligned(gathered, term, scale, sum))
        };
        terms.iter().map(term).collect::<Option<_>>()?
    } else {
        let mut found = vec![Interval::point(0); terms.len()];
        for place in gathered.tree_of(period).under(unit) {
            let parts = own_parts(gathered, indicator, place, period).unwrap_or_default();
            for (sum, part) in found.iter_mut().zip(parts) {
                *sum = sum.plus(part);
            }
        }
        found
    };
    let known = whole.taken > 0 && found.iter().copied().reduce(Interval::plus) == Some(whole.part);
    known.then_some(found)
}

/// The terms of the cells of one place, when it has any and all are known.
pub fn own_parts(
    gathered: &Gathered,
    indicator: &Indicator,
    unit: UnitId,
    period: Period,
) -> Option<Vec<Interval>> {
    let terms = &indicator.numerator;
    let takes_part = match gathered.tree_of(period).keeps(unit) {
        Keeps::Everything => true,
        Keeps::Own | Keeps::Office => terms.iter().any(|term| is_own(gathered, term)),
        Keeps::Nothing => false,
    };
    let scale = scale_of(gathered, indicator);
    let cell = |term: &Term| {
        let value = gathered.facts.value(&key(gathered, term, unit, period));
        Some(aligned(gathered, term, scale, value.interval()?))
    };
    takes_part.then(|| terms.iter().map(cell).collect::<Option<_>>())?
}

fn controls(
    gathered: &Gathered,
    indicator: &Indicator,
    unit: UnitId,
    period: Period,
) -> Vec<(Code, Fact)> {
    indicator
        .terms()
        .filter_map(|term| {
            let key = key(gathered, term, unit, period);
            Some((term.measure.clone(), gathered.facts.control(&key)?.clone()))
        })
        .collect()
}
