//! Rows of one-time links, and of those who ask for one.

use chrono::{DateTime, Utc};
use entities::identity::{account, invitation, reset_request};
use entities::values::{AccountId, RowId};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait,
};

use crate::platform::db::{Source, Work};
use crate::platform::outcome::Fault;
use crate::platform::rng;

pub async fn invitation(
    source: &impl Source,
    hash: &str,
) -> Result<Option<invitation::Model>, Fault> {
    Ok(invitation::Entity::find_by_id(hash).one(&source.executor()).await?)
}

pub async fn insert_invitation(
    work: &Work,
    hash: &str,
    account: AccountId,
    expires_at: DateTime<Utc>,
) -> Result<(), Fault> {
    let row = invitation::ActiveModel {
        token_hash: Set(hash.to_owned()),
        account_id: Set(account),
        created_at: Set(work.now()),
        expires_at: Set(expires_at),
        used_at: Set(None),
    };
    invitation::Entity::insert(row).exec_without_returning(&work.executor()).await?;
    Ok(())
}

/// Uses up one link; says whether it was still unused.
pub async fn use_up_invitation(work: &Work, hash: &str) -> Result<bool, Fault> {
    let used = invitation::Entity::update_many()
        .filter(invitation::Column::TokenHash.eq(hash))
        .filter(invitation::Column::UsedAt.is_null())
        .col_expr(invitation::Column::UsedAt, work.now().into())
        .exec(&work.executor())
        .await?;
    Ok(used.rows_affected == 1)
}

pub async fn void_invitations(work: &Work, account: AccountId) -> Result<(), Fault> {
    invitation::Entity::update_many()
        .filter(invitation::Column::AccountId.eq(account))
        .filter(invitation::Column::UsedAt.is_null())
        .col_expr(invitation::Column::UsedAt, work.now().into())
        .exec(&work.executor())
        .await?;
    Ok(())
}

/// Requests that nobody has seen to, the oldest first: those for an account in use, or the others.
pub async fn open_requests(
    source: &impl Source,
    of_accounts: bool,
    most: usize,
) -> Result<Vec<reset_request::Model>, Fault> {
    let logins = account::Entity::find()
        .select_only()
        .column(account::Column::Login)
        .filter(account::Column::DisabledAt.is_null())
        .into_query();
    let login = reset_request::Column::Login;
    let wanted =
        if of_accounts { login.in_subquery(logins) } else { login.not_in_subquery(logins) };
    Ok(reset_request::Entity::find()
        .filter(reset_request::Column::HandledAt.is_null())
        .filter(wanted)
        .order_by_asc(reset_request::Column::AskedAt)
        .limit(u64::try_from(most).unwrap_or_default())
        .all(&source.executor())
        .await?)
}

pub async fn request(
    source: &impl Source,
    id: RowId,
) -> Result<Option<reset_request::Model>, Fault> {
    Ok(reset_request::Entity::find_by_id(id).one(&source.executor()).await?)
}

/// How many requests came from an address since an instant.
pub async fn requests_from(
    source: &impl Source,
    address: &str,
    since: DateTime<Utc>,
) -> Result<u64, Fault> {
    let recent = reset_request::Entity::find()
        .filter(reset_request::Column::Address.eq(address))
        .filter(reset_request::Column::AskedAt.gt(since));
    Ok(recent.count(&source.executor()).await?)
}

pub async fn insert_request(work: &Work, login: &str, address: &str) -> Result<(), Fault> {
    let row = reset_request::ActiveModel {
        id: Set(RowId(rng::identity(work.now()))),
        login: Set(login.to_owned()),
        address: Set(address.to_owned()),
        asked_at: Set(work.now()),
        handled_at: Set(None),
    };
    reset_request::Entity::insert(row).exec_without_returning(&work.executor()).await?;
    Ok(())
}

/// The requests of a login are seen to; says whether there were any.
pub async fn handle_requests_of(work: &Work, login: &str) -> Result<bool, Fault> {
    let handled = reset_request::Entity::update_many()
        .filter(reset_request::Column::Login.eq(login))
        .filter(reset_request::Column::HandledAt.is_null())
        .col_expr(reset_request::Column::HandledAt, work.now().into())
        .exec(&work.executor())
        .await?;
    Ok(handled.rows_affected > 0)
}
