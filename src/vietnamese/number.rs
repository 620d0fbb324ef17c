//! Numbers as they are written: a dot between thousands, a decimal comma, trailing zeros trimmed.
//!
//! Rounding is half up (away from zero) on exact integers, and happens only here, when a figure
//! is written. Nothing here compares or judges.

use rust_decimal::{Decimal, RoundingStrategy};

/// A whole number with dots between thousands.
///
/// Example: `number(1234567)` is `1.234.567`
pub fn number(value: i64) -> String {
    with_sign(value < 0, &grouped(&value.unsigned_abs().to_string()))
}

/// An amount kept as an integer of 10^-`scale`, written with as many decimals as it needs.
///
/// Example: `scaled(2785, 2)` is `27,85`, `scaled(2700, 2)` is `27`
pub fn scaled(amount: i64, scale: u32) -> String {
    let digits = amount.unsigned_abs().to_string();
    with_sign(amount < 0, &placed(&digits, scale))
}

/// A decimal rounded half up to at most `places` decimals.
///
/// Example: `decimal(97.5, 2)` is `97,5`
pub fn decimal(value: Decimal, places: u32) -> String {
    let rounded =
        value.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero).normalize();
    let digits = rounded.mantissa().unsigned_abs().to_string();
    with_sign(rounded.is_sign_negative() && !rounded.is_zero(), &placed(&digits, rounded.scale()))
}

/// One number divided by another, rounded half up to at most `places` decimals; `–` when
/// there is nothing to divide by.
///
/// Example: `quotient(841_150_000, 17_596, 0)` is `47.803`
pub fn quotient(part: i64, whole: i64, places: u32) -> String {
    divided(i128::from(part), i128::from(whole), places).unwrap_or_else(|| "–".to_owned())
}

/// A part of a whole in per cent (tỷ lệ phần trăm), rounded half up to at most `places`
/// decimals; `–` when the whole is 0. No space before the sign.
///
/// Example: `percent(2101, 17596, 2)` is `11,94%`
pub fn percent(part: i64, whole: i64, places: u32) -> String {
    divided(i128::from(part) * 100, i128::from(whole), places)
        .map_or_else(|| "–".to_owned(), |text| text + "%")
}

/// At most 15 decimals, so that an amount of 10^18 still fits when it is shifted.
const MOST_PLACES: u32 = 15;

fn divided(part: i128, whole: i128, places: u32) -> Option<String> {
    if whole == 0 {
        return None;
    }
    let places = places.min(MOST_PLACES);
    let (part, whole, negative) =
        (part.unsigned_abs(), whole.unsigned_abs(), (part < 0) != (whole < 0));
    let shifted = part * 10_u128.pow(places);
    let rounded = (shifted * 2 + whole) / (whole * 2);
    Some(with_sign(negative && rounded != 0, &placed(&rounded.to_string(), places)))
}

fn placed(digits: &str, scale: u32) -> String {
    let scale = scale as usize;
    let padded = format!("{digits:0>width$}", width = scale + 1);
    let (whole, fraction) = padded.split_at(padded.len() - scale);
    let fraction = fraction.trim_end_matches('0');
    let whole = grouped(whole);
    if fraction.is_empty() { whole } else { format!("{whole},{fraction}") }
}

fn grouped(digits: &str) -> String {
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push('.');
        }
        text.push(digit);
    }
    text
}

fn with_sign(negative: bool, digits: &str) -> String {
    if negative { format!("-{digits}") } else { digits.to_owned() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn thousands_are_separated_by_dots() {
        for (value, text) in [
            (0, "0"),
            (999, "999"),
            (1000, "1.000"),
            (1_234_567, "1.234.567"),
            (-17_596, "-17.596"),
            (i64::MIN, "-9.223.372.036.854.775.808"),
        ] {
            assert_eq!(number(value), text);
        }
    }

    #[test]
    fn decimals_follow_a_comma_and_trailing_zeros_go() {
        for (amount, scale, text) in [
            (2785, 2, "27,85"),
            (2700, 2, "27"),
            (5, 2, "0,05"),
            (-5, 1, "-0,5"),
            (123_456, 0, "123.456"),
            (1_234_567_890, 3, "1.234.567,89"),
        ] {
            assert_eq!(scaled(amount, scale), text);
        }
    }

    #[test]
    fn a_decimal_is_rounded_half_up() {
        for (value, places, text) in [
            ("97.5", 2, "97,5"),
            ("1.005", 2, "1,01"),
            ("2.5", 0, "3"),
            ("-2.5", 0, "-3"),
            ("-0.004", 2, "0"),
            ("100.00", 2, "100"),
            ("1234567.895", 2, "1.234.567,9"),
        ] {
            assert_eq!(decimal(value.parse().unwrap(), places), text, "{value}");
        }
    }

    #[test]
    fn percentages_of_the_review_of_2020() {
        for (part, whole, places, text) in [
            (2101, 17_596, 2, "11,94%"),
            (2101, 17_644, 2, "11,91%"),
            (331, 360, 2, "91,94%"),
            (331, 360, 0, "92%"),
            (115, 116, 2, "99,14%"),
            (116, 116, 2, "100%"),
            (1, 8, 2, "12,5%"),
            (1, 800, 2, "0,13%"),
            (-1, 800, 2, "-0,13%"),
            (0, 5, 2, "0%"),
            (1, 0, 2, "–"),
        ] {
            assert_eq!(percent(part, whole, places), text, "{part}/{whole}");
        }
    }

    #[test]
    fn an_average_is_rounded_once() {
        assert_eq!(quotient(841_150_000, 17_596, 0), "47.803");
        assert_eq!(quotient(1, 0, 0), "–");
        assert_eq!(quotient(i64::MAX, 1, 20), "9.223.372.036.854.775.807");
    }

    proptest! {
        #[test]
        fn a_percentage_is_never_further_than_half_a_unit_from_the_truth(
            part in 0_i64..1_000_000_000, whole in 1_i64..1_000_000_000, places in 0_u32..4,
        ) {
            let text = percent(part, whole, places).replace(['.', '%'], "").replace(',', ".");
            let printed: Decimal = text.parse().unwrap();
            let unit = 10_i128.pow(places);
            let printed = (printed * Decimal::from(unit)).mantissa()
                / 10_i128.pow((printed * Decimal::from(unit)).scale());
            let gap = printed * i128::from(whole) - i128::from(part) * 100 * unit;
            prop_assert!(gap.abs() * 2 <= i128::from(whole));
        }

        #[test]
        fn a_decimal_and_a_scaled_amount_are_written_alike(amount: i64, scale in 0_u32..6) {
            prop_assert_eq!(decimal(Decimal::new(amount, scale), scale), scaled(amount, scale));
        }
    }
}
