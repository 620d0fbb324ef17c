//! An account as others see it.

use chrono::{DateTime, Utc};
use entities::values::AccountId;

use super::{store, throttle};
use crate::authority::Grant;
use crate::platform::db::Source;
use crate::platform::outcome::Fault;

/// More of them tell a person nothing.
const FAILURES_SHOWN: u64 = 20;

/// A person who may sign in (tài khoản).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    pub id: AccountId,
    pub login: String,
    pub name: String,
    /// Whether a password was chosen; until then only the one-time link opens it.
    pub is_open: bool,
    pub disabled_at: Option<DateTime<Utc>>,
    pub has_second_factor: bool,
    pub grants: Vec<Grant>,
}

/// Every account with all its grants, by login.
pub async fn accounts(source: &impl Source) -> Result<Vec<Account>, Fault> {
    let mut grants = store::all_grants(source).await?;
    let with_factor = store::with_factor(source).await?;
    let rows = store::accounts(source).await?;
    Ok(rows
        .into_iter()
        .map(|row| Account {
            grants: grants.remove(&row.id).unwrap_or_default(),
            has_second_factor: with_factor.contains(&row.id),
            id: row.id,
            login: row.login,
            name: row.name,
            is_open: row.password_hash.is_some(),
            disabled_at: row.disabled_at,
        })
        .collect())
}

/// One account with all its grants.
pub async fn account(source: &impl Source, id: AccountId) -> Result<Option<Account>, Fault> {
    let Some(row) = store::account(source, id).await? else { return Ok(None) };
    let factor = store::factor(source, id).await?;
    Ok(Some(Account {
        grants: store::grants_of(source, id).await?,
        has_second_factor: factor.is_some_and(|factor| factor.confirmed_at.is_some()),
        id,
        login: row.login,
        name: row.name,
        is_open: row.password_hash.is_some(),
        disabled_at: row.disabled_at,
    }))
}

pub async fn account_by_login(source: &impl Source, login: &str) -> Result<Option<Account>, Fault> {
    match store::account_by_login(source, &written(login)).await? {
        Some(row) => account(source, row.id).await,
        None => Ok(None),
    }
}

/// When and from which address signing in to an account failed lately, the newest first.
pub async fn failures_of(
    source: &impl Source,
    login: &str,
) -> Result<Vec<(DateTime<Utc>, String)>, Fault> {
    let login = written(login);
    let logins = [throttle::codes_of(&login), login];
    store::recent_failures(source, &logins, FAILURES_SHOWN).await
}

/// The one way a login is written.
pub fn written(login: &str) -> String {
    login.trim().to_lowercase()
}
