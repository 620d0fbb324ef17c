//! Figures in print: rounded here and nowhere before.

use entities::values::{FigureKind, Operator, Precision};
use rust_decimal::Decimal;

use super::Figure;
use super::change::worth;
use crate::documents::{Cell, Number};
use crate::facts::{Interval, Quantity};
use crate::indicators::Indicator;
use crate::targets::NewTarget;
use crate::vietnamese::{decimal, dong, dong_short, scaled};

const UNKNOWN: &str = "chưa có số liệu";
const NOT_APPLICABLE: &str = "không áp dụng";
const NOTHING: &str = "không có";

/// More than any rate of two counts needs to leave a limit of two decimals.
const MOST_PLACES: u32 = 20;

/// The figure as tables and screens show it: `11,94%`, `2.101`, `841.150.000`.
pub fn printed(figure: &Figure, indicator: &Indicator) -> String {
    rounded(figure.quantity, indicator, indicator.decimals)
}

/// The same beside a target: decimals are added while rounding would hide the verdict, that is
/// move a complete, exact rate onto a limit or to its other side.
///
/// Example: 91,94 % against *trên 92%*, printed with no decimals, is `91,9%` and not `92%`
pub fn printed_against(figure: &Figure, indicator: &Indicator, target: &NewTarget) -> String {
    let decided = figure.is_complete() && figure.quantity.is_exact();
    let rate = matches!(figure.quantity, Quantity::Ratio { .. });
    if !decided || !rate || target.operator == Operator::Maintain {
        return printed(figure, indicator);
    }
    let Some(exact) = worth(figure.quantity) else { return printed(figure, indicator) };
    let limits = [target.value, target.value2];
    let hidden = |places: u32| {
        let shown = half_up(exact, places);
        limits.iter().flatten().any(|limit| shown.cmp(limit) != exact.cmp(limit))
    };
    let mut places = indicator.decimals;
    while places < MOST_PLACES && hidden(places) {
        places += 1;
    }
    rounded(figure.quantity, indicator, places)
}

/// The figure in a table: as printed, with its number for a workbook when it is exact.
pub fn figure_cell(figure: &Figure, indicator: &Indicator) -> Cell {
    let percent = match figure.quantity {
        Quantity::Ratio { per, .. } => per == 100,
        Quantity::Unknown | Quantity::NotApplicable | Quantity::Amount { .. } => false,
    };
    let number = worth(figure.quantity)
        .filter(|_| figure.quantity.is_exact())
        .map(|value| Number { value, decimals: indicator.decimals, percent });
    Cell::number(printed(figure, indicator), number)
}

/// A sum in a table, likewise.
pub fn sum_cell(sum: Interval, scale: u32) -> Cell {
    let value = Decimal::try_from_i128_with_scale(sum.shown, scale).ok();
    let number = value.filter(|_| sum.is_exact()).map(|value| Number {
        value,
        decimals: scale,
        percent: false,
    });
    Cell::number(in_words_short(Some(sum), scale), number)
}

/// `2.101/17.596` for shares, empty for the rest.
pub fn fraction(figure: &Figure) -> String {
    match figure.quantity {
        Quantity::Ratio { part, whole, scale, .. } => {
            format!("{}/{}", plain_number(part.shown, scale), plain_number(whole.shown, scale))
        }
        Quantity::Unknown | Quantity::NotApplicable | Quantity::Amount { .. } => String::new(),
    }
}

/// The figure inside a sentence: `11,94%`, `2.101`, `hơn 841 triệu đồng`.
pub fn in_words(figure: &Figure, indicator: &Indicator) -> String {
    match (figure.quantity, indicator.kind) {
        (Quantity::Amount { amount, scale: 0 }, FigureKind::Money) => money_in_words(amount),
        _ => printed(figure, indicator),
    }
}

/// A sum inside a sentence.
pub fn in_words_short(sum: Option<Interval>, scale: u32) -> String {
    match sum {
        None => UNKNOWN.to_owned(),
        Some(sum) => prefixed(sum, &plain_number(sum.shown, scale)),
    }
}

/// An amount of đồng inside a sentence: in millions where that is true of it, else in full.
pub fn money_in_words(amount: Interval) -> String {
    let whole = i64::try_from(amount.shown).unwrap_or(i64::MAX);
    let short = dong_short(whole);
    match amount.precision() {
        Precision::Exact => short,
        Precision::Over if short.starts_with("hơn ") => short,
        Precision::Under | Precision::About if short.starts_with("hơn ") => {
            prefixed(amount, &dong(whole))
        }
        Precision::Over | Precision::Under | Precision::About => prefixed(amount, &short),
    }
}

fn rounded(quantity: Quantity, indicator: &Indicator, places: u32) -> String {
    match quantity {
        Quantity::Unknown => UNKNOWN.to_owned(),
        Quantity::NotApplicable if indicator.is_fraction() => NOT_APPLICABLE.to_owned(),
        Quantity::NotApplicable => NOTHING.to_owned(),
        Quantity::Amount { amount, scale: 0 } => prefixed(amount, &plain_number(amount.shown, 0)),
        Quantity::Amount { amount, .. } => {
            let Some(worth) = worth(quantity) else { return UNKNOWN.to_owned() };
            prefixed(amount, &decimal(worth, places))
        }
        Quantity::Ratio { part, whole, per, .. } => {
            let Some(worth) = worth(quantity) else { return UNKNOWN.to_owned() };
            let text = decimal(worth, places);
            let sign = if per == 100 && indicator.kind != FigureKind::PerHead { "%" } else { "" };
            prefixed(doubt(part, whole), &format!("{text}{sign}"))
        }
    }
}

/// An interval that has the doubt of a fraction.
fn doubt(part: Interval, whole: Interval) -> Interval {
    part.minus(whole)
}

fn prefixed(amount: Interval, text: &str) -> String {
    match amount.precision() {
        Precision::Exact => text.to_owned(),
        Precision::Over => format!("hơn {text}"),
        Precision::Under => format!("gần {text}"),
        Precision::About => format!("khoảng {text}"),
    }
}

fn plain_number(amount: i128, scale: u32) -> String {
    scaled(i64::try_from(amount).unwrap_or(i64::MAX), scale)
}

fn half_up(value: Decimal, places: u32) -> Decimal {
    value.round_dp_with_strategy(places, rust_decimal::RoundingStrategy::MidpointAwayFromZero)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_doubtful_amount_is_never_said_to_be_more_and_less_at_once() {
        let said = |amount, precision| money_in_words(Interval::of(amount, precision));
        assert_eq!(said(841_150_000, Precision::Exact), "hơn 841 triệu đồng");
        assert_eq!(said(841_150_000, Precision::Over), "hơn 841 triệu đồng");
        assert_eq!(said(841_150_000, Precision::Under), "gần 841.150.000 đồng");
        assert_eq!(said(800_000_000, Precision::About), "khoảng 800 triệu đồng");
    }
}
