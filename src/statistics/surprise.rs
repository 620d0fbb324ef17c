//! Values that are possible but unusual: they are taken and ask for a reason. Pure.

use entities::values::{Code, Kind, Period, RelationKind};

use super::Relation;
use super::judge::{Spot, Values, is_broken};
use crate::facts::{Measure, MeasureIndex};
use crate::vietnamese::{percent, scaled};

/// A count may change by this much without being asked about.
const QUIET_COUNT: i64 = 20;
/// An amount of money may change by this much without being asked about.
const QUIET_DONG: i64 = 20_000_000;
/// Twice or half of last year is unusual.
const FACTOR: i64 = 2;
/// A share that moved by more than this many hundredths of a point is unusual.
const SHARE_SHIFT: i64 = 2_000;
/// Shares of fewer than this many are not compared.
const SMALL_WHOLE: i64 = 20;

/// Something to be explained about a measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Surprise {
    pub measure: Code,
    pub says: String,
}

/// Everything unusual in one unit's report, in the order of the measures.
pub fn surprises(
    now: &Values,
    before: &Values,
    relations: &[Relation],
    index: &MeasureIndex,
    report: Period,
) -> Vec<Surprise> {
    let spot = |code: &Code, of: Period| -> Spot {
        let basis = index.find(code).map(|measure| measure.basis).unwrap_or_default();
        (of.on(basis), code.clone())
    };
    let amount = |values: &Values, code: &Code, of: Period| {
        values.get(&spot(code, of)).and_then(|value| value.amount())
    };
    let last = report.previous();
    let mut found = Vec::new();
    for measure in index.iter() {
        let pair = (amount(now, &measure.code, report), amount(before, &measure.code, last));
        if let (Some(new), Some(old)) = pair
            && let Some(says) = outlier(measure, new, old, last)
        {
            found.push(Surprise { measure: measure.code.clone(), says });
        }
    }
    for relation in relations {
        let measure = relation.left.last().or(relation.right.last()).cloned();
        let Some(measure) = measure else { continue };
        if !relation.bounded && is_broken(relation, now, |code| spot(code, report)) {
            found.push(Surprise { measure, says: relation.says.clone() });
        } else if let ([part], [whole]) = (relation.left.as_slice(), relation.right.as_slice())
            && relation.kind == RelationKind::AtMost
        {
            let share =
                |values: &Values, of| Some((amount(values, part, of)?, amount(values, whole, of)?));
            let pair = (share(now, report), share(before, last));
            if let (Some(new), Some(old)) = pair
                && let Some(says) = shifted(new, old, last)
            {
                found.push(Surprise { measure: part.clone(), says });
            }
        }
    }
    found
}

fn outlier(measure: &Measure, new: i64, old: i64, last: Period) -> Option<String> {
    let quiet = match measure.kind {
        Kind::Flag => return None,
        Kind::Count => QUIET_COUNT.checked_mul(10_i64.checked_pow(measure.scale)?)?,
        Kind::Money => QUIET_DONG,
    };
    let far = new > old.checked_mul(FACTOR)? || new.checked_mul(FACTOR)? < old;
    (far && (new - old).abs() > quiet).then(|| {
        let way = if new > old { "cao" } else { "thấp" };
        format!("{way} khác thường so với {} của kỳ {last}", scaled(old, measure.scale))
    })
}

fn shifted(new: (i64, i64), old: (i64, i64), last: Period) -> Option<String> {
    if new.1 < SMALL_WHOLE || old.1 < SMALL_WHOLE {
        return None;
    }
    let hundredths = |(part, whole): (i64, i64)| part.checked_mul(10_000)?.checked_div(whole);
    let moved = hundredths(new)? - hundredths(old)?;
    (moved.abs() > SHARE_SHIFT).then(|| {
        format!(
            "tỷ lệ {} khác nhiều so với {} của kỳ {last}",
            percent(new.0, new.1, 1),
            percent(old.0, old.1, 1)
        )
    })
}
