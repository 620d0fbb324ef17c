//! Opening an account. It has no password until its invitation is accepted.

use entities::values::AccountId;
use serde_json::json;

use super::account::written;
use super::{refusals, store};
use crate::audit::{Event, EventKind};
use crate::authority::{Administer, Permit};
use crate::platform::db::{Source, Work};
use crate::platform::outcome::{Fault, Outcome, Refusal};
use crate::platform::rng;
use crate::vietnamese::{canonical, slug};

/// Leaves room for a number within the forty letters of a login.
const LONGEST_STEM: usize = 36;

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

/// A login for a name that nobody has yet: the given name, then the family name, then a number,
/// as `hoa.nguyen`, `hoa.nguyen2` (tên đăng nhập gợi ý).
pub async fn proposed_login(source: &impl Source, name: &str) -> Result<String, Fault> {
    let stem = stem_of(name);
    for number in 1.. {
        let login = if number == 1 { stem.clone() } else { format!("{stem}{number}") };
        if store::account_by_login(source, &login).await?.is_none() {
            return Ok(login);
        }
    }
    Ok(stem)
}

fn stem_of(name: &str) -> String {
    let words = slug(name);
    let mut words = words.split('-').filter(|word| !word.is_empty());
    let family = words.next().unwrap_or("nguoi");
    let stem = match words.next_back() {
        Some(given) => format!("{given}.{family}"),
        None => format!("{family}.ten"),
    };
    stem.chars().take(LONGEST_STEM).collect()
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
    fn a_proposed_login_is_the_given_name_and_the_family_name() {
        let long = "Tôn Nữ Hương ".repeat(9);
        for (name, stem) in [
            ("Nguyễn Thị Hoa", "hoa.nguyen"),
            ("  Đỗ   Ánh ", "anh.do"),
            ("Hoa", "hoa.ten"),
            ("", "nguoi.ten"),
            (&long[..], "huong.ton"),
        ] {
            assert_eq!(stem_of(name), stem);
            assert!(is_fit(stem), "{stem}");
        }
    }

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
