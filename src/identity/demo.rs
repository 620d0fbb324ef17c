//! The people of invented data, let in at one press.

use entities::values::AccountId;
use serde_json::json;

use super::account::{Account, accounts};
use super::refusals;
use super::session::NewSession;
use super::sign_in::{Client, begin};
use crate::audit::{Event, EventKind};
use crate::authority::Grant;
use crate::platform::db::{Source, Work};
use crate::platform::outcome::{Fault, Outcome};
use crate::platform::site;

/// Somebody of the story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoPerson {
    pub account: AccountId,
    pub name: String,
    pub grants: Vec<Grant>,
}

/// Who may be let in at one press; nobody unless the data are invented.
pub async fn demo_people(source: &impl Source) -> Result<Vec<DemoPerson>, Fault> {
    if !site::is_demo(source).await? {
        return Ok(Vec::new());
    }
    let today = source.today();
    let active = |account: &Account| account.disabled_at.is_none();
    let people = accounts(source).await?.into_iter().filter(active).map(|account| DemoPerson {
        account: account.id,
        name: account.name,
        grants: account.grants.into_iter().filter(|grant| grant.holds_on(today)).collect(),
    });
    Ok(people.filter(|person| !person.grants.is_empty()).collect())
}

/// Begins a session without a password, on invented data served by the demo command alone.
///
/// Refuses: `demo_closed` · `account_unknown`
pub async fn sign_in_as_demo_person(
    work: &Work,
    served_as_demo: bool,
    account: AccountId,
    client: &Client,
) -> Outcome<(NewSession, Event)> {
    if !served_as_demo || !site::is_demo(work).await? {
        return Err(refusals::demo_closed().into());
    }
    let session = begin(work, account, client, false).await?;
    let details = json!({ "account": account, "demo": true });
    Ok((session, Event::new(EventKind::SignedIn, details)))
}
