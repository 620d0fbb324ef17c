//! A signed-in browser; the token itself is only in its cookie.

use sea_orm::entity::prelude::*;

use crate::values::AccountId;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "session")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub token_hash: String,
    pub account_id: AccountId,
    pub created_at: DateTimeUtc,
    pub last_seen_at: DateTimeUtc,
    pub expires_at: DateTimeUtc,
    pub ended_at: Option<DateTimeUtc>,
    /// Of the client's end of the connection.
    pub address: Option<String>,
    /// The browser in two or three words.
    pub browser: Option<String>,
    /// The password was right and a code is awaited, until then: nothing else is open.
    pub owes_code_until: Option<DateTimeUtc>,
    /// When the second factor was proven in this session.
    pub second_factor_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
