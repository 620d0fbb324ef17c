//! Rows of failed sign-ins.

use chrono::{DateTime, Utc};
use entities::identity::sign_in_failure;
use entities::values::RowId;
use sea_orm::sea_query::SimpleExpr;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::platform::db::{Source, Work};
use crate::platform::outcome::Fault;
use crate::platform::rng;

/// More failures than this change no decision.
const FAILURES_READ: u64 = 64;

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
        .filter(sign_in_failure::Column::ForgivenAt.is_null())
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
        forgiven_at: Set(None),
    };
    sign_in_failure::Entity::insert(row).exec_without_returning(&work.executor()).await?;
    Ok(())
}

/// Those of a login count no more.
pub async fn forgive_failures_of(work: &Work, login: &str) -> Result<(), Fault> {
    sign_in_failure::Entity::update_many()
        .filter(sign_in_failure::Column::Login.eq(login))
        .filter(sign_in_failure::Column::ForgivenAt.is_null())
        .col_expr(sign_in_failure::Column::ForgivenAt, work.now().into())
        .exec(&work.executor())
        .await?;
    Ok(())
}

/// When and from which address signing in with these logins failed, the newest first.
pub async fn recent_failures(
    source: &impl Source,
    logins: &[String],
    most: u64,
) -> Result<Vec<(DateTime<Utc>, String)>, Fault> {
    Ok(sign_in_failure::Entity::find()
        .select_only()
        .column(sign_in_failure::Column::HappenedAt)
        .column(sign_in_failure::Column::Address)
        .filter(sign_in_failure::Column::Login.is_in(logins.to_vec()))
        .order_by_desc(sign_in_failure::Column::HappenedAt)
        .limit(most)
        .into_tuple()
        .all(&source.executor())
        .await?)
}
