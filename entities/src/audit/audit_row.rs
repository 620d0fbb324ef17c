//! One act.

use sea_orm::entity::prelude::*;

use crate::values::UnitId;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_row")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub chain: UnitId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i64,
    pub happened_at: DateTimeUtc,
    pub actor: String,
    pub actor_name: String,
    pub event: String,
    pub details: String,
    pub previous_hash: String,
    pub hash: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
