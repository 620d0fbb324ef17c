//! The cells of a subtree, bundled by the database: one row for each unit and period; where only
//! their worth is wanted, one row for all.
//!
//! A hundred communes say twelve thousand things in two years, and a row costs more on its way
//! out of the database than the cell that is in it.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use entities::statistics::cell;
use entities::values::{Code, Origin, Period, Precision, State, UnitId};
use sea_orm::{Condition, EntityTrait, QueryFilter, QuerySelect};

use super::cells::noun;
use crate::facts::Value;
use crate::platform::db::{Source, bundle, unbundled};
use crate::platform::outcome::Fault;
use crate::statistics::{Cell, CellKey, SideCell};

/// What a bundle holds of a cell, in this order.
const COLUMNS: [cell::Column; 12] = [
    cell::Column::Measure,
    cell::Column::Origin,
    cell::Column::Version,
    cell::Column::State,
    cell::Column::Amount,
    cell::Column::Precision,
    cell::Column::Source,
    cell::Column::AsOf,
    cell::Column::Note,
    cell::Column::Reason,
    cell::Column::EnteredBy,
    cell::Column::EnteredAt,
];

type Bundled = (
    Code,
    Origin,
    i32,
    State,
    Option<i64>,
    Precision,
    String,
    Option<NaiveDate>,
    String,
    String,
    String,
    DateTime<Utc>,
);

/// Cells that meet a condition.
pub async fn cells(source: &impl Source, which: Condition) -> Result<Vec<Cell>, Fault> {
    let executor = source.executor();
    let rows: Vec<(UnitId, Period, String)> = cell::Entity::find()
        .select_only()
        .column(cell::Column::UnitId)
        .column(cell::Column::Period)
        .column_as(bundle(source, COLUMNS), "bundle")
        .filter(which)
        .group_by(cell::Column::UnitId)
        .group_by(cell::Column::Period)
        .into_tuple()
        .all(&executor)
        .await?;
    let mut cells = Vec::new();
    for (unit, period, bundle) in rows {
        let bundled: Vec<Bundled> = unbundled(&bundle)?;
        cells.extend(bundled.into_iter().map(|cell| noun(row(unit, period, cell))));
    }
    Ok(cells)
}

/// What a bundle holds of the worth of a cell, in this order.
const WORTH: [cell::Column; 8] = [
    cell::Column::UnitId,
    cell::Column::Period,
    cell::Column::Measure,
    cell::Column::Origin,
    cell::Column::Version,
    cell::Column::State,
    cell::Column::Amount,
    cell::Column::Precision,
];

type Worth<'a> = (UnitId, &'a str, &'a str, Origin, i32, State, Option<i64>, Precision);

/// Cells that meet a condition, with no more of them than what they are worth.
pub async fn worths(source: &impl Source, which: Condition) -> Result<Vec<SideCell>, Fault> {
    let bundle: Option<Option<String>> = cell::Entity::find()
        .select_only()
        .column_as(bundle(source, WORTH), "bundle")
        .filter(which)
        .into_tuple()
        .one(&source.executor())
        .await?;
    let bundle = bundle.flatten().unwrap_or_default();
    let worths: Vec<Worth<'_>> = unbundled(&bundle)?;
    // Thousands of cells share a few measures and periods.
    let mut measures: BTreeMap<&str, Code> = BTreeMap::new();
    let mut periods: BTreeMap<&str, Period> = BTreeMap::new();
    let mut cells = Vec::with_capacity(worths.len());
    for (unit, of, code, origin, version, state, amount, precision) in worths {
        let period = if let Some(known) = periods.get(of) {
            *known
        } else {
            let read = of.parse().map_err(|error| Fault::new("the period of a cell", error))?;
            *periods.entry(of).or_insert(read)
        };
        let measure = measures.entry(code).or_insert_with(|| Code::new(code)).clone();
        let key = CellKey { unit, period, measure, origin };
        cells.push(SideCell { key, version, value: Value::stored(state, amount, precision) });
    }
    Ok(cells)
}

fn row(unit_id: UnitId, period: Period, cell: Bundled) -> cell::Model {
    let (measure, origin, version, state, amount, precision, source, as_of, note, reason, by, at) =
        cell;
    cell::Model {
        unit_id,
        period,
        measure,
        origin,
        version,
        state,
        amount,
        precision,
        source,
        as_of,
        note,
        reason,
        entered_by: by,
        entered_at: at,
    }
}
