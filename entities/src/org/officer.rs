//! A term of office in a unit, in [`valid_from`, `valid_to`).

use sea_orm::entity::prelude::*;

use crate::values::{RowId, UnitId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "officer")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    pub unit_id: UnitId,
    pub name: String,
    pub position: String,
    pub signs: bool,
    pub valid_from: Date,
    pub valid_to: Date,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
