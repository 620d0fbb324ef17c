//! An act is done once: its key is claimed in the transaction of the act, with the answer given.
//!
//! Does not know what an answer looks like; a refused act rolls back and claims nothing.

use chrono::Duration;

use super::db::{Source, Work};
use super::outcome::Fault;
use super::store;

/// No form of a page is sent again after so long.
const KEYS_KEPT: Duration = Duration::days(14);
const FORGOTTEN_AT_ONCE: u64 = 500;

/// What is known of a key before its act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Before {
    /// Never seen: go ahead.
    Fresh,
    /// Done already, with this answer.
    Done { status: u16, answer: String },
    /// The key was used for something else.
    Other,
}

pub async fn before(work: &Work, key: &str, body_hash: &str) -> Result<Before, Fault> {
    Ok(match store::claimed(work, key).await? {
        None => Before::Fresh,
        Some(row) if row.body_hash != body_hash => Before::Other,
        Some(row) => Before::Done {
            status: u16::try_from(row.status).unwrap_or_default(),
            answer: row.answer,
        },
    })
}

pub async fn claim(
    work: &Work,
    key: &str,
    body_hash: &str,
    status: u16,
    answer: String,
) -> Result<(), Fault> {
    let row = store::Claimed {
        key: key.to_owned(),
        body_hash: body_hash.to_owned(),
        status: i32::from(status),
        answer,
        claimed_at: work.now(),
    };
    store::claim(work, row).await
}

/// Forgets keys that are of no use to anybody any more, a little at a time.
pub async fn forget_old(work: &Work) -> Result<(), Fault> {
    store::forget_keys(work, work.now() - KEYS_KEPT, FORGOTTEN_AT_ONCE).await
}
