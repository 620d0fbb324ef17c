//! The second factor (xác thực hai bước): of whom it is asked, how it is set up and taken away.
//!
//! The secret is shown until it is confirmed by one code and never again. Ten printed codes stand
//! in for a lost telephone, each once. Every proof uses its step up: no code is taken twice.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use entities::values::{AccountId, Role, UnitId};
use serde_json::json;

use super::session::{NewSession, Session};
use super::sign_in::{Client, begin};
use super::{refusals, store, throttle, totp};
use crate::audit::{Event, EventKind};
use crate::authority::{ActionKind, Administer, Grant, Permit, Reach, reach};
use crate::platform::db::{Source, Work};
use crate::platform::outcome::{Fault, Outcome};
use crate::platform::site;

/// How many codes are printed at a time.
pub const PRINTED_CODES: usize = 10;

/// How an account stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecondFactor {
    None,
    /// The secret to be put into a telephone, in the letters of base32.
    Begun {
        secret: String,
    },
    Confirmed {
        since: DateTime<Utc>,
        codes_left: u64,
    },
}

/// What a code proved, or that it was wrong. Both are to be committed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proven<T> {
    Right(T),
    Wrong,
}

pub async fn second_factor(
    source: &impl Source,
    account: AccountId,
) -> Result<SecondFactor, Fault> {
    let Some(row) = store::factor(source, account).await? else { return Ok(SecondFactor::None) };
    Ok(match row.confirmed_at {
        None => SecondFactor::Begun { secret: row.secret },
        Some(since) => {
            let codes_left = store::codes_left(source, account).await?;
            SecondFactor::Confirmed { since, codes_left }
        }
    })
}

/// Whether a second factor is required of a person with these grants: of who administers, and of
/// who sees more than one unit by all of them together. The progress of a unit shows those within
/// it, so a right on that unit alone is a right to see them.
pub async fn is_required_of(source: &impl Source, grants: &[Grant]) -> Result<bool, Fault> {
    if !site::requires_second_factor(source).await? {
        return Ok(false);
    }
    let today = source.today();
    let holding = || grants.iter().filter(|grant| grant.holds_on(today));
    if holding().any(|grant| grant.role == Role::Admin) {
        return Ok(true);
    }
    let seeing =
        holding().filter(|grant| reach(ActionKind::ViewProgress, grant.role) >= Reach::Own);
    let units: BTreeSet<UnitId> = seeing.map(|grant| grant.unit).collect();
    match units.first() {
        Some(unit) if units.len() == 1 => store::has_units_within(source, *unit, today).await,
        several => Ok(several.is_some()),
    }
}

/// Makes a secret for one's own telephone; it opens nothing until it is confirmed.
///
/// Refuses: `second_factor_stands`
pub async fn start_second_factor(work: &Work, session: &Session) -> Outcome<((), Event)> {
    let account = session.account();
    if store::factor(work, account).await?.is_some_and(|row| row.confirmed_at.is_some()) {
        return Err(refusals::second_factor_stands().into());
    }
    store::start_factor(work, account, &totp::new_secret()?).await?;
    Ok(((), Event::new(EventKind::SecondFactorStarted, json!({ "account": account }))))
}

/// A second factor just set up: the printed codes, shown now and never again, and a session that
/// takes the place of every other one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirmed {
    pub codes: Vec<String>,
    pub session: NewSession,
}

/// Confirms one's telephone by one code of it.
///
/// Refuses: `second_factor_not_begun` · `code_wrong`
pub async fn confirm_second_factor(
    work: &Work,
    session: &Session,
    typed: &str,
    client: &Client,
) -> Outcome<(Confirmed, Event)> {
    let account = session.account();
    let begun = store::factor(work, account).await?.filter(|row| row.confirmed_at.is_none());
    let Some(begun) = begun else { return Err(refusals::second_factor_not_begun().into()) };
    let step = match totp::digits(typed) {
        Some(code) => totp::step_of(&begun.secret, &code, work.outside())?,
        None => None,
    };
    let Some(step) = step else { return Err(refusals::code_wrong().into()) };
    store::use_up_step(work, account, step).await?;
    store::confirm_factor(work, account).await?;
    let codes = fresh_codes(work, account).await?;
    store::end_sessions_of(work, account).await?;
    let session = begin(work, account, client, true).await?;
    let event = Event::new(EventKind::SecondFactorConfirmed, json!({ "account": account }));
    Ok((Confirmed { codes, session }, event))
}

/// Makes ten new printed codes; the earlier ones no longer work.
///
/// Refuses: `code_throttled` · `second_factor_not_begun`
pub async fn renew_recovery_codes(
    work: &Work,
    session: &Session,
    typed: &str,
    client: &Client,
) -> Outcome<(Proven<Vec<String>>, Event)> {
    if prove(work, session, typed, client).await? == Proven::Wrong {
        return Ok((Proven::Wrong, failed(session, client)));
    }
    let codes = fresh_codes(work, session.account()).await?;
    let details = json!({ "account": session.account() });
    Ok((Proven::Right(codes), Event::new(EventKind::RecoveryCodesRenewed, details)))
}

/// Takes one's own second factor away, for another telephone or for good; ends every other session.
/// Where it is required, setting it up anew is the next step.
///
/// Refuses: `code_throttled` · `second_factor_not_begun`
pub async fn drop_second_factor(
    work: &Work,
    session: &Session,
    typed: &str,
    client: &Client,
) -> Outcome<(Proven<NewSession>, Event)> {
    if prove(work, session, typed, client).await? == Proven::Wrong {
        return Ok((Proven::Wrong, failed(session, client)));
    }
    let account = session.account();
    store::drop_factor(work, account).await?;
    store::end_sessions_of(work, account).await?;
    let next = begin(work, account, client, false).await?;
    let details = json!({ "account": account });
    Ok((Proven::Right(next), Event::new(EventKind::SecondFactorDropped, details)))
}

/// Takes somebody's second factor away and ends his sessions (người mất điện thoại).
///
/// Refuses: `not_for_oneself` · `account_unknown` · `second_factor_none`
pub async fn reset_second_factor(
    work: &Work,
    permit: &Permit<Administer>,
    account: AccountId,
) -> Outcome<((), Event)> {
    if permit.actor().is(account) {
        return Err(refusals::not_for_oneself().into());
    }
    if store::account(work, account).await?.is_none() {
        return Err(refusals::account_unknown().into());
    }
    if !store::drop_factor(work, account).await? {
        return Err(refusals::second_factor_none().into());
    }
    store::end_sessions_of(work, account).await?;
    Ok(((), Event::new(EventKind::SecondFactorReset, json!({ "account": account }))))
}

/// Says whether a second factor is required of those who see much.
pub async fn rule_second_factor(
    work: &Work,
    _permit: &Permit<Administer>,
    required: bool,
) -> Outcome<((), Event)> {
    let word = if required { site::SECOND_FACTOR_REQUIRED } else { site::SECOND_FACTOR_OFF };
    site::write(work, site::SECOND_FACTOR, word).await?;
    Ok(((), Event::new(EventKind::SiteSet, json!({ site::SECOND_FACTOR: word }))))
}

/// Whether all of these are unused printed codes of the account.
pub async fn are_recovery_codes(
    source: &impl Source,
    account: AccountId,
    codes: &[String],
) -> Result<bool, Fault> {
    let hashes: Vec<String> = codes.iter().map(|code| totp::hash_of_printed(code)).collect();
    let known = store::known_codes(source, account, &hashes).await?;
    Ok(!codes.is_empty() && usize::try_from(known).unwrap_or_default() == codes.len())
}

async fn fresh_codes(work: &Work, account: AccountId) -> Result<Vec<String>, Fault> {
    let codes: Vec<String> =
        (0..PRINTED_CODES).map(|_| totp::new_printed_code()).collect::<Result<_, _>>()?;
    let hashes: Vec<String> = codes.iter().map(|code| totp::hash_of_printed(code)).collect();
    store::drop_codes(work, account).await?;
    store::insert_codes(work, account, &hashes).await?;
    Ok(codes)
}

async fn prove(
    work: &Work,
    session: &Session,
    typed: &str,
    client: &Client,
) -> Outcome<Proven<()>> {
    let account = session.account();
    let row = store::account(work, account).await?;
    let login = row.map(|row| row.login).unwrap_or_default();
    prove_code(work, account, &login, typed, client).await
}

/// Takes a code of the telephone or a printed one and uses it up; a wrong one is written down.
pub(super) async fn prove_code(
    work: &Work,
    account: AccountId,
    login: &str,
    typed: &str,
    client: &Client,
) -> Outcome<Proven<()>> {
    if let Some(refusal) = throttle::of_codes(work, login, &client.address).await? {
        return Err(refusal.into());
    }
    let factor = store::factor(work, account).await?.filter(|row| row.confirmed_at.is_some());
    let Some(factor) = factor else { return Err(refusals::second_factor_not_begun().into()) };
    let right = match totp::digits(typed) {
        Some(code) => match totp::step_of(&factor.secret, &code, work.outside())? {
            Some(step) => store::use_up_step(work, account, step).await?,
            None => false,
        },
        None => store::use_up_code(work, account, &totp::hash_of_printed(typed)).await?,
    };
    if right {
        return Ok(Proven::Right(()));
    }
    store::insert_failure(work, &throttle::codes_of(login), &client.address).await?;
    Ok(Proven::Wrong)
}

fn failed(session: &Session, client: &Client) -> Event {
    let details =
        json!({ "account": session.account(), "address": client.address, "step": "code" });
    Event::new(EventKind::SignInFailed, details)
}
