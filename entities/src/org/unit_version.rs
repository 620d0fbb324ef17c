//! What a unit was called and under whom it stood, in [`valid_from`, `valid_to`).

use sea_orm::entity::prelude::*;

use crate::values::{RowId, UnitId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "unit_version")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    pub unit_id: UnitId,
    pub name: String,
    pub kind: String,
    pub slug: String,
    pub parent_id: Option<UnitId>,
    pub valid_from: Date,
    pub valid_to: Date,
    pub legal_basis: String,
    pub agency: String,
    pub superior: String,
    pub place: String,
    pub position: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
