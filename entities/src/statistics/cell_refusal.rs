//! What was typed last into a cell and not accepted.

use sea_orm::entity::prelude::*;

use crate::values::{Code, Period, UnitId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "cell_refusal")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub unit_id: UnitId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub period: Period,
    #[sea_orm(primary_key, auto_increment = false)]
    pub measure: Code,
    pub typed: String,
    pub says: String,
    pub remedy: String,
    pub refused_by: String,
    pub refused_at: DateTimeUtc,
    /// Version it was typed upon, when somebody else had changed the cell meanwhile.
    pub base: Option<i32>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
