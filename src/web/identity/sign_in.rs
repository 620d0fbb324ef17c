//! Logging in (đăng nhập), by password or, on invented data, at one press.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use entities::values::AccountId;
use serde::Deserialize;
use validator::Validate;

use super::code;
use crate::identity::{self, Attempt, NewSession, SignIn};
use crate::platform::outcome::{Fault, Refusal};
use crate::web::access::{self, Visitor};
use crate::web::act::Act;
use crate::web::components::{Issues, grant_words};
use crate::web::form::Form;
use crate::web::kept::{self, Kept, Why};
use crate::web::page::Layout;
use crate::web::reject::Reject;
use crate::web::{Site, show as page, url};

/// Scripts of the pages where people type.
const OF_LATER_PAGES: [&str; 4] = ["entry.js", "cells.js", "waiting.js", "prose.js"];

#[derive(Template)]
#[template(path = "identity/sign_in.html")]
struct SignInPage {
    layout: Layout,
    typed: Typed,
    issues: Issues,
    people: Vec<Person>,
}

#[derive(Template)]
#[template(path = "identity/signed_in.html")]
struct SignedInPage {
    layout: Layout,
    name: String,
}

/// Somebody of the story, as a button.
struct Person {
    account: String,
    name: String,
    roles: String,
}

#[derive(Default, Deserialize)]
pub struct Then {
    #[serde(default)]
    pub tiep: String,
}

#[derive(Clone, Default, Deserialize, Validate)]
pub struct Typed {
    #[serde(default)]
    #[validate(length(min = 1, max = 60, message = "Chưa có tên đăng nhập."))]
    ten: String,
    #[serde(default)]
    #[validate(length(min = 1, max = 1000, message = "Chưa có mật khẩu."))]
    mat_khau: String,
    /// Where to go afterwards.
    #[serde(default)]
    tiep: String,
    /// What was typed before the session was over, and where it goes.
    #[serde(default)]
    giu: String,
    #[serde(default)]
    giu_den: String,
}

#[derive(Deserialize, Validate)]
pub struct Pressed {
    #[serde(default)]
    tai_khoan: String,
    #[serde(default)]
    tiep: String,
    #[serde(default)]
    giu: String,
    #[serde(default)]
    giu_den: String,
}

pub async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Query(then): Query<Then>,
) -> Result<Response, Reject> {
    if visitor.session.is_some() {
        return Ok(Redirect::to(url::within_site(&then.tiep)).into_response());
    }
    let typed = Typed { tiep: then.tiep, ..Typed::default() };
    again(&site, &visitor, typed, Vec::new(), StatusCode::OK).await
}

/// The page for somebody whose session is over, with what he typed.
pub async fn again_with(site: &Site, visitor: &Visitor, kept: Kept) -> Result<Response, Reject> {
    let typed = Typed { giu: kept.body, giu_den: kept.to, ..Typed::default() };
    again(site, visitor, typed, Vec::new(), StatusCode::UNAUTHORIZED).await
}

/// For a page in another tab that waits for its person to be signed in again.
pub async fn done(visitor: Visitor) -> Result<Response, Reject> {
    let layout = Layout::plain(&visitor, "Đã đăng nhập lại").await?;
    let name = visitor.actor.name().to_owned();
    Ok(page(StatusCode::OK, &SignedInPage { layout, name }))
}

pub async fn create(
    State(site): State<Site>,
    visitor: Visitor,
    act: Act,
    form: Form<Typed>,
) -> Result<Response, Reject> {
    let typed = form.value;
    if !form.issues.is_empty() {
        return again(&site, &visitor, typed, form.issues, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let attempt = Attempt {
        login: typed.ten.clone(),
        password: typed.mat_khau.clone(),
        client: visitor.client.clone(),
    };
    let done = match identity::prove(&visitor.reader, &attempt).await {
        Ok(proof) => {
            act.make(move |work| async move { identity::sign_in(&work, proof).await }).await
        }
        Err(failure) => Err(failure.into()),
    };
    let kept = Kept::new(&typed.giu_den, typed.giu.as_bytes());
    match done {
        Ok(Some(SignIn::In(session))) => arrive(&site, &visitor, session, &typed.tiep, kept).await,
        Ok(Some(SignIn::OwesCode(half))) => {
            code::ask(&site, &visitor, half, &typed.tiep, kept).await
        }
        Ok(Some(SignIn::Wrong)) => {
            let issues = vec![wrong()];
            again(&site, &visitor, typed, issues, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Ok(None) => Ok(Redirect::to(url::within_site(&typed.tiep)).into_response()),
        Err(Reject::Refused(issues)) => {
            again(&site, &visitor, typed, issues, StatusCode::TOO_MANY_REQUESTS).await
        }
        Err(other) => Err(other),
    }
}

/// With the cookie of a new session: on to where one wanted, or to what one had typed.
pub async fn arrive(
    site: &Site,
    visitor: &Visitor,
    session: NewSession,
    then: &str,
    kept: Kept,
) -> Result<Response, Reject> {
    let reader = site.db.reader();
    let begun = identity::session(&reader, &session.token).await?;
    let begun = begun.ok_or_else(|| Fault::broken("a session that has just begun is over"))?;
    let now = Visitor {
        actor: identity::actor_of(&begun),
        session: Some(begun),
        half: None,
        reader,
        ..visitor.clone()
    };
    let mut response = if kept.is_empty() {
        see_other(url::within_site(then))
    } else {
        let other = kept.is_of_other(&now);
        let why = if other { Why::OtherPerson } else { Why::SignedInAgain };
        kept::page(&now, &kept, why).await?
    };
    response.headers_mut().insert(access::SETS_COOKIE, access::cookie(site, &session.token)?);
    Ok(response)
}

pub fn see_other(to: &str) -> Response {
    Redirect::to(to).into_response()
}

pub async fn create_as_demo_person(
    State(site): State<Site>,
    visitor: Visitor,
    act: Act,
    form: Form<Pressed>,
) -> Result<Response, Reject> {
    let account = form.value.tai_khoan.parse().map_err(|_| Reject::NotFound)?;
    let (client, demo) = (visitor.client.clone(), site.served_as_demo);
    let session = act
        .make(move |work| async move {
            identity::sign_in_as_demo_person(&work, demo, AccountId(account), &client).await
        })
        .await?;
    let kept = Kept::new(&form.value.giu_den, form.value.giu.as_bytes());
    match session {
        Some(session) => arrive(&site, &visitor, session, &form.value.tiep, kept).await,
        None => Ok(see_other(url::within_site(&form.value.tiep))),
    }
}

async fn again(
    site: &Site,
    visitor: &Visitor,
    typed: Typed,
    issues: Vec<Refusal>,
    status: StatusCode,
) -> Result<Response, Reject> {
    let layout = Layout::plain(visitor, "Đăng nhập").await?.fetching_early(&OF_LATER_PAGES);
    let people = people(site, visitor).await?;
    Ok(page(status, &SignInPage { layout, typed, issues: Issues::new(issues), people }))
}

async fn people(site: &Site, visitor: &Visitor) -> Result<Vec<Person>, Fault> {
    let mut people = Vec::new();
    if !site.served_as_demo {
        return Ok(people);
    }
    for person in identity::demo_people(&visitor.reader).await? {
        let mut roles = Vec::new();
        for grant in &person.grants {
            roles.push(grant_words(&visitor.reader, grant).await?);
        }
        let (account, name) = (person.account.0.to_string(), person.name);
        people.push(Person { account, name, roles: roles.join("; ") });
    }
    Ok(people)
}

/// Does not say which of the two is wrong.
fn wrong() -> Refusal {
    Refusal::new(
        "sign_in_wrong",
        "ten",
        "Tên đăng nhập hoặc mật khẩu không đúng.",
        "Xin gõ lại; chữ hoa và chữ thường của mật khẩu là khác nhau.",
    )
}
