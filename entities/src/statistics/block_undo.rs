//! That a block was undone, once; append-only.

use sea_orm::entity::prelude::*;

use crate::values::RowId;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "block_undo")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub block_id: RowId,
    pub restored: i32,
    /// What was left as it stood and why: a list of refusals as JSON.
    pub left_out: String,
    pub undone_by: String,
    pub undone_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
