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
use crate::platform::outcome::{Outcome, Refusal};

/// Founds a unit from a page, with its event.
///
/// Refuses: `superior_gone` · what [`add_version`] refuses
pub async fn found<A: Shapes>(
    work: &Work,
    permit: &Permit<A>,
    first: &NewVersion,
) -> Outcome<(UnitId, Event)> {
    superior_holds(&store::versions(work).await?, first.parent, (first.from, OPEN_END))?;
    let unit = store::new_identity(work).await?;
    add_version(work, permit, unit, first).await?;
    let details = json!({ "unit": unit, "name": first.name, "kind": first.kind });
    Ok((unit, Event::new(EventKind::UnitFounded, details)))
}

/// Gives a unit another name, kind or superior from a day on, with its event. Days before `settled`
/// are those of years whose figures are in: what was printed of them stays as it is.
///
/// Refuses: `year_settled` · `superior_gone` · what [`rename_unit`] refuses
pub async fn change<A: Shapes>(
    work: &Work,
    permit: &Permit<A>,
    unit: UnitId,
    next: &NewVersion,
    settled: Option<NaiveDate>,
) -> Outcome<Event> {
    not_settled("tu_ngay", next.from, settled)?;
    let versions = store::versions(work).await?;
    let held = versions.iter().find(|v| v.unit == unit && v.holds_on(next.from));
    if let Some(held) = held.filter(|held| held.parent != next.parent) {
        superior_holds(&versions, next.parent, (next.from, held.to))?;
    }
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

/// Ends a unit: `on` is the first day on which it is no more. For `settled` see [`change`].
///
/// Refuses: `year_settled` · `not_standing` · `children_remain`
pub async fn end_unit<A: Shapes>(
    work: &Work,
    _permit: &Permit<A>,
    unit: UnitId,
    on: NaiveDate,
    settled: Option<NaiveDate>,
) -> Outcome<Event> {
    not_settled("ket_thuc", on, settled)?;
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

fn not_settled(field: &str, on: NaiveDate, settled: Option<NaiveDate>) -> Result<(), Refusal> {
    match settled.filter(|settled| on < *settled) {
        Some(settled) => Err(refusals::settled(field, settled)),
        None => Ok(()),
    }
}

/// Whether a superior is there the whole time, under whatever name.
fn superior_holds(
    versions: &[UnitVersion],
    parent: Option<UnitId>,
    (from, to): (NaiveDate, NaiveDate),
) -> Result<(), Refusal> {
    let Some(parent) = parent else { return Ok(()) };
    let of_it = || versions.iter().filter(|version| version.unit == parent);
    let mut day = from;
    while day < to {
        let Some(version) = of_it().find(|version| version.holds_on(day)) else {
            let name = of_it().next_back().map(UnitVersion::full_name).unwrap_or_default();
            return Err(refusals::superior_gone("cap_tren", &name, day));
        };
        day = version.to;
    }
    Ok(())
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
