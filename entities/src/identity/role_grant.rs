//! A role of a person on a unit, in [`valid_from`, `valid_to`).

use sea_orm::entity::prelude::*;

use crate::values::{AccountId, Role, RowId, UnitId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "role_grant")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    pub account_id: AccountId,
    pub role: Role,
    pub unit_id: UnitId,
    pub valid_from: Date,
    pub valid_to: Date,
    pub granted_by: String,
    pub granted_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
