//! Units of a file: found again by their codes, or founded; then versions, codes, officers.

use std::collections::{BTreeMap, BTreeSet};

use entities::values::{OPEN_END, UnitId};

use super::import::{Desk, Stage};
use super::standing::Standing;
use super::{KEY_SCHEME, Unit, refusals};
use crate::org::{self, Given, NewOfficer, NewVersion, Succession, UnitCode, UnitVersion};
use crate::platform::outcome::Fault;
use crate::vietnamese::fold;

/// Takes the units; gives back how many rows changed, and how all units stand now.
pub async fn take(desk: &mut Desk<'_>) -> Result<(usize, Standing), Fault> {
    let (file, work, permit) = (desk.file, desk.work, desk.permit);
    (desk.watch)(Stage::Units, 0, file.units.len());
    let mut keys = Keys::read(desk).await?;
    keys.find_again(desk);
    let fresh: Vec<&str> = file
        .units
        .iter()
        .map(|unit| unit.key.as_str())
        .filter(|key| !keys.ids.contains_key(*key) && !keys.refused.contains(*key))
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    let fresh = in_order(&file.units, &fresh);
    let outcome = org::new_units(work, permit, fresh.len()).await;
    let made = desk.note(outcome)?.unwrap_or_default();
    keys.ids.extend(fresh.into_iter().map(str::to_owned).zip(made));
    let versions = versions(desk, &keys);
    let mut changed = noted(desk, org::found_units(work, permit, &versions).await)?;
    let codes = codes(desk, &keys);
    changed += noted(desk, org::give_codes(work, permit, &codes).await)?;
    let officers = officers(desk, &keys);
    changed += noted(desk, org::take_offices(work, permit, &officers).await)?;
    changed += successions(desk, &keys).await?;
    (desk.watch)(Stage::Units, file.units.len(), file.units.len());
    let standing = Standing::new(keys.ids, org::all_versions(work).await?);
    Ok((changed, standing))
}

fn noted(
    desk: &mut Desk<'_>,
    outcome: crate::platform::outcome::Outcome<usize>,
) -> Result<usize, Fault> {
    Ok(desk.note(outcome)?.unwrap_or_default())
}

/// The codes as they will stand when the file is in: a code that one unit gives up may be
/// another's from that day on, in the same file.
fn as_restated(
    mut codes: Vec<UnitCode>,
    ids: &BTreeMap<String, UnitId>,
    units: &[Unit],
) -> Vec<UnitCode> {
    for (unit, given) in units.iter().flat_map(|unit| unit.codes.iter().map(move |c| (unit, c))) {
        let same = |code: &&mut UnitCode| {
            Some(&code.unit) == ids.get(&unit.key)
                && (&code.scheme, &code.code, code.from) == (&given.scheme, &given.code, given.from)
        };
        if let Some(code) = codes.iter_mut().find(same) {
            code.to = given.to.unwrap_or(OPEN_END);
        }
    }
    codes
}

/// Which unit each key of the file is.
struct Keys {
    ids: BTreeMap<String, UnitId>,
    refused: BTreeSet<String>,
    codes: Vec<UnitCode>,
    versions: BTreeMap<UnitId, Vec<UnitVersion>>,
}

impl Keys {
    /// The keys that the program knows already.
    async fn read(desk: &Desk<'_>) -> Result<Self, Fault> {
        let codes = org::all_codes(desk.work).await?;
        let mut versions: BTreeMap<UnitId, Vec<UnitVersion>> = BTreeMap::new();
        for version in org::all_versions(desk.work).await? {
            versions.entry(version.unit).or_default().push(version);
        }
        let known = codes.iter().filter(|code| code.scheme == KEY_SCHEME);
        let ids: BTreeMap<String, UnitId> =
            known.map(|code| (code.code.clone(), code.unit)).collect();
        let codes = as_restated(codes, &ids, &desk.file.units);
        Ok(Self { ids, refused: BTreeSet::new(), codes, versions })
    }

    /// Finds units of the file that are there already, by key, then by any other code.
    fn find_again(&mut self, desk: &mut Desk<'_>) {
        let mut seen = BTreeSet::new();
        for (number, unit) in desk.file.units.iter().enumerate() {
            let field = format!("units[{number}].key");
            let issue = if !is_key(&unit.key) {
                Some(refusals::bad_key(field, &unit.key))
            } else if !seen.insert(&unit.key) {
                Some(refusals::twice(field, &format!("Khóa «{}»", unit.key)))
            } else if unit.versions.is_empty() {
                Some(refusals::no_version(field, &unit.key))
            } else {
                self.find_one(unit, field)
            };
            if let Some(issue) = issue {
                self.refused.insert(unit.key.clone());
                desk.issues.push(issue);
            }
        }
    }

    fn find_one(
        &mut self,
        unit: &Unit,
        field: String,
    ) -> Option<crate::platform::outcome::Refusal> {
        let by_code: BTreeSet<UnitId> = unit
            .codes
            .iter()
            .flat_map(|given| {
                self.codes.iter().filter(move |code| {
                    (&code.scheme, &code.code) == (&given.scheme, &given.code)
                        && code.from < given.to.unwrap_or(OPEN_END)
                        && given.from < code.to
                })
            })
            .map(|code| code.unit)
            .collect();
        let by_key = self.ids.get(&unit.key).copied();
        let all: BTreeSet<UnitId> = by_code.iter().copied().chain(by_key).collect();
        if all.len() > 1 {
            return Some(refusals::two_units(field, &unit.key));
        }
        let found = all.first().copied()?;
        let standing = self.versions.get(&found).map_or(&[][..], Vec::as_slice);
        let named_alike = standing
            .iter()
            .any(|old| unit.versions.iter().any(|new| fold(&new.name) == fold(&old.name)));
        if by_code.is_empty() && !named_alike {
            let known = standing.last().map(UnitVersion::full_name).unwrap_or_default();
            return Some(refusals::another_unit(field, &unit.key, &known));
        }
        self.ids.insert(unit.key.clone(), found);
        None
    }

    /// Which unit a row of the file speaks of; none when its key was refused.
    fn taken(&self, unit: &Unit) -> Option<UnitId> {
        let fits = !self.refused.contains(&unit.key);
        self.ids.get(&unit.key).copied().filter(|_| fits)
    }

    /// The position among its siblings that a unit has, if it is there already.
    fn position(&self, unit: UnitId) -> Option<i32> {
        self.versions.get(&unit)?.first().map(|version| version.position)
    }
}

fn in_order<'a>(units: &'a [Unit], wanted: &[&str]) -> Vec<&'a str> {
    let mut left: BTreeSet<&str> = wanted.iter().copied().collect();
    units.iter().map(|unit| unit.key.as_str()).filter(|key| left.remove(key)).collect()
}

/// The rule of the published schema for keys.
fn is_key(key: &str) -> bool {
    key.split('-').all(|part| {
        !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    })
}

fn versions(desk: &mut Desk<'_>, keys: &Keys) -> Vec<Given<NewVersion>> {
    let mut given = Vec::new();
    for (position, (number, unit)) in (0..).zip(desk.file.units.iter().enumerate()) {
        let Some(id) = keys.taken(unit) else { continue };
        for (which, version) in unit.versions.iter().enumerate() {
            let place = format!("units[{number}].versions[{which}]");
            let parent = match &version.parent {
                None => None,
                Some(key) => match keys.ids.get(key) {
                    Some(parent) => Some(*parent),
                    None if keys.refused.contains(key) => None,
                    None => {
                        let field = format!("{place}.parent");
                        desk.issues.push(refusals::no_such_unit(field, key));
                        None
                    }
                },
            };
            let what = NewVersion {
                name: version.name.clone(),
                kind: version.kind.clone(),
                parent,
                from: version.from,
                to: version.to,
                legal_basis: version.legal_basis.clone(),
                agency: version.agency.clone(),
                superior: version.superior.clone(),
                place: version.place.clone(),
                position: keys.position(id).unwrap_or(position),
            };
            given.push(Given { unit: id, what, place });
        }
    }
    given
}

/// The codes of the file, and the key itself for units that do not carry it yet.
fn codes(desk: &Desk<'_>, keys: &Keys) -> Vec<Given<UnitCode>> {
    let mut given = Vec::new();
    for (number, unit) in desk.file.units.iter().enumerate() {
        let Some(id) = keys.taken(unit) else { continue };
        for (which, code) in unit.codes.iter().enumerate() {
            let what = UnitCode {
                unit: id,
                scheme: code.scheme.clone(),
                code: code.code.clone(),
                from: code.from,
                to: code.to.unwrap_or(OPEN_END),
            };
            let place = format!("units[{number}].codes[{which}]");
            given.push(Given { unit: id, what, place });
        }
        let carried = keys.codes.iter().any(|code| code.scheme == KEY_SCHEME && code.unit == id);
        let from = unit.versions.iter().map(|version| version.from).min();
        if let (false, Some(from)) = (carried, from) {
            let (scheme, code) = (KEY_SCHEME.to_owned(), unit.key.clone());
            let what = UnitCode { unit: id, scheme, code, from, to: OPEN_END };
            given.push(Given { unit: id, what, place: format!("units[{number}].key") });
        }
    }
    given
}

fn officers(desk: &Desk<'_>, keys: &Keys) -> Vec<Given<NewOfficer>> {
    let mut given = Vec::new();
    for (number, unit) in desk.file.units.iter().enumerate() {
        let Some(id) = keys.taken(unit) else { continue };
        for (which, officer) in unit.officers.iter().enumerate() {
            let what = NewOfficer {
                name: officer.name.clone(),
                position: officer.position.clone(),
                signs: officer.signs,
                from: officer.from,
                to: officer.to,
            };
            let place = format!("units[{number}].officers[{which}]");
            given.push(Given { unit: id, what, place });
        }
    }
    given
}

async fn successions(desk: &mut Desk<'_>, keys: &Keys) -> Result<usize, Fault> {
    let mut known = org::successions(desk.work).await?;
    let mut changed = 0;
    for (number, given) in desk.file.successions.iter().enumerate() {
        let place = format!("successions[{number}]");
        let mut found = [None, None];
        for (slot, (side, key)) in found
            .iter_mut()
            .zip([("predecessor", &given.predecessor), ("successor", &given.successor)])
        {
            *slot = keys.ids.get(key).copied();
            if slot.is_none() && !keys.refused.contains(key) {
                desk.issues.push(refusals::no_such_unit(format!("{place}.{side}"), key));
            }
        }
        let [Some(predecessor), Some(successor)] = found else { continue };
        if predecessor == successor {
            let field = format!("{place}.successor");
            desk.issues.push(refusals::succeeds_itself(field, &given.successor));
            continue;
        }
        let new = Succession {
            predecessor,
            successor,
            on: given.on,
            kind: given.kind.clone(),
            legal_basis: given.legal_basis.clone(),
        };
        if !known.contains(&new) {
            let outcome = org::record_succession(desk.work, desk.permit, &new).await;
            changed += usize::from(desk.note_at(outcome, |_| place.clone())?.is_some());
            known.push(new);
        }
    }
    Ok(changed)
}
