//! Rows of org.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use entities::org::{officer, unit, unit_code, unit_succession, unit_version, unit_within};
use entities::values::{OPEN_END, RowId, UnitId};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};

use super::lineage::Within;
use super::officer::Officer;
use super::succession::Succession;
use super::unit::{UnitCode, UnitVersion};
use crate::platform::db::{Source, Work, bundle, unbundled};
use crate::platform::outcome::Fault;
use crate::platform::rng;

/// Before every unit.
const LONG_AGO: NaiveDate = match NaiveDate::from_ymd_opt(1, 1, 1) {
    Some(day) => day,
    None => NaiveDate::MIN,
};
/// Rows written by one statement.
const BATCH: usize = 1_000;

pub async fn new_identity(work: &Work) -> Result<UnitId, Fault> {
    let made = new_identities(work, 1).await?;
    made.first().copied().ok_or_else(|| Fault::broken("no identity was made"))
}

pub async fn new_identities(work: &Work, count: usize) -> Result<Vec<UnitId>, Fault> {
    let executor = work.executor();
    let last: Option<Option<i32>> = unit::Entity::find()
        .select_only()
        .column_as(unit::Column::Id.max(), "last")
        .into_tuple()
        .one(&executor)
        .await?;
    let first = last.flatten().unwrap_or_default() + 1;
    let ids: Vec<UnitId> = (first..).take(count).map(UnitId).collect();
    for batch in ids.chunks(BATCH) {
        let row = |id: &UnitId| unit::ActiveModel { id: Set(*id), created_at: Set(work.now()) };
        unit::Entity::insert_many(batch.iter().map(row)).exec_without_returning(&executor).await?;
    }
    Ok(ids)
}

pub async fn versions(source: &impl Source) -> Result<Vec<UnitVersion>, Fault> {
    let rows = unit_version::Entity::find()
        .order_by_asc(unit_version::Column::UnitId)
        .order_by_asc(unit_version::Column::ValidFrom)
        .all(&source.executor())
        .await?;
    Ok(rows.into_iter().map(version).collect())
}

pub async fn versions_of(source: &impl Source, unit: UnitId) -> Result<Vec<UnitVersion>, Fault> {
    let rows = unit_version::Entity::find()
        .filter(unit_version::Column::UnitId.eq(unit))
        .order_by_asc(unit_version::Column::ValidFrom)
        .all(&source.executor())
        .await?;
    Ok(rows.into_iter().map(version).collect())
}

/// Versions that hold on a day, of a unit and all within it that day.
pub async fn versions_within(
    source: &impl Source,
    root: UnitId,
    day: NaiveDate,
) -> Result<Vec<UnitVersion>, Fault> {
    versions_within_any(source, &[root], day).await
}

/// Versions that hold on a day, of some units and all within them that day.
pub async fn versions_within_any(
    source: &impl Source,
    roots: &[UnitId],
    day: NaiveDate,
) -> Result<Vec<UnitVersion>, Fault> {
    let within = unit_within::Entity::find()
        .select_only()
        .column(unit_within::Column::DescendantId)
        .filter(unit_within::Column::AncestorId.is_in(roots.iter().copied()))
        .filter(unit_within::Column::ValidFrom.lte(day))
        .filter(unit_within::Column::ValidTo.gt(day))
        .into_query();
    let executor = source.executor();
    let bundle: Option<Option<String>> = unit_version::Entity::find()
        .select_only()
        .column_as(bundle(source, BUNDLED), "bundle")
        .filter(unit_version::Column::UnitId.in_subquery(within))
        .filter(unit_version::Column::ValidFrom.lte(day))
        .filter(unit_version::Column::ValidTo.gt(day))
        .into_tuple()
        .one(&executor)
        .await?;
    let found: Vec<Bundled> = unbundled(&bundle.flatten().unwrap_or_default())?;
    Ok(found.into_iter().map(unpacked).collect())
}

/// What a bundle holds of a version, in this order.
const BUNDLED: [unit_version::Column; 12] = [
    unit_version::Column::UnitId,
    unit_version::Column::Name,
    unit_version::Column::Kind,
    unit_version::Column::Slug,
    unit_version::Column::ParentId,
    unit_version::Column::ValidFrom,
    unit_version::Column::ValidTo,
    unit_version::Column::LegalBasis,
    unit_version::Column::Agency,
    unit_version::Column::Superior,
    unit_version::Column::Place,
    unit_version::Column::Position,
];

type Bundled = (
    UnitId,
    String,
    String,
    String,
    Option<UnitId>,
    NaiveDate,
    NaiveDate,
    String,
    String,
    String,
    String,
    i32,
);

fn unpacked(bundled: Bundled) -> UnitVersion {
    let (unit, name, kind, slug, parent, from, to, legal_basis, agency, superior, place, position) =
        bundled;
    UnitVersion {
        unit,
        name,
        kind,
        slug,
        parent,
        from,
        to,
        legal_basis,
        agency,
        superior,
        place,
        position,
    }
}

/// Which of some units stand on a day.
pub async fn standing(
    source: &impl Source,
    units: &[UnitId],
    day: NaiveDate,
) -> Result<BTreeSet<UnitId>, Fault> {
    let rows = unit_version::Entity::find()
        .filter(unit_version::Column::UnitId.is_in(units.iter().copied()))
        .filter(unit_version::Column::ValidFrom.lte(day))
        .filter(unit_version::Column::ValidTo.gt(day))
        .all(&source.executor())
        .await?;
    Ok(rows.into_iter().map(|row| row.unit_id).collect())
}

/// The same as `ancestors` for many units.
pub async fn lineages(
    source: &impl Source,
    units: &[UnitId],
    day: NaiveDate,
) -> Result<BTreeMap<UnitId, Vec<UnitId>>, Fault> {
    let mut lineages: BTreeMap<UnitId, Vec<UnitId>> = BTreeMap::new();
    for batch in units.chunks(BATCH) {
        let rows = unit_within::Entity::find()
            .filter(unit_within::Column::DescendantId.is_in(batch.iter().copied()))
            .filter(unit_within::Column::ValidFrom.lte(day))
            .filter(unit_within::Column::ValidTo.gt(day))
            .order_by_asc(unit_within::Column::Depth)
            .all(&source.executor())
            .await?;
        for row in rows {
            lineages.entry(row.descendant_id).or_default().push(row.ancestor_id);
        }
    }
    Ok(lineages)
}

/// A unit and all it lay within on a day.
pub async fn ancestors(
    source: &impl Source,
    unit: UnitId,
    day: NaiveDate,
) -> Result<Vec<UnitId>, Fault> {
    let rows = unit_within::Entity::find()
        .filter(unit_within::Column::DescendantId.eq(unit))
        .filter(unit_within::Column::ValidFrom.lte(day))
        .filter(unit_within::Column::ValidTo.gt(day))
        .order_by_asc(unit_within::Column::Depth)
        .all(&source.executor())
        .await?;
    Ok(rows.into_iter().map(|row| row.ancestor_id).collect())
}

pub async fn insert_version(work: &Work, new: &UnitVersion) -> Result<(), Fault> {
    insert_versions(work, std::slice::from_ref(new)).await
}

pub async fn insert_versions(work: &Work, new: &[UnitVersion]) -> Result<(), Fault> {
    for batch in new.chunks(BATCH) {
        let rows = batch.iter().map(|version| version_row(version, rng::identity(work.now())));
        unit_version::Entity::insert_many(rows).exec_without_returning(&work.executor()).await?;
    }
    Ok(())
}

fn version_row(new: &UnitVersion, id: uuid::Uuid) -> unit_version::ActiveModel {
    unit_version::ActiveModel {
        id: Set(RowId(id)),
        unit_id: Set(new.unit),
        name: Set(new.name.clone()),
        kind: Set(new.kind.clone()),
        slug: Set(new.slug.clone()),
        parent_id: Set(new.parent),
        valid_from: Set(new.from),
        valid_to: Set(new.to),
        legal_basis: Set(new.legal_basis.clone()),
        agency: Set(new.agency.clone()),
        superior: Set(new.superior.clone()),
        place: Set(new.place.clone()),
        position: Set(new.position),
    }
}

/// Replaces the version of a unit that begins on the same day.
pub async fn rewrite_version(work: &Work, new: &UnitVersion) -> Result<(), Fault> {
    unit_version::Entity::delete_many()
        .filter(unit_version::Column::UnitId.eq(new.unit))
        .filter(unit_version::Column::ValidFrom.eq(new.from))
        .exec(&work.executor())
        .await?;
    insert_version(work, new).await
}

pub async fn end_version(work: &Work, held: &UnitVersion, on: NaiveDate) -> Result<(), Fault> {
    unit_version::Entity::update_many()
        .filter(unit_version::Column::UnitId.eq(held.unit))
        .filter(unit_version::Column::ValidFrom.eq(held.from))
        .col_expr(unit_version::Column::ValidTo, on.into())
        .exec(&work.executor())
        .await?;
    Ok(())
}

/// Replaces the whole table of who lies within whom.
pub async fn replace_within(work: &Work, pairs: &[Within]) -> Result<(), Fault> {
    let executor = work.executor();
    unit_within::Entity::delete_many().exec(&executor).await?;
    for batch in pairs.chunks(BATCH) {
        let rows = batch.iter().map(|pair| unit_within::ActiveModel {
            ancestor_id: Set(pair.ancestor),
            descendant_id: Set(pair.descendant),
            depth: Set(pair.depth),
            valid_from: Set(pair.from),
            valid_to: Set(pair.to),
        });
        unit_within::Entity::insert_many(rows).exec_without_returning(&executor).await?;
    }
    Ok(())
}

pub async fn codes(source: &impl Source) -> Result<Vec<UnitCode>, Fault> {
    let rows = unit_code::Entity::find()
        .order_by_asc(unit_code::Column::UnitId)
        .order_by_asc(unit_code::Column::Scheme)
        .all(&source.executor())
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| UnitCode {
            unit: row.unit_id,
            scheme: row.scheme,
            code: row.code,
            from: row.valid_from,
            to: row.valid_to,
        })
        .collect())
}

pub async fn insert_code(work: &Work, code: &UnitCode) -> Result<(), Fault> {
    insert_codes(work, std::slice::from_ref(code)).await
}

pub async fn insert_codes(work: &Work, codes: &[UnitCode]) -> Result<(), Fault> {
    for batch in codes.chunks(BATCH) {
        let rows = batch.iter().map(|code| unit_code::ActiveModel {
            unit_id: Set(code.unit),
            scheme: Set(code.scheme.clone()),
            code: Set(code.code.clone()),
            valid_from: Set(code.from),
            valid_to: Set(code.to),
        });
        unit_code::Entity::insert_many(rows).exec_without_returning(&work.executor()).await?;
    }
    Ok(())
}

pub async fn delete_code(work: &Work, code: &UnitCode) -> Result<(), Fault> {
    unit_code::Entity::delete_many()
        .filter(unit_code::Column::Scheme.eq(&code.scheme))
        .filter(unit_code::Column::Code.eq(&code.code))
        .filter(unit_code::Column::ValidFrom.eq(code.from))
        .exec(&work.executor())
        .await?;
    Ok(())
}

pub async fn insert_officers(work: &Work, new: &[Officer]) -> Result<(), Fault> {
    for batch in new.chunks(BATCH) {
        let rows = batch.iter().map(|new| officer::ActiveModel {
            id: Set(RowId(rng::identity(work.now()))),
            unit_id: Set(new.unit),
            name: Set(new.name.clone()),
            position: Set(new.position.clone()),
            signs: Set(new.signs),
            valid_from: Set(new.from),
            valid_to: Set(new.to),
        });
        officer::Entity::insert_many(rows).exec_without_returning(&work.executor()).await?;
    }
    Ok(())
}

/// Rewrites whether somebody signs and until when.
pub async fn rewrite_officer(work: &Work, new: &Officer) -> Result<(), Fault> {
    officer::Entity::update_many()
        .filter(officer::Column::UnitId.eq(new.unit))
        .filter(officer::Column::Name.eq(&new.name))
        .filter(officer::Column::Position.eq(&new.position))
        .filter(officer::Column::ValidFrom.eq(new.from))
        .col_expr(officer::Column::Signs, new.signs.into())
        .col_expr(officer::Column::ValidTo, new.to.into())
        .exec(&work.executor())
        .await?;
    Ok(())
}

pub async fn all_officers(source: &impl Source) -> Result<Vec<Officer>, Fault> {
    let rows = officer::Entity::find()
        .order_by_asc(officer::Column::UnitId)
        .order_by_asc(officer::Column::ValidFrom)
        .order_by_asc(officer::Column::Name)
        .all(&source.executor())
        .await?;
    Ok(rows.into_iter().map(term).collect())
}

pub async fn officers(source: &impl Source, unit: UnitId) -> Result<Vec<Officer>, Fault> {
    let rows = officer::Entity::find()
        .filter(officer::Column::UnitId.eq(unit))
        .order_by_asc(officer::Column::ValidFrom)
        .order_by_asc(officer::Column::Name)
        .all(&source.executor())
        .await?;
    Ok(rows.into_iter().map(term).collect())
}

fn term(row: officer::Model) -> Officer {
    Officer {
        unit: row.unit_id,
        name: row.name,
        position: row.position,
        signs: row.signs,
        from: row.valid_from,
        to: row.valid_to,
    }
}

pub async fn insert_succession(work: &Work, new: &Succession) -> Result<(), Fault> {
    let row = unit_succession::ActiveModel {
        id: Set(RowId(rng::identity(work.now()))),
        predecessor_id: Set(new.predecessor),
        successor_id: Set(new.successor),
        happened_on: Set(new.on),
        kind: Set(new.kind.clone()),
        legal_basis: Set(new.legal_basis.clone()),
    };
    unit_succession::Entity::insert(row).exec_without_returning(&work.executor()).await?;
    Ok(())
}

pub async fn successions(source: &impl Source) -> Result<Vec<Succession>, Fault> {
    successions_between(source, LONG_AGO, OPEN_END).await
}

/// Those after a day and until another, the earlier first.
pub async fn successions_between(
    source: &impl Source,
    after: NaiveDate,
    until: NaiveDate,
) -> Result<Vec<Succession>, Fault> {
    let rows = unit_succession::Entity::find()
        .filter(unit_succession::Column::HappenedOn.gt(after))
        .filter(unit_succession::Column::HappenedOn.lte(until))
        .order_by_asc(unit_succession::Column::HappenedOn)
        .order_by_asc(unit_succession::Column::PredecessorId)
        .order_by_asc(unit_succession::Column::SuccessorId)
        .all(&source.executor())
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| Succession {
            predecessor: row.predecessor_id,
            successor: row.successor_id,
            on: row.happened_on,
            kind: row.kind,
            legal_basis: row.legal_basis,
        })
        .collect())
}

fn version(row: unit_version::Model) -> UnitVersion {
    UnitVersion {
        unit: row.unit_id,
        name: row.name,
        kind: row.kind,
        slug: row.slug,
        parent: row.parent_id,
        from: row.valid_from,
        to: row.valid_to,
        legal_basis: row.legal_basis,
        agency: row.agency,
        superior: row.superior,
        place: row.place,
        position: row.position,
    }
}
