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
    let mut pairs = Pairs::default();
    collect(gathered, indicator, figure.unit, figure.period, &mut pairs);
    figure.coverage = pairs.coverage;
    let per = match indicator.kind {
        FigureKind::Share | FigureKind::Ratio => 100,
        FigureKind::Count | FigureKind::Money | FigureKind::PerHead => 1,
    };
    let chosen = indicator.terms().any(|term| {
        let basis = gathered.measures.find(&term.measure).map(|m| m.basis).unwrap_or_default();
        let key = FactKey::new(figure.unit, figure.period.on(basis), &term.measure);
        gathered.facts.control_is_chosen(&key)
    });
    if (chosen || figure.coverage.known == 0) && !figure.controls.is_empty() {
        let mut parts = figure.clone();
        let part = sides(gathered, &indicator.numerator, &mut parts);
        let whole_known = parts.coverage.is_complete();
        let published = parts.published;
        let mut wholes = figure.clone();
        let whole = sides(gathered, &indicator.denominator, &mut wholes);
        let complete = whole_known && wholes.coverage.is_complete();
        if let (true, Some(part), Some(whole)) = (complete, part, whole) {
            figure.published = published || wholes.published;
            figure.coverage.known = figure.coverage.asked;
            figure.coverage.missing.clear();
            figure.quantity = match (part, whole) {
                (Side::Sum(part), Side::Sum(whole)) => ratio(part, whole, per),
                _ => Quantity::NotApplicable,
            };
            return;
        }
    }
    figure.quantity = match (pairs.taken, pairs.absent) {
        (0, 0) => Quantity::Unknown,
        (0, _) => Quantity::NotApplicable,
        _ => ratio(pairs.part, pairs.whole, per),
    };
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
}

impl Default for Pairs {
    fn default() -> Self {
        Self {
            part: Interval::point(0),
            whole: Interval::point(0),
            taken: 0,
            absent: 0,
            coverage: Coverage::default(),
        }
    }
}

/// Adds up parts and wholes of all units in which both are known.
fn collect(
    gathered: &Gathered,
    indicator: &Indicator,
    unit: UnitId,
    period: Period,
    pairs: &mut Pairs,
) {
    let children = gathered.tree.children(unit);
    let holds = |term: &&Term| {
        let own = gathered.measures.find(&term.measure).map(|m| m.totals) == Some(Totals::Own);
        children.is_empty() || own
    };
    let part: Vec<&Term> = indicator.numerator.iter().filter(holds).collect();
    let whole: Vec<&Term> = indicator.denominator.iter().filter(holds).collect();
    if !part.is_empty() || !whole.is_empty() {
        let part = cells(gathered, &part, unit, period);
        let whole = cells(gathered, &whole, unit, period);
        let known = !matches!(part, Cells::Missing) && !matches!(whole, Cells::Missing);
        pairs.coverage.add(Coverage::one(unit, known));
        if known {
            take(pairs, &part, &whole);
        }
    }
    for child in children {
        collect(gathered, indicator, *child, period, pairs);
    }
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
