//! Changing one's own password; the old one is asked.

use serde_json::json;

use super::password::ChosenPassword;
use super::second_factor::Proven;
use super::session::{NewSession, Session};
use super::sign_in::{Proof, begin, settle};
use super::{refusals, store};
use crate::audit::{Event, EventKind};
use crate::platform::db::Work;
use crate::platform::outcome::Outcome;

/// Changes the password of the session's person (đổi mật khẩu) and ends every session; the one
/// given back takes the place of the present one. A wrong old password is to be committed too.
///
/// Refuses: `sign_in_throttled` · `account_unknown` when the passwords are of somebody else
pub async fn change_password(
    work: &Work,
    session: &Session,
    proof: Proof,
    chosen: &ChosenPassword,
) -> Outcome<(Proven<NewSession>, Event)> {
    let account = session.account();
    let own = store::account(work, account).await?.map(|row| row.login);
    if own.as_ref() != Some(&proof.login) || chosen.login != proof.login {
        return Err(refusals::account_unknown().into());
    }
    if settle(work, &proof).await? != Some(account) {
        let details = json!({ "account": account, "address": proof.client.address });
        return Ok((Proven::Wrong, Event::new(EventKind::SignInFailed, details)));
    }
    store::set_password(work, account, &chosen.hash).await?;
    store::void_invitations(work, account).await?;
    let was_proven = store::factor(work, account).await?.is_some_and(|f| f.confirmed_at.is_some());
    store::end_sessions_of(work, account).await?;
    let next = begin(work, account, &proof.client, was_proven).await?;
    let details = json!({ "account": account });
    Ok((Proven::Right(next), Event::new(EventKind::PasswordChanged, details)))
}
