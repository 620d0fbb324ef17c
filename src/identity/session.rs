//! Who is behind a cookie.

use chrono::Duration;
use entities::values::AccountId;

use super::{store, token};
use crate::authority::{Actor, Person};
use crate::platform::db::{Source, Work};
use crate::platform::outcome::Fault;

const IDLE: Duration = Duration::hours(12);
/// A session that is used is written down at most this often.
const TOUCH_EVERY: Duration = Duration::minutes(10);

/// A living session (phiên làm việc) and its person with dated grants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    hash: String,
    pub person: Person,
    /// Not written down for a while: to be touched.
    pub is_stale: bool,
}

/// The session of a token, unless it has ended, idled, grown old, or its account is disabled.
pub async fn session(source: &impl Source, token: &str) -> Result<Option<Session>, Fault> {
    let hash = token::hash(token);
    let Some((row, account)) = store::session_with_account(source, &hash).await? else {
        return Ok(None);
    };
    let idle = source.now() - row.last_seen_at;
    let ended = row.ended_at.is_some() || row.expires_at <= source.now() || idle >= IDLE;
    if ended || account.disabled_at.is_some() {
        return Ok(None);
    }
    let grants = store::grants_of(source, account.id).await?;
    let person = Person { account: account.id, name: account.name, grants };
    Ok(Some(Session { hash, person, is_stale: idle >= TOUCH_EVERY }))
}

/// Writes down that a session was used just now. No act of a person: it leaves no audit row.
pub async fn touch(work: &Work, session: &Session) -> Result<(), Fault> {
    store::touch_session(work, &session.hash).await
}

pub fn actor_of(session: &Session) -> Actor {
    Actor::Person(session.person.clone())
}

impl Session {
    pub fn account(&self) -> AccountId {
        self.person.account
    }

    pub(super) fn hash(&self) -> &str {
        &self.hash
    }
}
