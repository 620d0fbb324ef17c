//! A cell that a block wrote, with its version before and after; append-only.

use sea_orm::entity::prelude::*;

use crate::values::{Code, Origin, Period, RowId, UnitId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "block_cell")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub block_id: RowId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub unit_id: UnitId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub period: Period,
    #[sea_orm(primary_key, auto_increment = false)]
    pub measure: Code,
    #[sea_orm(primary_key, auto_increment = false)]
    pub origin: Origin,
    pub report: Period,
    /// 0 when the cell was empty.
    pub version_before: i32,
    pub version: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
