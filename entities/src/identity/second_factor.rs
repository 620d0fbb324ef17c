//! The secret that a telephone shares with an account; a secret, never shown again once confirmed.

use sea_orm::entity::prelude::*;

use crate::values::AccountId;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "second_factor")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: AccountId,
    /// In the letters of base32.
    pub secret: String,
    pub started_at: DateTimeUtc,
    /// Until then the secret opens nothing.
    pub confirmed_at: Option<DateTimeUtc>,
    /// Step of the last code that was taken: none before it is taken again.
    pub last_step: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
