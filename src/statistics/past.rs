//! Blocks that were entered (các lần nhập khối), as a unit or those above it see them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use entities::values::{Period, RowId, UnitId};

use super::block::BlockSource;
use super::cell::{Cell, CellKey};
use super::enter::periods;
use super::store;
use super::store::blocks::Written;
use crate::authority::{Permit, ViewFigures, ViewGrid};
use crate::facts::Value;
use crate::org;
use crate::platform::db::Source;
use crate::platform::outcome::{Fault, Refusal};

/// Whose blocks: those with cells of the permit's unit, or of any unit within it.
#[derive(Clone, Copy, Debug)]
pub enum BlocksOf<'a> {
    Own(&'a Permit<ViewFigures>),
    Within(&'a Permit<ViewGrid>),
}

/// A block as the list shows it; counts what lies within the eyes of who looks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastBlock {
    pub id: RowId,
    pub source: BlockSource,
    pub by: String,
    pub at: DateTime<Utc>,
    pub cells: usize,
    pub units: Vec<UnitId>,
    /// Nothing of it lies elsewhere, so that it can be undone from here.
    pub is_whole: bool,
    pub undone: Option<Undoing>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undoing {
    pub restored: usize,
    /// What was left as it stood, and why.
    pub left: Vec<Refusal>,
    pub by: String,
    pub at: DateTime<Utc>,
}

/// A cell of a block: what stood before it, what it wrote, what stands now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastCell {
    /// Of the form it was entered on.
    pub report: Period,
    pub key: CellKey,
    pub before: Value,
    pub after: Value,
    pub now: Option<Cell>,
}

/// The latest blocks with cells of a report, the newest first.
pub async fn blocks(
    source: &impl Source,
    of: BlocksOf<'_>,
    report: Period,
) -> Result<Vec<PastBlock>, Fault> {
    let units = units(source, of, report).await?;
    let ids = store::blocks::recent(source, &units, report).await?;
    store::blocks::found(source, &ids, &units).await
}

/// One block with its cells of every report, the latest first; `None` when nothing of it is
/// within the eyes of who looks.
pub async fn block(
    source: &impl Source,
    of: BlocksOf<'_>,
    id: RowId,
) -> Result<Option<(PastBlock, Vec<PastCell>)>, Fault> {
    let mut by_report: BTreeMap<Period, Vec<Written>> = BTreeMap::new();
    for cell in store::blocks::cells(source, id).await? {
        by_report.entry(cell.report).or_default().push(cell);
    }
    let mut seen: BTreeSet<UnitId> = BTreeSet::new();
    let mut cells = Vec::new();
    for (report, mut written) in by_report.into_iter().rev() {
        let units = units(source, of, report).await?;
        written.retain(|cell| units.contains(&cell.key.unit));
        seen.extend(units);
        cells.extend(past_cells(source, report, written).await?);
    }
    let seen: Vec<UnitId> = seen.into_iter().collect();
    let found = store::blocks::found(source, &[id], &seen).await?;
    Ok(found.into_iter().find(|block| block.cells > 0).map(|block| (block, cells)))
}

/// What stood, what was written and what stands now, unit by unit.
async fn past_cells(
    source: &impl Source,
    report: Period,
    written: Vec<Written>,
) -> Result<Vec<PastCell>, Fault> {
    let mut by_unit: BTreeMap<UnitId, Vec<Written>> = BTreeMap::new();
    for cell in written {
        by_unit.entry(cell.key.unit).or_default().push(cell);
    }
    let mut cells = Vec::new();
    for (unit, written) in by_unit {
        let versions = |pick: fn(&Written) -> i32| {
            written.iter().map(|cell| (cell.key.clone(), pick(cell))).collect()
        };
        let before = store::cells::earlier(source, unit, &versions(|cell| cell.before)).await?;
        let after = store::cells::earlier(source, unit, &versions(|cell| cell.version)).await?;
        let now = store::cells::of_unit(source, unit, &periods(report)).await?;
        let value = |cells: &BTreeMap<CellKey, Cell>, key| {
            cells.get(key).map_or(Value::Missing, |cell| cell.fact.value)
        };
        cells.extend(written.iter().map(|cell| PastCell {
            report,
            before: value(&before, &cell.key),
            after: value(&after, &cell.key),
            now: now.iter().find(|now| now.key == cell.key).cloned(),
            key: cell.key.clone(),
        }));
    }
    Ok(cells)
}

async fn units(
    source: &impl Source,
    of: BlocksOf<'_>,
    report: Period,
) -> Result<Vec<UnitId>, Fault> {
    match of {
        BlocksOf::Own(permit) => Ok(vec![permit.unit()]),
        BlocksOf::Within(permit) => {
            let tree = org::in_period(source, permit.unit(), report).await?;
            Ok(tree.map(|tree| tree.under(tree.root)).unwrap_or_default())
        }
    }
}
