//! The list of accounts, and those who forgot their password.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::Response;
use entities::values::{RowId, UnitId};
use serde::Deserialize;

use super::{span_words, state_words};
use crate::authority::{Administer, Grant, Permit};
use crate::documents::{Align, Cell, Column, Emphasis, Row as TableRow, Table};
use crate::identity::{self, Account};
use crate::org;
use crate::platform::clock::instant_in_vietnam;
use crate::platform::db::{Reader, Source};
use crate::platform::outcome::Fault;
use crate::vietnamese::{date, fold};
use crate::web::access::Visitor;
use crate::web::act::{Act, Answer};
use crate::web::components::role_words;
use crate::web::page::{Layout, Note};
use crate::web::reject::Reject;
use crate::web::{download, show as page, url};
use crate::workbooks::Sheet;

/// More are found by their name.
const SHOWN: usize = 200;

#[derive(Template)]
#[template(path = "identity/accounts.html")]
struct AccountsPage {
    layout: Layout,
    asked: String,
    found: usize,
    all: usize,
    rows: Vec<Row>,
    requests: Vec<Request>,
}

struct Row {
    name: String,
    login: String,
    href: String,
    roles: Vec<String>,
    state: &'static str,
    has_second_factor: bool,
}

/// Somebody who forgot his password.
struct Request {
    id: String,
    login: String,
    name: Option<String>,
    href: String,
    when: String,
}

#[derive(Default, Deserialize)]
pub struct Search {
    #[serde(default)]
    tim: String,
}

pub async fn list(
    visitor: Visitor,
    permit: Permit<Administer>,
    Query(search): Query<Search>,
) -> Result<Response, Reject> {
    let reader = &visitor.reader;
    let accounts = identity::accounts(reader).await?;
    let names = unit_names(reader).await?;
    let wanted = fold(&search.tim);
    let matches = |account: &&Account| {
        fold(&account.name).contains(wanted.trim()) || account.login.contains(wanted.trim())
    };
    let found: Vec<&Account> = accounts.iter().filter(matches).collect();
    let today = reader.today();
    let row = |account: &&Account| Row {
        name: account.name.clone(),
        login: account.login.clone(),
        href: url::account(account.id),
        roles: account
            .grants
            .iter()
            .filter(|grant| grant.holds_on(today))
            .map(|grant| words(grant, &names))
            .collect(),
        state: state_words(account),
        has_second_factor: account.has_second_factor,
    };
    let page_of = AccountsPage {
        layout: Layout::plain(&visitor, "Tài khoản").await?,
        asked: search.tim,
        all: accounts.len(),
        rows: found.iter().take(SHOWN).map(row).collect(),
        found: found.len(),
        requests: requests(reader, &permit).await?,
    };
    Ok(page(StatusCode::OK, &page_of))
}

async fn requests(reader: &Reader, permit: &Permit<Administer>) -> Result<Vec<Request>, Fault> {
    let waiting = identity::reset_requests(reader, permit).await?;
    Ok(waiting
        .into_iter()
        .map(|request| Request {
            id: request.id.0.to_string(),
            login: request.login,
            href: request.account.as_ref().map(|(id, _)| url::account(*id)).unwrap_or_default(),
            name: request.account.map(|(_, name)| name),
            when: instant_in_vietnam(request.asked_at),
        })
        .collect())
}

/// Puts a request aside.
pub async fn dismiss(
    act: Act,
    permit: Permit<Administer>,
    Path(request): Path<String>,
) -> Result<Response, Reject> {
    let id = RowId(request.parse().map_err(|_| Reject::NotFound)?);
    act.run(move |work| async move {
        let ((), event) = identity::dismiss_reset_request(&work, &permit, id).await?;
        Ok((Answer::see_other(url::with_note(url::ACCOUNTS, Note::Saved.code())), event))
    })
    .await
}

/// All accounts as a workbook; no hash and no secret is in it.
pub async fn xlsx(visitor: Visitor, _permit: Permit<Administer>) -> Result<Response, Reject> {
    let reader = &visitor.reader;
    let table = table(&identity::accounts(reader).await?, &unit_names(reader).await?);
    let head = vec!["Tài khoản".to_owned(), format!("Ngày {}", date(reader.today()))];
    let sheet = Sheet::new("Tài khoản", head, table);
    Ok(download::excel(reader, "tai-khoan.xlsx", vec![sheet]).await?)
}

fn table(accounts: &[Account], names: &BTreeMap<UnitId, String>) -> Table {
    let titles = ["Họ tên", "Tên đăng nhập", "Tình trạng", "Hai bước", "Vai trò", "Thời hạn"];
    let column =
        |title: &str| Column { group: String::new(), title: title.to_owned(), align: Align::Left };
    let mut rows = Vec::new();
    for account in accounts {
        let factor = if account.has_second_factor { "có" } else { "chưa" };
        let mut line = |role: String, span: String| {
            let cells = [&account.name[..], &account.login, state_words(account), factor];
            let cells = cells.into_iter().map(Cell::from);
            rows.push(TableRow {
                emphasis: Emphasis::Plain,
                cells: cells.chain([Cell::from(role), Cell::from(span)]).collect(),
            });
        };
        for grant in &account.grants {
            line(words(grant, names), span_words(grant));
        }
        if account.grants.is_empty() {
            line(String::new(), String::new());
        }
    }
    Table {
        key: "tai-khoan".to_owned(),
        caption: String::new(),
        columns: titles.map(column).to_vec(),
        stub: 1,
        rows,
        notes: Vec::new(),
    }
}

/// What every unit is or was last called.
async fn unit_names(reader: &Reader) -> Result<BTreeMap<UnitId, String>, Fault> {
    let mut versions = org::all_versions(reader).await?;
    versions.sort_by_key(|version| version.from);
    Ok(versions.into_iter().map(|version| (version.unit, version.full_name())).collect())
}

fn words(grant: &Grant, names: &BTreeMap<UnitId, String>) -> String {
    match names.get(&grant.unit) {
        Some(name) => format!("{}, {name}", role_words(grant.role)),
        None => role_words(grant.role).to_owned(),
    }
}
