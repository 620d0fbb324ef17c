//! A one-time link, shown once, with words to hand it over in a message or on the telephone.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;

use crate::identity::{Account, Invitation};
use crate::platform::clock::instant_in_vietnam;
use crate::web::access::Visitor;
use crate::web::page::Layout;
use crate::web::reject::Reject;
use crate::web::{Site, show as page, url};

#[derive(Template)]
#[template(path = "identity/link.html")]
struct LinkPage {
    layout: Layout,
    name: String,
    login: String,
    link: String,
    until: String,
    message: String,
    is_reset: bool,
    back: String,
}

pub async fn show(
    site: &Site,
    visitor: &Visitor,
    account: &Account,
    invitation: &Invitation,
) -> Result<Response, Reject> {
    let link = url::invitation(&site.server.public_url, &invitation.token);
    let until = instant_in_vietnam(invitation.expires_at);
    let what = if account.is_open { "đặt lại mật khẩu" } else { "đặt mật khẩu" };
    let message = format!(
        "Kính gửi {}. Mời mở liên kết dưới đây để {what} trang Khuyến học. \
         Tên đăng nhập: {}. Liên kết dùng được một lần, trước {until}; xin đừng gửi cho ai khác.\n\
         {link}",
        account.name, account.login
    );
    let page_of = LinkPage {
        layout: Layout::plain(visitor, "Liên kết dùng một lần").await?.with_script("copy.js"),
        name: account.name.clone(),
        login: account.login.clone(),
        link,
        until,
        message,
        is_reset: account.is_open,
        back: url::account(account.id),
    };
    Ok(page(StatusCode::OK, &page_of))
}
