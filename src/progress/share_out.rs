//! A first proposal of how a target is given to the units within; people change it as they like.

use entities::values::{Code, FigureKind, Operator, Totals, UnitId};
use rust_decimal::Decimal;

use super::board::counts_units;
use super::change::worth;
use super::{Figure, Gathered, figure, total};
use crate::facts::Quantity;
use crate::indicators::Indicator;
use crate::targets::{NewTarget, Reach, promised, split};

/// The measure by which things are given to each according to its people.
const POPULATION: &str = "DAN_SO";
/// Money is split in these where it can be.
const GRAINS_OF_MONEY: [i128; 2] = [1_000_000, 1_000];

/// By what a target is split.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SplitBy {
    LastYear,
    Population,
    /// The same amount, or the same rate, for each.
    Equal,
}

/// The part of one unit.
#[derive(Clone, Debug)]
pub struct Portion {
    pub unit: UnitId,
    /// Nothing when there is nothing to split by.
    pub value: Option<Decimal>,
    /// For rates: what the rate is of, this year's where known, else last year's.
    pub whole: Option<i128>,
    pub last_year: Figure,
}

/// Whether a target can be given to the units within: it speaks of the whole, with a number.
pub fn can_be_shared(gathered: &Gathered, indicator: &Indicator, target: &NewTarget) -> bool {
    target.reach == Reach::Whole
        && target.operator != Operator::Maintain
        && target.value.is_some()
        && !counts_units(gathered, indicator)
        && !gathered.tree.children(target.unit).is_empty()
}

/// The ways that make sense for an indicator.
pub fn ways(indicator: &Indicator) -> &'static [SplitBy] {
    if indicator.is_fraction() {
        &[SplitBy::Equal, SplitBy::LastYear]
    } else {
        &[SplitBy::LastYear, SplitBy::Population, SplitBy::Equal]
    }
}

/// The portions of the units within, in the order of reports; last the unit itself where it has
/// a part of its own in the amount.
pub fn share_out(
    gathered: &Gathered,
    indicator: &Indicator,
    target: &NewTarget,
    way: SplitBy,
) -> Vec<Portion> {
    let mut units = gathered.tree.children(target.unit).to_vec();
    if !indicator.is_fraction() && keeps_own(gathered, indicator) {
        units.push(target.unit);
    }
    let values = if indicator.is_fraction() {
        units.iter().map(|unit| rate(gathered, indicator, target, *unit, way)).collect()
    } else {
        amounts(gathered, indicator, target, &units, way)
    };
    let before = gathered.period.previous();
    let portion = |(unit, value): (&UnitId, Option<Decimal>)| Portion {
        unit: *unit,
        value,
        whole: rated_on(gathered, indicator, *unit),
        last_year: figure(gathered, indicator, *unit, before),
    };
    units.iter().zip(values).map(portion).collect()
}

fn keeps_own(gathered: &Gathered, indicator: &Indicator) -> bool {
    let own = |measure: &Code| {
        gathered.measures.find(measure).is_some_and(|measure| measure.totals == Totals::Own)
    };
    indicator.numerator.iter().any(|term| own(&term.measure))
}

/// The whole's rate for each, or what a unit has reached already where that is more.
fn rate(
    gathered: &Gathered,
    indicator: &Indicator,
    target: &NewTarget,
    unit: UnitId,
    way: SplitBy,
) -> Option<Decimal> {
    let asked = target.value?;
    if way != SplitBy::LastYear {
        return Some(asked);
    }
    let reached = figure(gathered, indicator, unit, gathered.period.previous());
    let known = reached.is_complete() && reached.quantity.is_exact();
    let reached = worth(reached.quantity).filter(|_| known);
    let down = rust_decimal::RoundingStrategy::ToZero;
    let reached = reached.map(|rate| rate.round_dp_with_strategy(indicator.decimals, down));
    Some(reached.map_or(asked, |reached| reached.max(asked)))
}

fn amounts(
    gathered: &Gathered,
    indicator: &Indicator,
    target: &NewTarget,
    units: &[UnitId],
    way: SplitBy,
) -> Vec<Option<Decimal>> {
    let weight = |unit: &UnitId| weight(gathered, indicator, target.unit, *unit, way);
    let weights: Option<Vec<i128>> = units.iter().map(weight).collect();
    let made = || {
        let total = promised(indicator, target)?;
        let grains = match indicator.kind {
            FigureKind::Money => GRAINS_OF_MONEY.as_slice(),
            _ => &[],
        };
        let grain = grains.iter().find(|grain| total % **grain == 0).copied().unwrap_or(1);
        let parts = split(total, &weights?, grain)?;
        let value = |part| Decimal::try_from_i128_with_scale(part, indicator.decimals).ok();
        Some(parts.into_iter().map(value).collect())
    };
    made().unwrap_or_else(|| vec![None; units.len()])
}

fn weight(
    gathered: &Gathered,
    indicator: &Indicator,
    owner: UnitId,
    unit: UnitId,
    way: SplitBy,
) -> Option<i128> {
    let before = gathered.period.previous();
    match way {
        SplitBy::Equal => Some(i128::from(unit != owner)),
        SplitBy::Population if unit == owner => Some(0),
        SplitBy::Population => {
            let code = Code::new(POPULATION);
            let people = total(gathered, unit, &code, before);
            people.sum.filter(|_| people.coverage.is_complete()).map(|sum| sum.shown)
        }
        SplitBy::LastYear => {
            let whole = reached(&figure(gathered, indicator, unit, before))?;
            if unit != owner {
                return Some(whole);
            }
            let children = gathered.tree.children(owner).iter();
            let parts: Option<i128> =
                children.map(|child| reached(&figure(gathered, indicator, *child, before))).sum();
            Some(whole - parts?)
        }
    }
}

fn reached(figure: &Figure) -> Option<i128> {
    match figure.quantity {
        Quantity::Amount { amount, .. } if figure.is_complete() => Some(amount.shown),
        Quantity::NotApplicable => Some(0),
        _ => None,
    }
}

/// What the rate of a unit is of: this year's number where it is known, else last year's. Nothing
/// where the rate is of fractions, which no part can be told in.
pub fn rated_on(gathered: &Gathered, indicator: &Indicator, unit: UnitId) -> Option<i128> {
    let of = |period| {
        let found = figure(gathered, indicator, unit, period);
        match found.quantity {
            Quantity::Ratio { whole, scale: 0, .. } if found.is_complete() => Some(whole.shown),
            _ => None,
        }
    };
    of(gathered.period).or_else(|| of(gathered.period.previous()))
}
