//! Signing in by login and password, then, where the account has a second factor, by a code.
//!
//! A password is checked in two parts, because that is slow and a unit of work must be short:
//! [`prove`] reads and hashes, [`sign_in`] decides again on what holds now and writes.

use chrono::Duration;
use entities::values::AccountId;
use serde_json::json;

use super::account::written;
use super::second_factor::{Proven, prove_code};
use super::session::{HalfSession, NewSession, half_by_hash};
use super::{password, refusals, store, throttle, token};
use crate::audit::{Event, EventKind};
use crate::platform::db::{Source, Work};
use crate::platform::once;
use crate::platform::outcome::{Fault, Outcome};

const LASTS: Duration = Duration::days(7);
/// So long a code is awaited after the password.
const CODE_WITHIN: Duration = Duration::minutes(10);
/// Longest login that is looked up or written down.
pub(super) const LONGEST_LOGIN: usize = 60;

/// Where somebody signs in from, as he will recognise it in a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Client {
    pub address: String,
    /// e.g. `Chrome trên Android`.
    pub browser: String,
}

/// What somebody typed, and from where.
#[derive(Clone, Debug)]
pub struct Attempt {
    pub login: String,
    pub password: String,
    pub client: Client,
}

/// The outcome of checking a password, for [`sign_in`] and `change_password` alone.
#[derive(Clone, Debug)]
pub struct Proof {
    pub(super) login: String,
    pub(super) client: Client,
    /// The account whose password it was, and the hash it was checked against.
    right: Option<(AccountId, String)>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignIn {
    In(NewSession),
    /// The password was right: the token opens the page of the code and nothing else.
    OwesCode(NewSession),
    Wrong,
}

/// Checks a login and a password; an unknown login takes as long.
///
/// Refuses: `sign_in_throttled`
pub async fn prove(source: &impl Source, attempt: &Attempt) -> Outcome<Proof> {
    let login = login_typed(&attempt.login);
    if let Some(refusal) = throttle::refusal(source, &login, &attempt.client.address).await? {
        return Err(refusal.into());
    }
    let known = store::account_by_login(source, &login)
        .await?
        .filter(|account| account.disabled_at.is_none())
        .and_then(|account| account.password_hash.map(|hash| (account.id, hash)));
    let hash = known.as_ref().map(|(_, hash)| hash.as_str());
    let same = password::verify(&attempt.password, hash).await?;
    Ok(Proof { login, client: attempt.client.clone(), right: known.filter(|_| same) })
}

pub(super) fn login_typed(text: &str) -> String {
    written(text).chars().take(LONGEST_LOGIN).collect()
}

/// Begins a session, or half of one, or writes down that it failed (đăng nhập). Each is to be
/// committed.
///
/// Refuses: `sign_in_throttled` when others failed meanwhile
pub async fn sign_in(work: &Work, proof: Proof) -> Outcome<(SignIn, Event)> {
    let address = proof.client.address.clone();
    let Some(account) = settle(work, &proof).await? else {
        let details = json!({ "login": proof.login, "address": address });
        return Ok((SignIn::Wrong, Event::new(EventKind::SignInFailed, details)));
    };
    store::forget_old(work).await?;
    once::forget_old(work).await?;
    let details = json!({ "account": account, "address": address });
    if store::factor(work, account).await?.is_some_and(|row| row.confirmed_at.is_some()) {
        let half = begin_half(work, account, &proof.client).await?;
        return Ok((SignIn::OwesCode(half), Event::new(EventKind::PasswordGiven, details)));
    }
    let session = begin(work, account, &proof.client, false).await?;
    Ok((SignIn::In(session), Event::new(EventKind::SignedIn, details)))
}

/// The account whose password was right and still is; else the failure is written down.
///
/// Refuses: `sign_in_throttled` when others failed meanwhile
pub(super) async fn settle(work: &Work, proof: &Proof) -> Outcome<Option<AccountId>> {
    let address = &proof.client.address;
    if let Some(refusal) = throttle::refusal(work, &proof.login, address).await? {
        return Err(refusal.into());
    }
    let account = still_right(work, proof).await?;
    match account {
        Some(_) => store::forgive_failures_of(work, &proof.login).await?,
        None => store::insert_failure(work, &proof.login, address).await?,
    }
    Ok(account)
}

/// The second step: a code of the telephone, or a printed one. The session that begins has a
/// token of its own; the half session is over.
///
/// Refuses: `sign_in_over` · `code_throttled` · `second_factor_not_begun` · `account_unknown`
pub async fn give_code(
    work: &Work,
    half: &HalfSession,
    typed: &str,
    client: &Client,
) -> Outcome<(Proven<NewSession>, Event)> {
    if half_by_hash(work, &half.hash).await?.as_ref() != Some(half) {
        return Err(refusals::sign_in_over().into());
    }
    let row = store::account(work, half.account).await?.filter(|row| row.disabled_at.is_none());
    let Some(row) = row else { return Err(refusals::account_unknown().into()) };
    let details = json!({ "account": half.account, "address": client.address, "step": "code" });
    if prove_code(work, half.account, &row.login, typed, client).await? == Proven::Wrong {
        return Ok((Proven::Wrong, Event::new(EventKind::SignInFailed, details)));
    }
    store::forgive_failures_of(work, &throttle::codes_of(&row.login)).await?;
    store::end_half_sessions_of(work, half.account).await?;
    let session = begin(work, half.account, client, true).await?;
    Ok((Proven::Right(session), Event::new(EventKind::SignedIn, details)))
}

/// The account may have been disabled or got another password while the hash was computed.
async fn still_right(work: &Work, proof: &Proof) -> Result<Option<AccountId>, Fault> {
    let Some((account, hash)) = &proof.right else { return Ok(None) };
    let row = store::account(work, *account).await?;
    Ok(row
        .filter(|row| row.disabled_at.is_none() && row.password_hash.as_ref() == Some(hash))
        .map(|row| row.id))
}

pub(super) async fn begin(
    work: &Work,
    account: AccountId,
    client: &Client,
    is_proven: bool,
) -> Outcome<NewSession> {
    let active = store::account(work, account).await?.filter(|row| row.disabled_at.is_none());
    if active.is_none() {
        return Err(refusals::account_unknown().into());
    }
    insert(work, account, client, is_proven, None).await
}

async fn begin_half(work: &Work, account: AccountId, client: &Client) -> Outcome<NewSession> {
    insert(work, account, client, false, Some(CODE_WITHIN)).await
}

async fn insert(
    work: &Work,
    account: AccountId,
    client: &Client,
    is_proven: bool,
    owes_code: Option<Duration>,
) -> Outcome<NewSession> {
    let (secret, hash) = token::new()?;
    let new = store::New {
        hash: &hash,
        account,
        client,
        expires_at: work.now() + LASTS,
        owes_code_until: owes_code.map(|within| work.now() + within),
        is_proven,
    };
    store::insert_session(work, new).await?;
    Ok(NewSession { token: secret, account })
}
