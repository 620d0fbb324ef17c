//! Rows of which figure counts.

use chrono::NaiveDate;
use entities::statistics::counting_choice::{ActiveModel, Column, Entity};
use entities::values::{Code, Origin, Period, UnitId};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use super::cells::covered;
use crate::authority::Actor;
use crate::facts::FactKey;
use crate::platform::db::{Source, Work};
use crate::platform::outcome::Fault;

pub async fn choose(
    work: &Work,
    unit: UnitId,
    period: Period,
    measure: &Code,
    origin: Origin,
    actor: &Actor,
) -> Result<(), Fault> {
    let row = ActiveModel {
        unit_id: Set(unit),
        period: Set(period),
        measure: Set(measure.clone()),
        origin: Set(origin),
        chosen_by: Set(actor.name().to_owned()),
        chosen_at: Set(work.now()),
    };
    let key = [Column::UnitId, Column::Period, Column::Measure];
    let rest = [Column::Origin, Column::ChosenBy, Column::ChosenAt];
    Entity::insert(row)
        .on_conflict(OnConflict::columns(key).update_columns(rest).to_owned())
        .exec_without_returning(&work.executor())
        .await?;
    Ok(())
}

pub async fn within(
    source: &impl Source,
    root: UnitId,
    on: NaiveDate,
    past: &[UnitId],
    periods: &[Period],
) -> Result<Vec<(FactKey, Origin)>, Fault> {
    let rows = Entity::find()
        .filter(covered(&Column::UnitId, root, on, past))
        .filter(Column::Period.is_in(periods.iter().copied()))
        .all(&source.executor())
        .await?;
    let choice = |row: entities::statistics::counting_choice::Model| {
        (FactKey::new(row.unit_id, row.period, &row.measure), row.origin)
    };
    Ok(rows.into_iter().map(choice).collect())
}
