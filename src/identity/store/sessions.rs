//! Rows of sessions.

use chrono::{DateTime, Utc};
use entities::identity::{account, session};
use entities::values::AccountId;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::identity::sign_in::Client;
use crate::platform::db::{Source, Work};
use crate::platform::outcome::Fault;

pub async fn session_with_account(
    source: &impl Source,
    hash: &str,
) -> Result<Option<(session::Model, account::Model)>, Fault> {
    let executor = source.executor();
    let Some(row) = session::Entity::find_by_id(hash).one(&executor).await? else {
        return Ok(None);
    };
    let account = account::Entity::find_by_id(row.account_id).one(&executor).await?;
    Ok(account.map(|account| (row, account)))
}

pub use entities::identity::session::Model as SessionRow;

/// A session about to begin.
pub struct New<'a> {
    pub hash: &'a str,
    pub account: AccountId,
    pub client: &'a Client,
    pub expires_at: DateTime<Utc>,
    pub owes_code_until: Option<DateTime<Utc>>,
    /// The second factor was proven just now.
    pub is_proven: bool,
}

pub async fn insert_session(work: &Work, new: New<'_>) -> Result<(), Fault> {
    let row = session::ActiveModel {
        token_hash: Set(new.hash.to_owned()),
        account_id: Set(new.account),
        created_at: Set(work.now()),
        last_seen_at: Set(work.now()),
        expires_at: Set(new.expires_at),
        ended_at: Set(None),
        address: Set(Some(new.client.address.clone())),
        browser: Set(Some(new.client.browser.clone())),
        owes_code_until: Set(new.owes_code_until),
        second_factor_at: Set(new.is_proven.then(|| work.now())),
    };
    session::Entity::insert(row).exec_without_returning(&work.executor()).await?;
    Ok(())
}

pub async fn touch_session(work: &Work, hash: &str) -> Result<(), Fault> {
    session::Entity::update_many()
        .filter(session::Column::TokenHash.eq(hash))
        .col_expr(session::Column::LastSeenAt, work.now().into())
        .exec(&work.executor())
        .await?;
    Ok(())
}

pub async fn end_session(work: &Work, hash: &str) -> Result<(), Fault> {
    session::Entity::update_many()
        .filter(session::Column::TokenHash.eq(hash))
        .filter(session::Column::EndedAt.is_null())
        .col_expr(session::Column::EndedAt, work.now().into())
        .exec(&work.executor())
        .await?;
    Ok(())
}

pub async fn end_sessions_of(work: &Work, account: AccountId) -> Result<u64, Fault> {
    let ended = session::Entity::update_many()
        .filter(session::Column::AccountId.eq(account))
        .filter(session::Column::EndedAt.is_null())
        .col_expr(session::Column::EndedAt, work.now().into())
        .exec(&work.executor())
        .await?;
    Ok(ended.rows_affected)
}

/// Sessions of an account that got past every step, the newest first.
pub async fn sessions_of(
    source: &impl Source,
    account: AccountId,
    most: u64,
) -> Result<Vec<session::Model>, Fault> {
    Ok(session::Entity::find()
        .filter(session::Column::AccountId.eq(account))
        .filter(session::Column::OwesCodeUntil.is_null())
        .order_by_desc(session::Column::CreatedAt)
        .limit(most)
        .all(&source.executor())
        .await?)
}

/// Ends what half-begun sessions an account has.
pub async fn end_half_sessions_of(work: &Work, account: AccountId) -> Result<(), Fault> {
    session::Entity::update_many()
        .filter(session::Column::AccountId.eq(account))
        .filter(session::Column::OwesCodeUntil.is_not_null())
        .filter(session::Column::EndedAt.is_null())
        .col_expr(session::Column::EndedAt, work.now().into())
        .exec(&work.executor())
        .await?;
    Ok(())
}

/// Sessions of an account that nobody has ended.
pub async fn living_sessions_of(
    source: &impl Source,
    account: AccountId,
) -> Result<Vec<session::Model>, Fault> {
    Ok(session::Entity::find()
        .filter(session::Column::AccountId.eq(account))
        .filter(session::Column::EndedAt.is_null())
        .all(&source.executor())
        .await?)
}
