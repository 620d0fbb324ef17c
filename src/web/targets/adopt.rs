//! Adopting a target, revising it, withdrawing it.

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::Response;
use entities::values::UnitId;
use serde::Deserialize;

use super::desk::Desk;
use super::draft::{Draft, OPERATORS, at_fields, reaches};
use super::rows::{Row, row};
use super::target;
use crate::authority::{AdoptTargets, Permit};
use crate::platform::db::Source;
use crate::platform::outcome::Refusal;
use crate::targets;
use crate::vietnamese::capitalised;
use crate::web::access::Visitor;
use crate::web::act::{Act, Answer};
use crate::web::components::Issues;
use crate::web::form::Fields;
use crate::web::page::{Layout, Note, Tab, period_words};
use crate::web::reject::Reject;
use crate::web::{show as page, url};

#[derive(Template)]
#[template(path = "targets/form.html")]
struct FormPage {
    layout: Layout,
    issues: Issues,
    full_name: String,
    period: String,
    action: String,
    back: String,
    draft: Draft,
    /// The target that is revised.
    revised: Option<Row>,
    indicators: Vec<Choice>,
    operators: Vec<Choice>,
    reaches: Vec<Choice>,
    units: Vec<UnitChoice>,
}

pub struct Choice {
    pub value: String,
    pub text: String,
    pub is_chosen: bool,
}

pub struct UnitChoice {
    pub unit: UnitId,
    pub name: String,
    pub is_chosen: bool,
}

/// Choices of the comparison, one of them chosen.
pub fn operators(chosen: &str) -> Vec<Choice> {
    let choice = |(_, word, text): &(_, &str, &str)| Choice {
        value: (*word).to_owned(),
        text: (*text).to_owned(),
        is_chosen: *word == chosen,
    };
    OPERATORS.iter().map(choice).collect()
}

#[derive(Deserialize)]
pub struct Asked {
    #[serde(rename = "chi-so", default)]
    indicator: String,
}

/// The empty form.
pub async fn show(
    visitor: Visitor,
    _permit: Permit<AdoptTargets>,
    Path((_, period)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Reject> {
    let desk = Desk::read(&visitor, &period).await?;
    let draft = Draft { indicator: asked.indicator, ..Draft::default() };
    form(&visitor, &desk, draft, None, Vec::new()).await
}

pub async fn create(
    act: Act,
    visitor: Visitor,
    permit: Permit<AdoptTargets>,
    fields: Fields,
    Path((_, period)): Path<(String, String)>,
) -> Result<Response, Reject> {
    let desk = Desk::read(&visitor, &period).await?;
    let draft = Draft::of_fields(&fields, "");
    let today = visitor.reader.today();
    let new = match draft.read(permit.unit(), desk.period, &desk.indicators, today) {
        Ok(new) => new,
        Err(issues) => return form(&visitor, &desk, draft, None, issues).await,
    };
    let here = desk.here();
    let done = act
        .run(async move |work| {
            let (id, event) = targets::add(&work, &permit, &new).await?;
            Ok((Answer::see_other(saved(&here, id)), event))
        })
        .await;
    match done {
        Err(Reject::Refused(issues)) => form(&visitor, &desk, draft, None, at_fields(issues)).await,
        other => other,
    }
}

pub async fn show_revision(
    visitor: Visitor,
    _permit: Permit<AdoptTargets>,
    Path((_, period, id)): Path<(String, String, String)>,
) -> Result<Response, Reject> {
    let desk = Desk::read(&visitor, &period).await?;
    let standing = target::find(&desk, &id)?;
    if targets::bound(&visitor.reader, &visitor.actor, standing).await?.is_some() {
        return target::again(&visitor, &period, &id, None).await;
    }
    let draft = Draft::of_target(standing);
    form(&visitor, &desk, draft, Some(&id), Vec::new()).await
}

pub async fn revise(
    act: Act,
    visitor: Visitor,
    permit: Permit<AdoptTargets>,
    fields: Fields,
    Path((_, period, id)): Path<(String, String, String)>,
) -> Result<Response, Reject> {
    let desk = Desk::read(&visitor, &period).await?;
    let old = target::find(&desk, &id)?.id;
    let draft = Draft::of_fields(&fields, "");
    let today = visitor.reader.today();
    let new = match draft.read(permit.unit(), desk.period, &desk.indicators, today) {
        Ok(new) => new,
        Err(issues) => return form(&visitor, &desk, draft, Some(&id), issues).await,
    };
    let here = desk.here();
    let done = act
        .run(async move |work| {
            let (written, event) = targets::revise(&work, &permit, old, &new).await?;
            Ok((Answer::see_other(saved(&here, written)), event))
        })
        .await;
    match done {
        Err(Reject::Refused(issues)) => {
            form(&visitor, &desk, draft, Some(&id), at_fields(issues)).await
        }
        other => other,
    }
}

pub async fn withdraw(
    act: Act,
    visitor: Visitor,
    permit: Permit<AdoptTargets>,
    fields: Fields,
    Path((_, period, id)): Path<(String, String, String)>,
) -> Result<Response, Reject> {
    let desk = Desk::read(&visitor, &period).await?;
    let (here, old) = (desk.here(), target::find(&desk, &id)?.id);
    let typed = target::Typed::of_fields(&fields);
    let reason = typed.withdrawn_because.clone();
    let done = act
        .run(async move |work| {
            let ((), event) = targets::withdraw(&work, &permit, old, &reason).await?;
            Ok((Answer::see_other(url::with_note(&here, Note::Saved.code())), event))
        })
        .await;
    match done {
        Err(Reject::Refused(mut issues)) => {
            for issue in issues.iter_mut().filter(|issue| issue.field == "reason") {
                "ly_do_bai_bo".clone_into(&mut issue.field);
            }
            target::again(&visitor, &period, &id, Some((typed, issues))).await
        }
        other => other,
    }
}

/// The page of what was written; the list when nothing had to be.
fn saved(here: &str, id: Option<entities::values::RowId>) -> String {
    let to = id.map_or_else(|| here.to_owned(), |id| format!("{here}/{}", id.0));
    url::with_note(&to, Note::Saved.code())
}

async fn form(
    visitor: &Visitor,
    desk: &Desk,
    draft: Draft,
    revised: Option<&str>,
    issues: Vec<Refusal>,
) -> Result<Response, Reject> {
    let (title, action) = match revised {
        Some(id) => ("Sửa chỉ tiêu", format!("{}/{id}/sua", desk.here())),
        None => ("Thêm chỉ tiêu", desk.here()),
    };
    let layout = Layout::of_unit(visitor, title, desk.period, Tab::Targets).await?;
    let revised = revised.map(|id| target::find(desk, id)).transpose()?;
    let indicator = |known: &crate::indicators::Indicator| Choice {
        value: known.code.to_string(),
        text: format!("{} ({})", known.name, known.unit),
        is_chosen: known.code.as_str() == draft.indicator,
    };
    let reach =
        |(value, text): (String, String)| Choice { is_chosen: value == draft.reach, value, text };
    let unit = |version: &crate::org::UnitVersion| UnitChoice {
        unit: version.unit,
        name: version.full_name(),
        is_chosen: draft.units.contains(&version.unit),
    };
    let status = if issues.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let shown = FormPage {
        layout: layout.ok_or(Reject::NotFound)?,
        issues: Issues::new(issues),
        full_name: capitalised(&desk.unit.full_name()),
        period: period_words(desk.period).to_lowercase(),
        action,
        back: desk.here(),
        revised: revised.and_then(|target| row(desk, target)),
        indicators: desk.indicators.iter().map(indicator).collect(),
        operators: operators(&draft.operator),
        reaches: reaches(&desk.kinds()).into_iter().map(reach).collect(),
        units: desk.children().map(unit).collect(),
        draft,
    };
    Ok(page(status, &shown))
}
