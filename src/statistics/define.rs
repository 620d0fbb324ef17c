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
use crate::platform::definition::{self, Ground, Version};
use crate::platform::outcome::{Outcome, Refusal};

/// More decimals than any figure of the Association has.
const MOST_DECIMALS: u32 = 6;

/// Says what a measure is from a report year on.
///
/// Refuses: `bad_code` · `counted` · `name_missing` · `too_fine` · `meaning_changed` ·
///          `year_closed` · `still_used`
pub async fn define_measure<A: Defines>(
    work: &Work,
    permit: &Permit<A>,
    new: &Version<Measure>,
    ground: &Ground,
) -> Outcome<Event> {
    let said = definition::revisions::<Measure>(work, new.what.code.as_str()).await?;
    let mut issues = ground.refuses::<A, _>(new);
    issues.extend(measure_issues(&new.what));
    if let Some(old) = said.first()
        && (A::REWRITES_PAST || store::cells::has_any(work, &new.what.code).await?)
    {
        issues.extend(changed_meaning(&new.what, &old.version.what));
    }
    if new.retired {
        let relations = super::relations(work, entities::values::Period::Year(new.since)).await?;
        let using = relations.iter().find(|relation| relation.mentions(&new.what.code));
        issues.extend(using.map(|relation| refusals::bound(&relation.says)));
    }
    if !issues.is_empty() {
        return Err(issues.into());
    }
    let before = definition::write(work, permit.actor(), new).await?;
    if said.iter().all(|revision| revision.version.since <= new.since) {
        store::catalogue::write_measure(work, &new.what).await?;
    }
    Ok(event(EventKind::MeasureDefined, new.what.code.as_str(), new, before.is_some()))
}

/// Says what must hold between measures from a report year on.
///
/// Refuses: `bad_code` · `name_missing` · `no_such_measure` · `twice` · `basis_differs` ·
///          `unlike_units` · `year_closed`
pub async fn define_relation<A: Defines>(
    work: &Work,
    permit: &Permit<A>,
    new: &Version<Relation>,
    ground: &Ground,
) -> Outcome<Event> {
    let said = definition::revisions::<Relation>(work, &new.what.code).await?;
    let mut issues = ground.refuses::<A, _>(new);
    issues.extend(relation_issues(&new.what, &ground.index));
    if !issues.is_empty() {
        return Err(issues.into());
    }
    let before = definition::write(work, permit.actor(), new).await?;
    if said.iter().all(|revision| revision.version.since <= new.since) {
        store::catalogue::write_relation(work, &new.what).await?;
    }
    Ok(event(EventKind::RelationDefined, &new.what.code, new, before.is_some()))
}

fn event<T>(kind: EventKind, code: &str, new: &Version<T>, again: bool) -> Event {
    let (since, retired) = (new.since, new.retired);
    let details = json!({ "code": code, "since": since, "retired": retired, "again": again });
    Event::new(kind, details)
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
    [
        ("kind", "loại số", new.kind == old.kind),
        ("scale", "số chữ số lẻ", new.scale == old.scale),
        ("totals", "cách cộng", new.totals == old.totals),
        ("basis", "kỳ số liệu", new.basis == old.basis),
    ]
    .into_iter()
    .filter(|(_, _, same)| !same)
    .map(|(field, what, _)| refusals::meaning_changed(field, &new.code, what))
    .collect()
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
