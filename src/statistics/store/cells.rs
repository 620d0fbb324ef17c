//! Rows of cells and their history.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use entities::org::unit_within;
use entities::statistics::{cell, cell_entry};
use entities::values::{Code, Period, UnitId};
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, EntityTrait, IntoActiveModel, Iterable, QueryFilter,
    QueryOrder, QuerySelect, QueryTrait,
};

use super::bundles;
use crate::authority::{Actor, Permit, ViewFigures};
use crate::facts::{Fact, Value};
use crate::platform::db::{Source, Work};
use crate::platform::outcome::Fault;
use crate::statistics::{Cell, CellKey, SideCell};

/// Rows written by one statement.
const BATCH: usize = 1_000;

pub async fn of_unit(
    source: &impl Source,
    unit: UnitId,
    periods: &[Period],
) -> Result<Vec<Cell>, Fault> {
    let rows = cell::Entity::find()
        .filter(cell::Column::UnitId.eq(unit))
        .filter(cell::Column::Period.is_in(periods.iter().copied()))
        .all(&source.executor())
        .await?;
    Ok(rows.into_iter().map(noun).collect())
}

/// Cells of every unit within `root` on a day, and of some that are no more; of all measures or
/// of some.
pub async fn within(
    source: &impl Source,
    root: UnitId,
    on: NaiveDate,
    past: &[UnitId],
    periods: &[Period],
    measures: Option<&[Code]>,
) -> Result<Vec<Cell>, Fault> {
    bundles::cells(source, which(root, on, past, periods, measures)).await
}

/// The same with no more of them than what they are worth.
pub async fn worths(
    source: &impl Source,
    root: UnitId,
    on: NaiveDate,
    past: &[UnitId],
    periods: &[Period],
    measures: Option<&[Code]>,
) -> Result<Vec<SideCell>, Fault> {
    bundles::worths(source, which(root, on, past, periods, measures)).await
}

fn which(
    root: UnitId,
    on: NaiveDate,
    past: &[UnitId],
    periods: &[Period],
    measures: Option<&[Code]>,
) -> Condition {
    Condition::all()
        .add(covered(&cell::Column::UnitId, root, on, past))
        .add(cell::Column::Period.is_in(periods.iter().copied()))
        .add_option(measures.map(|some| cell::Column::Measure.is_in(some.iter().cloned())))
}

/// Whether a unit lies within `root` on a day, or is one of some that are no more.
pub fn covered(unit: &impl ColumnTrait, root: UnitId, on: NaiveDate, past: &[UnitId]) -> Condition {
    let within = Condition::any().add(unit.in_subquery(units_within(root, on)));
    if past.is_empty() { within } else { within.add(unit.is_in(past.iter().copied())) }
}

pub fn units_within(root: UnitId, on: NaiveDate) -> sea_orm::sea_query::SelectStatement {
    unit_within::Entity::find()
        .select_only()
        .column(unit_within::Column::DescendantId)
        .filter(unit_within::Column::AncestorId.eq(root))
        .filter(unit_within::Column::ValidFrom.lte(on))
        .filter(unit_within::Column::ValidTo.gt(on))
        .into_query()
}

/// All values a cell ever had, the latest first.
pub async fn history(
    source: &impl Source,
    permit: &Permit<ViewFigures>,
    key: &CellKey,
) -> Result<Vec<Cell>, Fault> {
    let rows = cell_entry::Entity::find()
        .filter(cell_entry::Column::UnitId.eq(permit.unit()))
        .filter(cell_entry::Column::Period.eq(key.period))
        .filter(cell_entry::Column::Measure.eq(key.measure.clone()))
        .filter(cell_entry::Column::Origin.eq(key.origin))
        .order_by_desc(cell_entry::Column::Version)
        .all(&source.executor())
        .await?;
    Ok(rows.into_iter().map(|row| noun(standing(row))).collect())
}

/// Values that cells of a unit had in the versions named; a version 0 has none.
pub async fn earlier(
    source: &impl Source,
    unit: UnitId,
    versions: &BTreeMap<CellKey, i32>,
) -> Result<BTreeMap<CellKey, Cell>, Fault> {
    if versions.values().all(|version| *version == 0) {
        return Ok(BTreeMap::new());
    }
    let measures: BTreeSet<_> = versions.keys().map(|key| key.measure.clone()).collect();
    let periods: BTreeSet<_> = versions.keys().map(|key| key.period).collect();
    let rows = cell_entry::Entity::find()
        .filter(cell_entry::Column::UnitId.eq(unit))
        .filter(cell_entry::Column::Period.is_in(periods))
        .filter(cell_entry::Column::Measure.is_in(measures))
        .all(&source.executor())
        .await?;
    let found = rows.into_iter().map(|row| noun(standing(row)));
    let wanted = found.filter(|cell| versions.get(&cell.key) == Some(&cell.version));
    Ok(wanted.map(|cell| (cell.key.clone(), cell)).collect())
}

/// Writes cells and their history.
pub async fn save(work: &Work, cells: impl Iterator<Item = &Cell>) -> Result<(), Fault> {
    let executor = work.executor();
    let rows: Vec<cell::Model> = cells.map(row).collect();
    for batch in rows.chunks(BATCH) {
        let entries = batch.iter().map(|row| entry(row.clone()).into_active_model().reset_all());
        cell_entry::Entity::insert_many(entries).exec_without_returning(&executor).await?;
        let standing = batch.iter().map(|row| row.clone().into_active_model().reset_all());
        let key = [
            cell::Column::UnitId,
            cell::Column::Period,
            cell::Column::Measure,
            cell::Column::Origin,
        ];
        let rest = cell::Column::iter().filter(|column| !key.iter().any(|k| same(*k, *column)));
        cell::Entity::insert_many(standing)
            .on_conflict(OnConflict::columns(key).update_columns(rest).to_owned())
            .exec_without_returning(&executor)
            .await?;
    }
    Ok(())
}

/// The periods in which any figure stands.
pub async fn periods(source: &impl Source) -> Result<Vec<Period>, Fault> {
    Ok(cell::Entity::find()
        .select_only()
        .column(cell::Column::Period)
        .distinct()
        .into_tuple()
        .all(&source.executor())
        .await?)
}

/// Whether any unit has a figure of a measure.
pub async fn has_any(source: &impl Source, measure: &Code) -> Result<bool, Fault> {
    let found = cell::Entity::find()
        .filter(cell::Column::Measure.eq(measure.clone()))
        .limit(1)
        .one(&source.executor())
        .await?;
    Ok(found.is_some())
}

/// The years of figures of a unit and of all that ever lay within it.
pub async fn periods_within(source: &impl Source, unit: UnitId) -> Result<Vec<Period>, Fault> {
    let within = unit_within::Entity::find()
        .select_only()
        .column(unit_within::Column::DescendantId)
        .filter(unit_within::Column::AncestorId.eq(unit))
        .into_query();
    Ok(cell::Entity::find()
        .select_only()
        .column(cell::Column::Period)
        .distinct()
        .filter(cell::Column::UnitId.in_subquery(within))
        .into_tuple()
        .all(&source.executor())
        .await?)
}

/// Cells of some measures, whoever they are of.
pub async fn of_measures(source: &impl Source, measures: &[Code]) -> Result<Vec<Cell>, Fault> {
    let rows = cell::Entity::find()
        .filter(cell::Column::Measure.is_in(measures.iter().cloned()))
        .all(&source.executor())
        .await?;
    Ok(rows.into_iter().map(noun).collect())
}

/// Cells that are not what their last entry says.
pub async fn differing_from_history(source: &impl Source) -> Result<Vec<CellKey>, Fault> {
    let executor = source.executor();
    let mut last: BTreeMap<CellKey, cell::Model> = BTreeMap::new();
    let entries =
        cell_entry::Entity::find().order_by_asc(cell_entry::Column::Version).all(&executor).await?;
    for row in entries {
        let row = standing(row);
        last.insert(noun(row.clone()).key, row);
    }
    let mut wrong = Vec::new();
    for row in cell::Entity::find().all(&executor).await? {
        let key = noun(row.clone()).key;
        if last.remove(&key) != Some(row) {
            wrong.push(key);
        }
    }
    wrong.extend(last.into_keys());
    Ok(wrong)
}

pub async fn by_unit(source: &impl Source) -> Result<BTreeMap<UnitId, Vec<Cell>>, Fault> {
    let mut units: BTreeMap<UnitId, Vec<Cell>> = BTreeMap::new();
    for row in cell::Entity::find().all(&source.executor()).await? {
        units.entry(row.unit_id).or_default().push(noun(row));
    }
    Ok(units)
}

fn same(a: cell::Column, b: cell::Column) -> bool {
    std::mem::discriminant(&a) == std::mem::discriminant(&b)
}

pub(super) fn noun(row: cell::Model) -> Cell {
    Cell {
        key: CellKey {
            unit: row.unit_id,
            period: row.period,
            measure: row.measure,
            origin: row.origin,
        },
        version: row.version,
        fact: Fact {
            value: Value::stored(row.state, row.amount, row.precision),
            origin: row.origin,
            source: row.source,
            as_of: row.as_of,
            note: row.note,
            reason: row.reason,
            entered_by: name(&row.entered_by).to_owned(),
            entered_at: row.entered_at,
        },
        actor: key(&row.entered_by).to_owned(),
    }
}

fn row(cell: &Cell) -> cell::Model {
    let fact = &cell.fact;
    let precision = match fact.value {
        Value::Known { precision, .. } => precision,
        Value::Nothing | Value::Missing => entities::values::Precision::Exact,
    };
    cell::Model {
        unit_id: cell.key.unit,
        period: cell.key.period,
        measure: cell.key.measure.clone(),
        origin: cell.key.origin,
        version: cell.version,
        state: fact.value.state(),
        amount: fact.value.amount(),
        precision,
        source: fact.source.clone(),
        as_of: fact.as_of,
        note: fact.note.clone(),
        reason: fact.reason.clone(),
        entered_by: format!("{} {}", cell.actor, fact.entered_by),
        entered_at: fact.entered_at,
    }
}

/// How an actor signs a row.
pub fn signed(actor: &Actor) -> String {
    format!("{} {}", actor.key(), actor.name())
}

/// `entered_by` holds the stable key, a space, and the name as it was then.
fn key(entered_by: &str) -> &str {
    entered_by.split_once(' ').map_or(entered_by, |(key, _)| key)
}

pub fn name(entered_by: &str) -> &str {
    entered_by.split_once(' ').map_or(entered_by, |(_, name)| name)
}

fn entry(row: cell::Model) -> cell_entry::Model {
    cell_entry::Model {
        unit_id: row.unit_id,
        period: row.period,
        measure: row.measure,
        origin: row.origin,
        version: row.version,
        state: row.state,
        amount: row.amount,
        precision: row.precision,
        source: row.source,
        as_of: row.as_of,
        note: row.note,
        reason: row.reason,
        entered_by: row.entered_by,
        entered_at: row.entered_at,
    }
}

fn standing(row: cell_entry::Model) -> cell::Model {
    cell::Model {
        unit_id: row.unit_id,
        period: row.period,
        measure: row.measure,
        origin: row.origin,
        version: row.version,
        state: row.state,
        amount: row.amount,
        precision: row.precision,
        source: row.source,
        as_of: row.as_of,
        note: row.note,
        reason: row.reason,
        entered_by: row.entered_by,
        entered_at: row.entered_at,
    }
}
