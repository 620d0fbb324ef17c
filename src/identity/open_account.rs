//! Opening an account. It has no password until its invitation is accepted.

use entities::values::AccountId;
use serde_json::json;

use super::account::written;
use super::{refusals, store};
use crate::audit::{Event, EventKind};
use crate::authority::{Administer, Permit};
use crate::platform::db::{Source, Work};
use crate::platform::outcome::{Outcome, Refusal};
use crate::platform::rng;
use crate::vietnamese::canonical;

/// An account to be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAccount {
    pub login: String,
    pub name: String,
}

/// Opens an account (mở tài khoản).
///
/// Refuses: `login_unfit` · `login_taken` · `name_missing`
pub async fn open_account(
    work: &Work,
    _permit: &Permit<Administer>,
    new: &NewAccount,
) -> Outcome<(AccountId, Event)> {
    let (login, name) = (written(&new.login), canonical(&new.name));
    let mut wrong: Vec<Refusal> = Vec::new();
    if !is_fit(&login) {
        wrong.push(refusals::login_unfit());
    } else if store::account_by_login(work, &login).await?.is_some() {
        wrong.push(refusals::login_taken(&login));
    }
    if name.is_empty() {
        wrong.push(refusals::name_missing());
    }
    if !wrong.is_empty() {
        return Err(wrong.into());
    }
    let id = AccountId(rng::identity(work.now()));
    store::insert_account(work, id, &login, &name).await?;
    let details = json!({ "account": id, "login": login, "name": name });
    Ok((id, Event::new(EventKind::AccountOpened, details)))
}

fn is_fit(login: &str) -> bool {
    (3..=40).contains(&login.len())
        && login.bytes().all(|b| {
            b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'_')
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_login_is_short_and_plain() {
        for fit in ["hoa", "lai-son.hoa", "b_2"] {
            assert!(is_fit(fit), "{fit}");
        }
        for unfit in ["", "ab", "hòa", "hoa nguyen", "Hoa", "a/b", &"x".repeat(41)] {
            assert!(!is_fit(unfit), "{unfit}");
        }
    }
}
