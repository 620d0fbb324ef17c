//! Founding, renaming and moving units.

use chrono::NaiveDate;
use entities::values::{OPEN_END, UnitId};

use super::lineage::within;
use super::right::Shapes;
use super::unit::{NewVersion, UnitCode, UnitVersion};
use super::{refusals, store};
use crate::authority::Permit;
use crate::platform::db::Work;
use crate::platform::outcome::{Outcome, Refusal};
use crate::vietnamese::slug;

/// Founds a unit with its first version and its codes (thành lập đơn vị).
///
/// Refuses: what [`add_version`] refuses · `code_taken`
pub async fn found_unit<A: Shapes>(
    work: &Work,
    permit: &Permit<A>,
    first: &NewVersion,
    codes: &[UnitCode],
) -> Outcome<UnitId> {
    let unit = store::new_identity(work).await?;
    for code in codes {
        add_code(work, &UnitCode { unit, ..code.clone() }).await?;
    }
    add_version(work, permit, unit, first).await?;
    Ok(unit)
}

/// Adds a version: a unit founded, renamed, moved or changed in kind.
///
/// Refuses: `name_missing` · `dates_backwards` · `versions_overlap` · `unit_under_itself`
pub async fn add_version<A: Shapes>(
    work: &Work,
    _permit: &Permit<A>,
    unit: UnitId,
    new: &NewVersion,
) -> Outcome<()> {
    let version = checked(unit, new)?;
    let mut versions = store::versions(work).await?;
    let clash =
        versions.iter().find(|v| v.unit == unit && v.from < version.to && version.from < v.to);
    if let Some(clash) = clash {
        let from = clash.from.max(version.from);
        return Err(refusals::overlapping("from", &version.name, from).into());
    }
    versions.push(version.clone());
    let pairs =
        within(&versions).map_err(|_| refusals::under_itself("parent", &version.full_name()))?;
    store::insert_version(work, &version).await?;
    store::replace_within(work, &pairs).await?;
    Ok(())
}

/// Ends the version that holds on `on` and starts one with another name that day (đổi tên). What
/// was written down of the head of its papers stays as long as it is true: the agency while name
/// and kind do, the line above it while the superior does.
///
/// Refuses: `not_standing` · what [`add_version`] refuses
pub async fn rename_unit<A: Shapes>(
    work: &Work,
    permit: &Permit<A>,
    unit: UnitId,
    on: NaiveDate,
    change: impl FnOnce(&mut NewVersion) + Send,
) -> Outcome<()> {
    let versions = store::versions(work).await?;
    let held = versions.iter().find(|v| v.unit == unit && v.holds_on(on) && v.from < on);
    let Some(held) = held else {
        return Err(refusals::not_standing("tu_ngay", on).into());
    };
    let mut next = NewVersion {
        name: held.name.clone(),
        kind: held.kind.clone(),
        parent: held.parent,
        from: on,
        to: Some(held.to),
        legal_basis: String::new(),
        agency: String::new(),
        superior: held.superior.clone(),
        place: held.place.clone(),
        position: held.position,
    };
    change(&mut next);
    if next.name == held.name && next.kind == held.kind && next.agency.is_empty() {
        next.agency.clone_from(&held.agency);
    }
    if next.parent != held.parent && next.superior == held.superior {
        next.superior.clear();
    }
    store::end_version(work, held, on).await?;
    add_version(work, permit, unit, &next).await
}

async fn add_code(work: &Work, code: &UnitCode) -> Outcome<()> {
    let taken = store::codes(work).await?.into_iter().any(|c| {
        c.scheme == code.scheme && c.code == code.code && c.from < code.to && code.from < c.to
    });
    if taken {
        return Err(refusals::code_taken("codes", &code.scheme, &code.code).into());
    }
    store::insert_code(work, code).await?;
    Ok(())
}

pub(super) fn checked(unit: UnitId, new: &NewVersion) -> Result<UnitVersion, Refusal> {
    let to = new.to.unwrap_or(OPEN_END);
    if new.name.is_empty() || new.kind.is_empty() {
        return Err(refusals::nameless(if new.name.is_empty() { "name" } else { "kind" }));
    }
    if to <= new.from {
        return Err(refusals::backwards("to", new.from, to));
    }
    Ok(UnitVersion {
        unit,
        name: new.name.clone(),
        kind: new.kind.clone(),
        slug: slug(&new.name),
        parent: new.parent,
        from: new.from,
        to,
        legal_basis: new.legal_basis.clone(),
        agency: new.agency.clone(),
        superior: new.superior.clone(),
        place: new.place.clone(),
        position: new.position,
    })
}
