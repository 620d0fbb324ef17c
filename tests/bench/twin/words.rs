//! The few words a twin needs for a figure: exact, known, and nothing else.

use khuyenhoc::vietnamese::{number, scaled};

use super::figures::{Indicator, Target};

/// A part over a whole; an amount has the whole 1.
pub type Figure = (i64, i64);

/// What is promised of a unit, and how it stands.
pub struct Verdict {
    pub met: bool,
    pub gap: Option<i128>,
    /// The whole itself is too small.
    pub unreachable: bool,
}

fn per(indicator: &Indicator) -> i128 {
    if indicator.denominator.is_empty() || indicator.kind == "per_head" { 1 } else { 100 }
}

fn is_rate(indicator: &Indicator) -> bool {
    !indicator.denominator.is_empty()
}

/// Half up, away from zero.
fn rounded(part: i128, whole: i128, places: u32) -> i128 {
    let shifted = part.abs() * 10_i128.pow(places);
    let size = (shifted * 2 + whole.abs()) / (whole.abs() * 2);
    if (part < 0) == (whole < 0) { size } else { -size }
}

pub fn value(indicator: &Indicator, figure: Option<Figure>, target: Option<&Target>) -> String {
    let Some((part, whole)) = figure else { return "chưa có số liệu".to_owned() };
    if !is_rate(indicator) {
        return scaled(part, indicator.scale);
    }
    if whole == 0 {
        return "không áp dụng".to_owned();
    }
    let over = i128::from(part) * per(indicator);
    let whole = i128::from(whole);
    let mut places = indicator.decimals;
    if let Some((limit, scale)) = target.filter(|t| t.operator != "maintain").and_then(|t| t.limit)
    {
        let exact = (over * 10_i128.pow(scale)).cmp(&(limit * whole));
        let shown = |places: u32| {
            (rounded(over, whole, places) * 10_i128.pow(scale)).cmp(&(limit * 10_i128.pow(places)))
        };
        while places < 20 && shown(places) != exact {
            places += 1;
        }
    }
    let sign = if per(indicator) == 100 { "%" } else { "" };
    format!("{}{sign}", scaled(rounded(over, whole, places) as i64, places))
}

pub fn fraction(indicator: &Indicator, figure: Option<Figure>) -> String {
    match figure {
        Some((part, whole)) if is_rate(indicator) && whole != 0 => {
            format!("{}/{}", number(part), number(whole))
        }
        _ => String::new(),
    }
}

pub fn change(indicator: &Indicator, now: Option<Figure>, before: Option<Figure>) -> String {
    let (Some((part, whole)), Some((old_part, old_whole))) = (now, before) else {
        return String::new();
    };
    let [part, whole, old_part, old_whole] = [part, whole, old_part, old_whole].map(i128::from);
    if whole == 0 || old_whole == 0 {
        return String::new();
    }
    let over = part * old_whole - old_part * whole;
    let (hundredths, unit) = if is_rate(indicator) && per(indicator) == 100 {
        (rounded(over * 100, whole * old_whole, 2), " điểm %")
    } else if old_part == 0 {
        return String::new();
    } else {
        (rounded(over * 100, whole * old_part, 2), "%")
    };
    match hundredths {
        0 => "không đổi".to_owned(),
        less if less < 0 => format!("giảm {}{unit}", scaled(-less as i64, 2)),
        more => format!("tăng {}{unit}", scaled(more as i64, 2)),
    }
}

/// `trên 98%`, `từ 50% trở lên`, `duy trì toàn bộ`.
pub fn target(indicator: &Indicator, target: &Target) -> String {
    let sign = if is_rate(indicator) && per(indicator) == 100 { "%" } else { "" };
    let limit = target.limit.map(|(limit, scale)| format!("{}{sign}", scaled(limit as i64, scale)));
    let limit = limit.unwrap_or_default();
    let words = match target.operator.as_str() {
        "gt" => format!("trên {limit}"),
        "ge" => format!("từ {limit} trở lên"),
        "maintain" => "duy trì toàn bộ".to_owned(),
        _ => limit,
    };
    if target.each.is_empty() { words } else { format!("mỗi {} {words}", target.each) }
}

pub fn verdict(indicator: &Indicator, target: &Target, (part, whole): Figure) -> Verdict {
    let [part, whole] = [part, whole].map(i128::from);
    let (limit, scale) = target.limit.unwrap_or((0, 0));
    let unit = 10_i128.pow(scale);
    let reached = part * per(indicator) * unit;
    // Amounts keep their decimals in the part.
    let asked = limit * whole * if is_rate(indicator) { 1 } else { 10_i128.pow(indicator.scale) };
    let (met, needed) = match target.operator.as_str() {
        "gt" => (reached > asked, asked.div_euclid(per(indicator) * unit) + 1),
        "ge" => (
            reached >= asked,
            (asked + per(indicator) * unit - 1).div_euclid(per(indicator) * unit),
        ),
        "maintain" => (part == whole, whole),
        _ => (reached == asked, asked.div_euclid(per(indicator) * unit)),
    };
    let unreachable = !met && indicator.kind == "share" && needed > whole;
    let gap = (!met && !unreachable && needed > part).then(|| needed - part);
    Verdict { met, gap, unreachable }
}

pub fn gap(indicator: &Indicator, verdict: &Verdict) -> String {
    match verdict.gap {
        _ if verdict.unreachable => "không thể đạt".to_owned(),
        Some(gap) => format!("{} {}", scaled(gap as i64, indicator.scale), indicator.word),
        None => String::new(),
    }
}

/// `thiếu 2 trẻ`, or the words as they are when they name no number.
pub fn short(gap: &str, before: &str) -> String {
    if gap.starts_with(|c: char| c.is_ascii_digit()) {
        format!("{before} {gap}")
    } else {
        gap.to_owned()
    }
}
