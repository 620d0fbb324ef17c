//! Logging in (đăng nhập), by password or, on invented data, at one press.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use entities::values::AccountId;
use serde::Deserialize;
use validator::Validate;

use crate::identity::{self, Attempt, SignIn};
use crate::platform::outcome::{Failure, Fault, Refusal};
use crate::web::access::{self, Visitor};
use crate::web::act::{Act, Answer};
use crate::web::components::{Issues, grant_words};
use crate::web::form::Form;
use crate::web::page::Layout;
use crate::web::reject::Reject;
use crate::web::{Site, show as page, url};

#[derive(Template)]
#[template(path = "identity/sign_in.html")]
struct SignInPage {
    layout: Layout,
    typed: Typed,
    issues: Issues,
    people: Vec<Person>,
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
    tiep: String,
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
}

#[derive(Deserialize, Validate)]
pub struct Pressed {
    #[serde(default)]
    tai_khoan: String,
    #[serde(default)]
    tiep: String,
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
        address: visitor.address.clone(),
    };
    let proof = match identity::prove(&visitor.reader, &attempt).await {
        Ok(proof) => proof,
        Err(Failure::Refused(issues)) => {
            return again(&site, &visitor, typed, issues, StatusCode::TOO_MANY_REQUESTS).await;
        }
        Err(Failure::Fault(fault)) => return Err(fault.into()),
    };
    let (then, bakery) = (url::within_site(&typed.tiep).to_owned(), site.clone());
    let done = act
        .run(move |work| async move {
            let (outcome, event) = identity::sign_in(&work, proof).await?;
            let answer = match outcome {
                SignIn::In(session) => {
                    Answer::see_other(then).with_cookie(access::cookie(&bakery, &session.token)?)
                }
                SignIn::Wrong => Answer::see_other(url::SIGN_IN),
            };
            Ok((answer, event))
        })
        .await;
    match done {
        Ok(response) if response.headers().contains_key(access::SETS_COOKIE) => Ok(response),
        Ok(_) => {
            let issues = vec![wrong()];
            again(&site, &visitor, typed, issues, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(Reject::Refused(issues)) => {
            again(&site, &visitor, typed, issues, StatusCode::TOO_MANY_REQUESTS).await
        }
        Err(other) => Err(other),
    }
}

pub async fn create_as_demo_person(
    State(site): State<Site>,
    act: Act,
    form: Form<Pressed>,
) -> Result<Response, Reject> {
    let account = form.value.tai_khoan.parse().map_err(|_| Reject::NotFound)?;
    let then = url::within_site(&form.value.tiep).to_owned();
    act.run(move |work| async move {
        let demo = site.served_as_demo;
        let (session, event) =
            identity::sign_in_as_demo_person(&work, demo, AccountId(account)).await?;
        let cookie = access::cookie(&site, &session.token)?;
        Ok((Answer::see_other(then).with_cookie(cookie), event))
    })
    .await
}

async fn again(
    site: &Site,
    visitor: &Visitor,
    typed: Typed,
    issues: Vec<Refusal>,
    status: StatusCode,
) -> Result<Response, Reject> {
    let layout = Layout::plain(visitor, "Đăng nhập").await?;
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
