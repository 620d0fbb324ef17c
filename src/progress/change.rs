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
            let points = worth(now.quantity)?.checked_sub(worth(before.quantity)?)?;
            Some(Change::Points(points))
        }
        (now, before) => {
            let (now, before) = (worth(now)?, worth(before)?);
            let grown = now.checked_sub(before)?.checked_mul(Decimal::ONE_HUNDRED)?;
            Some(Change::Percent(grown.checked_div(before)?))
        }
    }
}

/// The amount as printed, unrounded.
pub fn worth(quantity: Quantity) -> Option<Decimal> {
    match quantity {
        Quantity::Unknown | Quantity::NotApplicable => None,
        Quantity::Amount { amount, scale } => {
            Decimal::try_from_i128_with_scale(amount.shown, scale).ok()
        }
        Quantity::Ratio { part, whole, per } => {
            let part = Decimal::try_from_i128_with_scale(part.shown.checked_mul(per)?, 0).ok()?;
            let whole = Decimal::try_from_i128_with_scale(whole.shown, 0).ok()?;
            part.checked_div(whole)
        }
    }
}
