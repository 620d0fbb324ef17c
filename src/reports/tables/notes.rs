//! What must be said under a form: who has not reported, what was published instead, why a
//! figure goes beyond its usual bound, and where the base figures come from.

use entities::values::{Nature, UnitId};

use super::columns::{Content, FormColumn};
use super::forms::{Line, worth};
use crate::facts::{Fact, FactKey, Interval, Measure};
use crate::progress::{Coverage, figure, in_words_short, total};
use crate::reports::yearly::Yearly;
use crate::vietnamese::date;

/// Key of the measures whose sources are always named: they are the base of the rates.
const BASE_SECTION: &str = "dac_diem";

/// The notes of a form.
pub fn notes(of: &Yearly, columns: &[FormColumn], lines: &[Line]) -> Vec<String> {
    let mut notes = incomplete(of, columns);
    for measure in measures(columns) {
        notes.extend(published(of, measure, lines));
        notes.extend(published_below(of, measure));
    }
    for measure in measures(columns) {
        notes.extend(reasons(of, measure));
    }
    for measure in measures(columns) {
        if measure.section == BASE_SECTION && measure.nature == Nature::Stock {
            notes.extend(sources(of, measure));
        }
    }
    notes
}

fn measures(columns: &[FormColumn]) -> impl Iterator<Item = &Measure> {
    columns.iter().filter_map(|column| match &column.content {
        Content::Measure(measure) => Some(measure),
        Content::Indicator(_) => None,
    })
}

/// `Tổng cộng gồm 3/4 đơn vị đã báo, chưa có số của Nam Du: Hội viên – Nữ; …`
fn incomplete(of: &Yearly, columns: &[FormColumn]) -> Vec<String> {
    let mut found: Vec<(Coverage, Vec<String>)> = Vec::new();
    for column in columns {
        let coverage = match &column.content {
            Content::Measure(measure) => {
                total(&of.gathered, of.root(), &measure.code, of.period).coverage
            }
            Content::Indicator(indicator) => {
                figure(&of.gathered, indicator, of.root(), of.period).coverage
            }
        };
        if coverage.is_complete() || coverage.asked < 2 {
            continue;
        }
        match found.iter_mut().find(|(known, _)| *known == coverage) {
            Some((_, names)) => names.push(full_title(column)),
            None => found.push((coverage, vec![full_title(column)])),
        }
    }
    found.iter().map(|(coverage, names)| uncovered(of, coverage, names)).collect()
}

fn uncovered(of: &Yearly, coverage: &Coverage, names: &[String]) -> String {
    let Coverage { known, asked, missing } = coverage;
    let units: Vec<String> = missing.iter().map(|unit| named(of, *unit)).collect();
    if *known == 0 {
        return format!("Chưa đơn vị nào báo đủ: {}.", names.join("; "));
    }
    format!(
        "Tổng cộng gồm {known}/{asked} đơn vị đã báo đủ (còn {}): {}.",
        units.join(", "),
        names.join("; ")
    )
}

/// A unit's name; the office of the report's own unit is named as in the rows.
fn named(of: &Yearly, unit: UnitId) -> String {
    if unit == of.root() && !of.gathered.tree.children(unit).is_empty() {
        format!("cơ quan Hội {}", of.unit.kind)
    } else {
        of.gathered.name(unit).to_owned()
    }
}

fn full_title(column: &FormColumn) -> String {
    if column.group.is_empty() {
        column.title.clone()
    } else {
        format!("{} – {}", column.group, column.title)
    }
}

/// A published figure beside the sum of the rows.
fn published(of: &Yearly, measure: &Measure, lines: &[Line]) -> Option<String> {
    let total = total(&of.gathered, of.root(), &measure.code, of.period);
    let control = total.control?;
    let stated = control.value.interval()?;
    let rows = lines.iter().filter(|line| !matches!(line, Line::Total(_)));
    let summed = rows.filter_map(|line| worth(of, *line, measure).0).reduce(Interval::plus);
    let say = |amount: Interval| in_words_short(Some(amount), measure.scale);
    let head = format!("{}: số công bố {}{}", measure.name, say(stated), by(control));
    let parts = of.gathered.tree.children(of.root()).is_empty();
    let Some(summed) = summed.filter(|_| !parts) else {
        return Some(format!("{head}, dùng làm tổng vì chưa có số của từng đơn vị."));
    };
    let difference = stated.minus(summed);
    let counts = if total.published { "; tổng cộng lấy theo số công bố" } else { "" };
    Some(format!("{head}; số cộng {}; chênh lệch {}{counts}.", say(summed), say(difference)))
}

/// Units below whose figure is a published one, because none of their parts has reported.
fn published_below(of: &Yearly, measure: &Measure) -> Vec<String> {
    let tree = &of.gathered.tree;
    let below = tree.under(of.root()).into_iter().skip(1);
    below
        .filter_map(|unit| {
            let total = total(&of.gathered, unit, &measure.code, of.period);
            let control = total.control.filter(|_| total.published)?;
            let amount = in_words_short(control.value.interval(), measure.scale);
            Some(format!(
                "{}, {}: lấy số công bố {amount}{}.",
                named(of, unit),
                measure.name,
                by(control)
            ))
        })
        .collect()
}

/// ` theo Niên giám thống kê (31/12/2020)`.
fn by(fact: &Fact) -> String {
    let source =
        if fact.source.is_empty() { String::new() } else { format!(" theo {}", fact.source) };
    match fact.as_of {
        Some(day) => format!("{source} ({})", date(day)),
        None => source,
    }
}

/// Why a figure is beyond what is usual.
fn reasons(of: &Yearly, measure: &Measure) -> Vec<String> {
    let facts = facts(of, measure).filter(|(_, fact)| !fact.reason.is_empty());
    facts
        .map(|(unit, fact)| {
            let reason = fact.reason.trim_end_matches('.');
            format!("{}, {}: {reason}.", named(of, unit), measure.name)
        })
        .collect()
}

/// The unit's own facts that count, in the order of reports.
fn facts<'a>(
    of: &'a Yearly,
    measure: &'a Measure,
) -> impl Iterator<Item = (UnitId, &'a Fact)> + 'a {
    let units = of.gathered.tree.under(of.root()).into_iter();
    units.filter_map(|unit| {
        let key = FactKey::new(unit, of.period.on(measure.basis), &measure.code);
        Some((unit, of.gathered.facts.fact(&key)?))
    })
}

/// `Nguồn «Dân số»: Báo cáo của UBND xã (31/12/2020).`
fn sources(of: &Yearly, measure: &Measure) -> Option<String> {
    let mut found: Vec<(String, Vec<&str>)> = Vec::new();
    for (unit, fact) in facts(of, measure) {
        let text = by(fact).trim_start_matches(" theo ").trim().to_owned();
        if text.is_empty() {
            continue;
        }
        match found.iter_mut().find(|(known, _)| *known == text) {
            Some((_, units)) => units.push(of.gathered.name(unit)),
            None => found.push((text, vec![of.gathered.name(unit)])),
        }
    }
    let texts: Vec<String> = match found.as_slice() {
        [] => return None,
        [(only, _)] => vec![only.clone()],
        several => {
            several.iter().map(|(text, units)| format!("{text}: {}", units.join(", "))).collect()
        }
    };
    Some(format!("Nguồn «{}»: {}.", measure.name, texts.join("; ")))
}
