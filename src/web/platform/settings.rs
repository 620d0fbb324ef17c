//! Settings of the site (cài đặt): what it is called, whom people ask.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use serde_json::json;
use validator::Validate;

use crate::audit::{Event, EventKind};
use crate::authority::{Administer, Permit};
use crate::platform::outcome::Refusal;
use crate::platform::site;
use crate::web::access::Visitor;
use crate::web::act::{Act, Answer};
use crate::web::components::Issues;
use crate::web::form::Form;
use crate::web::page::{Layout, Note};
use crate::web::reject::Reject;
use crate::web::{show as page, url};

#[derive(Template)]
#[template(path = "platform/settings.html")]
struct SettingsPage {
    layout: Layout,
    typed: Typed,
    issues: Issues,
}

#[derive(Clone, Debug, Default, Deserialize, Validate)]
pub struct Typed {
    #[serde(default)]
    #[validate(length(max = 120, message = "Tên của trang quá dài."))]
    ten: String,
    #[serde(default)]
    #[validate(length(max = 200, message = "Người liên hệ quá dài."))]
    lien_he: String,
}

pub async fn show(visitor: Visitor, _permit: Permit<Administer>) -> Result<Response, Reject> {
    let imprint = site::imprint(&visitor.reader).await?;
    let typed = Typed { ten: imprint.name, lien_he: imprint.contact };
    again(&visitor, typed, Vec::new()).await
}

pub async fn save(
    act: Act,
    visitor: Visitor,
    _permit: Permit<Administer>,
    form: Form<Typed>,
) -> Result<Response, Reject> {
    let typed = form.value;
    if !form.issues.is_empty() {
        return again(&visitor, typed, form.issues).await;
    }
    act.run(move |work| async move {
        site::write(&work, site::NAME, &typed.ten).await?;
        site::write(&work, site::CONTACT, &typed.lien_he).await?;
        let event = Event::new(EventKind::SiteSet, json!({ "name": typed.ten }));
        let to = url::with_note(url::SETTINGS, Note::Saved.code());
        Ok((Answer::see_other(to), event))
    })
    .await
}

async fn again(visitor: &Visitor, typed: Typed, issues: Vec<Refusal>) -> Result<Response, Reject> {
    let status = if issues.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let layout = Layout::plain(visitor, "Cài đặt").await?;
    let issues = Issues::new(issues);
    Ok(page(status, &SettingsPage { layout, typed, issues }))
}
