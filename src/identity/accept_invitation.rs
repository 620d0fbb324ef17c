//! Choosing a password by a one-time link.

use entities::values::AccountId;
use serde_json::json;

use super::password::ChosenPassword;
use super::{refusals, store, token};
use crate::audit::{Event, EventKind};
use crate::platform::db::{Source, Work};
use crate::platform::outcome::{Fault, Outcome};

/// For whom a link is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invited {
    pub account: AccountId,
    pub login: String,
    pub name: String,
}

/// For whom a link is, while it works.
pub async fn invited(source: &impl Source, link: &str) -> Result<Option<Invited>, Fault> {
    let Some(row) = store::invitation(source, &token::hash(link)).await? else {
        return Ok(None);
    };
    if row.used_at.is_some() || row.expires_at <= source.now() {
        return Ok(None);
    }
    let account = store::account(source, row.account_id).await?;
    Ok(account.filter(|account| account.disabled_at.is_none()).map(|account| Invited {
        account: account.id,
        login: account.login,
        name: account.name,
    }))
}

/// Gives an account the password chosen for it and uses up its link (nhận tài khoản).
///
/// Sessions that were open under an earlier password end.
///
/// Refuses: `link_unknown` when the link was used, is too old or was never made
pub async fn accept_invitation(
    work: &Work,
    link: &str,
    chosen: &ChosenPassword,
) -> Outcome<(Invited, Event)> {
    let who = invited(work, link).await?.filter(|who| who.login == chosen.login);
    let Some(who) = who else {
        return Err(refusals::link_unknown().into());
    };
    if !store::use_up_invitation(work, &token::hash(link)).await? {
        return Err(refusals::link_unknown().into());
    }
    store::set_password(work, who.account, &chosen.hash).await?;
    store::end_sessions_of(work, who.account).await?;
    store::forgive_failures_of(work, &who.login).await?;
    let event = Event::new(EventKind::InvitationAccepted, json!({ "account": who.account }));
    Ok((who, event))
}
