//! Sessions as lists show them: when, from which browser and address, whether they still live.

use entities::values::AccountId;

use crate::identity::{self, Session};
use crate::platform::clock::{day_in_vietnam, hour_in_vietnam};
use crate::platform::db::Reader;
use crate::platform::outcome::Fault;
use crate::vietnamese::date;

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
            began: moment(seen.began_at),
            last_seen: moment(seen.last_seen_at),
            lives: seen.lives,
        })
        .collect())
}

/// e.g. `08:00 15/01/2021`.
pub fn moment(at: chrono::DateTime<chrono::Utc>) -> String {
    format!("{} {}", hour_in_vietnam(at), date(day_in_vietnam(at)))
}
