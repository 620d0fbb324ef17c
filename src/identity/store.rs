//! Rows of identity.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use entities::identity::{account, invitation, role_grant, session, sign_in_failure};
use entities::values::{AccountId, RowId};
use sea_orm::sea_query::SimpleExpr;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};

use super::grant_role::NewGrant;
use crate::authority::Grant;
use crate::platform::db::{Source, Work};
use crate::platform::outcome::Fault;
use crate::platform::rng;

/// More failures than this change no decision.
const FAILURES_READ: u64 = 64;

pub async fn accounts(source: &impl Source) -> Result<Vec<account::Model>, Fault> {
    let rows = account::Entity::find().order_by_asc(account::Column::Login);
    Ok(rows.all(&source.executor()).await?)
}

pub async fn account(source: &impl Source, id: AccountId) -> Result<Option<account::Model>, Fault> {
    Ok(account::Entity::find_by_id(id).one(&source.executor()).await?)
}

pub async fn account_by_login(
    source: &impl Source,
    login: &str,
) -> Result<Option<account::Model>, Fault> {
    let row = account::Entity::find().filter(account::Column::Login.eq(login));
    Ok(row.one(&source.executor()).await?)
}

pub async fn has_passwords(source: &impl Source) -> Result<bool, Fault> {
    let with = account::Entity::find().filter(account::Column::PasswordHash.is_not_null());
    Ok(with.count(&source.executor()).await? > 0)
}

pub async fn insert_account(
    work: &Work,
    id: AccountId,
    login: &str,
    name: &str,
) -> Result<(), Fault> {
    let row = account::ActiveModel {
        id: Set(id),
        login: Set(login.to_owned()),
        name: Set(name.to_owned()),
        password_hash: Set(None),
        created_at: Set(work.now()),
        disabled_at: Set(None),
    };
    account::Entity::insert(row).exec_without_returning(&work.executor()).await?;
    Ok(())
}

pub async fn set_password(work: &Work, id: AccountId, hash: &str) -> Result<(), Fault> {
    set_on_account(work, id, account::Column::PasswordHash, hash.into()).await
}

pub async fn disable(work: &Work, id: AccountId) -> Result<(), Fault> {
    set_on_account(work, id, account::Column::DisabledAt, work.now().into()).await
}

async fn set_on_account(
    work: &Work,
    id: AccountId,
    column: account::Column,
    content: SimpleExpr,
) -> Result<(), Fault> {
    account::Entity::update_many()
        .filter(account::Column::Id.eq(id))
        .col_expr(column, content)
        .exec(&work.executor())
        .await?;
    Ok(())
}

pub async fn grant(source: &impl Source, id: RowId) -> Result<Option<role_grant::Model>, Fault> {
    Ok(role_grant::Entity::find_by_id(id).one(&source.executor()).await?)
}

pub async fn grants_with_ids(
    source: &impl Source,
    account: AccountId,
) -> Result<Vec<(RowId, Grant)>, Fault> {
    let rows = role_grant::Entity::find()
        .filter(role_grant::Column::AccountId.eq(account))
        .order_by_asc(role_grant::Column::Id)
        .all(&source.executor())
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, noun(&row))).collect())
}

pub async fn grants_of(source: &impl Source, account: AccountId) -> Result<Vec<Grant>, Fault> {
    let rows = grants_with_ids(source, account).await?;
    Ok(rows.into_iter().map(|(_, grant)| grant).collect())
}

pub async fn all_grants(source: &impl Source) -> Result<BTreeMap<AccountId, Vec<Grant>>, Fault> {
    let rows = role_grant::Entity::find()
        .order_by_asc(role_grant::Column::Id)
        .all(&source.executor())
        .await?;
    let mut grants: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for row in rows {
        grants.entry(row.account_id).or_default().push(noun(&row));
    }
    Ok(grants)
}

fn noun(row: &role_grant::Model) -> Grant {
    Grant { role: row.role, unit: row.unit_id, from: row.valid_from, to: row.valid_to }
}

pub async fn insert_grant(work: &Work, new: &NewGrant, by: &str) -> Result<RowId, Fault> {
    let id = RowId(rng::identity(work.now()));
    let row = role_grant::ActiveModel {
        id: Set(id),
        account_id: Set(new.account),
        role: Set(new.role),
        unit_id: Set(new.unit),
        valid_from: Set(new.from),
        valid_to: Set(new.to),
        granted_by: Set(by.to_owned()),
        granted_at: Set(work.now()),
    };
    role_grant::Entity::insert(row).exec_without_returning(&work.executor()).await?;
    Ok(id)
}

pub async fn end_grant(work: &Work, id: RowId, on: NaiveDate) -> Result<(), Fault> {
    role_grant::Entity::update_many()
        .filter(role_grant::Column::Id.eq(id))
        .col_expr(role_grant::Column::ValidTo, on.into())
        .exec(&work.executor())
        .await?;
    Ok(())
}

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

pub async fn insert_session(
    work: &Work,
    hash: &str,
    account: AccountId,
    expires_at: DateTime<Utc>,
) -> Result<(), Fault> {
    let row = session::ActiveModel {
        token_hash: Set(hash.to_owned()),
        account_id: Set(account),
        created_at: Set(work.now()),
        last_seen_at: Set(work.now()),
        expires_at: Set(expires_at),
        ended_at: Set(None),
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

pub async fn failures_of_login(
    source: &impl Source,
    login: &str,
    since: DateTime<Utc>,
) -> Result<Vec<DateTime<Utc>>, Fault> {
    failures(source, sign_in_failure::Column::Login.eq(login), since).await
}

pub async fn failures_from(
    source: &impl Source,
    address: &str,
    since: DateTime<Utc>,
) -> Result<Vec<DateTime<Utc>>, Fault> {
    failures(source, sign_in_failure::Column::Address.eq(address), since).await
}

/// Instants of failures, newest first.
async fn failures(
    source: &impl Source,
    which: SimpleExpr,
    since: DateTime<Utc>,
) -> Result<Vec<DateTime<Utc>>, Fault> {
    Ok(sign_in_failure::Entity::find()
        .select_only()
        .column(sign_in_failure::Column::HappenedAt)
        .filter(which)
        .filter(sign_in_failure::Column::HappenedAt.gt(since))
        .order_by_desc(sign_in_failure::Column::HappenedAt)
        .limit(FAILURES_READ)
        .into_tuple()
        .all(&source.executor())
        .await?)
}

pub async fn insert_failure(work: &Work, login: &str, address: &str) -> Result<(), Fault> {
    let row = sign_in_failure::ActiveModel {
        id: Set(RowId(rng::identity(work.now()))),
        login: Set(login.to_owned()),
        address: Set(address.to_owned()),
        happened_at: Set(work.now()),
    };
    sign_in_failure::Entity::insert(row).exec_without_returning(&work.executor()).await?;
    Ok(())
}

pub async fn forget_failures_of(work: &Work, login: &str) -> Result<(), Fault> {
    forget(work, sign_in_failure::Column::Login.eq(login)).await
}

pub async fn forget_failures_before(work: &Work, instant: DateTime<Utc>) -> Result<(), Fault> {
    forget(work, sign_in_failure::Column::HappenedAt.lt(instant)).await
}

async fn forget(work: &Work, which: SimpleExpr) -> Result<(), Fault> {
    sign_in_failure::Entity::delete_many().filter(which).exec(&work.executor()).await?;
    Ok(())
}
