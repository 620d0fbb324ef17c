//! One account as an administrator sees it: roles with their days, sessions, what can be done.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use entities::values::AccountId;
use serde::Deserialize;
use validator::Validate;

use super::sessions_view::{SessionView, session_views};
use super::sign_in::see_other;
use super::{link_page, span_words, state_words};
use crate::audit::Event;
use crate::authority::{Administer, Permit};
use crate::identity::{self, Account};
use crate::platform::clock::instant_in_vietnam;
use crate::platform::db::{Source, Work};
use crate::platform::outcome::{Outcome, Refusal};
use crate::vietnamese::date;
use crate::web::access::Visitor;
use crate::web::act::{Act, Answer};
use crate::web::components::{Issues, grant_words};
use crate::web::form::Form;
use crate::web::page::{Layout, Note};
use crate::web::reject::Reject;
use crate::web::{Site, show as page, url};

#[derive(Template)]
#[template(path = "identity/account.html")]
struct AccountPage {
    layout: Layout,
    here: String,
    full_name: String,
    login: String,
    state: &'static str,
    is_disabled: bool,
    is_open: bool,
    has_second_factor: bool,
    is_required: bool,
    is_own: bool,
    grants: Vec<GrantView>,
    sessions: Vec<SessionView>,
    failures: Vec<(String, String)>,
    today: String,
    issues: Issues,
}

struct GrantView {
    id: String,
    words: String,
    span: String,
    state: &'static str,
    can_end: bool,
}

#[derive(Deserialize, Validate)]
pub struct Renamed {
    #[serde(default)]
    #[validate(length(min = 1, max = 120, message = "Chưa có họ tên, hoặc họ tên dài quá."))]
    ho_ten: String,
}

pub async fn show(
    visitor: Visitor,
    _permit: Permit<Administer>,
    Path(account): Path<String>,
) -> Result<Response, Reject> {
    let account = named(&visitor, &account).await?;
    again(&visitor, account, Vec::new(), StatusCode::OK).await
}

/// The account that a path names.
pub async fn named(visitor: &Visitor, text: &str) -> Result<Account, Reject> {
    let id = AccountId(text.parse().map_err(|_| Reject::NotFound)?);
    identity::account(&visitor.reader, id).await?.ok_or(Reject::NotFound)
}

pub async fn rename(
    visitor: Visitor,
    permit: Permit<Administer>,
    Path(account): Path<String>,
    act: Act,
    form: Form<Renamed>,
) -> Result<Response, Reject> {
    let account = named(&visitor, &account).await?;
    if !form.issues.is_empty() {
        return again(&visitor, account, form.issues, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let (id, name) = (account.id, form.value.ho_ten);
    done(visitor, account, act, Note::Saved, async move |work: Work| {
        identity::rename_account(&work, &permit, id, &name).await
    })
    .await
}

pub async fn disable(
    visitor: Visitor,
    permit: Permit<Administer>,
    Path(account): Path<String>,
    act: Act,
) -> Result<Response, Reject> {
    let account = named(&visitor, &account).await?;
    let id = account.id;
    done(visitor, account, act, Note::AccountDisabled, async move |work: Work| {
        identity::disable_account(&work, &permit, id).await
    })
    .await
}

pub async fn enable(
    visitor: Visitor,
    permit: Permit<Administer>,
    Path(account): Path<String>,
    act: Act,
) -> Result<Response, Reject> {
    let account = named(&visitor, &account).await?;
    let id = account.id;
    done(visitor, account, act, Note::AccountEnabled, async move |work: Work| {
        identity::enable_account(&work, &permit, id).await
    })
    .await
}

pub async fn end_sessions(
    visitor: Visitor,
    permit: Permit<Administer>,
    Path(account): Path<String>,
    act: Act,
) -> Result<Response, Reject> {
    let account = named(&visitor, &account).await?;
    let id = account.id;
    done(visitor, account, act, Note::SessionsEnded, async move |work: Work| {
        let (_, event) = identity::end_sessions(&work, &permit, id).await?;
        Ok(((), event))
    })
    .await
}

pub async fn reset_second_factor(
    visitor: Visitor,
    permit: Permit<Administer>,
    Path(account): Path<String>,
    act: Act,
) -> Result<Response, Reject> {
    let account = named(&visitor, &account).await?;
    let id = account.id;
    done(visitor, account, act, Note::SecondFactorReset, async move |work: Work| {
        identity::reset_second_factor(&work, &permit, id).await
    })
    .await
}

/// Makes a one-time link and shows it, this once.
pub async fn link(
    State(site): State<Site>,
    visitor: Visitor,
    permit: Permit<Administer>,
    Path(account): Path<String>,
    act: Act,
) -> Result<Response, Reject> {
    let account = named(&visitor, &account).await?;
    let id = account.id;
    let inviting = move |work| async move { identity::invite(&work, &permit, id).await };
    match act.make(inviting).await {
        Ok(Some(invitation)) => link_page::show(&site, &visitor, &account, &invitation).await,
        Ok(None) => Ok(see_other(&url::with_note(&url::account(id), Note::ShownOnce.code()))),
        Err(Reject::Refused(issues)) => {
            again(&visitor, account, issues, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(other) => Err(other),
    }
}

/// An act on an account: back to its page with a word, or the page again with what is wrong.
pub async fn done<F, Doing>(
    visitor: Visitor,
    account: Account,
    act: Act,
    note: Note,
    verb: F,
) -> Result<Response, Reject>
where
    F: FnOnce(Work) -> Doing + Send + 'static,
    Doing: Future<Output = Outcome<((), Event)>> + Send + 'static,
{
    let to = url::with_note(&url::account(account.id), note.code());
    let done = act
        .run(move |work| async move {
            let ((), event) = verb(work).await?;
            Ok((Answer::see_other(to), event))
        })
        .await;
    match done {
        Err(Reject::Refused(issues)) => {
            again(&visitor, account, issues, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        other => other,
    }
}

async fn again(
    visitor: &Visitor,
    account: Account,
    issues: Vec<Refusal>,
    status: StatusCode,
) -> Result<Response, Reject> {
    let reader = &visitor.reader;
    let failures = identity::failures_of(reader, &account.login).await?;
    let is_own = visitor.session.as_ref().is_some_and(|session| session.account() == account.id);
    let page_of = AccountPage {
        layout: Layout::plain(visitor, &account.name).await?,
        here: url::account(account.id),
        state: state_words(&account),
        is_disabled: account.disabled_at.is_some(),
        is_open: account.is_open,
        has_second_factor: account.has_second_factor,
        is_required: identity::is_required_of(reader, &account.grants).await?,
        is_own,
        grants: grants(visitor, account.id).await?,
        sessions: session_views(reader, account.id, visitor.session.as_ref()).await?,
        failures: failures
            .into_iter()
            .map(|(at, address)| (instant_in_vietnam(at), address))
            .collect(),
        today: date(reader.today()),
        issues: Issues::new(issues),
        full_name: account.name,
        login: account.login,
    };
    Ok(page(status, &page_of))
}

async fn grants(visitor: &Visitor, account: AccountId) -> Result<Vec<GrantView>, Reject> {
    let reader = &visitor.reader;
    let today = reader.today();
    let mut views = Vec::new();
    for (id, grant) in identity::grants(reader, account).await? {
        let state = match () {
            () if grant.holds_on(today) => "Đang có",
            () if grant.from > today => "Chưa bắt đầu",
            () => "Đã hết",
        };
        views.push(GrantView {
            id: id.0.to_string(),
            words: grant_words(reader, &grant).await?,
            span: span_words(&grant),
            state,
            can_end: grant.to > today,
        });
    }
    views.reverse();
    views.sort_by_key(|view| !view.can_end);
    Ok(views)
}
