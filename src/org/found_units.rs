//! Taking in many units at once: checked together, who lies within whom worked out once.
//!
//! A version is known by its unit and its first day, an officer by name, position and first day:
//! the same again changes nothing, another content rewrites it. Nothing is taken away.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use entities::values::UnitId;

use super::found_unit::checked;
use super::lineage::within;
use super::officer::{NewOfficer, Officer};
use super::right::Shapes;
use super::unit::{NewVersion, UnitCode, UnitVersion};
use super::{refusals, store};
use crate::authority::Permit;
use crate::platform::db::Work;
use crate::platform::outcome::{Outcome, Refusal};

/// Something about a unit, with the place in the file it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given<T> {
    pub unit: UnitId,
    pub what: T,
    /// e.g. `units[3].versions[0]`
    pub place: String,
}

/// New identities, in order; their versions follow in the same work.
pub async fn new_units<A: Shapes>(
    work: &Work,
    _permit: &Permit<A>,
    count: usize,
) -> Outcome<Vec<UnitId>> {
    Ok(store::new_identities(work, count).await?)
}

/// Adds and rewrites versions of many units. Returns how many changed anything.
///
/// Refuses: `name_missing` · `dates_backwards` · `versions_overlap` · `unit_under_itself`
pub async fn found_units<A: Shapes>(
    work: &Work,
    _permit: &Permit<A>,
    given: &[Given<NewVersion>],
) -> Outcome<usize> {
    let mut issues = Vec::new();
    let stored = store::versions(work).await?;
    let mut all: BTreeMap<(UnitId, NaiveDate), UnitVersion> =
        stored.into_iter().map(|version| ((version.unit, version.from), version)).collect();
    let (mut added, mut rewritten) = (Vec::new(), Vec::new());
    for one in given {
        match checked(one.unit, &one.what) {
            Ok(version) => match all.insert((one.unit, version.from), version.clone()) {
                None => added.push(version),
                Some(old) if old != version => rewritten.push(version),
                Some(_) => {}
            },
            Err(refusal) => issues.push(at(one, refusal)),
        }
    }
    issues.extend(overlaps(&all, given));
    let mut versions: Vec<UnitVersion> = all.into_values().collect();
    let pairs = loop {
        match within(&versions) {
            Ok(pairs) => break pairs,
            Err(circle) => {
                let name = versions.iter().find(|version| version.unit == circle.0);
                let name = name.map(UnitVersion::full_name).unwrap_or_default();
                let refusal = refusals::under_itself("parent", &name);
                let place = given.iter().find(|one| one.unit == circle.0);
                issues.push(match place {
                    Some(one) => at(one, refusal),
                    None => refusal,
                });
                for version in versions.iter_mut().filter(|version| version.unit == circle.0) {
                    version.parent = None;
                }
            }
        }
    };
    if !issues.is_empty() {
        return Err(issues.into());
    }
    let changed = added.len() + rewritten.len();
    if changed > 0 {
        store::insert_versions(work, &added).await?;
        for version in &rewritten {
            store::rewrite_version(work, version).await?;
        }
        store::replace_within(work, &pairs).await?;
    }
    Ok(changed)
}

fn overlaps(
    all: &BTreeMap<(UnitId, NaiveDate), UnitVersion>,
    given: &[Given<NewVersion>],
) -> Vec<Refusal> {
    let touched: BTreeSet<UnitId> = given.iter().map(|one| one.unit).collect();
    let pairs = all.values().zip(all.values().skip(1));
    pairs
        .filter(|(one, next)| one.unit == next.unit && next.from < one.to)
        .filter(|(one, _)| touched.contains(&one.unit))
        .map(|(one, next)| {
            let refusal = refusals::overlapping("from", &next.name, next.from);
            let of = |version: &UnitVersion| {
                given.iter().find(|g| g.unit == version.unit && g.what.from == version.from)
            };
            match of(next).or_else(|| of(one)) {
                Some(given) => at(given, refusal),
                None => refusal,
            }
        })
        .collect()
}

/// Adds and rewrites codes of many units. Returns how many changed anything.
///
/// Refuses: `dates_backwards` · `code_taken`
pub async fn give_codes<A: Shapes>(
    work: &Work,
    _permit: &Permit<A>,
    given: &[Given<UnitCode>],
) -> Outcome<usize> {
    let mut issues = Vec::new();
    let mut held: BTreeMap<(String, String), Vec<UnitCode>> = BTreeMap::new();
    for code in store::codes(work).await? {
        held.entry((code.scheme.clone(), code.code.clone())).or_default().push(code);
    }
    let (mut added, mut replaced) = (Vec::new(), Vec::new());
    for one in given {
        let code = &one.what;
        if code.to <= code.from {
            issues.push(at(one, refusals::backwards("to", code.from, code.to)));
            continue;
        }
        let same = held.entry((code.scheme.clone(), code.code.clone())).or_default();
        if same.contains(code) {
            continue;
        }
        let (over, clear): (Vec<_>, Vec<_>) =
            same.drain(..).partition(|old| old.from < code.to && code.from < old.to);
        *same = clear;
        same.push(code.clone());
        if over.iter().any(|old| old.unit != code.unit) {
            issues.push(at(one, refusals::code_taken("code", &code.scheme, &code.code)));
        }
        replaced.extend(over);
        added.push(code.clone());
    }
    if !issues.is_empty() {
        return Err(issues.into());
    }
    for code in &replaced {
        store::delete_code(work, code).await?;
    }
    store::insert_codes(work, &added).await?;
    Ok(added.len())
}

/// Records and rewrites terms of office in many units. Returns how many changed anything.
///
/// Refuses: `name_missing` · `dates_backwards`
pub async fn take_offices<A: Shapes>(
    work: &Work,
    _permit: &Permit<A>,
    given: &[Given<NewOfficer>],
) -> Outcome<usize> {
    let key = |officer: &Officer| {
        (officer.unit, officer.name.clone(), officer.position.clone(), officer.from)
    };
    let stored = store::all_officers(work).await?;
    let mut held: BTreeMap<_, _> =
        stored.into_iter().map(|officer| (key(&officer), officer)).collect();
    let mut issues = Vec::new();
    let (mut added, mut rewritten) = (Vec::new(), Vec::new());
    for one in given {
        match super::officer::checked(one.unit, &one.what) {
            Ok(officer) => match held.insert(key(&officer), officer.clone()) {
                None => added.push(officer),
                Some(old) if old != officer => rewritten.push(officer),
                Some(_) => {}
            },
            Err(refusal) => issues.push(at(one, refusal)),
        }
    }
    if !issues.is_empty() {
        return Err(issues.into());
    }
    store::insert_officers(work, &added).await?;
    for officer in &rewritten {
        store::rewrite_officer(work, officer).await?;
    }
    Ok(added.len() + rewritten.len())
}

fn at<T>(given: &Given<T>, mut refusal: Refusal) -> Refusal {
    refusal.field = format!("{}.{}", given.place, refusal.field);
    refusal
}
