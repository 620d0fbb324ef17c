//! One step in giving a part of a target to a unit within: proposed, answered, adopted.

use sea_orm::entity::prelude::*;

use crate::values::{ProposalState, RowId, UnitId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "target_proposal")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    pub target_id: RowId,
    pub unit_id: UnitId,
    /// Of this target and unit, from 1 on.
    pub step: i32,
    pub revision: i32,
    pub state: ProposalState,
    pub value: String,
    /// What the unit would rather promise.
    pub counter: Option<String>,
    pub reason: String,
    pub acted_by: String,
    pub acted_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
