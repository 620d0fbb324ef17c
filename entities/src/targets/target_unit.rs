//! A unit named by a target.

use sea_orm::entity::prelude::*;

use crate::values::{RowId, UnitId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "target_unit")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub target_id: RowId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub unit_id: UnitId,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
