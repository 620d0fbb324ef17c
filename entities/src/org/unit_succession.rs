//! What became of a unit (sáp nhập, chia tách, đổi tên, giải thể).

use sea_orm::entity::prelude::*;

use crate::values::{RowId, UnitId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "unit_succession")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    pub predecessor_id: UnitId,
    pub successor_id: UnitId,
    pub happened_on: Date,
    pub kind: String,
    pub legal_basis: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
