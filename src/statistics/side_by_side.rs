//! Cells of many units beside each other: only what a grid shows of them.

use chrono::NaiveDate;
use entities::values::{Code, Origin, Period};

use super::store;
use super::{CellKey, block::BlockRight, block::take_all};
use crate::audit::{Event, EventKind};
use crate::authority::{EnterGrid, Permit, ViewGrid};
use crate::facts::{FactKey, Value};
use crate::platform::db::{Source, Work};
use crate::platform::outcome::{Fault, Outcome};
use crate::statistics::{BlockAnswer, Placed};
use serde_json::json;

/// A cell without its history and sources.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SideCell {
    pub key: CellKey,
    pub version: i32,
    pub value: Value,
}

/// Cells of some measures and periods of the units that lay within the permit's on a day, and
/// which origin was chosen to count.
pub async fn side_by_side(
    source: &impl Source,
    permit: &Permit<ViewGrid>,
    on: NaiveDate,
    periods: &[Period],
    measures: &[Code],
) -> Result<(Vec<SideCell>, Vec<(FactKey, Origin)>), Fault> {
    let root = permit.unit();
    let cells = store::cells::worths(source, root, on, &[], periods, Some(measures)).await?;
    Ok((cells, store::choices::within(source, root, on, &[], periods).await?))
}

/// Takes what was typed into cells of units side by side (nhập trên bảng các xã).
///
/// Each cell is judged as [`enter`](super::enter) judges it. Leaves no block to be undone.
pub async fn enter_grid(
    work: &Work,
    permit: &Permit<EnterGrid>,
    cells: &[Placed],
) -> Outcome<(Vec<BlockAnswer>, Event)> {
    let taken = take_all(work, BlockRight::Within(permit), cells).await?;
    let kind = if taken.written.is_empty() && !taken.refused.is_empty() {
        EventKind::CellRefused
    } else {
        EventKind::CellsEntered
    };
    let details = json!({"saved": taken.saved, "refused": taken.refused});
    Ok((taken.answers, Event::new(kind, details)))
}
