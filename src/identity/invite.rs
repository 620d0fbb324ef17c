//! One-time links to choose a password.

use chrono::{DateTime, Duration, Utc};
use entities::values::{AccountId, OPEN_END, Role, UnitId};
use serde_json::json;

use super::grant_role::NewGrant;
use super::open_account::{NewAccount, open_account};
use super::{refusals, store, token};
use crate::audit::{Event, EventKind};
use crate::authority::{Administer, Permit};
use crate::platform::db::{Source, Work};
use crate::platform::outcome::Outcome;

const LASTS: Duration = Duration::days(7);
/// Whoever forgot his password waits for the link; a stranger who finds it must be late.
const RESET_LASTS: Duration = Duration::days(1);
const FIRST_LOGIN: &str = "quan-tri";
const FIRST_NAME: &str = "Người quản trị";

/// A one-time link (thư mời); the token is shown once and kept as a hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    pub token: String,
    pub expires_at: DateTime<Utc>,
}

/// The link that opens a new site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirstInvitation {
    pub login: String,
    pub invitation: Invitation,
}

/// Makes a new one-time link for an account, to choose its first password within seven days or,
/// where it has one, a new one within a day (đặt lại mật khẩu); earlier links no longer work.
/// Not for oneself: a session left open would become an account.
///
/// Refuses: `not_for_oneself` · `account_unknown`
pub async fn invite(
    work: &Work,
    permit: &Permit<Administer>,
    account: AccountId,
) -> Outcome<(Invitation, Event)> {
    if permit.actor().is(account) {
        return Err(refusals::not_for_oneself().into());
    }
    let row = store::account(work, account).await?.filter(|row| row.disabled_at.is_none());
    let Some(row) = row else { return Err(refusals::account_unknown().into()) };
    let lasts = if row.password_hash.is_some() { RESET_LASTS } else { LASTS };
    let (secret, hash) = token::new()?;
    let expires_at = work.now() + lasts;
    store::void_invitations(work, account).await?;
    store::insert_invitation(work, &hash, account, expires_at).await?;
    store::handle_requests_of(work, &row.login).await?;
    let details = json!({ "account": account, "reset": row.password_hash.is_some() });
    let event = Event::new(EventKind::Invited, details);
    Ok((Invitation { token: secret, expires_at }, event))
}

/// Opens an account and makes its first link, as one act.
///
/// Refuses: `login_unfit` · `login_taken` · `name_missing`
pub async fn open_and_invite(
    work: &Work,
    permit: &Permit<Administer>,
    new: &NewAccount,
) -> Outcome<((AccountId, Invitation), Event)> {
    let (account, event) = open_account(work, permit, new).await?;
    let (invitation, _) = invite(work, permit, account).await?;
    Ok(((account, invitation), event))
}

/// The link to print when nobody can sign in yet: opens the first account, an administrator's,
/// or makes a new link for it. `None` once anybody has a password.
pub async fn first_invitation(
    work: &Work,
    permit: &Permit<Administer>,
) -> Outcome<Option<(FirstInvitation, Event)>> {
    if store::has_passwords(work).await? {
        return Ok(None);
    }
    let account = if let Some(row) = store::account_by_login(work, FIRST_LOGIN).await? {
        row.id
    } else {
        first_account(work, permit).await?
    };
    let (invitation, event) = invite(work, permit, account).await?;
    Ok(Some((FirstInvitation { login: FIRST_LOGIN.to_owned(), invitation }, event)))
}

async fn first_account(work: &Work, permit: &Permit<Administer>) -> Outcome<AccountId> {
    let new = NewAccount { login: FIRST_LOGIN.to_owned(), name: FIRST_NAME.to_owned() };
    let (account, _) = open_account(work, permit, &new).await?;
    let grant = NewGrant {
        account,
        role: Role::Admin,
        unit: UnitId::SITE,
        from: work.today(),
        to: OPEN_END,
    };
    store::insert_grant(work, &grant, &permit.actor().key()).await?;
    Ok(account)
}
