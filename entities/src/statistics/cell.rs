//! The value that stands now.

use sea_orm::entity::prelude::*;

use crate::values::{Code, Origin, Period, Precision, State, UnitId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "cell")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub unit_id: UnitId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub period: Period,
    #[sea_orm(primary_key, auto_increment = false)]
    pub measure: Code,
    #[sea_orm(primary_key, auto_increment = false)]
    pub origin: Origin,
    pub version: i32,
    pub state: State,
    pub amount: Option<i64>,
    pub precision: Precision,
    pub source: String,
    pub as_of: Option<Date>,
    pub note: String,
    pub reason: String,
    pub entered_by: String,
    pub entered_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
