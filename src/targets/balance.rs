//! Whether the parts that are given make up what the whole promised. Pure.

use entities::values::{FigureKind, Operator};
use rust_decimal::Decimal;

use super::judge::least;
use super::{NewTarget, Part};
use crate::indicators::Indicator;

/// What was promised and what the parts come to, in units of 10^-decimals for amounts and in
/// units of the numerator for rates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Balance {
    pub promised: i128,
    pub given: i128,
}

impl Balance {
    /// Above 0 when something is still to be given.
    pub fn open(self) -> i128 {
        self.promised - self.given
    }
}

/// The amount that a promise of the whole comes to; `None` for rates and for *duy trì*.
///
/// Example: *trên 100 hội viên* is a promise of 101
pub fn promised(indicator: &Indicator, target: &NewTarget) -> Option<i128> {
    if indicator.is_fraction() || target.operator == Operator::Maintain {
        return None;
    }
    let limit = target.threshold()?;
    let scaled = limit.mantissa.checked_mul(10_i128.checked_pow(indicator.decimals)?)?;
    least(target.operator, scaled, 10_i128.checked_pow(limit.scale)?)
}

/// The part of its whole that a rate asks for.
///
/// Example: *trên 98 %* of 41 children are all 41
pub fn part_of(
    indicator: &Indicator,
    operator: Operator,
    rate: Decimal,
    whole: i128,
) -> Option<i128> {
    let rate = rate.normalize();
    let per = match indicator.kind {
        FigureKind::PerHead => 1,
        _ => 100,
    };
    let unit = 10_i128.checked_pow(rate.scale())?.checked_mul(per)?;
    // An exact rate is reached by the part that comes nearest from above.
    let operator = if operator == Operator::Exactly { Operator::AtLeast } else { operator };
    least(operator, rate.mantissa().checked_mul(whole)?, unit)
}

/// What a target and its parts come to; `None` when it cannot be said, because a whole is not
/// known or the target is none that has parts.
pub fn balance(indicator: &Indicator, target: &NewTarget, parts: &[Part]) -> Option<Balance> {
    if !indicator.is_fraction() {
        let places = Decimal::from_i128_with_scale(10_i128.checked_pow(indicator.decimals)?, 0);
        let given: Decimal = parts.iter().map(|part| part.value).sum();
        let given = i128::try_from(given.checked_mul(places)?.normalize()).ok()?;
        return Some(Balance { promised: promised(indicator, target)?, given });
    }
    let rate = target.value.filter(|_| target.operator != Operator::Maintain)?;
    let (mut whole, mut given) = (0, 0);
    for part in parts {
        let of = part.whole?;
        whole += of;
        given += part_of(indicator, target.operator, part.value, of)?;
    }
    Some(Balance { promised: part_of(indicator, target.operator, rate, whole)?, given })
}
