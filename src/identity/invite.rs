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

/// Makes a new one-time link for an account; earlier ones no longer work.
///
/// Refuses: `account_unknown`
pub async fn invite(
    work: &Work,
    _permit: &Permit<Administer>,
    account: AccountId,
) -> Outcome<(Invitation, Event)> {
    match store::account(work, account).await? {
        Some(row) if row.disabled_at.is_none() => {}
        _ => return Err(refusals::account_unknown().into()),
    }
    let (secret, hash) = token::new()?;
    let expires_at = work.now() + LASTS;
    store::void_invitations(work, account).await?;
    store::insert_invitation(work, &hash, account, expires_at).await?;
    let event = Event::new(EventKind::Invited, json!({ "account": account }));
    Ok((Invitation { token: secret, expires_at }, event))
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
