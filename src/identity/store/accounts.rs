//! Rows of accounts.

use chrono::{DateTime, Utc};
use entities::identity::account;
use entities::values::AccountId;
use sea_orm::sea_query::SimpleExpr;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
};

use crate::platform::db::{Source, Work};
use crate::platform::outcome::Fault;

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

pub async fn rename(work: &Work, id: AccountId, name: &str) -> Result<(), Fault> {
    set_on_account(work, id, account::Column::Name, name.into()).await
}

pub async fn disable(work: &Work, id: AccountId) -> Result<(), Fault> {
    set_on_account(work, id, account::Column::DisabledAt, work.now().into()).await
}

pub async fn enable(work: &Work, id: AccountId) -> Result<(), Fault> {
    let never: Option<DateTime<Utc>> = None;
    set_on_account(work, id, account::Column::DisabledAt, never.into()).await
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
