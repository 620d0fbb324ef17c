//! Ending one session or all of an account.

use entities::values::AccountId;
use serde_json::json;

use super::session::{Session, mark};
use super::{refusals, store};
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

/// Ends other sessions of one's own: the marked one, or all of them; says how many.
///
/// Refuses: `session_unknown`
pub async fn end_other_sessions(
    work: &Work,
    session: &Session,
    only: Option<&str>,
) -> Outcome<(u64, Event)> {
    let account = session.account();
    let mut ended = 0;
    for row in store::living_sessions_of(work, account).await? {
        let meant = only.is_none_or(|wanted| mark(&row.token_hash) == wanted);
        if meant && row.token_hash != session.hash() {
            store::end_session(work, &row.token_hash).await?;
            ended += 1;
        }
    }
    if ended == 0 && only.is_some() {
        return Err(refusals::session_unknown().into());
    }
    let details = json!({ "account": account, "sessions": ended });
    Ok((ended, Event::new(EventKind::SignedOut, details)))
}
