//! An account as others see it.

use chrono::{DateTime, Utc};
use entities::values::AccountId;

use super::store;
use crate::authority::Grant;
use crate::platform::db::Source;
use crate::platform::outcome::Fault;

/// A person who may sign in (tài khoản).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    pub id: AccountId,
    pub login: String,
    pub name: String,
    /// Whether a password was chosen; until then only the one-time link opens it.
    pub is_open: bool,
    pub disabled_at: Option<DateTime<Utc>>,
    pub grants: Vec<Grant>,
}

/// Every account with all its grants, by login.
pub async fn accounts(source: &impl Source) -> Result<Vec<Account>, Fault> {
    let mut grants = store::all_grants(source).await?;
    let rows = store::accounts(source).await?;
    Ok(rows
        .into_iter()
        .map(|row| Account {
            grants: grants.remove(&row.id).unwrap_or_default(),
            id: row.id,
            login: row.login,
            name: row.name,
            is_open: row.password_hash.is_some(),
            disabled_at: row.disabled_at,
        })
        .collect())
}

pub async fn account_by_login(source: &impl Source, login: &str) -> Result<Option<Account>, Fault> {
    let login = written(login);
    Ok(accounts(source).await?.into_iter().find(|account| account.login == login))
}

/// The one way a login is written.
pub fn written(login: &str) -> String {
    login.trim().to_lowercase()
}
