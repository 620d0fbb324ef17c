//! Where an administrator begins (quản trị): the places, the last backup, the version, and
//! whether a second factor is asked for.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use chrono::{DateTime, Utc};
use serde::Deserialize;
use validator::Validate;

use crate::authority::{Administer, Permit};
use crate::identity;
use crate::platform::clock::{day_in_vietnam, hour_in_vietnam};
use crate::platform::site;
use crate::vietnamese::date;
use crate::web::access::Visitor;
use crate::web::act::{Act, Answer};
use crate::web::form::Form;
use crate::web::page::{Layout, Note};
use crate::web::reject::Reject;
use crate::web::{show as page, url};

#[derive(Template)]
#[template(path = "identity/administration.html")]
struct AdministrationPage {
    layout: Layout,
    sections: Vec<Section>,
    last_backup: Option<String>,
    version: &'static str,
    requires_second_factor: bool,
}

/// A place that an administrator goes to.
struct Section {
    title: &'static str,
    says: String,
    href: &'static str,
}

#[derive(Deserialize, Validate)]
pub struct Ruled {
    #[serde(default)]
    hai_buoc: String,
}

pub async fn show(visitor: Visitor, permit: Permit<Administer>) -> Result<Response, Reject> {
    let reader = &visitor.reader;
    let accounts = identity::accounts(reader).await?.len();
    let requests = identity::reset_requests(reader, &permit).await?.len();
    let says = match requests {
        0 => format!("{accounts} tài khoản. Mở tài khoản, giao vai trò, trao liên kết."),
        some => format!("{accounts} tài khoản, {some} người xin đặt lại mật khẩu."),
    };
    let sections = vec![Section { title: "Tài khoản", says, href: url::ACCOUNTS }];
    let page_of = AdministrationPage {
        layout: Layout::plain(&visitor, "Quản trị").await?,
        sections,
        last_backup: site::last_backup(reader).await?.map(instant),
        version: env!("CARGO_PKG_VERSION"),
        requires_second_factor: site::requires_second_factor(reader).await?,
    };
    Ok(page(StatusCode::OK, &page_of))
}

/// Says whether those who see much must prove a second factor.
pub async fn rule(
    act: Act,
    permit: Permit<Administer>,
    form: Form<Ruled>,
) -> Result<Response, Reject> {
    let required = form.value.hai_buoc != "tat";
    act.run(move |work| async move {
        let ((), event) = identity::rule_second_factor(&work, &permit, required).await?;
        Ok((Answer::see_other(url::with_note(url::ADMINISTRATION, Note::Saved.code())), event))
    })
    .await
}

fn instant(at: DateTime<Utc>) -> String {
    format!("{} ngày {}", hour_in_vietnam(at), date(day_in_vietnam(at)))
}
