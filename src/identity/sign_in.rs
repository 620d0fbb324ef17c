//! Signing in by login and password.
//!
//! In two steps, because checking a password is slow and a unit of work must be short: [`prove`]
//! reads and hashes, [`sign_in`] decides again on what holds now and writes.

use chrono::Duration;
use entities::values::AccountId;
use serde_json::json;

use super::account::written;
use super::{password, refusals, store, throttle, token};
use crate::audit::{Event, EventKind};
use crate::platform::db::{Source, Work};
use crate::platform::outcome::{Fault, Outcome};

const LASTS: Duration = Duration::days(7);
/// Failures older than this are of no use to anybody.
const FAILURES_KEPT: Duration = Duration::days(1);
/// Longest login that is looked up or written down.
const LONGEST_LOGIN: usize = 60;

/// What somebody typed, and from where.
#[derive(Clone, Debug)]
pub struct Attempt {
    pub login: String,
    pub password: String,
    pub address: String,
}

/// The outcome of checking a password, for [`sign_in`] alone.
#[derive(Clone, Debug)]
pub struct Proof {
    login: String,
    address: String,
    /// The account whose password it was, and the hash it was checked against.
    right: Option<(AccountId, String)>,
}

/// A session just begun. The token goes into the cookie and nowhere else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSession {
    pub token: String,
    pub account: AccountId,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignIn {
    In(NewSession),
    /// Not told apart: no such login, wrong password, disabled, not yet open.
    Wrong,
}

/// Checks a password. A throttled attempt is refused before anything is hashed.
///
/// Refuses: `sign_in_throttled`
pub async fn prove(source: &impl Source, attempt: &Attempt) -> Outcome<Proof> {
    let login: String = written(&attempt.login).chars().take(LONGEST_LOGIN).collect();
    if let Some(refusal) = throttle::refusal(source, &login, &attempt.address).await? {
        return Err(refusal.into());
    }
    let known = store::account_by_login(source, &login)
        .await?
        .filter(|account| account.disabled_at.is_none())
        .and_then(|account| account.password_hash.map(|hash| (account.id, hash)));
    let hash = known.as_ref().map(|(_, hash)| hash.as_str());
    let same = password::verify(&attempt.password, hash).await?;
    Ok(Proof { login, address: attempt.address.clone(), right: known.filter(|_| same) })
}

/// Begins a session, or writes down that it failed (đăng nhập). Both are to be committed.
///
/// Refuses: `sign_in_throttled` when others failed meanwhile
pub async fn sign_in(work: &Work, proof: Proof) -> Outcome<(SignIn, Event)> {
    if let Some(refusal) = throttle::refusal(work, &proof.login, &proof.address).await? {
        return Err(refusal.into());
    }
    let Some(account) = still_right(work, &proof).await? else {
        store::insert_failure(work, &proof.login, &proof.address).await?;
        let details = json!({ "login": proof.login, "address": proof.address });
        return Ok((SignIn::Wrong, Event::new(EventKind::SignInFailed, details)));
    };
    store::forget_failures_of(work, &proof.login).await?;
    store::forget_failures_before(work, work.now() - FAILURES_KEPT).await?;
    let session = begin(work, account).await?;
    let details = json!({ "account": account, "address": proof.address });
    Ok((SignIn::In(session), Event::new(EventKind::SignedIn, details)))
}

/// The account may have been disabled or got another password while the hash was computed.
async fn still_right(work: &Work, proof: &Proof) -> Result<Option<AccountId>, Fault> {
    let Some((account, hash)) = &proof.right else { return Ok(None) };
    let row = store::account(work, *account).await?;
    Ok(row
        .filter(|row| row.disabled_at.is_none() && row.password_hash.as_ref() == Some(hash))
        .map(|row| row.id))
}

pub(super) async fn begin(work: &Work, account: AccountId) -> Outcome<NewSession> {
    let active = store::account(work, account).await?.filter(|row| row.disabled_at.is_none());
    if active.is_none() {
        return Err(refusals::account_unknown().into());
    }
    let (secret, hash) = token::new()?;
    store::insert_session(work, &hash, account, work.now() + LASTS).await?;
    Ok(NewSession { token: secret, account })
}
