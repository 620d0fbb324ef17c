//! Pages of identity.

pub mod account;
pub mod accounts;
pub mod administration;
pub mod code;
pub mod forgotten;
pub mod grant;
pub mod invitation;
mod link_page;
pub mod open_account;
pub mod own_account;
mod printed_codes;
pub mod second_factor;
mod sessions_view;
pub mod sign_in;
pub mod sign_out;

use entities::values::OPEN_END;

use crate::authority::Grant;
use crate::identity::Account;
use crate::vietnamese::date;

/// e.g. `từ 01/01/2021`, `từ 01/01/2021 đến hết 31/12/2021`.
fn span_words(grant: &Grant) -> String {
    let from = date(grant.from);
    match grant.to.pred_opt() {
        Some(last) if grant.to != OPEN_END => format!("từ {from} đến hết {}", date(last)),
        _ => format!("từ {from}"),
    }
}

/// How an account stands, in words.
fn state_words(account: &Account) -> &'static str {
    match (account.disabled_at, account.is_open) {
        (Some(_), _) => "Đã ngừng",
        (None, true) => "Đang dùng",
        (None, false) => "Chưa đặt mật khẩu",
    }
}
