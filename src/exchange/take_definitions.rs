//! Measures, relations and indicators of a file, written when they are new or say something else.

use std::collections::{BTreeMap, BTreeSet};

use entities::values::Code;

use super::import::{Desk, Stage};
use super::{COUNTED, Indicator, Measure, Relation, refusals};
use crate::facts::{self, MeasureIndex};
use crate::indicators::{self, Term};
use crate::org;
use crate::platform::outcome::{Fault, Refusal};
use crate::statistics;

/// More decimals than any figure of the Association has.
const MOST_DECIMALS: u8 = 6;

pub async fn take(desk: &mut Desk<'_>) -> Result<usize, Fault> {
    let file = desk.file;
    let all = file.measures.len() + file.relations.len() + file.indicators.len();
    (desk.watch)(Stage::Definitions, 0, all);
    let mut changed = measures(desk).await?;
    let mut known = statistics::measures(desk.work).await?;
    known.extend(org::definitions());
    let index = MeasureIndex::new(known);
    changed += relations(desk, &index).await?;
    changed += indicators(desk, &index).await?;
    (desk.watch)(Stage::Definitions, all, all);
    Ok(changed)
}

async fn measures(desk: &mut Desk<'_>) -> Result<usize, Fault> {
    let stored = statistics::measures(desk.work).await?;
    let stored: BTreeMap<Code, facts::Measure> =
        stored.into_iter().map(|measure| (measure.code.clone(), measure)).collect();
    let mut seen = BTreeSet::new();
    let mut changed = 0;
    for (number, given) in desk.file.measures.iter().enumerate() {
        let place = format!("measures[{number}]");
        let old = stored.get(&given.code);
        let mut issues = measure_issues(&place, given, old);
        if !seen.insert(&given.code) {
            issues.push(refusals::twice(format!("{place}.code"), given.code.as_str()));
        }
        let new = inside(given);
        if issues.is_empty() && old != Some(&new) {
            let outcome = statistics::define_measure(desk.work, desk.permit, &new).await;
            changed += usize::from(desk.note_at(outcome, |_| place.clone())?.is_some());
        }
        desk.issues.extend(issues);
    }
    Ok(changed)
}

fn measure_issues(place: &str, new: &Measure, old: Option<&facts::Measure>) -> Vec<Refusal> {
    let field = |name: &str| format!("{place}.{name}");
    let mut issues = Vec::new();
    if !is_code(&new.code) {
        issues.push(refusals::bad_code(field("code"), &new.code));
    }
    if COUNTED.contains(&new.code.as_str()) {
        issues.push(refusals::counted(field("code"), &new.code));
    }
    if new.name.is_empty() {
        issues.push(refusals::nameless(field("name"), new.code.as_str()));
    }
    if new.scale > MOST_DECIMALS {
        issues.push(refusals::too_fine(field("scale"), MOST_DECIMALS));
    }
    let Some(old) = old else { return issues };
    let given = inside(new);
    for (name, what, same) in [
        ("kind", "loại số", given.kind == old.kind),
        ("scale", "số chữ số lẻ", given.scale == old.scale),
        ("totals", "cách cộng", given.totals == old.totals),
        ("basis", "kỳ số liệu", given.basis == old.basis),
    ] {
        if !same {
            issues.push(refusals::meaning_changed(field(name), &new.code, what));
        }
    }
    issues
}

async fn relations(desk: &mut Desk<'_>, index: &MeasureIndex) -> Result<usize, Fault> {
    let stored = statistics::relations(desk.work).await?;
    let mut next = stored.iter().map(|relation| relation.position + 1).max().unwrap_or_default();
    let mut seen = BTreeSet::new();
    let mut changed = 0;
    for (number, given) in desk.file.relations.iter().enumerate() {
        let place = format!("relations[{number}]");
        let mut issues = relation_issues(&place, given, index);
        if !seen.insert(&given.code) {
            issues.push(refusals::twice(format!("{place}.code"), given.code.as_str()));
        }
        let old = stored.iter().find(|relation| relation.code == given.code.as_str());
        let new = statistics::Relation {
            code: given.code.0.clone(),
            kind: given.op.into(),
            bounded: given.bounded,
            left: given.left.clone(),
            right: given.right.clone(),
            says: given.says.clone(),
            position: old.map_or(next, |old| old.position),
        };
        next += i32::from(old.is_none());
        if issues.is_empty() && old != Some(&new) {
            let outcome = statistics::define_relation(desk.work, desk.permit, &new).await;
            changed += usize::from(desk.note_at(outcome, |_| place.clone())?.is_some());
        }
        desk.issues.extend(issues);
    }
    Ok(changed)
}

fn relation_issues(place: &str, new: &Relation, index: &MeasureIndex) -> Vec<Refusal> {
    let mut issues = Vec::new();
    if !is_code(&new.code) {
        issues.push(refusals::bad_code(format!("{place}.code"), &new.code));
    }
    if new.says.is_empty() {
        issues.push(refusals::nameless(format!("{place}.says"), new.code.as_str()));
    }
    for (side, codes) in [("left", &new.left), ("right", &new.right)] {
        if codes.is_empty() {
            issues.push(refusals::nameless(format!("{place}.{side}"), new.code.as_str()));
        }
        let mut seen = BTreeSet::new();
        for (number, code) in codes.iter().enumerate() {
            let field = format!("{place}.{side}[{number}]");
            if index.find(code).is_none_or(|measure| measure.counted) {
                issues.push(refusals::no_such_measure(field, code));
            } else if !seen.insert(code) {
                issues.push(refusals::twice(field, code.as_str()));
            }
        }
    }
    issues
}

async fn indicators(desk: &mut Desk<'_>, index: &MeasureIndex) -> Result<usize, Fault> {
    let stored = indicators::indicators(desk.work).await?;
    let mut seen = BTreeSet::new();
    let mut changed = 0;
    for (number, given) in desk.file.indicators.iter().enumerate() {
        let place = format!("indicators[{number}]");
        let mut issues = indicator_issues(&place, given);
        if !seen.insert(&given.code) {
            issues.push(refusals::twice(format!("{place}.code"), given.code.as_str()));
        }
        let new = indicators::Indicator {
            code: given.code.clone(),
            name: given.name.clone(),
            short: given.short.clone(),
            unit: given.unit.clone(),
            kind: given.kind.into(),
            numerator: given.numerator.iter().map(|text| term(text)).collect(),
            denominator: given.denominator.iter().map(|text| term(text)).collect(),
            decimals: u32::from(given.decimals),
            direction: given.direction.into(),
            basis: given.basis,
            base: given.base.clone(),
            section: given.section.word().to_owned(),
            position: given.position,
            legal_source: given.legal_source.clone(),
        };
        if issues.is_empty() && !stored.contains(&new) {
            let outcome = indicators::define(desk.work, desk.permit, &new, index).await;
            changed += usize::from(desk.note_at(outcome, |_| place.clone())?.is_some());
        }
        desk.issues.extend(issues);
    }
    Ok(changed)
}

fn indicator_issues(place: &str, new: &Indicator) -> Vec<Refusal> {
    let mut issues = Vec::new();
    if !is_code(&new.code) {
        issues.push(refusals::bad_code(format!("{place}.code"), &new.code));
    }
    if new.name.is_empty() {
        issues.push(refusals::nameless(format!("{place}.name"), new.code.as_str()));
    }
    if new.decimals > MOST_DECIMALS {
        issues.push(refusals::too_fine(format!("{place}.decimals"), MOST_DECIMALS));
    }
    for (side, terms) in [("numerator", &new.numerator), ("denominator", &new.denominator)] {
        let mut seen = BTreeSet::new();
        for (number, text) in terms.iter().enumerate() {
            let code = term(text).measure;
            if !seen.insert(code.clone()) {
                let field = format!("{place}.{side}[{number}]");
                issues.push(refusals::twice(field, code.as_str()));
            }
        }
    }
    issues
}

/// `CODE` is added, `-CODE` is taken away.
fn term(text: &str) -> Term {
    match text.strip_prefix('-') {
        Some(code) => Term { measure: Code::new(code), sign: -1 },
        None => Term { measure: Code::new(text), sign: 1 },
    }
}

/// The rule of the published schema for codes.
fn is_code(code: &Code) -> bool {
    let mut letters = code.as_str().bytes();
    letters.next().is_some_and(|first| first.is_ascii_uppercase())
        && letters.all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_')
}

fn inside(given: &Measure) -> facts::Measure {
    facts::Measure {
        code: given.code.clone(),
        name: given.name.clone(),
        short: given.short.clone(),
        form: given.form.clone(),
        group: given.group.clone(),
        section: given.section.word().to_owned(),
        unit: given.unit.clone(),
        kind: given.kind.into(),
        scale: u32::from(given.scale),
        totals: given.totals.into(),
        nature: given.nature.into(),
        basis: given.basis,
        position: given.position,
        hint: given.hint.clone(),
        optional: given.optional,
        counted: false,
    }
}
