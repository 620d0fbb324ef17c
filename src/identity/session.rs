//! Who is behind a cookie.

use chrono::{DateTime, Duration, Utc};
use entities::values::AccountId;

use super::{second_factor, store, token};
use crate::authority::{Actor, Person};
use crate::platform::db::{Source, Work};
use crate::platform::outcome::Fault;

const IDLE: Duration = Duration::hours(12);
/// A session that is used is written down at most this often.
const TOUCH_EVERY: Duration = Duration::minutes(10);
/// Letters of the hash that tell the sessions of an account apart.
const MARK: usize = 16;
/// More of them tell a person nothing.
const SESSIONS_SHOWN: u64 = 30;

/// A session just begun. The token goes into the cookie and nowhere else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSession {
    pub token: String,
    pub account: AccountId,
}

/// A living session (phiên làm việc) and its person with dated grants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    hash: String,
    pub person: Person,
    /// Not written down for a while: to be touched.
    pub is_stale: bool,
    /// A second factor is required of the person and not set up: that comes first.
    pub owes_set_up: bool,
}

/// Somebody whose password was right and whose code is awaited. Not a session: it opens nothing
/// but the second step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HalfSession {
    pub(super) hash: String,
    pub(super) account: AccountId,
}

/// A session as its person sees it in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionSeen {
    /// Tells it from others of the account; opens nothing.
    pub mark: String,
    pub began_at: DateTime<Utc>,
    pub last_seen_at: DateTime<Utc>,
    pub address: String,
    pub browser: String,
    pub lives: bool,
}

/// The session of a token, unless it has ended, idled, grown old, awaits a code, or its account is
/// disabled.
pub async fn session(source: &impl Source, token: &str) -> Result<Option<Session>, Fault> {
    let hash = token::hash(token);
    let Some((row, account)) = store::session_with_account(source, &hash).await? else {
        return Ok(None);
    };
    if !lives(source, &row) || row.owes_code_until.is_some() || account.disabled_at.is_some() {
        return Ok(None);
    }
    let grants = store::grants_of(source, account.id).await?;
    let owes_set_up = row.second_factor_at.is_none()
        && second_factor::is_required_of(source, &grants).await?
        && store::factor(source, account.id).await?.is_none_or(|row| row.confirmed_at.is_none());
    let is_stale = source.now() - row.last_seen_at >= TOUCH_EVERY;
    let person = Person { account: account.id, name: account.name, grants };
    Ok(Some(Session { hash, person, is_stale, owes_set_up }))
}

/// The half session of a token, while a code is awaited.
pub async fn half_session(source: &impl Source, token: &str) -> Result<Option<HalfSession>, Fault> {
    half_by_hash(source, &token::hash(token)).await
}

/// The same by its hash: it may have ended since it was read.
pub(super) async fn half_by_hash(
    source: &impl Source,
    hash: &str,
) -> Result<Option<HalfSession>, Fault> {
    let found = store::session_with_account(source, hash).await?;
    Ok(found
        .filter(|(row, account)| {
            let awaited = row.owes_code_until.is_some_and(|until| until > source.now());
            awaited && lives(source, row) && account.disabled_at.is_none()
        })
        .map(|(row, account)| HalfSession { hash: row.token_hash, account: account.id }))
}

fn lives(source: &impl Source, row: &store::SessionRow) -> bool {
    let now = source.now();
    row.ended_at.is_none() && row.expires_at > now && now - row.last_seen_at < IDLE
}

/// Sessions of an account, living and over, the newest first (lịch sử đăng nhập).
pub async fn sessions_of(
    source: &impl Source,
    account: AccountId,
) -> Result<Vec<SessionSeen>, Fault> {
    let rows = store::sessions_of(source, account, SESSIONS_SHOWN).await?;
    Ok(rows
        .into_iter()
        .map(|row| SessionSeen {
            mark: mark(&row.token_hash),
            began_at: row.created_at,
            last_seen_at: row.last_seen_at,
            lives: lives(source, &row),
            address: row.address.unwrap_or_default(),
            browser: row.browser.unwrap_or_default(),
        })
        .collect())
}

/// Writes down that a session was used just now. No act of a person: it leaves no audit row.
pub async fn touch(work: &Work, session: &Session) -> Result<(), Fault> {
    store::touch_session(work, &session.hash).await
}

pub fn actor_of(session: &Session) -> Actor {
    Actor::Person(session.person.clone())
}

pub(super) fn mark(hash: &str) -> String {
    hash.chars().take(MARK).collect()
}

impl Session {
    pub fn account(&self) -> AccountId {
        self.person.account
    }

    /// See [`SessionSeen::mark`].
    pub fn mark(&self) -> String {
        mark(&self.hash)
    }

    pub(super) fn hash(&self) -> &str {
        &self.hash
    }
}
