//! Taking an account out of use and back. It is never deleted: what it did names it.

use entities::values::AccountId;
use serde_json::json;

use super::{grant_role, refusals, store};
use crate::audit::{Event, EventKind};
use crate::authority::{Administer, Grant, Permit};
use crate::platform::db::{Source, Work};
use crate::platform::outcome::Outcome;
use crate::vietnamese::canonical;

/// Disables an account and ends its sessions (ngừng tài khoản).
///
/// Refuses: `account_unknown` · `last_administrator`
pub async fn disable_account(
    work: &Work,
    _permit: &Permit<Administer>,
    account: AccountId,
) -> Outcome<((), Event)> {
    let row = store::account(work, account).await?.filter(|row| row.disabled_at.is_none());
    if row.is_none() {
        return Err(refusals::account_unknown().into());
    }
    let today = work.today();
    let held = store::grants_of(work, account).await?;
    let lost: Vec<Grant> =
        held.into_iter().map(|held| Grant { from: held.from.max(today), ..held }).collect();
    if grant_role::leaves_nobody(work, account, &lost).await? {
        return Err(refusals::last_administrator().into());
    }
    store::disable(work, account).await?;
    store::void_invitations(work, account).await?;
    store::end_sessions_of(work, account).await?;
    let details = json!({ "account": account });
    Ok(((), Event::new(EventKind::AccountDisabled, details)))
}

/// Takes an account into use again, with the password and the roles that it had (dùng lại).
///
/// Refuses: `account_unknown`
pub async fn enable_account(
    work: &Work,
    _permit: &Permit<Administer>,
    account: AccountId,
) -> Outcome<((), Event)> {
    let row = store::account(work, account).await?.filter(|row| row.disabled_at.is_some());
    if row.is_none() {
        return Err(refusals::account_unknown().into());
    }
    store::enable(work, account).await?;
    Ok(((), Event::new(EventKind::AccountEnabled, json!({ "account": account }))))
}

/// Corrects the name of a person (sửa họ tên); the login stays.
///
/// Refuses: `account_unknown` · `name_missing`
pub async fn rename_account(
    work: &Work,
    _permit: &Permit<Administer>,
    account: AccountId,
    name: &str,
) -> Outcome<((), Event)> {
    let Some(row) = store::account(work, account).await? else {
        return Err(refusals::account_unknown().into());
    };
    let name = canonical(name);
    if name.is_empty() {
        return Err(refusals::name_missing().into());
    }
    store::rename(work, account, &name).await?;
    let details = json!({ "account": account, "from": row.name, "to": name });
    Ok(((), Event::new(EventKind::AccountRenamed, details)))
}
