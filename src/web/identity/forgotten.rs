//! Forgotten password (quên mật khẩu): whom to ask, and a request that an administrator will see.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use validator::Validate;

use crate::identity;
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
#[template(path = "identity/forgotten.html")]
struct ForgottenPage {
    layout: Layout,
    ten: String,
    /// Whom people ask, where the site says so.
    contact: String,
    issues: Issues,
}

#[derive(Deserialize, Validate)]
pub struct Typed {
    #[serde(default)]
    #[validate(length(min = 1, max = 60, message = "Chưa có tên đăng nhập."))]
    ten: String,
}

pub async fn show(visitor: Visitor) -> Result<Response, Reject> {
    again(&visitor, String::new(), Vec::new(), StatusCode::OK).await
}

/// Takes a request; the answer is the same whether the account exists or not.
pub async fn ask(visitor: Visitor, act: Act, form: Form<Typed>) -> Result<Response, Reject> {
    let ten = form.value.ten;
    if !form.issues.is_empty() {
        return again(&visitor, ten, form.issues, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let (login, address) = (ten.clone(), visitor.client.address.clone());
    let done = act
        .run(move |work| async move {
            let ((), event) = identity::ask_for_reset(&work, &login, &address).await?;
            let to = url::with_note(url::FORGOTTEN, Note::ResetAsked.code());
            Ok((Answer::see_other(to), event))
        })
        .await;
    match done {
        Err(Reject::Refused(issues)) => {
            again(&visitor, ten, issues, StatusCode::TOO_MANY_REQUESTS).await
        }
        other => other,
    }
}

async fn again(
    visitor: &Visitor,
    ten: String,
    issues: Vec<Refusal>,
    status: StatusCode,
) -> Result<Response, Reject> {
    let layout = Layout::plain(visitor, "Quên mật khẩu").await?;
    let contact = site::imprint(&visitor.reader).await?.contact;
    Ok(page(status, &ForgottenPage { layout, ten, contact, issues: Issues::new(issues) }))
}
