//! What an administrator sees (quản trị): accounts and their roles, the last backup, the version.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use chrono::{DateTime, Utc};

use crate::authority::{Administer, Permit};
use crate::identity;
use crate::platform::clock::{day_in_vietnam, hour_in_vietnam};
use crate::platform::db::Source;
use crate::platform::site;
use crate::vietnamese::date;
use crate::web::access::Visitor;
use crate::web::components::grant_words;
use crate::web::page::Layout;
use crate::web::reject::Reject;
use crate::web::show as page;

#[derive(Template)]
#[template(path = "identity/administration.html")]
struct AdministrationPage {
    layout: Layout,
    accounts: Vec<Row>,
    last_backup: Option<String>,
    version: &'static str,
}

struct Row {
    name: String,
    login: String,
    roles: Vec<String>,
    state: &'static str,
}

pub async fn show(visitor: Visitor, _permit: Permit<Administer>) -> Result<Response, Reject> {
    let reader = &visitor.reader;
    let mut accounts = Vec::new();
    for account in identity::accounts(reader).await? {
        let mut roles = Vec::new();
        for grant in account.grants.iter().filter(|grant| grant.holds_on(reader.today())) {
            roles.push(grant_words(reader, grant).await?);
        }
        let state = match (account.disabled_at, account.is_open) {
            (Some(_), _) => "Đã ngừng",
            (None, true) => "Đang dùng",
            (None, false) => "Chưa đặt mật khẩu",
        };
        accounts.push(Row { name: account.name, login: account.login, roles, state });
    }
    let last_backup = site::last_backup(reader).await?.map(instant);
    let layout = Layout::plain(&visitor, "Quản trị").await?;
    let version = env!("CARGO_PKG_VERSION");
    Ok(page(StatusCode::OK, &AdministrationPage { layout, accounts, last_backup, version }))
}

fn instant(at: DateTime<Utc>) -> String {
    format!("{} ngày {}", hour_in_vietnam(at), date(day_in_vietnam(at)))
}
