//! Founding the units of a province from a list (thiết lập ban đầu): all of it or nothing.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use entities::values::{OPEN_END, UnitId};
use serde_json::json;

use super::found_units::{Given, found_units, give_codes, new_units, take_offices};
use super::officer::NewOfficer;
use super::right::Shapes;
use super::unit::{NewVersion, UnitCode};
use super::{refusals, store};
use crate::audit::{Event, EventKind};
use crate::authority::Permit;
use crate::platform::db::{Source, Work};
use crate::platform::outcome::{Failure, Outcome};
use crate::vietnamese::fold;

/// Codes that a list brings are those of the statistics office.
const SCHEME: &str = "gso";

/// One row of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListedUnit {
    /// As people find it: `Hàng 5`.
    pub place: String,
    pub code: String,
    pub kind: String,
    pub name: String,
    /// Code or name of a unit above, of the list or standing; empty for the highest.
    pub above: String,
    pub from: Option<NaiveDate>,
    pub signatory: String,
    pub position: String,
}

/// Founds every unit of the list that does not stand yet. A unit of the same name, kind and
/// superior stands already and is left as it is. Returns how many were founded.
///
/// Refuses: `nothing_listed` · `name_missing` · `date_missing` · `no_such_superior` ·
///          what the acts on units refuse; each names its row
pub async fn set_up<A: Shapes>(
    work: &Work,
    permit: &Permit<A>,
    list: &[ListedUnit],
) -> Outcome<(usize, Event)> {
    if list.is_empty() {
        return Err(refusals::nothing_listed("hang").into());
    }
    let mut known = Known::read(work).await?;
    let mut issues = Vec::new();
    let fresh: Vec<&ListedUnit> = list.iter().filter(|one| !known.stands(one)).collect();
    let ids = new_units(work, permit, fresh.len()).await?;
    let (mut versions, mut codes, mut officers) = (Vec::new(), Vec::new(), Vec::new());
    for (position, (one, unit)) in (0..).zip(fresh.iter().zip(&ids)) {
        let above = known.find(&one.above);
        known.add(one, *unit);
        let Some(from) = one.from else {
            issues.push(refusals::undated(&one.place));
            continue;
        };
        if above.is_none() && !one.above.is_empty() {
            issues.push(refusals::no_such_superior(&one.place, &one.above));
        }
        versions.push(given(one, *unit, version(one, above, from, position)));
        if !one.code.is_empty() {
            let (scheme, code) = (SCHEME.to_owned(), one.code.clone());
            codes.push(given(
                one,
                *unit,
                UnitCode { unit: *unit, scheme, code, from, to: OPEN_END },
            ));
        }
        if !one.signatory.is_empty() {
            officers.push(given(one, *unit, officer(one, from)));
        }
    }
    for outcome in [
        found_units(work, permit, &versions).await,
        give_codes(work, permit, &codes).await,
        take_offices(work, permit, &officers).await,
    ] {
        match outcome {
            Err(Failure::Refused(more)) => issues.extend(more),
            other => {
                other?;
            }
        }
    }
    if !issues.is_empty() {
        return Err(issues.into());
    }
    let details = json!({ "units": fresh.len() });
    Ok((fresh.len(), Event::new(EventKind::UnitsSetUp, details)))
}

fn given<T>(one: &ListedUnit, unit: UnitId, what: T) -> Given<T> {
    Given { unit, what, place: one.place.clone() }
}

fn version(one: &ListedUnit, parent: Option<UnitId>, from: NaiveDate, position: i32) -> NewVersion {
    NewVersion {
        name: one.name.clone(),
        kind: one.kind.clone(),
        parent,
        from,
        to: None,
        legal_basis: String::new(),
        agency: String::new(),
        superior: String::new(),
        place: String::new(),
        position,
    }
}

fn officer(one: &ListedUnit, from: NaiveDate) -> NewOfficer {
    let chair = "Chủ tịch".to_owned();
    let position = if one.position.is_empty() { chair } else { one.position.clone() };
    NewOfficer { name: one.signatory.clone(), position, signs: true, from, to: None }
}

/// Units by what a list may call them.
struct Known {
    by_word: BTreeMap<String, UnitId>,
    /// Name, kind and superior of those that stand.
    standing: Vec<(String, Option<UnitId>)>,
}

impl Known {
    async fn read(work: &Work) -> Outcome<Self> {
        let today = work.today();
        let mut known = Self { by_word: BTreeMap::new(), standing: Vec::new() };
        for version in store::versions(work).await? {
            if version.holds_on(today) {
                known.by_word.insert(fold(&version.name), version.unit);
                known.by_word.insert(fold(&version.full_name()), version.unit);
                known.standing.push((fold(&version.full_name()), version.parent));
            }
        }
        for code in store::codes(work).await? {
            if code.scheme == SCHEME && code.from <= today && today < code.to {
                known.by_word.insert(fold(&code.code), code.unit);
            }
        }
        Ok(known)
    }

    fn find(&self, word: &str) -> Option<UnitId> {
        self.by_word.get(&fold(word)).copied().filter(|_| !word.is_empty())
    }

    fn stands(&self, one: &ListedUnit) -> bool {
        let named = (fold(&format!("{} {}", one.kind, one.name)), self.find(&one.above));
        self.standing.contains(&named)
    }

    fn add(&mut self, one: &ListedUnit, unit: UnitId) {
        let full = format!("{} {}", one.kind, one.name);
        for word in [&one.code, &one.name, &full] {
            if !word.is_empty() {
                self.by_word.insert(fold(word), unit);
            }
        }
    }
}
