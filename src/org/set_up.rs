//! Founding the units of a province from a list (thiết lập ban đầu): all of it or nothing.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use entities::values::{OPEN_END, UnitId};
use serde_json::json;

use super::called::{Called, answering};
use super::found_units::{Given, found_units, give_codes, new_units, take_offices};
use super::officer::NewOfficer;
use super::right::Shapes;
use super::unit::{NewVersion, UnitCode};
use super::{refusals, store};
use crate::audit::{Event, EventKind};
use crate::authority::Permit;
use crate::platform::db::{Source, Work};
use crate::platform::outcome::{Failure, Outcome, Refusal};

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

/// What a list comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetUp {
    pub founded: usize,
    /// Full name of the superior of each row; empty for the highest.
    pub superiors: Vec<String>,
}

/// Founds every unit of the list that does not stand yet. A unit of the same name, kind and
/// superior stands already and is left as it is.
///
/// Refuses: `nothing_listed` · `name_missing` · `date_missing` · `no_such_superior` ·
///          `several_superiors` · `listed_twice` · what the acts on units refuse; each names
///          its row
pub async fn set_up<A: Shapes>(
    work: &Work,
    permit: &Permit<A>,
    list: &[ListedUnit],
) -> Outcome<(SetUp, Event)> {
    if list.is_empty() {
        return Err(refusals::nothing_listed("hang").into());
    }
    let mut known = known(work).await?;
    let fresh = list.iter().filter(|one| standing(&known, one).is_none()).count();
    let mut ids = new_units(work, permit, fresh).await?.into_iter();
    let (mut issues, mut superiors) = (Vec::new(), Vec::new());
    let mut new = New::default();
    let old = known.clone();
    for one in list {
        if let Some(stands) = standing(&old, one) {
            superiors.push(name_of(&old, stands.parent));
            continue;
        }
        let above = above(&known, one).unwrap_or_else(|refusal| {
            issues.push(refusal);
            None
        });
        superiors.push(name_of(&known, above));
        if known[old.len()..].iter().any(|n| n.parent == above && n.is(&one.kind, &one.name)) {
            issues.push(refusals::listed_twice(&one.place, &one.full_name()));
        }
        let Some(unit) = ids.next() else { continue };
        known.push(Called::new((unit, above), (&one.kind, &one.name), &one.code));
        match one.from {
            Some(from) => new.add(one, unit, above, from),
            None => issues.push(refusals::undated(&one.place)),
        }
    }
    issues.extend(new.write(work, permit).await?);
    if !issues.is_empty() {
        return Err(issues.into());
    }
    let details = json!({ "units": fresh });
    Ok((SetUp { founded: fresh, superiors }, Event::new(EventKind::UnitsSetUp, details)))
}

/// What is to be written of the rows of a list.
#[derive(Default)]
struct New {
    versions: Vec<Given<NewVersion>>,
    codes: Vec<Given<UnitCode>>,
    officers: Vec<Given<NewOfficer>>,
}

impl New {
    fn add(&mut self, one: &ListedUnit, unit: UnitId, above: Option<UnitId>, from: NaiveDate) {
        let position = i32::try_from(self.versions.len()).unwrap_or(i32::MAX);
        self.versions.push(given(one, unit, version(one, above, from, position)));
        if !one.code.is_empty() {
            let (scheme, code) = (SCHEME.to_owned(), one.code.clone());
            self.codes.push(given(one, unit, UnitCode { unit, scheme, code, from, to: OPEN_END }));
        }
        if !one.signatory.is_empty() {
            self.officers.push(given(one, unit, officer(one, from)));
        }
    }

    /// Writes all of it, or says what is wrong.
    async fn write<A: Shapes>(&self, work: &Work, permit: &Permit<A>) -> Outcome<Vec<Refusal>> {
        let mut issues = Vec::new();
        for outcome in [
            found_units(work, permit, &self.versions).await,
            give_codes(work, permit, &self.codes).await,
            take_offices(work, permit, &self.officers).await,
        ] {
            match outcome {
                Err(Failure::Refused(more)) => issues.extend(more),
                other => {
                    other?;
                }
            }
        }
        Ok(issues)
    }
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

/// The units that stand today.
async fn known(work: &Work) -> Outcome<Vec<Called>> {
    let today = work.today();
    let mut codes = store::codes(work).await?;
    codes.retain(|code| code.scheme == SCHEME && code.from <= today && today < code.to);
    let codes: BTreeMap<UnitId, String> =
        codes.into_iter().map(|code| (code.unit, code.code)).collect();
    let versions = store::versions(work).await?.into_iter().filter(|v| v.holds_on(today));
    let called = versions.map(|v| {
        let code = codes.get(&v.unit).map(String::as_str).unwrap_or_default();
        Called::new((v.unit, v.parent), (&v.kind, &v.name), code)
    });
    Ok(called.collect())
}

/// The unit that a row says again. Where its superior may be several, the one that has it counts.
fn standing<'a>(known: &'a [Called], one: &ListedUnit) -> Option<&'a Called> {
    let above = answering(known, &one.above);
    known.iter().find(|stands| {
        let there = match stands.parent {
            None => one.above.is_empty(),
            Some(parent) => above.iter().any(|above| above.unit == parent),
        };
        there && stands.is(&one.kind, &one.name)
    })
}

fn above(known: &[Called], one: &ListedUnit) -> Result<Option<UnitId>, Refusal> {
    match answering(known, &one.above)[..] {
        [] if one.above.is_empty() => Ok(None),
        [] => Err(refusals::no_such_superior(&one.place, &one.above)),
        [above] => Ok(Some(above.unit)),
        ref several => {
            let names: Vec<&str> = several.iter().map(|one| one.full_name.as_str()).collect();
            Err(refusals::several_superiors(&one.place, &one.above, &names))
        }
    }
}

fn name_of(known: &[Called], unit: Option<UnitId>) -> String {
    let found = known.iter().find(|one| Some(one.unit) == unit);
    found.map(|one| one.full_name.clone()).unwrap_or_default()
}

impl ListedUnit {
    fn full_name(&self) -> String {
        format!("{} {}", self.kind, self.name)
    }
}
