//! Choosing a password by a one-time link (nhận tài khoản).

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use validator::Validate;

use crate::identity::{self, ChosenPassword, Invited};
use crate::platform::outcome::{Failure, Refusal};
use crate::web::access::Visitor;
use crate::web::act::{Act, Answer};
use crate::web::components::Issues;
use crate::web::form::Form;
use crate::web::page::{Layout, Note};
use crate::web::reject::Reject;
use crate::web::{show as page, url};

#[derive(Template)]
#[template(path = "identity/invitation.html")]
struct InvitationPage {
    layout: Layout,
    /// Nobody when the link no longer works.
    invited: Option<Invited>,
    issues: Issues,
}

#[derive(Deserialize, Validate)]
pub struct Typed {
    #[serde(default)]
    #[validate(length(min = 1, max = 1000, message = "Chưa có mật khẩu."))]
    mat_khau: String,
    #[serde(default)]
    mat_khau_lan_hai: String,
}

pub async fn show(visitor: Visitor, Path(link): Path<String>) -> Result<Response, Reject> {
    let invited = identity::invited(&visitor.reader, &link).await?;
    let status = if invited.is_some() { StatusCode::OK } else { StatusCode::NOT_FOUND };
    again(&visitor, invited, Vec::new(), status).await
}

pub async fn accept(
    visitor: Visitor,
    Path(link): Path<String>,
    act: Act,
    form: Form<Typed>,
) -> Result<Response, Reject> {
    let Some(invited) = identity::invited(&visitor.reader, &link).await? else {
        return again(&visitor, None, Vec::new(), StatusCode::NOT_FOUND).await;
    };
    let chosen = match choose(&invited, form).await {
        Ok(chosen) => chosen,
        Err(Reject::Refused(issues)) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return again(&visitor, Some(invited), issues, status).await;
        }
        Err(other) => return Err(other),
    };
    act.run(move |work| async move {
        let (_, event) = identity::accept_invitation(&work, &link, &chosen).await?;
        let to = url::with_note(url::SIGN_IN, Note::PasswordChosen.code());
        Ok((Answer::see_other(to), event))
    })
    .await
}

async fn choose(invited: &Invited, form: Form<Typed>) -> Result<ChosenPassword, Reject> {
    if !form.issues.is_empty() {
        return Err(Reject::Refused(form.issues));
    }
    if form.value.mat_khau != form.value.mat_khau_lan_hai {
        return Err(Reject::Refused(vec![unlike()]));
    }
    match identity::choose_password(&invited.login, &form.value.mat_khau).await {
        Ok(chosen) => Ok(chosen),
        Err(Failure::Refused(issues)) => Err(Reject::Refused(issues)),
        Err(Failure::Fault(fault)) => Err(fault.into()),
    }
}

async fn again(
    visitor: &Visitor,
    invited: Option<Invited>,
    issues: Vec<Refusal>,
    status: StatusCode,
) -> Result<Response, Reject> {
    let title = if invited.is_some() {
        "Đặt mật khẩu"
    } else {
        "Liên kết không còn dùng được"
    };
    let layout = Layout::plain(visitor, title).await?;
    Ok(page(status, &InvitationPage { layout, invited, issues: Issues::new(issues) }))
}

pub fn unlike() -> Refusal {
    Refusal::new(
        "passwords_unlike",
        "mat_khau_lan_hai",
        "Hai lần gõ mật khẩu không giống nhau.",
        "Xin gõ lại cả hai ô.",
    )
}
