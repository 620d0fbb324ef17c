//! What changed against last year.

use rust_decimal::Decimal;

use super::Figure;
use crate::facts::Quantity;

/// Shares change in points, everything else in per cent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Điểm %.
    Points(Decimal),
    /// %.
    Percent(Decimal),
}

/// The change between two complete, exact figures of one indicator.
pub fn change(now: &Figure, before: &Figure) -> Option<Change> {
    let comparable = |figure: &Figure| figure.is_complete() && figure.quantity.is_exact();
    if !comparable(now) || !comparable(before) {
        return None;
    }
    match (now.quantity, before.quantity) {
        (Quantity::Ratio { per: 100, .. }, Quantity::Ratio { per: 100, .. }) => {
            Some(Change::Points(points(now.quantity, before.quantity)?))
        }
        (now, before) => {
            let (over, under) = difference(now, before)?;
            let (base, base_under) = as_fraction(before)?;
            // over/under divided by base/base_under, in one division so that nothing is rounded
            // before the end
            let part = over.checked_mul(base_under)?.checked_mul(100)?;
            Some(Change::Percent(quotient(part, under.checked_mul(base)?)?))
        }
    }
}

/// The one less the other in the unit they are printed in, divided once.
pub fn points(now: Quantity, before: Quantity) -> Option<Decimal> {
    let (over, under) = difference(now, before)?;
    quotient(over, under)
}

/// The one less the other, as a fraction.
fn difference(now: Quantity, before: Quantity) -> Option<(i128, i128)> {
    let ((part, whole), (old_part, old_whole)) = (as_fraction(now)?, as_fraction(before)?);
    if whole == old_whole {
        return Some((part.checked_sub(old_part)?, whole));
    }
    let over = part.checked_mul(old_whole)?.checked_sub(old_part.checked_mul(whole)?)?;
    Some((over, whole.checked_mul(old_whole)?))
}

fn as_fraction(quantity: Quantity) -> Option<(i128, i128)> {
    match quantity {
        Quantity::Unknown | Quantity::NotApplicable => None,
        Quantity::Amount { amount, scale } => Some((amount.shown, 10_i128.checked_pow(scale)?)),
        Quantity::Ratio { part, whole, per, .. } => {
            (whole.shown != 0).then_some((part.shown.checked_mul(per)?, whole.shown))
        }
    }
}

/// A fraction in lowest terms divided once, to 28 digits.
fn quotient(part: i128, whole: i128) -> Option<Decimal> {
    let common = i128::try_from(divisor(part.unsigned_abs(), whole.unsigned_abs())).ok()?;
    let of = |number: i128| Decimal::try_from_i128_with_scale(number.checked_div(common)?, 0).ok();
    of(part)?.checked_div(of(whole)?)
}

/// The greatest number that divides both.
fn divisor(a: u128, b: u128) -> u128 {
    if b == 0 { a } else { divisor(b, a % b) }
}

/// The amount as printed, unrounded.
pub fn worth(quantity: Quantity) -> Option<Decimal> {
    let (part, whole) = as_fraction(quantity)?;
    quotient(part, whole)
}
