//! Rows of what was typed and not taken.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use entities::statistics::cell_refusal;
use entities::values::{Code, Period, UnitId};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::cells::units_within;
use crate::platform::db::{Source, Work};
use crate::platform::outcome::Fault;
use crate::statistics::{CellKey, Refused};

pub async fn of_unit(
    source: &impl Source,
    unit: UnitId,
    periods: &[Period],
) -> Result<Vec<Refused>, Fault> {
    let rows = cell_refusal::Entity::find()
        .filter(cell_refusal::Column::UnitId.eq(unit))
        .filter(cell_refusal::Column::Period.is_in(periods.iter().copied()))
        .all(&source.executor())
        .await?;
    Ok(rows.into_iter().map(noun).collect())
}

/// Of all units that lay within another on a day, by unit and measure.
pub async fn within(
    source: &impl Source,
    root: UnitId,
    on: NaiveDate,
    periods: &[Period],
) -> Result<Vec<(UnitId, Refused)>, Fault> {
    let rows = cell_refusal::Entity::find()
        .filter(cell_refusal::Column::UnitId.in_subquery(units_within(root, on)))
        .filter(cell_refusal::Column::Period.is_in(periods.iter().copied()))
        .order_by_asc(cell_refusal::Column::UnitId)
        .order_by_asc(cell_refusal::Column::Period)
        .order_by_asc(cell_refusal::Column::Measure)
        .all(&source.executor())
        .await?;
    Ok(rows.into_iter().map(|row| (row.unit_id, noun(row))).collect())
}

fn noun(row: cell_refusal::Model) -> Refused {
    Refused {
        measure: row.measure,
        period: row.period,
        typed: row.typed,
        says: row.says,
        remedy: row.remedy,
        by: row.refused_by,
        at: row.refused_at,
        base: row.base,
    }
}

/// Forgets what was refused before in the cells that are now settled or refused anew.
pub async fn settle(
    work: &Work,
    unit: UnitId,
    settled: &[&CellKey],
    refused: &[Refused],
) -> Result<(), Fault> {
    let executor = work.executor();
    let new = refused.iter().map(|refused| (refused.period, refused.measure.clone()));
    let touched: BTreeSet<(Period, Code)> =
        settled.iter().map(|key| (key.period, key.measure.clone())).chain(new).collect();
    let periods: BTreeSet<Period> = touched.iter().map(|(period, _)| *period).collect();
    let standing = cell_refusal::Entity::find()
        .filter(cell_refusal::Column::UnitId.eq(unit))
        .filter(cell_refusal::Column::Period.is_in(periods))
        .all(&executor)
        .await?;
    for row in standing {
        if touched.contains(&(row.period, row.measure.clone())) {
            let key = (unit, row.period, row.measure);
            cell_refusal::Entity::delete_by_id(key).exec(&executor).await?;
        }
    }
    if refused.is_empty() {
        return Ok(());
    }
    let rows = refused.iter().map(|new| cell_refusal::ActiveModel {
        unit_id: Set(unit),
        period: Set(new.period),
        measure: Set(new.measure.clone()),
        typed: Set(new.typed.clone()),
        says: Set(new.says.clone()),
        remedy: Set(new.remedy.clone()),
        refused_by: Set(new.by.clone()),
        refused_at: Set(new.at),
        base: Set(new.base),
    });
    cell_refusal::Entity::insert_many(rows).exec_without_returning(&executor).await?;
    Ok(())
}

/// Forgets what one act did not take in a unit.
pub async fn forget(work: &Work, unit: UnitId, at: DateTime<Utc>) -> Result<(), Fault> {
    cell_refusal::Entity::delete_many()
        .filter(cell_refusal::Column::UnitId.eq(unit))
        .filter(cell_refusal::Column::RefusedAt.eq(at))
        .exec(&work.executor())
        .await?;
    Ok(())
}
