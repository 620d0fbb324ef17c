//! The targets of a unit in a period (chỉ tiêu).

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use entities::values::RowId;

use super::cascade_view::{means, state};
use super::desk::Desk;
use super::rows::{PastRow, Row, last_year, past, promised_in_words, row, whole};
use crate::authority::{ActionKind, Permit, ViewTargets};
use crate::platform::outcome::Refusal;
use crate::targets::{Given, Target, as_part};
use crate::vietnamese::capitalised;
use crate::web::access::Visitor;
use crate::web::components::Issues;
use crate::web::page::{Layout, Tab, period_words};
use crate::web::reject::Reject;
use crate::web::show as page;

#[derive(Template)]
#[template(path = "targets/list.html")]
struct ListPage {
    layout: Layout,
    issues: Issues,
    full_name: String,
    period: String,
    /// Whether results of the year before may be shown.
    shows_results: bool,
    asked: Vec<AskedRow>,
    own: Vec<Row>,
    from_above: Vec<Row>,
    past: Vec<PastRow>,
    can_adopt: bool,
    here: String,
    /// Year before, where it has targets that this one has not.
    opens_from: Option<String>,
}

/// A part of a target above that the unit is asked to promise.
pub struct AskedRow {
    pub action: String,
    pub key: String,
    pub id: String,
    pub name: String,
    pub owner: String,
    pub promised: String,
    pub means: String,
    pub whole_promised: String,
    pub wording: String,
    pub legal_source: String,
    pub last_year: String,
    pub last_fraction: String,
    pub class: &'static str,
    pub state: &'static str,
    /// What was said of it: by the unit above with the proposal, or by the unit itself.
    pub said: String,
    pub history: Vec<String>,
    pub step: i32,
    pub can_answer: bool,
    pub waits: bool,
    /// Texts of an answer that was not taken.
    pub counter: String,
    pub reason: String,
    pub refused: Vec<Refusal>,
}

/// An answer that was not taken, with what was typed.
#[derive(Clone, Debug)]
pub struct Refused {
    pub target: RowId,
    pub counter: String,
    pub reason: String,
    pub issues: Vec<Refusal>,
}

pub async fn show(
    visitor: Visitor,
    _permit: Permit<ViewTargets>,
    Path((_, period)): Path<(String, String)>,
) -> Result<Response, Reject> {
    again(&visitor, &period, None).await
}

/// The page; with an answer that was not taken it is shown as refused.
pub async fn again(
    visitor: &Visitor,
    period: &str,
    refused: Option<Refused>,
) -> Result<Response, Reject> {
    let desk = Desk::read(visitor, period).await?;
    let layout = Layout::of_unit(visitor, "Chỉ tiêu", desk.period, Tab::Targets).await?;
    let layout = layout.ok_or(Reject::NotFound)?;
    let place = visitor.unit()?;
    let can_answer = visitor.may(ActionKind::AnswerTargets, place);
    let can_adopt = visitor.may(ActionKind::AdoptTargets, place);
    let opens = can_adopt && !super::open_year::waiting(visitor, &desk).await?.is_empty();
    let key = |at: usize| format!("{}.tl{at}", layout.key);
    let asked = desk.asked.iter().enumerate().filter_map(|(at, (given, target))| {
        asked(&desk, given, target, key(at), can_answer, refused.as_ref())
    });
    let status = match &refused {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    let list = ListPage {
        asked: asked.collect(),
        issues: Issues::new(refused.as_ref().map(at_answer).unwrap_or_default()),
        full_name: capitalised(&desk.unit.full_name()),
        period: period_words(desk.period).to_lowercase(),
        shows_results: desk.gathered.is_some(),
        own: desk.own.iter().filter_map(|target| row(&desk, target)).collect(),
        from_above: desk.from_above.iter().filter_map(|target| row(&desk, target)).collect(),
        past: desk.past.iter().filter_map(|target| past(&desk, target)).collect(),
        can_adopt,
        here: desk.here(),
        opens_from: opens.then(|| period_words(desk.period.previous()).to_lowercase()),
        layout,
    };
    Ok(page(status, &list))
}

/// The issues of an answer, at the fields of its own form.
fn at_answer(refused: &Refused) -> Vec<Refusal> {
    let at = |issue: &Refusal| {
        let field = format!("{}-{}", issue.field, refused.target.0);
        Refusal { field, ..issue.clone() }
    };
    refused.issues.iter().map(at).collect()
}

fn asked(
    desk: &Desk,
    given: &Given,
    target: &Target,
    key: String,
    can_answer: bool,
    refused: Option<&Refused>,
) -> Option<AskedRow> {
    let indicator = desk.indicator(target).filter(|_| given.counts())?;
    let promise = as_part(indicator, &target.new, given.unit, given.latest.value);
    let (last_year, last_fraction) = last_year(desk, indicator);
    let (class, words) = state(given.latest.state);
    let refused = refused.filter(|refused| refused.target == target.id);
    Some(AskedRow {
        action: format!("{}/{}/tra-loi", desk.here(), target.id.0),
        key,
        id: target.id.0.to_string(),
        name: indicator.name.clone(),
        owner: desk.above.get(&target.new.unit).cloned().unwrap_or_default(),
        promised: promised_in_words(indicator, &promise),
        means: means(indicator, target, given.latest.value, whole(desk, indicator, given.unit)),
        whole_promised: promised_in_words(indicator, &target.new),
        wording: target.new.wording.clone(),
        legal_source: target.new.legal_source.clone(),
        last_year,
        last_fraction,
        class,
        state: words,
        said: super::cascade_view::answer(&given.latest),
        history: super::cascade_view::history(indicator, given),
        step: given.latest.number,
        can_answer: can_answer && given.may_be_answered(),
        waits: given.waits_for_answer(),
        counter: refused.map(|refused| refused.counter.clone()).unwrap_or_default(),
        reason: refused.map(|refused| refused.reason.clone()).unwrap_or_default(),
        refused: refused.map(|refused| refused.issues.clone()).unwrap_or_default(),
    })
}
