//! The acts of a page on units and officers, each with its event: found, change, end, take
//! office, leave it.

use chrono::NaiveDate;
use entities::values::{OPEN_END, UnitId};
use serde_json::json;

use super::found_unit::{add_version, rename_unit};
use super::lineage::within;
use super::officer::{NewOfficer, Officer, take_office};
use super::right::Shapes;
use super::unit::{NewVersion, UnitVersion};
use super::{refusals, store};
use crate::audit::{Event, EventKind};
use crate::authority::Permit;
use crate::platform::db::Work;
use crate::platform::outcome::Outcome;

/// Founds a unit from a page, with its event.
///
/// Refuses: what [`add_version`] refuses
pub async fn found<A: Shapes>(
    work: &Work,
    permit: &Permit<A>,
    first: &NewVersion,
) -> Outcome<(UnitId, Event)> {
    let unit = store::new_identity(work).await?;
    add_version(work, permit, unit, first).await?;
    let details = json!({ "unit": unit, "name": first.name, "kind": first.kind });
    Ok((unit, Event::new(EventKind::UnitFounded, details)))
}

/// Gives a unit another name, kind or superior from a day on, with its event.
///
/// Refuses: what [`rename_unit`] refuses
pub async fn change<A: Shapes>(
    work: &Work,
    permit: &Permit<A>,
    unit: UnitId,
    next: &NewVersion,
) -> Outcome<Event> {
    let (name, kind) = (next.name.clone(), next.kind.clone());
    let (parent, basis) = (next.parent, next.legal_basis.clone());
    rename_unit(work, permit, unit, next.from, |version| {
        version.name = name;
        version.kind = kind;
        version.parent = parent;
        version.legal_basis = basis;
    })
    .await?;
    let details = json!({ "unit": unit, "name": next.name, "from": next.from });
    Ok(Event::new(EventKind::UnitRenamed, details))
}

/// Ends a unit: `on` is the first day on which it is no more.
///
/// Refuses: `not_standing` · `children_remain`
pub async fn end_unit<A: Shapes>(
    work: &Work,
    _permit: &Permit<A>,
    unit: UnitId,
    on: NaiveDate,
) -> Outcome<Event> {
    let mut versions = store::versions(work).await?;
    let stands = |version: &UnitVersion| version.unit == unit && version.holds_on(on);
    let Some(held) = versions.iter().find(|version| stands(version) && version.from < on).cloned()
    else {
        return Err(refusals::not_standing("ket_thuc", on).into());
    };
    let inside = versions.iter().filter(|v| v.parent == Some(unit) && v.to > on);
    let remaining: Vec<String> = inside.map(UnitVersion::full_name).collect();
    if !remaining.is_empty() {
        return Err(refusals::children_remain("ket_thuc", &remaining).into());
    }
    store::end_version(work, &held, on).await?;
    for version in &mut versions {
        if version.unit == unit && version.from == held.from {
            version.to = on;
        }
    }
    let pairs =
        within(&versions).map_err(|_| refusals::under_itself("ket_thuc", &held.full_name()))?;
    store::replace_within(work, &pairs).await?;
    let details = json!({ "unit": unit, "name": held.name, "on": on });
    Ok(Event::new(EventKind::UnitEnded, details))
}

/// Records a term of office from a page, with its event.
///
/// Refuses: what [`take_office`] refuses
pub async fn enter_office<A: Shapes>(
    work: &Work,
    permit: &Permit<A>,
    unit: UnitId,
    new: &NewOfficer,
) -> Outcome<Event> {
    take_office(work, permit, unit, new).await?;
    let details = json!({ "unit": unit, "position": new.position, "from": new.from });
    Ok(Event::new(EventKind::OfficerTookOffice, details))
}

/// Ends a term of office that stands open: `on` is the first day after it.
///
/// Refuses: `no_such_term` · `dates_backwards`
pub async fn leave_office<A: Shapes>(
    work: &Work,
    _permit: &Permit<A>,
    unit: UnitId,
    (name, from): (&str, NaiveDate),
    on: NaiveDate,
) -> Outcome<Event> {
    let officers = store::officers(work, unit).await?;
    let held = officers
        .into_iter()
        .find(|officer| officer.name == name && officer.from == from && officer.to == OPEN_END);
    let Some(held) = held else { return Err(refusals::no_such_term("thoi_viec").into()) };
    if on <= held.from {
        return Err(refusals::backwards("thoi_viec", held.from, on).into());
    }
    store::rewrite_officer(work, &Officer { to: on, ..held.clone() }).await?;
    let details = json!({ "unit": unit, "position": held.position, "on": on });
    Ok(Event::new(EventKind::OfficerLeft, details))
}
