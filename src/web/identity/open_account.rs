//! Opening an account: a name, and a login that is proposed from it.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use validator::Validate;

use super::link_page;
use super::sign_in::see_other;
use crate::authority::{Administer, Permit};
use crate::identity::{self, NewAccount};
use crate::platform::outcome::{Fault, Refusal};
use crate::web::access::Visitor;
use crate::web::act::Act;
use crate::web::components::Issues;
use crate::web::form::Form;
use crate::web::page::{Layout, Note};
use crate::web::reject::Reject;
use crate::web::{Site, show as page, url};

#[derive(Template)]
#[template(path = "identity/open_account.html")]
struct OpenAccountPage {
    layout: Layout,
    typed: Typed,
    issues: Issues,
}

#[derive(Clone, Default, Deserialize, Validate)]
pub struct Typed {
    #[serde(default)]
    #[validate(length(min = 1, max = 120, message = "Chưa có họ tên, hoặc họ tên dài quá."))]
    ho_ten: String,
    #[serde(default)]
    #[validate(length(max = 60, message = "Tên đăng nhập dài quá."))]
    ten_dang_nhap: String,
}

pub async fn show(visitor: Visitor, _permit: Permit<Administer>) -> Result<Response, Reject> {
    again(&visitor, Typed::default(), Vec::new(), StatusCode::OK).await
}

pub async fn create(
    State(site): State<Site>,
    visitor: Visitor,
    permit: Permit<Administer>,
    act: Act,
    form: Form<Typed>,
) -> Result<Response, Reject> {
    let typed = form.value;
    if !form.issues.is_empty() {
        return again(&visitor, typed, form.issues, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let login = match typed.ten_dang_nhap.trim() {
        "" => identity::proposed_login(&visitor.reader, &typed.ho_ten).await?,
        chosen => chosen.to_owned(),
    };
    let new = NewAccount { login, name: typed.ho_ten.clone() };
    let opening = move |work| async move { identity::open_and_invite(&work, &permit, &new).await };
    match act.make(opening).await {
        Ok(Some((id, invitation))) => {
            let account = identity::account(&site.db.reader(), id).await?;
            let account = account.ok_or_else(|| Fault::broken("an account just opened is gone"))?;
            link_page::show(&site, &visitor, &account, &invitation).await
        }
        Ok(None) => Ok(see_other(&url::with_note(url::ACCOUNTS, Note::ShownOnce.code()))),
        Err(Reject::Refused(issues)) => {
            again(&visitor, typed, issues, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(other) => Err(other),
    }
}

async fn again(
    visitor: &Visitor,
    typed: Typed,
    issues: Vec<Refusal>,
    status: StatusCode,
) -> Result<Response, Reject> {
    let layout = Layout::plain(visitor, "Mở tài khoản").await?;
    Ok(page(status, &OpenAccountPage { layout, typed, issues: Issues::new(issues) }))
}
