//! Targets, changes and coverage in words, the same on pages and on paper.

use entities::values::Operator;
use rust_decimal::Decimal;

use super::{Change, Coverage, Figure};
use crate::indicators::Indicator;
use crate::targets::{NewTarget, Reach};
use crate::vietnamese::{decimal, number};

/// `3/4 đơn vị đã báo`, empty when all have and nothing was published for several together.
pub fn coverage_in_words(figure: &Figure) -> String {
    let Coverage { known, asked, .. } = figure.coverage;
    match (figure.published, known == asked) {
        (true, true) => "số công bố chung".to_owned(),
        (true, false) => format!("{known}/{asked} đơn vị đã báo, có số công bố chung"),
        (false, true) => String::new(),
        (false, false) => format!("{known}/{asked} đơn vị đã báo"),
    }
}

/// `trên 98%`, `từ 1 đến 2`, `duy trì 116/116`.
pub fn target_in_words(indicator: &Indicator, target: &NewTarget) -> String {
    let sign = if indicator.is_percentage() { "%" } else { "" };
    let number = |value: Option<Decimal>| {
        value.map_or_else(String::new, |value| format!("{}{sign}", grouped(value)))
    };
    let (low, high) = (number(target.value), number(target.value2));
    let words = match target.operator {
        Operator::Above => format!("trên {low}"),
        Operator::AtLeast => format!("từ {low} trở lên"),
        Operator::Exactly => low,
        Operator::Range => format!("từ {low} đến {high}"),
        Operator::Below => format!("dưới {low}"),
        Operator::AtMost => format!("không quá {low}"),
        Operator::Maintain => match target.value {
            Some(value) => format!("duy trì {0}/{0}", grouped(value)),
            None => "duy trì toàn bộ".to_owned(),
        },
    };
    match &target.reach {
        Reach::Whole => words,
        Reach::Each(kind) => format!("mỗi {kind} {words}"),
        Reach::Named(_) => format!("các đơn vị được giao: {words}"),
    }
}

/// A number as a person would type it: `97,5`, `800.000.000`.
pub fn grouped(value: Decimal) -> String {
    let whole = value.trunc();
    let text = decimal(value, 4);
    match i64::try_from(whole) {
        Ok(whole) => {
            let rest = text.split_once(',').map(|(_, rest)| format!(",{rest}"));
            format!("{}{}", number(whole), rest.unwrap_or_default())
        }
        Err(_) => text,
    }
}

/// `tăng 0,35 điểm %`, `giảm 4,9%`.
pub fn change_in_words(change: Option<Change>) -> String {
    let words = |value: Decimal, unit: &str| {
        let shown = decimal(value.abs(), 2);
        if shown == "0" {
            "không đổi".to_owned()
        } else if value.is_sign_negative() {
            format!("giảm {shown}{unit}")
        } else {
            format!("tăng {shown}{unit}")
        }
    };
    match change {
        None => String::new(),
        Some(Change::Points(points)) => words(points, " điểm %"),
        Some(Change::Percent(percent)) => words(percent, "%"),
    }
}
