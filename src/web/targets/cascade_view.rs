//! The parts of a target as rows of a page. Words only.

use entities::values::ProposalState;
use rust_decimal::Decimal;

use super::desk::Desk;
use super::rows::{given_of, promised_in_words, sum, whole};
use crate::indicators::Indicator;
use crate::platform::clock::day_in_vietnam;
use crate::progress::grouped;
use crate::targets::{Balance, Given, Step, Target, as_part, open_in_words, part_of};
use crate::vietnamese::{date, scaled};

/// The part of one unit.
pub struct PartRow {
    pub unit: i32,
    pub name: String,
    pub promised: String,
    /// `71/72` for rates.
    pub means: String,
    pub class: &'static str,
    pub state: &'static str,
    /// What the unit says of it.
    pub answer: String,
    pub history: Vec<String>,
    /// The step that is shown.
    pub step: i32,
    /// Whether it may be handed down now.
    pub is_open: bool,
    pub is_agreed: bool,
}

pub struct Cascade {
    pub rows: Vec<PartRow>,
    /// `Cộng các mức: …`.
    pub sum: String,
    /// `3/4 đơn vị đã nhận`.
    pub agreed: String,
    pub has_open: bool,
    pub has_disagreed: bool,
}

/// The parts of a target of the unit; `None` when none was given.
pub fn cascade(desk: &Desk, target: &Target) -> Option<Cascade> {
    let indicator = desk.indicator(target)?;
    let given = given_of(desk, target);
    let rows: Vec<PartRow> =
        given.iter().map(|given| part(desk, indicator, target, given)).collect();
    let balance = sum(desk, indicator, &target.new, &given);
    (!rows.is_empty()).then(|| Cascade {
        sum: sum_in_words(indicator, balance),
        agreed: super::rows::given_in_words(desk, target),
        has_open: rows.iter().any(|row| row.is_open),
        has_disagreed: rows.iter().any(|row| row.is_open && !row.is_agreed),
        rows,
    })
}

pub fn sum_in_words(indicator: &Indicator, balance: Option<Balance>) -> String {
    let Some(balance) = balance else {
        return "Chưa đủ số liệu để cộng các mức giao.".to_owned();
    };
    let number = |amount: i128, scale| scaled(i64::try_from(amount).unwrap_or(i64::MAX), scale);
    let open = open_in_words(indicator, balance);
    if indicator.is_fraction() {
        let [given, promised] = [balance.given, balance.promised].map(|amount| number(amount, 0));
        let words = open.unwrap_or_else(|| "đủ".to_owned());
        return format!("Các mức giao cần {given}; chỉ tiêu chung cần {promised}: {words}.");
    }
    let unit = &indicator.unit;
    let [given, promised] =
        [balance.given, balance.promised].map(|amount| number(amount, indicator.decimals));
    let words = open.unwrap_or_else(|| "vừa khớp".to_owned());
    format!("Cộng các mức giao: {given} {unit}; chỉ tiêu chung: {promised} {unit}: {words}.")
}

/// `71/72`: what a rate means in numbers.
pub fn means(
    indicator: &Indicator,
    target: &Target,
    value: Decimal,
    whole: Option<i128>,
) -> String {
    if !indicator.is_fraction() {
        return String::new();
    }
    let part = whole.and_then(|whole| part_of(indicator, target.new.operator, value, whole));
    let number = |amount: i128| scaled(i64::try_from(amount).unwrap_or(i64::MAX), 0);
    match (part, whole) {
        (Some(part), Some(whole)) => format!("{}/{}", number(part), number(whole)),
        _ => String::new(),
    }
}

fn part(desk: &Desk, indicator: &Indicator, target: &Target, given: &Given) -> PartRow {
    let own = given.unit == desk.unit.unit;
    let promise = as_part(indicator, &target.new, given.unit, given.latest.value);
    let (class, state) = state(given.latest.state);
    PartRow {
        unit: given.unit.0,
        name: if own {
            "Phần đơn vị tự làm".into()
        } else {
            desk.name(given.unit).to_owned()
        },
        promised: promised_in_words(indicator, &promise),
        means: means(indicator, target, given.latest.value, whole(desk, indicator, given.unit)),
        class,
        state,
        answer: answer(&given.latest),
        history: history(indicator, given),
        step: given.latest.number,
        is_open: given.may_be_answered(),
        is_agreed: given.latest.state == ProposalState::Accepted,
    }
}

/// The acts before the latest.
pub fn history(indicator: &Indicator, given: &Given) -> Vec<String> {
    given.earlier.iter().map(|step| told(indicator, step)).collect()
}

pub fn state(state: ProposalState) -> (&'static str, &'static str) {
    match state {
        ProposalState::Proposed => ("unknown", "○ Chờ trả lời"),
        ProposalState::Accepted => ("met", "✓ Đã nhận"),
        ProposalState::Objected => ("missed", "✗ Có ý kiến khác"),
        ProposalState::Adopted => ("met", "✓ Đã giao chính thức"),
        ProposalState::Withdrawn => ("unknown", "– Đã rút"),
        ProposalState::Kept => ("unknown", "– Tự làm"),
    }
}

/// What was said with an act.
pub fn answer(step: &Step) -> String {
    match (step.counter, step.reason.is_empty()) {
        (Some(counter), _) => format!("Đề nghị {}: {}", grouped(counter), step.reason),
        (None, false) => step.reason.clone(),
        (None, true) => String::new(),
    }
}

/// `Lần 1: 165.000.000, chờ trả lời (Phạm Văn Mẫu, 15/01/2021)`.
fn told(indicator: &Indicator, step: &Step) -> String {
    let sign = if indicator.is_percentage() { "%" } else { "" };
    let (_, words) = state(step.state);
    let words = words.split_once(' ').map_or(words, |(_, words)| words);
    let on = date(day_in_vietnam(step.at));
    let answer = answer(step);
    let answer = if answer.is_empty() { answer } else { format!(". {answer}") };
    let value = grouped(step.value);
    let (revision, by) = (step.revision, &step.by);
    format!("Lần {revision}: {value}{sign}, {} ({by}, {on}){answer}", words.to_lowercase())
}
