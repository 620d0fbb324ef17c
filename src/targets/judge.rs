//! Verdicts and gaps. Pure.

use entities::values::{Direction, Operator};

use super::NewTarget;
use crate::facts::{Quantity, Threshold};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    Met,
    NotMet,
    /// Chưa có số liệu: something is missing, or the values it may stand for disagree.
    Unknown,
    NotApplicable,
}

/// What is still to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// Nothing, or not to be said.
    None,
    /// So many more, in 10^-scale of the unit of the numerator.
    Short(i128),
    /// The whole itself is too small.
    Unreachable,
}

/// Judges a figure of which everything required is known.
///
/// Basis: unrounded; for higher-is-better a range is met from its lower end on
pub fn judge(target: &NewTarget, direction: Direction, quantity: Quantity) -> Verdict {
    match quantity {
        Quantity::Unknown => return Verdict::Unknown,
        Quantity::NotApplicable => return Verdict::NotApplicable,
        Quantity::Amount { .. } | Quantity::Ratio { .. } => {}
    }
    let over = |threshold: Option<Threshold>| quantity.over(threshold?);
    let low = over(target.threshold());
    let holds = match target.operator {
        Operator::Above => low.and_then(|d| d.is_above(0)),
        Operator::AtLeast => low.and_then(|d| d.is_at_least(0)),
        Operator::Exactly => low.and_then(|d| d.is_equal(0)),
        Operator::Range => {
            let from = low.and_then(|d| d.is_at_least(0));
            let to = over(target.upper()).and_then(|d| d.is_above(0)).map(|beyond| !beyond);
            match direction {
                Direction::Higher => from,
                Direction::Lower => to,
                Direction::Neutral => both(from, to),
            }
        }
        Operator::Maintain => maintained(target, quantity),
        Operator::Below => low.and_then(|d| d.is_at_least(0)).map(|reached| !reached),
        Operator::AtMost => low.and_then(|d| d.is_above(0)).map(|beyond| !beyond),
    };
    match holds {
        Some(true) => Verdict::Met,
        Some(false) => Verdict::NotMet,
        None => Verdict::Unknown,
    }
}

fn both(a: Option<bool>, b: Option<bool>) -> Option<bool> {
    match (a, b) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    }
}

/// The part is the whole and not below the recorded baseline.
fn maintained(target: &NewTarget, quantity: Quantity) -> Option<bool> {
    let (part, scale, full) = match quantity {
        Quantity::Ratio { part, whole, scale, .. } => (part, scale, part.minus(whole).is_equal(0)),
        Quantity::Amount { amount, scale } => (amount, scale, Some(true)),
        Quantity::Unknown | Quantity::NotApplicable => return None,
    };
    let kept = match target.threshold() {
        Some(baseline) => Quantity::Amount { amount: part, scale }.over(baseline)?.is_at_least(0),
        None => Some(true),
    };
    both(full, kept)
}

/// The least that is missing to satisfy the operator, the whole staying as it is.
pub fn gap(target: &NewTarget, direction: Direction, share: bool, quantity: Quantity) -> Gap {
    // A limit upwards lacks nothing: there is too much, and nobody is to take that away.
    let upwards = matches!(target.operator, Operator::Below | Operator::AtMost);
    let missed = judge(target, direction, quantity) == Verdict::NotMet;
    if !quantity.is_exact() || !missed || upwards {
        return Gap::None;
    }
    let nothing_lost = Threshold { mantissa: 0, scale: 0 };
    let baseline = (target.operator == Operator::Maintain).then_some(nothing_lost);
    let Some(threshold) = target.threshold().or(baseline) else { return Gap::None };
    let unit = 10_i128.pow(threshold.scale);
    let (have, most, needed) = match quantity {
        Quantity::Ratio { part, whole, scale, .. } if target.operator == Operator::Maintain => {
            let baseline = ceiling(threshold.mantissa * 10_i128.pow(scale), unit);
            (part.shown, share.then_some(whole.shown), Some(baseline.max(whole.shown)))
        }
        Quantity::Ratio { part, whole, per, .. } => {
            let most = share.then_some(whole.shown);
            let needed = least(target.operator, threshold.mantissa * whole.shown, per * unit);
            (part.shown, most, needed)
        }
        Quantity::Amount { amount, scale } => {
            let limit = threshold.mantissa * 10_i128.pow(scale);
            (amount.shown, None, least(target.operator, limit, unit))
        }
        Quantity::Unknown | Quantity::NotApplicable => return Gap::None,
    };
    match needed {
        None => Gap::Unreachable,
        Some(needed) if most.is_some_and(|most| needed > most) => Gap::Unreachable,
        Some(needed) if needed > have => Gap::Short(needed - have),
        Some(_) => Gap::None,
    }
}

/// The whole number nearest to `limit / unit` that stands to it as the operator asks: the least,
/// for a limit upwards the most.
pub(super) fn least(operator: Operator, limit: i128, unit: i128) -> Option<i128> {
    match operator {
        Operator::AtMost => Some(limit.div_euclid(unit)),
        Operator::Below => Some(ceiling(limit, unit) - 1),
        Operator::Above => Some(limit.div_euclid(unit) + 1),
        Operator::Exactly => (limit.rem_euclid(unit) == 0).then(|| limit.div_euclid(unit)),
        Operator::AtLeast | Operator::Range | Operator::Maintain => Some(ceiling(limit, unit)),
    }
}

fn ceiling(part: i128, unit: i128) -> i128 {
    part.div_euclid(unit) + i128::from(part.rem_euclid(unit) != 0)
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use entities::values::{Code, Period, Precision, UnitId};

    use super::*;
    use crate::facts::Interval;
    use crate::targets::Reach;

    fn target(operator: Operator, value: &str, value2: Option<&str>) -> NewTarget {
        NewTarget {
            indicator: Code::new("X"),
            unit: UnitId(1),
            period: Period::Year(2020),
            operator,
            value: Some(value.parse().unwrap()),
            value2: value2.map(|v| v.parse().unwrap()),
            reach: Reach::Whole,
            basis: String::new(),
            wording: String::new(),
            legal_source: String::new(),
            adopted_on: NaiveDate::default(),
        }
    }

    fn share(part: i64, whole: i64) -> Quantity {
        let [part, whole] = [part, whole].map(Interval::point);
        Quantity::Ratio { part, whole, per: 100, scale: 0 }
    }

    fn verdict(target: &NewTarget, quantity: Quantity) -> (Verdict, Gap) {
        (judge(target, Direction::Higher, quantity), gap(target, Direction::Higher, true, quantity))
    }

    #[test]
    fn nam_du_is_not_above_92_and_lacks_one_household() {
        let above = target(Operator::Above, "92", None);
        assert_eq!(verdict(&above, share(331, 360)), (Verdict::NotMet, Gap::Short(1)));
        assert_eq!(verdict(&above, share(332, 360)).0, Verdict::Met);
    }

    #[test]
    fn of_41_five_year_olds_two_more_must_go_to_school() {
        let above = target(Operator::Above, "98", None);
        assert_eq!(verdict(&above, share(39, 41)), (Verdict::NotMet, Gap::Short(2)));
    }

    #[test]
    fn above_100_per_cent_cannot_be_reached() {
        let above = target(Operator::Above, "100", None);
        assert_eq!(verdict(&above, share(41, 41)), (Verdict::NotMet, Gap::Unreachable));
    }

    #[test]
    fn half_of_an_odd_number_is_reached_by_the_larger_half() {
        let half = target(Operator::AtLeast, "50", None);
        assert_eq!(verdict(&half, share(3, 7)), (Verdict::NotMet, Gap::Short(1)));
        assert_eq!(verdict(&half, share(4, 8)).0, Verdict::Met);
    }

    #[test]
    fn maintain_wants_the_whole_and_the_baseline() {
        let maintain = target(Operator::Maintain, "116", None);
        assert_eq!(verdict(&maintain, share(116, 116)).0, Verdict::Met);
        assert_eq!(verdict(&maintain, share(115, 116)), (Verdict::NotMet, Gap::Short(1)));
        assert_eq!(verdict(&maintain, share(115, 115)), (Verdict::NotMet, Gap::Unreachable));
    }

    #[test]
    fn maintain_without_a_baseline_lacks_what_the_part_lacks_and_never_less_than_nothing() {
        let maintain = NewTarget { value: None, ..target(Operator::Maintain, "0", None) };
        assert_eq!(verdict(&maintain, share(115, 116)), (Verdict::NotMet, Gap::Short(1)));
        assert_eq!(verdict(&maintain, share(117, 116)), (Verdict::NotMet, Gap::None));
    }

    #[test]
    fn what_is_not_a_share_may_go_beyond_its_whole_to_be_kept() {
        let maintain = target(Operator::Maintain, "300", None);
        let [part, whole] = [200, 100].map(Interval::point);
        let a_head = Quantity::Ratio { part, whole, per: 1, scale: 0 };
        assert_eq!(gap(&maintain, Direction::Higher, false, a_head), Gap::Short(100));
    }

    #[test]
    fn what_a_ratio_of_fractions_lacks_is_counted_as_finely_as_its_part() {
        let [part, whole] = [1_250, 1_000].map(Interval::point);
        let hours = Quantity::Ratio { part, whole, per: 1, scale: 1 };
        let two = target(Operator::AtLeast, "2", None);
        assert_eq!(gap(&two, Direction::Higher, false, hours), Gap::Short(750));
        let kept = target(Operator::Maintain, "130", None);
        assert_eq!(gap(&kept, Direction::Higher, false, hours), Gap::Short(50));
    }

    #[test]
    fn a_range_is_met_from_its_lower_end_on_when_higher_is_better() {
        let range = target(Operator::Range, "1", Some("2"));
        let count = |n| Quantity::Amount { amount: Interval::point(n), scale: 0 };
        assert_eq!(judge(&range, Direction::Higher, count(3)), Verdict::Met);
        assert_eq!(judge(&range, Direction::Higher, count(0)), Verdict::NotMet);
        assert_eq!(judge(&range, Direction::Neutral, count(3)), Verdict::NotMet);
    }

    #[test]
    fn a_limit_upwards_is_kept_by_what_stays_under_it_and_lacks_nothing() {
        let verdict = |operator, value, quantity| {
            let target = target(operator, value, None);
            let gap = gap(&target, Direction::Lower, true, quantity);
            (judge(&target, Direction::Lower, quantity), gap)
        };
        assert_eq!(verdict(Operator::Below, "1", share(1, 100)), (Verdict::NotMet, Gap::None));
        assert_eq!(verdict(Operator::AtMost, "1", share(1, 100)).0, Verdict::Met);
        assert_eq!(verdict(Operator::AtMost, "1", share(2, 100)), (Verdict::NotMet, Gap::None));
        assert_eq!(verdict(Operator::Below, "1", share(0, 100)).0, Verdict::Met);
    }

    #[test]
    fn more_than_841_million_is_a_verdict_only_where_all_its_values_agree() {
        let over = Quantity::Amount { amount: Interval::of(841, Precision::Over), scale: 0 };
        let at_least = |value| target(Operator::AtLeast, value, None);
        assert_eq!(judge(&at_least("800"), Direction::Higher, over), Verdict::Met);
        assert_eq!(judge(&at_least("900"), Direction::Higher, over), Verdict::Unknown);
    }
}
