//! Taking an account out of use. It is never deleted: what it did names it.

use entities::values::AccountId;
use serde_json::json;

use super::{grant_role, refusals, store};
use crate::audit::{Event, EventKind};
use crate::authority::{Administer, Permit};
use crate::platform::db::Work;
use crate::platform::outcome::Outcome;

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
    if grant_role::is_last_administrator(work, account).await? {
        return Err(refusals::last_administrator().into());
    }
    store::disable(work, account).await?;
    store::void_invitations(work, account).await?;
    store::end_sessions_of(work, account).await?;
    let details = json!({ "account": account });
    Ok(((), Event::new(EventKind::AccountDisabled, details)))
}
