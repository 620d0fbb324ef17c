//! One indicator of one unit.

use entities::values::{Code, FigureKind, Period, Totals, UnitId};

use super::Gathered;
use super::total::{Coverage, total};
use crate::facts::{Fact, FactKey, Interval, Quantity, Value};
use crate::indicators::{Indicator, Term};

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
pub fn figure(gathered: &Gathered, indicator: &Indicator, unit: UnitId, period: Period) -> Figure {
    let mut figure = Figure {
        indicator: indicator.code.clone(),
        unit,
        period,
        quantity: Quantity::Unknown,
        coverage: Coverage::default(),
        published: false,
        controls: controls(gathered, indicator, unit, period),
    };
    if indicator.is_fraction() {
        fraction(gathered, indicator, &mut figure);
    } else {
        amount(gathered, indicator, &mut figure);
    }
    figure
}

fn amount(gathered: &Gathered, indicator: &Indicator, figure: &mut Figure) {
    let Some(sides) = sides(gathered, &indicator.numerator, figure) else { return };
    let scale = scale(gathered, indicator);
    figure.quantity = match sides {
        Side::Nothing => Quantity::NotApplicable,
        Side::Sum(amount) => Quantity::Amount { amount, scale },
    };
}

fn scale(gathered: &Gathered, indicator: &Indicator) -> u32 {
    let first = indicator.numerator.first().and_then(|term| gathered.measures.find(&term.measure));
    first.map_or(0, |measure| measure.scale)
}

enum Side {
    Nothing,
    Sum(Interval),
}

/// One side made of whole totals, each term summed over the subtree by itself.
fn sides(gathered: &Gathered, terms: &[Term], figure: &mut Figure) -> Option<Side> {
    let mut sum: Option<Interval> = None;
    let mut nothing = true;
    let mut coverage: Option<Coverage> = None;
    for term in terms {
        let part = total(gathered, figure.unit, &term.measure, figure.period);
        figure.published |= part.published;
        coverage = Some(match coverage {
            None => part.coverage.clone(),
            Some(so_far) => narrower(so_far, part.coverage.clone()),
        });
        if let Some(interval) = part.sum {
            nothing &= part.nothing;
            let so_far = sum.unwrap_or(Interval::point(0));
            sum = Some(signed(so_far, interval, term.sign));
        }
    }
    figure.coverage = coverage.unwrap_or_default();
    let sum = sum?;
    Some(if nothing { Side::Nothing } else { Side::Sum(sum) })
}

/// The coverage of the term of which less is known.
fn narrower(a: Coverage, b: Coverage) -> Coverage {
    if b.asked - b.known > a.asked - a.known { b } else { a }
}

fn signed(sum: Interval, part: Interval, sign: i8) -> Interval {
    if sign < 0 { sum.minus(part) } else { sum.plus(part) }
}

fn fraction(gathered: &Gathered, indicator: &Indicator, figure: &mut Figure) {
    let pairs = collect(gathered, indicator, figure.unit, figure.period);
    figure.coverage = pairs.coverage;
    figure.published = pairs.published;
    let per = match indicator.kind {
        FigureKind::Share | FigureKind::Ratio => 100,
        FigureKind::Count | FigureKind::Money | FigureKind::PerHead => 1,
    };
    figure.quantity = match (pairs.taken, pairs.absent) {
        (0, 0) => Quantity::Unknown,
        (0, _) => Quantity::NotApplicable,
        _ => ratio(pairs.part, pairs.whole, per),
    };
}

/// The published parts and wholes of a unit, when they count: chosen, or nothing else is known.
fn published(
    gathered: &Gathered,
    indicator: &Indicator,
    (unit, period): (UnitId, Period),
    computed: &Coverage,
) -> Option<Pairs> {
    let keys = indicator.terms().map(|term| {
        let basis = gathered.measures.find(&term.measure).map(|m| m.basis).unwrap_or_default();
        FactKey::new(unit, period.on(basis), &term.measure)
    });
    let (mut given, mut chosen) = (false, false);
    for key in keys {
        given |= gathered.facts.control(&key).is_some();
        chosen |= gathered.facts.control_is_chosen(&key);
    }
    if !given || !(chosen || computed.known == 0) {
        return None;
    }
    let (part, parts) = whole_side(gathered, &indicator.numerator, unit, period)?;
    let (whole, wholes) = whole_side(gathered, &indicator.denominator, unit, period)?;
    let mut pairs = Pairs {
        coverage: Coverage { known: computed.asked, asked: computed.asked, missing: Vec::new() },
        published: parts || wholes,
        ..Pairs::default()
    };
    match (part, whole) {
        (Side::Sum(part), Side::Sum(whole)) => {
            (pairs.part, pairs.whole, pairs.taken) = (part, whole, 1);
        }
        _ => pairs.absent = 1,
    }
    Some(pairs)
}

/// One side made of totals that are complete, and whether a published figure is in it.
fn whole_side(
    gathered: &Gathered,
    terms: &[Term],
    unit: UnitId,
    period: Period,
) -> Option<(Side, bool)> {
    let mut scratch = Figure {
        indicator: Code::new(""),
        unit,
        period,
        quantity: Quantity::Unknown,
        coverage: Coverage::default(),
        published: false,
        controls: Vec::new(),
    };
    let side = sides(gathered, terms, &mut scratch)?;
    scratch.coverage.is_complete().then_some((side, scratch.published))
}

fn ratio(part: Interval, whole: Interval, per: i128) -> Quantity {
    if whole.shown == 0 && whole.is_exact() {
        Quantity::NotApplicable
    } else {
        Quantity::Ratio { part, whole, per }
    }
}

struct Pairs {
    part: Interval,
    whole: Interval,
    taken: usize,
    absent: usize,
    coverage: Coverage,
    /// The unit's own published figures stand for all its parts.
    published: bool,
}

impl Default for Pairs {
    fn default() -> Self {
        Self {
            part: Interval::point(0),
            whole: Interval::point(0),
            taken: 0,
            absent: 0,
            coverage: Coverage::default(),
            published: false,
        }
    }
}

impl Pairs {
    fn add(&mut self, other: Self) {
        self.part = self.part.plus(other.part);
        self.whole = self.whole.plus(other.whole);
        self.taken += other.taken;
        self.absent += other.absent;
        self.coverage.add(other.coverage);
    }
}

/// Adds up parts and wholes of all units in which both are known; a unit none of whose parts has
/// reported gives what was published for it.
fn collect(gathered: &Gathered, indicator: &Indicator, unit: UnitId, period: Period) -> Pairs {
    let children = gathered.tree.children(unit);
    let holds = |term: &&Term| {
        let own = gathered.measures.find(&term.measure).map(|m| m.totals) == Some(Totals::Own);
        children.is_empty() || own
    };
    let mut pairs = Pairs::default();
    let part: Vec<&Term> = indicator.numerator.iter().filter(holds).collect();
    let whole: Vec<&Term> = indicator.denominator.iter().filter(holds).collect();
    if !part.is_empty() || !whole.is_empty() {
        let part = cells(gathered, &part, unit, period);
        let whole = cells(gathered, &whole, unit, period);
        let known = !matches!(part, Cells::Missing) && !matches!(whole, Cells::Missing);
        pairs.coverage.add(Coverage::one(unit, known));
        if known {
            take(&mut pairs, &part, &whole);
        }
    }
    for child in children {
        pairs.add(collect(gathered, indicator, *child, period));
    }
    published(gathered, indicator, (unit, period), &pairs.coverage).unwrap_or(pairs)
}

enum Cells {
    /// No term has a cell at this unit.
    None,
    Missing,
    Nothing,
    Sum(Interval),
}

fn take(pairs: &mut Pairs, part: &Cells, whole: &Cells) {
    match (part, whole) {
        (Cells::Sum(part), Cells::Sum(whole)) => {
            pairs.part = pairs.part.plus(*part);
            pairs.whole = pairs.whole.plus(*whole);
            pairs.taken += 1;
        }
        (Cells::Sum(part), Cells::None) => pairs.part = pairs.part.plus(*part),
        (Cells::None, Cells::Sum(whole)) => pairs.whole = pairs.whole.plus(*whole),
        _ => pairs.absent += 1,
    }
}

fn cells(gathered: &Gathered, terms: &[&Term], unit: UnitId, period: Period) -> Cells {
    if terms.is_empty() {
        return Cells::None;
    }
    let mut sum = Interval::point(0);
    let mut nothing = true;
    for term in terms {
        let basis = gathered.measures.find(&term.measure).map(|m| m.basis).unwrap_or_default();
        let key = FactKey::new(unit, period.on(basis), &term.measure);
        let value = gathered.facts.value(&key);
        let Some(interval) = value.interval() else { return Cells::Missing };
        nothing &= value == Value::Nothing;
        sum = signed(sum, interval, term.sign);
    }
    if nothing { Cells::Nothing } else { Cells::Sum(sum) }
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
            let basis = gathered.measures.find(&term.measure)?.basis;
            let key = FactKey::new(unit, period.on(basis), &term.measure);
            Some((term.measure.clone(), gathered.facts.control(&key)?.clone()))
        })
        .collect()
}
