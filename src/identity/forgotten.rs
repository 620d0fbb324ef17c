//! Requests of those who forgot their password (quên mật khẩu). There is no mail: an administrator
//! hands a one-time link over.

use chrono::{DateTime, Utc};
use entities::values::{AccountId, RowId};
use serde_json::json;

use super::sign_in::login_typed;
use super::{refusals, store, throttle};
use crate::audit::{Event, EventKind};
use crate::authority::{Administer, Permit};
use crate::platform::db::{Source, Work};
use crate::platform::outcome::{Fault, Outcome};

/// An administrator who has more of them to see to has another problem.
const REQUESTS_SHOWN: usize = 100;
/// Logins that are nobody's: mistyped, or tried by a stranger.
const UNKNOWN_SHOWN: usize = 20;

/// Somebody asks for a new password; the login may be nobody's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResetRequest {
    pub id: RowId,
    pub login: String,
    /// Whose login it is, where it is anybody's.
    pub account: Option<(AccountId, String)>,
    pub asked_at: DateTime<Utc>,
    pub address: String,
}

/// Leaves a request. What is done does not depend on whether the account exists.
///
/// Refuses: `login_missing` · `requests_throttled`
pub async fn ask_for_reset(work: &Work, login: &str, address: &str) -> Outcome<((), Event)> {
    let login = login_typed(login);
    if login.is_empty() {
        return Err(refusals::login_missing().into());
    }
    if let Some(refusal) = throttle::of_requests(work, address).await? {
        return Err(refusal.into());
    }
    store::handle_requests_of(work, &login).await?;
    store::insert_request(work, &login, address).await?;
    let details = json!({ "login": login, "address": address });
    Ok(((), Event::new(EventKind::ResetAsked, details)))
}

/// What nobody has seen to yet: those of accounts first, each the oldest first.
pub async fn reset_requests(
    source: &impl Source,
    _permit: &Permit<Administer>,
) -> Result<Vec<ResetRequest>, Fault> {
    let mut requests = Vec::new();
    let mut rows = store::open_requests(source, true, REQUESTS_SHOWN).await?;
    rows.extend(store::open_requests(source, false, UNKNOWN_SHOWN).await?);
    for row in rows {
        let account = store::account_by_login(source, &row.login).await?;
        let account = account.filter(|account| account.disabled_at.is_none());
        requests.push(ResetRequest {
            id: row.id,
            login: row.login,
            account: account.map(|account| (account.id, account.name)),
            asked_at: row.asked_at,
            address: row.address,
        });
    }
    Ok(requests)
}

/// Puts the requests of a login aside without a link.
///
/// Refuses: `request_unknown`
pub async fn dismiss_reset_request(
    work: &Work,
    _permit: &Permit<Administer>,
    id: RowId,
) -> Outcome<((), Event)> {
    let Some(row) = store::request(work, id).await? else {
        return Err(refusals::request_unknown().into());
    };
    store::handle_requests_of(work, &row.login).await?;
    Ok(((), Event::new(EventKind::ResetDismissed, json!({ "login": row.login }))))
}
