//! A target beside the result of the year before: promising less is allowed, and is said.

use entities::values::{Direction, Operator, UnitId};

use super::board::speaks_of;
use super::{Figure, Gathered, figure};
use crate::facts::{Quantity, Threshold};
use crate::indicators::Indicator;
use crate::targets::NewTarget;

/// Names of so many units are told; of more, their number.
const NAMES_TOLD: usize = 3;

/// Whether what was reached is better than what is promised, whatever an inexact figure stands for.
pub fn surpasses(indicator: &Indicator, target: &NewTarget, reached: &Figure) -> bool {
    if !reached.is_complete() {
        return false;
    }
    let quantity = match (target.operator, reached.quantity) {
        // The baseline of *duy trì* counts the part.
        (Operator::Maintain, Quantity::Ratio { part, scale, .. }) => {
            Quantity::Amount { amount: part, scale }
        }
        (_, quantity) => quantity,
    };
    let over = |limit: Option<Threshold>| quantity.over(limit?);
    match indicator.direction {
        Direction::Higher => {
            let highest = target.upper().or(target.threshold());
            over(highest).and_then(|over| over.is_above(0)) == Some(true)
        }
        Direction::Lower => {
            over(target.threshold()).and_then(|over| over.is_at_least(0)) == Some(false)
        }
        Direction::Neutral => false,
    }
}

/// The units a target of the period speaks of that did better in the period before.
pub fn surpassed_by(gathered: &Gathered, indicator: &Indicator, target: &NewTarget) -> Vec<UnitId> {
    let before = gathered.period.previous();
    gathered
        .tree
        .under(gathered.root())
        .into_iter()
        .filter(|unit| speaks_of(gathered, target, *unit))
        .filter(|unit| surpasses(indicator, target, &figure(gathered, indicator, *unit, before)))
        .collect()
}

/// `thấp hơn thực hiện năm trước`, with those of whom it is true when there are several.
pub fn surpassed_in_words(
    gathered: &Gathered,
    indicator: &Indicator,
    target: &NewTarget,
) -> Option<String> {
    let units = surpassed_by(gathered, indicator, target);
    let says = match indicator.direction {
        Direction::Lower => "cao hơn thực hiện năm trước",
        Direction::Higher | Direction::Neutral => "thấp hơn thực hiện năm trước",
    };
    match units.as_slice() {
        [] => None,
        [only] if *only == gathered.root() => Some(says.to_owned()),
        some if some.len() <= NAMES_TOLD => {
            let names: Vec<&str> = some.iter().map(|unit| gathered.name(*unit)).collect();
            Some(format!("{says} của {}", names.join(", ")))
        }
        many => Some(format!("{says} của {} đơn vị", many.len())),
    }
}
