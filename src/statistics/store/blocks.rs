//! Rows of blocks and of their undoing.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use entities::statistics::{block, block_cell, block_undo};
use entities::values::{Period, RowId, UnitId};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait,
};
use serde::{Deserialize, Serialize};

use super::cells::{name, signed};
use crate::authority::Actor;
use crate::platform::db::{Source, Work};
use crate::platform::outcome::{Fault, Refusal};
use crate::platform::rng;
use crate::statistics::block::{BlockRight, BlockSource};
use crate::statistics::cell::CellKey;
use crate::statistics::desk::Change;
use crate::statistics::past::{PastBlock, Undoing};
use crate::statistics::undo::Undone;

/// How many a list shows.
const RECENT: u64 = 20;
/// Rows written by one statement.
const BATCH: usize = 1_000;

/// A cell that a block wrote.
pub struct Written {
    pub key: CellKey,
    pub report: Period,
    pub before: i32,
    pub version: i32,
}

pub async fn write(
    work: &Work,
    right: BlockRight<'_>,
    from: &BlockSource,
    written: &[(Period, Vec<Change>)],
) -> Result<RowId, Fault> {
    let executor = work.executor();
    let id = RowId(rng::identity(work.now()));
    let row = block::Model {
        id,
        unit_id: right.unit(),
        source: from.word().to_owned(),
        file: from.file().to_owned(),
        file_hash: from.hash().to_owned(),
        entered_by: signed(right.actor()),
        entered_at: work.now(),
    };
    let row = row.into_active_model().reset_all();
    block::Entity::insert(row).exec_without_returning(&executor).await?;
    let cells: Vec<block_cell::Model> = written
        .iter()
        .flat_map(|(report, changes)| changes.iter().map(|change| (*report, &change.cell)))
        .map(|(report, cell)| block_cell::Model {
            block_id: id,
            unit_id: cell.key.unit,
            period: cell.key.period,
            measure: cell.key.measure.clone(),
            origin: cell.key.origin,
            report,
            version_before: cell.version - 1,
            version: cell.version,
        })
        .collect();
    for batch in cells.chunks(BATCH) {
        let rows = batch.iter().map(|row| row.clone().into_active_model().reset_all());
        block_cell::Entity::insert_many(rows).exec_without_returning(&executor).await?;
    }
    Ok(id)
}

/// When a block was entered; `None` when there is none.
pub async fn entered_at(source: &impl Source, id: RowId) -> Result<Option<DateTime<Utc>>, Fault> {
    let row = block::Entity::find_by_id(id).one(&source.executor()).await?;
    Ok(row.map(|row| row.entered_at))
}

/// Who undid a block.
pub async fn undone_by(source: &impl Source, id: RowId) -> Result<Option<String>, Fault> {
    let row = block_undo::Entity::find_by_id(id).one(&source.executor()).await?;
    Ok(row.map(|row| name(&row.undone_by).to_owned()))
}

pub async fn cells(source: &impl Source, id: RowId) -> Result<Vec<Written>, Fault> {
    let rows = block_cell::Entity::find()
        .filter(block_cell::Column::BlockId.eq(id))
        .all(&source.executor())
        .await?;
    Ok(rows.into_iter().map(noun).collect())
}

pub async fn undo(work: &Work, id: RowId, actor: &Actor, undone: &Undone) -> Result<(), Fault> {
    let left: Vec<LeftOut> = undone
        .left
        .iter()
        .map(|(key, refusal)| LeftOut { unit: Some(key.unit), refusal: refusal.clone() })
        .collect();
    let left_out =
        serde_json::to_string(&left).map_err(|error| Fault::new("keeping what was left", error))?;
    let row = block_undo::Model {
        block_id: id,
        restored: i32::try_from(undone.restored.len()).unwrap_or(i32::MAX),
        left_out,
        undone_by: signed(actor),
        undone_at: work.now(),
    };
    let row = row.into_active_model().reset_all();
    block_undo::Entity::insert(row).exec_without_returning(&work.executor()).await?;
    Ok(())
}

/// The latest blocks with cells of these units for a report.
pub async fn recent(
    source: &impl Source,
    units: &[UnitId],
    report: Period,
) -> Result<Vec<RowId>, Fault> {
    let touching = block_cell::Entity::find()
        .select_only()
        .column(block_cell::Column::BlockId)
        .filter(block_cell::Column::UnitId.is_in(units.iter().copied()))
        .filter(block_cell::Column::Report.eq(report))
        .into_query();
    let rows = block::Entity::find()
        .filter(block::Column::Id.in_subquery(touching))
        .order_by_desc(block::Column::EnteredAt)
        .order_by_desc(block::Column::Id)
        .limit(RECENT)
        .all(&source.executor())
        .await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// Blocks in the order of `ids`, counted as far as these units go.
pub async fn found(
    source: &impl Source,
    ids: &[RowId],
    units: &[UnitId],
) -> Result<Vec<PastBlock>, Fault> {
    let executor = source.executor();
    let ids_of = || ids.iter().copied();
    let rows =
        block::Entity::find().filter(block::Column::Id.is_in(ids_of())).all(&executor).await?;
    let undone = block_undo::Entity::find()
        .filter(block_undo::Column::BlockId.is_in(ids_of()))
        .all(&executor)
        .await?;
    let counts: Vec<(RowId, UnitId, i64)> = block_cell::Entity::find()
        .select_only()
        .column(block_cell::Column::BlockId)
        .column(block_cell::Column::UnitId)
        .column_as(block_cell::Column::Measure.count(), "cells")
        .filter(block_cell::Column::BlockId.is_in(ids_of()))
        .group_by(block_cell::Column::BlockId)
        .group_by(block_cell::Column::UnitId)
        .into_tuple()
        .all(&executor)
        .await?;
    let mut rows: BTreeMap<RowId, block::Model> =
        rows.into_iter().map(|row| (row.id, row)).collect();
    let mut found = Vec::new();
    for row in ids.iter().filter_map(|id| rows.remove(id)) {
        let here = |(id, _, _): &&(RowId, UnitId, i64)| *id == row.id;
        let mut inside: Vec<_> = counts.iter().filter(here).collect();
        let all = inside.len();
        inside.retain(|(_, unit, _)| units.contains(unit));
        let cells = inside.iter().map(|(_, _, n)| usize::try_from(*n).unwrap_or_default()).sum();
        let undoing = undone.iter().find(|undo| undo.block_id == row.id);
        let undoing = undoing.map(|undo| undoing_here(undo, units, cells, inside.len() == all));
        found.push(PastBlock {
            id: row.id,
            source: source_of(&row),
            by: name(&row.entered_by).to_owned(),
            at: row.entered_at,
            cells,
            is_whole: inside.len() == all,
            units: inside.iter().map(|(_, unit, _)| *unit).collect(),
            undone: undoing.transpose()?,
        });
    }
    Ok(found)
}

/// What an undoing left in a unit; rows of earlier days name no unit.
#[derive(Serialize, Deserialize)]
struct LeftOut {
    unit: Option<UnitId>,
    #[serde(flatten)]
    refusal: Refusal,
}

/// The undoing as far as these units go; whoever sees only a part of the block reads of that part.
fn undoing_here(
    row: &block_undo::Model,
    units: &[UnitId],
    cells: usize,
    is_whole: bool,
) -> Result<Undoing, Fault> {
    let mut left: Vec<LeftOut> = serde_json::from_str(&row.left_out)
        .map_err(|error| Fault::new("reading what was left", error))?;
    let restored = usize::try_from(row.restored).unwrap_or_default();
    left.retain(|one| is_whole || one.unit.is_some_and(|unit| units.contains(&unit)));
    Ok(Undoing {
        restored: if is_whole { restored } else { cells.saturating_sub(left.len()) },
        left: left.into_iter().map(|one| one.refusal).collect(),
        by: name(&row.undone_by).to_owned(),
        at: row.undone_at,
    })
}

fn source_of(row: &block::Model) -> BlockSource {
    if row.source == BlockSource::Paste.word() {
        BlockSource::Paste
    } else {
        BlockSource::Upload { file: row.file.clone(), hash: row.file_hash.clone() }
    }
}

fn noun(row: block_cell::Model) -> Written {
    Written {
        key: CellKey {
            unit: row.unit_id,
            period: row.period,
            measure: row.measure,
            origin: row.origin,
        },
        report: row.report,
        before: row.version_before,
        version: row.version,
    }
}
