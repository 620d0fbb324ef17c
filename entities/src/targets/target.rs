//! What a unit promised for a period.

use sea_orm::entity::prelude::*;

use crate::values::{Code, Operator, Period, RowId, UnitId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "target")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    pub indicator: Code,
    pub unit_id: UnitId,
    pub period: Period,
    pub operator: Operator,
    pub value: Option<String>,
    pub value2: Option<String>,
    pub scope: String,
    pub scope_kind: String,
    pub basis: String,
    pub wording: String,
    pub legal_source: String,
    pub adopted_on: Date,
    pub superseded_by: Option<RowId>,
    pub adopted_by: String,
    pub adopted_at: DateTimeUtc,
    /// Not empty in a row that only ends what stood before.
    pub withdrawn_because: Option<String>,
    /// The target of the unit above that this is a part of.
    pub handed_from: Option<RowId>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
