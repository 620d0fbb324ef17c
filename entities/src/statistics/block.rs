//! Cells that were entered together and can be undone together; append-only.

use sea_orm::entity::prelude::*;

use crate::values::{RowId, UnitId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "block")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    /// Where it was entered.
    pub unit_id: UnitId,
    pub source: String,
    pub file: String,
    pub file_hash: String,
    pub entered_by: String,
    pub entered_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
