//! The second step of logging in: the code of the telephone, or a printed one.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use validator::Validate;

use super::sign_in::{Then, arrive, see_other};
use crate::identity::{self, NewSession, Proven};
use crate::platform::outcome::Refusal;
use crate::web::access::{self, Visitor};
use crate::web::act::Act;
use crate::web::components::Issues;
use crate::web::form::Form;
use crate::web::kept::Kept;
use crate::web::page::Layout;
use crate::web::reject::Reject;
use crate::web::{Site, show as page, url};

#[derive(Template)]
#[template(path = "identity/code.html")]
struct CodePage {
    layout: Layout,
    typed: Typed,
    issues: Issues,
}

#[derive(Clone, Default, Deserialize, Validate)]
pub struct Typed {
    #[serde(default)]
    #[validate(length(min = 1, max = 60, message = "Chưa có mã."))]
    ma: String,
    #[serde(default)]
    tiep: String,
    #[serde(default)]
    giu: String,
    #[serde(default)]
    giu_den: String,
}

pub async fn show(visitor: Visitor, Query(then): Query<Then>) -> Result<Response, Reject> {
    if visitor.half.is_none() {
        return Ok(see_other(url::within_site(&then.tiep)));
    }
    let typed = Typed { tiep: then.tiep, ..Typed::default() };
    again(&visitor, typed, Vec::new(), StatusCode::OK).await
}

/// After the password: the page of the code, at its own address unless something typed is carried.
pub async fn ask(
    site: &Site,
    visitor: &Visitor,
    half: NewSession,
    then: &str,
    kept: Kept,
) -> Result<Response, Reject> {
    let mut response = if kept.is_empty() {
        see_other(&url::code_then(url::within_site(then)))
    } else {
        let typed = Typed { giu: kept.body, giu_den: kept.to, ..Typed::default() };
        again(visitor, typed, Vec::new(), StatusCode::OK).await?
    };
    response.headers_mut().insert(access::SETS_COOKIE, access::cookie(site, &half.token)?);
    Ok(response)
}

pub async fn create(
    State(site): State<Site>,
    visitor: Visitor,
    act: Act,
    form: Form<Typed>,
) -> Result<Response, Reject> {
    let typed = form.value;
    let Some(half) = visitor.half.clone() else {
        return Ok(see_other(url::within_site(&typed.tiep)));
    };
    if !form.issues.is_empty() {
        return again(&visitor, typed, form.issues, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let (ma, client) = (typed.ma.clone(), visitor.client.clone());
    let done = act
        .make(move |work| async move { identity::give_code(&work, &half, &ma, &client).await })
        .await;
    let kept = Kept::new(&typed.giu_den, typed.giu.as_bytes());
    match done {
        Ok(Some(Proven::Right(session))) => {
            arrive(&site, &visitor, session, &typed.tiep, kept).await
        }
        Ok(Some(Proven::Wrong)) => {
            again(&visitor, typed, vec![wrong()], StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Ok(None) => Ok(see_other(url::within_site(&typed.tiep))),
        Err(Reject::Refused(issues)) => {
            let over = issues.iter().any(|issue| issue.code == "sign_in_over");
            let many = StatusCode::TOO_MANY_REQUESTS;
            let status = if over { StatusCode::UNPROCESSABLE_ENTITY } else { many };
            again(&visitor, typed, issues, status).await
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
    let layout = Layout::plain(visitor, "Nhập mã xác thực").await?;
    Ok(page(status, &CodePage { layout, typed, issues: Issues::new(issues) }))
}

pub fn wrong() -> Refusal {
    Refusal::new(
        "code_wrong",
        "ma",
        "Mã chưa đúng, đã dùng rồi, hoặc đã hết hạn.",
        "Xin chờ điện thoại hiện mã mới rồi gõ lại, hoặc dùng một mã dự phòng khác.",
    )
}
