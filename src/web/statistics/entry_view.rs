//! What the entry form shows of each cell. Words only; the rules are in statistics.

use entities::values::{Kind, Origin, Period};

use super::choices::{self, Choice};
use crate::facts::{Measure, Value, section_title};
use crate::statistics::{Answer, Form, FormCell, Refused, conflict};
use crate::vietnamese::{capitalised, date, dong_in_words, scaled};

pub struct SectionView {
    pub key: String,
    pub title: String,
    pub groups: Vec<GroupView>,
}

pub struct GroupView {
    pub head: String,
    /// School year of its cells; empty for those of the report's own period.
    pub period: String,
    pub cells: Vec<CellView>,
}

pub struct CellView {
    pub code: String,
    pub label: String,
    pub unit: String,
    pub hint: String,
    pub optional: bool,
    pub is_flag: bool,
    /// What stands in the field: what was typed last when that was not taken.
    pub text: String,
    /// What stands in the database, as it would be typed.
    pub original: String,
    pub shown: String,
    pub base: i32,
    pub previous: String,
    pub state: &'static str,
    pub words: String,
    pub invalid: bool,
    /// Between two people's values, while nobody has chosen.
    pub choices: Vec<Choice>,
    pub surprises: String,
    pub asks_reason: bool,
    pub reason: String,
    pub detail_url: Option<String>,
}

/// A value as it would be typed into a field of its measure.
pub fn typed_text(measure: &Measure, value: Value) -> String {
    match (measure.kind, value.amount()) {
        (Kind::Flag, Some(0)) => "chưa".to_owned(),
        (Kind::Flag, Some(_)) => "có".to_owned(),
        _ => value.as_typed(measure.scale),
    }
}

/// A value as it is read; a missing one says so.
pub fn shown_text(measure: &Measure, value: Value) -> String {
    if value.is_missing() { "chưa có".to_owned() } else { typed_text(measure, value) }
}

pub fn sections(form: &Form, detail_url: impl Fn(&FormCell) -> Option<String>) -> Vec<SectionView> {
    form.sections
        .iter()
        .map(|section| {
            let mut groups: Vec<GroupView> = Vec::new();
            for cell in &section.cells {
                let head = cell.measure.group.clone();
                let period = school_year(form.report, cell.period);
                let view = cell_view(cell, detail_url(cell));
                match groups.last_mut() {
                    Some(group) if group.head == head => group.cells.push(view),
                    _ => groups.push(GroupView { head, period, cells: vec![view] }),
                }
            }
            SectionView {
                key: section.key.clone(),
                title: section_title(&section.key).to_owned(),
                groups,
            }
        })
        .collect()
}

fn school_year(report: Period, cell: Period) -> String {
    if cell == report { String::new() } else { cell.to_string() }
}

fn cell_view(cell: &FormCell, detail_url: Option<String>) -> CellView {
    let original = typed_text(&cell.measure, cell.value());
    let (state, words) = standing(cell);
    let text = cell.refused.as_ref().map_or_else(|| original.clone(), |r| r.typed.clone());
    CellView {
        code: cell.measure.code.to_string(),
        label: cell.measure.name.clone(),
        unit: unit_words(cell),
        hint: cell.measure.hint.clone(),
        optional: cell.measure.optional,
        is_flag: cell.measure.kind == Kind::Flag,
        text,
        shown: shown_text(&cell.measure, cell.value()),
        base: cell.version(),
        previous: match cell.previous {
            Value::Missing => "–".to_owned(),
            value => typed_text(&cell.measure, value),
        },
        state,
        words,
        invalid: cell.refused.is_some(),
        choices: choices::waiting(&cell.measure, cell.value(), cell.refused.as_ref()),
        surprises: capitalised(&cell.surprises.join("; ")),
        asks_reason: !cell.surprises.is_empty() && !cell.value().is_missing(),
        reason: cell.cell.as_ref().map(|c| c.fact.reason.clone()).unwrap_or_default(),
        detail_url,
        original,
    }
}

fn unit_words(cell: &FormCell) -> String {
    match cell.origin {
        Origin::Control => format!("{}, số công bố chung", cell.measure.unit),
        Origin::Entered | Origin::Counted => cell.measure.unit.clone(),
    }
}

fn standing(cell: &FormCell) -> (&'static str, String) {
    if let Some(refused) = &cell.refused {
        let state = if refused.base.is_some() { "conflict" } else { "refused" };
        return (state, not_taken(&cell.measure, cell.value(), refused));
    }
    match &cell.cell {
        Some(stored) if !stored.fact.value.is_missing() => {
            let day = date(crate::platform::clock::day_in_vietnam(stored.fact.entered_at));
            ("saved", format!("Đã lưu {day}, {}", stored.fact.entered_by))
        }
        _ => ("", String::new()),
    }
}

/// Why what was typed does not stand, and what stands.
pub fn not_taken(measure: &Measure, value: Value, refused: &Refused) -> String {
    let kept = shown_text(measure, value);
    let first = if refused.base.is_some() { "Chưa lưu" } else { "Không nhận" };
    format!("{first}: {} {} Đang giữ: {kept}.", refused.says, refused.remedy)
}

/// Money in words beside its figures.
fn echo(measure: &Measure, value: Value) -> String {
    match (measure.kind, value.amount()) {
        (Kind::Money, Some(amount)) => format!(" · {}", dong_in_words(amount)),
        _ => String::new(),
    }
}

/// How far the form is filled.
pub fn done(form: &Form) -> String {
    let (answered, asked) = form.progress();
    format!(
        "đã có {}/{} ô cần nhập",
        scaled(i64::try_from(answered).unwrap_or_default(), 0),
        scaled(i64::try_from(asked).unwrap_or_default(), 0)
    )
}

/// What became of one typed cell, in words.
pub fn answer_words(measure: &Measure, answer: &Answer) -> (&'static str, String) {
    match answer {
        Answer::Saved { value, .. } => ("saved", format!("Đã lưu{}", echo(measure, *value))),
        Answer::Unchanged { .. } => ("unchanged", "Đã lưu".to_owned()),
        Answer::NotTaken { refusal, .. } => {
            ("refused", format!("Không nhận: {} {}", refusal.says, refusal.remedy))
        }
        Answer::Conflict { typed, by, theirs, base, .. } => {
            let refusal = conflict(measure, (by, typed), theirs, *base);
            ("conflict", format!("Chưa lưu: {} {}", refusal.says, refusal.remedy))
        }
    }
}
