//! What the database itself holds of a unit, past every verb: to see that nothing was touched.

use entities::reports::{prose, prose_entry};
use entities::statistics::{cell, cell_entry, cell_refusal, counting_choice};
use entities::values::{Code, UnitId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::World;

impl World {
    /// Every row that belongs to a unit, as one text.
    pub async fn rows_of(&self, unit: UnitId) -> String {
        let raw = self.raw().await;
        let cells = cell::Entity::find()
            .filter(cell::Column::UnitId.eq(unit))
            .order_by_asc(cell::Column::Period)
            .order_by_asc(cell::Column::Measure)
            .order_by_asc(cell::Column::Origin);
        let entries = cell_entry::Entity::find()
            .filter(cell_entry::Column::UnitId.eq(unit))
            .order_by_asc(cell_entry::Column::Period)
            .order_by_asc(cell_entry::Column::Measure)
            .order_by_asc(cell_entry::Column::Origin)
            .order_by_asc(cell_entry::Column::Version);
        let refusals = cell_refusal::Entity::find().filter(cell_refusal::Column::UnitId.eq(unit));
        let choices =
            counting_choice::Entity::find().filter(counting_choice::Column::UnitId.eq(unit));
        let proses = prose::Entity::find().filter(prose::Column::UnitId.eq(unit));
        let texts = prose_entry::Entity::find().filter(prose_entry::Column::UnitId.eq(unit));
        format!(
            "{:#?}\n{:#?}\n{:#?}\n{:#?}\n{:#?}\n{:#?}",
            cells.all(&raw).await.unwrap(),
            entries.all(&raw).await.unwrap(),
            refusals.all(&raw).await.unwrap(),
            choices.all(&raw).await.unwrap(),
            proses.all(&raw).await.unwrap(),
            texts.all(&raw).await.unwrap(),
        )
    }

    /// Every value a measure of a unit ever had in any period, the oldest first.
    pub async fn entries(&self, unit: UnitId, measure: &str) -> Vec<cell_entry::Model> {
        cell_entry::Entity::find()
            .filter(cell_entry::Column::UnitId.eq(unit))
            .filter(cell_entry::Column::Measure.eq(Code::new(measure)))
            .order_by_asc(cell_entry::Column::Period)
            .order_by_asc(cell_entry::Column::Version)
            .all(&self.raw().await)
            .await
            .unwrap()
    }
}
