//! Rows of second factors and their recovery codes.

use std::collections::BTreeSet;

use entities::identity::{recovery_code, second_factor};
use entities::values::AccountId;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

use crate::platform::db::{Source, Work};
use crate::platform::outcome::Fault;

pub use entities::identity::second_factor::Model as Factor;

pub async fn factor(source: &impl Source, account: AccountId) -> Result<Option<Factor>, Fault> {
    Ok(second_factor::Entity::find_by_id(account).one(&source.executor()).await?)
}

/// The accounts that have a confirmed second factor.
pub async fn with_factor(source: &impl Source) -> Result<BTreeSet<AccountId>, Fault> {
    let confirmed = second_factor::Entity::find()
        .filter(second_factor::Column::ConfirmedAt.is_not_null())
        .all(&source.executor())
        .await?;
    Ok(confirmed.into_iter().map(|row| row.account_id).collect())
}

/// A secret that opens nothing yet; takes the place of one that was begun earlier.
pub async fn start_factor(work: &Work, account: AccountId, secret: &str) -> Result<(), Fault> {
    let row = second_factor::ActiveModel {
        account_id: Set(account),
        secret: Set(secret.to_owned()),
        started_at: Set(work.now()),
        confirmed_at: Set(None),
        last_step: Set(0),
    };
    let columns = [
        second_factor::Column::Secret,
        second_factor::Column::StartedAt,
        second_factor::Column::ConfirmedAt,
        second_factor::Column::LastStep,
    ];
    let replaced =
        OnConflict::column(second_factor::Column::AccountId).update_columns(columns).to_owned();
    second_factor::Entity::insert(row)
        .on_conflict(replaced)
        .exec_without_returning(&work.executor())
        .await?;
    Ok(())
}

pub async fn confirm_factor(work: &Work, account: AccountId) -> Result<(), Fault> {
    second_factor::Entity::update_many()
        .filter(second_factor::Column::AccountId.eq(account))
        .col_expr(second_factor::Column::ConfirmedAt, work.now().into())
        .exec(&work.executor())
        .await?;
    Ok(())
}

/// Uses up the codes up to a step; says whether the step was still unused.
pub async fn use_up_step(work: &Work, account: AccountId, step: i64) -> Result<bool, Fault> {
    let used = second_factor::Entity::update_many()
        .filter(second_factor::Column::AccountId.eq(account))
        .filter(second_factor::Column::LastStep.lt(step))
        .col_expr(second_factor::Column::LastStep, step.into())
        .exec(&work.executor())
        .await?;
    Ok(used.rows_affected == 1)
}

/// Takes the factor away with its codes; says whether there was one.
pub async fn drop_factor(work: &Work, account: AccountId) -> Result<bool, Fault> {
    drop_codes(work, account).await?;
    let gone = second_factor::Entity::delete_by_id(account).exec(&work.executor()).await?;
    Ok(gone.rows_affected == 1)
}

pub async fn drop_codes(work: &Work, account: AccountId) -> Result<(), Fault> {
    recovery_code::Entity::delete_many()
        .filter(recovery_code::Column::AccountId.eq(account))
        .exec(&work.executor())
        .await?;
    Ok(())
}

pub async fn insert_codes(work: &Work, account: AccountId, hashes: &[String]) -> Result<(), Fault> {
    let rows = hashes.iter().map(|hash| recovery_code::ActiveModel {
        code_hash: Set(hash.clone()),
        account_id: Set(account),
        made_at: Set(work.now()),
        used_at: Set(None),
    });
    recovery_code::Entity::insert_many(rows).exec_without_returning(&work.executor()).await?;
    Ok(())
}

/// Uses up one printed code; says whether it was still unused.
pub async fn use_up_code(work: &Work, account: AccountId, hash: &str) -> Result<bool, Fault> {
    let used = recovery_code::Entity::update_many()
        .filter(recovery_code::Column::CodeHash.eq(hash))
        .filter(recovery_code::Column::AccountId.eq(account))
        .filter(recovery_code::Column::UsedAt.is_null())
        .col_expr(recovery_code::Column::UsedAt, work.now().into())
        .exec(&work.executor())
        .await?;
    Ok(used.rows_affected == 1)
}

/// How many printed codes of an account are unused.
pub async fn codes_left(source: &impl Source, account: AccountId) -> Result<u64, Fault> {
    Ok(unused(account).count(&source.executor()).await?)
}

/// How many of these are unused codes of an account.
pub async fn known_codes(
    source: &impl Source,
    account: AccountId,
    hashes: &[String],
) -> Result<u64, Fault> {
    let known = unused(account).filter(recovery_code::Column::CodeHash.is_in(hashes.to_vec()));
    Ok(known.count(&source.executor()).await?)
}

fn unused(account: AccountId) -> sea_orm::Select<recovery_code::Entity> {
    recovery_code::Entity::find()
        .filter(recovery_code::Column::AccountId.eq(account))
        .filter(recovery_code::Column::UsedAt.is_null())
}
