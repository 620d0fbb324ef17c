//! Which typed cells contradict what must hold. Pure.

use std::collections::{BTreeMap, BTreeSet};

use entities::values::{Code, Period, RelationKind};

use super::Relation;
use crate::facts::{Interval, MeasureIndex, Value};

/// A cell within one unit.
pub type Spot = (Period, Code);
pub type Values = BTreeMap<Spot, Value>;

/// The sum of one side, when every part is given; all parts are of the report's own periods.
fn side(values: &Values, spots: &[Spot]) -> Option<Interval> {
    let mut sum = Interval::point(0);
    for spot in spots {
        sum = sum.plus(values.get(spot)?.interval()?);
    }
    Some(sum)
}

/// Whether a relation is surely broken by these values.
pub fn is_broken(relation: &Relation, values: &Values, place: impl Fn(&Code) -> Spot) -> bool {
    let spots = |codes: &[Code]| codes.iter().map(&place).collect::<Vec<_>>();
    let (Some(left), Some(right)) =
        (side(values, &spots(&relation.left)), side(values, &spots(&relation.right)))
    else {
        return false;
    };
    let over = left.minus(right);
    match relation.kind {
        RelationKind::AtMost => over.is_above(0) == Some(true),
        RelationKind::Equal => over.is_equal(0) == Some(false),
    }
}

/// The changed cells that cannot be taken, each with the relation it breaks.
///
/// Cells are judged together: what breaks a relation is left out, and the rest judged again,
/// until nothing taken breaks anything.
pub fn contradictions<'a>(
    stored: &Values,
    changed: &Values,
    relations: &'a [Relation],
    index: &MeasureIndex,
    report: Period,
) -> BTreeMap<Spot, &'a Relation> {
    let place = |code: &Code| {
        let basis = index.find(code).map(|measure| measure.basis).unwrap_or_default();
        (report.on(basis), code.clone())
    };
    let mut left_out: BTreeMap<Spot, &Relation> = BTreeMap::new();
    loop {
        let mut values = stored.clone();
        values.extend(
            changed
                .iter()
                .filter(|(spot, _)| !left_out.contains_key(*spot))
                .map(|(spot, value)| (spot.clone(), *value)),
        );
        let mut bad = BTreeSet::new();
        for relation in relations.iter().filter(|relation| relation.bounded) {
            if !is_broken(relation, &values, place) {
                continue;
            }
            for code in relation.left.iter().chain(&relation.right) {
                let spot = place(code);
                if changed.contains_key(&spot) && !left_out.contains_key(&spot) {
                    left_out.insert(spot.clone(), relation);
                    bad.insert(spot);
                }
            }
        }
        if bad.is_empty() {
            return left_out;
        }
    }
}
