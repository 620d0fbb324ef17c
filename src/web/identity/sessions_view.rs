//! Sessions as lists show them: when, from which browser and address, whether they still live.

use entities::values::AccountId;

use crate::identity::{self, Session};
use crate::platform::clock::instant_in_vietnam;
use crate::platform::db::Reader;
use crate::platform::outcome::Fault;

pub struct SessionView {
    pub mark: String,
    pub browser: String,
    pub address: String,
    pub began: String,
    pub last_seen: String,
    pub lives: bool,
    pub is_this: bool,
}

pub async fn session_views(
    reader: &Reader,
    account: AccountId,
    present: Option<&Session>,
) -> Result<Vec<SessionView>, Fault> {
    let sessions = identity::sessions_of(reader, account).await?;
    Ok(sessions
        .into_iter()
        .map(|seen| SessionView {
            is_this: present.is_some_and(|session| session.mark() == seen.mark),
            mark: seen.mark,
            browser: seen.browser,
            address: seen.address,
            began: instant_in_vietnam(seen.began_at),
            last_seen: instant_in_vietnam(seen.last_seen_at),
            lives: seen.lives,
        })
        .collect())
}
