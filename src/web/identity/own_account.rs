//! One's own account (tài khoản của tôi): password, sessions, second factor.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use validator::Validate;

use super::sessions_view::{SessionView, session_views};
use super::sign_in::see_other;
use crate::identity::{self, Account, Attempt, Proven, SecondFactor, Session};
use crate::platform::outcome::{Fault, Refusal};
use crate::web::access::{self, Visitor};
use crate::web::act::{Act, Answer};
use crate::web::components::{Issues, grant_words};
use crate::web::form::Form;
use crate::web::page::{Layout, Note};
use crate::web::reject::Reject;
use crate::web::{Site, show as page, url};

#[derive(Template)]
#[template(path = "identity/own_account.html")]
struct OwnAccountPage {
    layout: Layout,
    name: String,
    login: String,
    roles: Vec<String>,
    issues: Issues,
    has_factor: bool,
    codes_left: u64,
    is_required: bool,
    sessions: Vec<SessionView>,
    others: usize,
}

#[expect(clippy::struct_field_names, reason = "fields named so are never carried or shown again")]
#[derive(Deserialize, Validate)]
pub struct Passwords {
    #[serde(default)]
    #[validate(length(min = 1, max = 1000, message = "Chưa có mật khẩu đang dùng."))]
    mat_khau_cu: String,
    #[serde(default)]
    #[validate(length(min = 1, max = 1000, message = "Chưa có mật khẩu mới."))]
    mat_khau: String,
    #[serde(default)]
    mat_khau_lan_hai: String,
}

#[derive(Deserialize, Validate)]
pub struct Ended {
    /// Which session; empty for every other one.
    #[serde(default)]
    phien: String,
}

pub async fn show(visitor: Visitor) -> Result<Response, Reject> {
    again(&visitor, Vec::new(), StatusCode::OK).await
}

pub async fn change_password(
    State(site): State<Site>,
    visitor: Visitor,
    act: Act,
    form: Form<Passwords>,
) -> Result<Response, Reject> {
    let session = present(&visitor)?.clone();
    let login = own(&visitor).await?.login;
    let done = match new_password(&login, form).await {
        Ok((old, chosen)) => {
            let client = visitor.client.clone();
            let attempt = Attempt { login, password: old, client };
            match identity::prove(&visitor.reader, &attempt).await {
                Ok(proof) => {
                    act.make(move |work| async move {
                        identity::change_password(&work, &session, proof, &chosen).await
                    })
                    .await
                }
                Err(failure) => Err(failure.into()),
            }
        }
        Err(reject) => Err(reject),
    };
    let to = url::with_note(url::OWN_ACCOUNT, Note::PasswordChanged.code());
    match done {
        Ok(Some(Proven::Right(next))) => {
            let mut response = see_other(&to);
            let cookie = access::cookie(&site, &next.token)?;
            response.headers_mut().insert(access::SETS_COOKIE, cookie);
            Ok(response)
        }
        Ok(Some(Proven::Wrong)) => {
            again(&visitor, vec![wrong_old()], StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Ok(None) => Ok(see_other(&to)),
        Err(Reject::Refused(issues)) => {
            again(&visitor, issues, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(other) => Err(other),
    }
}

async fn new_password(
    login: &str,
    form: Form<Passwords>,
) -> Result<(String, identity::ChosenPassword), Reject> {
    if !form.issues.is_empty() {
        return Err(Reject::Refused(form.issues));
    }
    let typed = form.value;
    if typed.mat_khau != typed.mat_khau_lan_hai {
        return Err(Reject::Refused(vec![super::invitation::unlike()]));
    }
    let chosen = identity::choose_password(login, &typed.mat_khau).await?;
    Ok((typed.mat_khau_cu, chosen))
}

pub async fn end_sessions(
    visitor: Visitor,
    act: Act,
    form: Form<Ended>,
) -> Result<Response, Reject> {
    let session = present(&visitor)?.clone();
    let only = form.value.phien;
    let done = act
        .run(move |work| async move {
            let only = Some(only.as_str()).filter(|mark| !mark.is_empty());
            let (_, event) = identity::end_other_sessions(&work, &session, only).await?;
            let to = url::with_note(url::OWN_ACCOUNT, Note::SessionsEnded.code());
            Ok((Answer::see_other(to), event))
        })
        .await;
    match done {
        Err(Reject::Refused(issues)) => {
            again(&visitor, issues, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        other => other,
    }
}

/// The session that the gate let in.
pub fn present(visitor: &Visitor) -> Result<&Session, Fault> {
    visitor.session.as_ref().ok_or_else(|| Fault::broken("the gate let nobody in"))
}

pub async fn own(visitor: &Visitor) -> Result<Account, Fault> {
    let account = identity::account(&visitor.reader, present(visitor)?.account()).await?;
    account.ok_or_else(|| Fault::broken("a session without its account"))
}

async fn again(
    visitor: &Visitor,
    issues: Vec<Refusal>,
    status: StatusCode,
) -> Result<Response, Reject> {
    let reader = &visitor.reader;
    let account = own(visitor).await?;
    let session = present(visitor)?;
    let mut roles = Vec::new();
    for grant in &account.grants {
        roles.push(format!("{} ({})", grant_words(reader, grant).await?, super::span_words(grant)));
    }
    let codes_left = match identity::second_factor(reader, account.id).await? {
        SecondFactor::Confirmed { codes_left, .. } => codes_left,
        _ => 0,
    };
    let sessions = session_views(reader, account.id, Some(session)).await?;
    let page_of = OwnAccountPage {
        layout: Layout::plain(visitor, "Tài khoản của tôi").await?,
        name: account.name,
        login: account.login,
        roles,
        issues: Issues::new(issues),
        has_factor: account.has_second_factor,
        codes_left,
        is_required: identity::is_required_of(reader, &account.grants).await?,
        others: sessions.iter().filter(|view| view.lives && !view.is_this).count(),
        sessions,
    };
    Ok(page(status, &page_of))
}

fn wrong_old() -> Refusal {
    Refusal::new(
        "password_wrong",
        "mat_khau_cu",
        "Mật khẩu đang dùng không đúng.",
        "Xin gõ lại. Nếu đã quên, xin hỏi người quản trị để nhận liên kết đặt lại.",
    )
}
