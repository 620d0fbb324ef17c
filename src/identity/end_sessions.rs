//! Ending one session or all of an account.

use entities::values::AccountId;
use serde_json::json;

use super::session::Session;
use super::store;
use crate::audit::{Event, EventKind};
use crate::authority::{Administer, Permit};
use crate::platform::db::Work;
use crate::platform::outcome::Outcome;

/// Ends a session (đăng xuất).
pub async fn sign_out(work: &Work, session: &Session) -> Outcome<((), Event)> {
    store::end_session(work, session.hash()).await?;
    let details = json!({ "account": session.account() });
    Ok(((), Event::new(EventKind::SignedOut, details)))
}

/// Ends every session of an account; says how many.
pub async fn end_sessions(
    work: &Work,
    _permit: &Permit<Administer>,
    account: AccountId,
) -> Outcome<(u64, Event)> {
    let ended = store::end_sessions_of(work, account).await?;
    let details = json!({ "account": account, "sessions": ended });
    Ok((ended, Event::new(EventKind::SignedOut, details)))
}
