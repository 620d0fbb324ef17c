//! Figures in print: rounded here and nowhere before.

use entities::values::{FigureKind, Precision};
use rust_decimal::Decimal;

use super::Figure;
use super::change::worth;
use crate::facts::{Interval, Quantity};
use crate::indicators::Indicator;
use crate::targets::{NewTarget, judge};
use crate::vietnamese::{decimal, dong, dong_short, number, scaled};

const UNKNOWN: &str = "chưa có số liệu";
const NOT_APPLICABLE: &str = "không áp dụng";

/// The figure as tables and screens show it: `11,94%`, `2.101`, `841.150.000`.
pub fn printed(figure: &Figure, indicator: &Indicator) -> String {
    rounded(figure.quantity, indicator, indicator.decimals)
}

/// The same beside a target: one more decimal where rounding would hide the verdict.
pub fn printed_against(figure: &Figure, indicator: &Indicator, target: &NewTarget) -> String {
    let plain = printed(figure, indicator);
    let (Some(exact), Some(limit)) = (worth(figure.quantity), target.value) else { return plain };
    if !matches!(figure.quantity, Quantity::Ratio { .. }) {
        return plain;
    }
    let shown = half_up(exact, indicator.decimals);
    let direction = indicator.direction;
    let as_shown =
        Quantity::Amount { amount: Interval::exact(shown.mantissa()), scale: shown.scale() };
    let hidden = (shown == limit && exact != limit)
        || judge(target, direction, as_shown) != judge(target, direction, figure.quantity);
    if hidden && target.operator != entities::values::Operator::Maintain {
        rounded(figure.quantity, indicator, indicator.decimals + 1)
    } else {
        plain
    }
}

/// `2.101/17.596` for shares, empty for the rest.
pub fn fraction(figure: &Figure) -> String {
    match figure.quantity {
        Quantity::Ratio { part, whole, .. } => {
            format!("{}/{}", whole_number(part.shown), whole_number(whole.shown))
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
        Quantity::NotApplicable => NOT_APPLICABLE.to_owned(),
        Quantity::Amount { amount, scale } => prefixed(amount, &plain_number(amount.shown, scale)),
        Quantity::Ratio { part, whole, per } => {
            let Some(worth) = worth(quantity) else { return NOT_APPLICABLE.to_owned() };
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

fn whole_number(amount: i128) -> String {
    number(i64::try_from(amount).unwrap_or(i64::MAX))
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
