//! A sign-in that failed, for the throttle.

use sea_orm::entity::prelude::*;

use crate::values::RowId;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sign_in_failure")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    pub login: String,
    pub address: String,
    pub happened_at: DateTimeUtc,
    /// A later sign-in was right: no longer counted, still told.
    pub forgiven_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
