//! Defining what is counted and what must hold between counts (định nghĩa mục số liệu, ràng buộc).

use std::collections::BTreeSet;

use entities::values::{Code, Kind};
use serde_json::json;

use super::{Relation, define_refusals as refusals, store};
use crate::audit::{Event, EventKind};
use crate::authority::{Defines, Permit};
use crate::facts::{Measure, MeasureIndex};
use crate::org;
use crate::platform::db::Work;
use crate::platform::definition::{self, BEGINNING, Defined, Ground, Version};
use crate::platform::outcome::{Fault, Outcome, Refusal};

/// More decimals than any figure of the Association has.
const MOST_DECIMALS: u32 = 6;

/// Says what a measure is from a report year on.
///
/// Refuses: `bad_code` · `counted` · `name_missing` · `too_fine` · `meaning_changed` ·
///          `year_closed` · `reason_missing` · `said_meanwhile` · `still_used`
pub async fn define_measure<A: Defines>(
    work: &Work,
    permit: &Permit<A>,
    new: &Version<Measure>,
    ground: &Ground,
) -> Outcome<Event> {
    let said = definition::revisions::<Measure>(work, new.what.code.as_str()).await?;
    let mut issues = ground.refuses::<A, _>(new, &said);
    issues.extend(measure_issues(&new.what));
    if let Some(old) = said.first() {
        let old = &old.version.what;
        if A::REWRITES_PAST || store::cells::has_any(work, &new.what.code).await? {
            issues.extend(changed_meaning(&new.what, old));
        } else {
            let mut using = ground.using.clone();
            using.extend(bound(work, &new.what.code, BEGINNING).await?);
            issues.extend(changed_in_use(&new.what, old, &using));
        }
    }
    if new.retired {
        let bound = bound(work, &new.what.code, new.since).await?;
        issues.extend(bound.first().map(|relation| refusals::bound(relation)));
    }
    if !issues.is_empty() {
        return Err(issues.into());
    }
    let reason = &ground.word.reason;
    let before = definition::write(work, permit.actor(), new, reason).await?;
    if said.iter().all(|revision| revision.version.since <= new.since) {
        store::catalogue::write_measure(work, &new.what).await?;
    }
    Ok(event(EventKind::MeasureDefined, new, before.is_some(), reason))
}

fn event<T: Defined>(kind: EventKind, new: &Version<T>, again: bool, reason: &str) -> Event {
    let (code, since, retired) = (new.what.code(), new.since, new.retired);
    let details = json!({
        "code": code, "since": since, "retired": retired, "again": again, "reason": reason,
    });
    Event::new(kind, details)
}

/// The relations that take a measure in some year from `since` on, in words.
async fn bound(work: &Work, measure: &Code, since: i32) -> Result<Vec<String>, Fault> {
    let mut relations = definition::held_from::<Relation>(work, since).await?;
    relations.retain(|relation| relation.mentions(measure));
    Ok(relations.into_iter().map(|relation| format!("ràng buộc «{}»", relation.says)).collect())
}

/// Says what must hold between measures from a report year on.
///
/// Refuses: `bad_code` · `name_missing` · `no_such_measure` · `twice` · `basis_differs` ·
///          `unlike_units` · `year_closed` · `reason_missing` · `said_meanwhile`
pub async fn define_relation<A: Defines>(
    work: &Work,
    permit: &Permit<A>,
    new: &Version<Relation>,
    ground: &Ground,
) -> Outcome<Event> {
    let said = definition::revisions::<Relation>(work, &new.what.code).await?;
    let mut issues = ground.refuses::<A, _>(new, &said);
    issues.extend(relation_issues(&new.what, &ground.index));
    if !issues.is_empty() {
        return Err(issues.into());
    }
    let reason = &ground.word.reason;
    let before = definition::write(work, permit.actor(), new, reason).await?;
    if said.iter().all(|revision| revision.version.since <= new.since) {
        store::catalogue::write_relation(work, &new.what).await?;
    }
    Ok(event(EventKind::RelationDefined, new, before.is_some(), reason))
}

fn measure_issues(new: &Measure) -> Vec<Refusal> {
    let mut issues = Vec::new();
    if !new.code.is_well_formed() {
        issues.push(refusals::bad_code(&new.code));
    }
    if org::MEASURES.iter().any(|(code, _)| *code == new.code.as_str()) {
        issues.push(refusals::counted_by_program(&new.code));
    }
    if new.name.is_empty() {
        issues.push(refusals::nameless("name", new.code.as_str()));
    }
    if new.scale > MOST_DECIMALS || (new.scale > 0 && new.kind != Kind::Count) {
        issues.push(refusals::too_fine("scale", MOST_DECIMALS));
    }
    issues
}

/// Figures that are in would mean something else.
fn changed_meaning(new: &Measure, old: &Measure) -> Vec<Refusal> {
    meaning(new, old)
        .map(|(field, what)| refusals::meaning_changed(field, &new.code, what))
        .collect()
}

/// What of the meaning differs: the field and its words.
fn meaning(new: &Measure, old: &Measure) -> impl Iterator<Item = (&'static str, &'static str)> {
    [
        ("kind", "loại số", new.kind == old.kind),
        ("scale", "số chữ số lẻ", new.scale == old.scale),
        ("totals", "cách cộng", new.totals == old.totals),
        ("basis", "kỳ số liệu", new.basis == old.basis),
    ]
    .into_iter()
    .filter(|(_, _, same)| !same)
    .map(|(field, what, _)| (field, what))
}

/// Definitions that take the measure would reckon with something else.
fn changed_in_use(new: &Measure, old: &Measure, using: &[String]) -> Vec<Refusal> {
    if using.is_empty() {
        return Vec::new();
    }
    meaning(new, old).map(|(field, what)| refusals::in_use(field, what, using)).collect()
}

fn relation_issues(new: &Relation, index: &MeasureIndex) -> Vec<Refusal> {
    let mut issues = Vec::new();
    if !Code::new(&new.code).is_well_formed() {
        issues.push(refusals::bad_code(&Code::new(&new.code)));
    }
    if new.says.is_empty() {
        issues.push(refusals::nameless("says", &new.code));
    }
    let mut seen = BTreeSet::new();
    for (side, codes) in [("left", &new.left), ("right", &new.right)] {
        if codes.is_empty() {
            issues.push(refusals::nameless(side, &new.code));
        }
        for (number, code) in codes.iter().enumerate() {
            let field = format!("{side}[{number}]");
            if index.find(code).is_none_or(|measure| measure.counted) {
                issues.push(refusals::unknown(field, code));
            } else if !seen.insert(code) {
                issues.push(refusals::twice(field, code));
            }
        }
    }
    issues.extend(unlike(new, index));
    issues
}

/// Sums compare only what is counted alike and for the same period.
fn unlike(new: &Relation, index: &MeasureIndex) -> Option<Refusal> {
    let mut measures = new.left.iter().chain(&new.right).filter_map(|code| index.find(code));
    let first = measures.next()?;
    let alike = |m: &Measure| (m.kind, m.scale) == (first.kind, first.scale);
    let other = measures.find(|m| !alike(m) || m.basis != first.basis)?;
    Some(if other.basis == first.basis {
        refusals::unlike_units(&first.name, &other.name)
    } else {
        refusals::basis_differs(&first.name, &other.name)
    })
}
