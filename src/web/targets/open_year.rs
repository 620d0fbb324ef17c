//! Opening a year (mở năm mới): the targets of the year before, to be changed and adopted.
//!
//! Nothing is copied until somebody adopts it; what has been adopted is not proposed again.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;

use super::adopt::{Choice, operators};
use super::desk::Desk;
use super::draft::{Draft, at_fields};
use super::rows::{last_year, promised_in_words};
use crate::authority::{AdoptTargets, Permit};
use crate::platform::db::Source;
use crate::platform::outcome::{Fault, Refusal};
use crate::targets::{self, NewTarget, Target};
use crate::vietnamese::capitalised;
use crate::web::access::Visitor;
use crate::web::act::{Act, Answer};
use crate::web::components::Issues;
use crate::web::form::Fields;
use crate::web::page::{Layout, Note, Tab, period_words};
use crate::web::reject::Reject;
use crate::web::{show as page, url};

#[derive(Template)]
#[template(path = "targets/open_year.html")]
struct OpenPage {
    layout: Layout,
    issues: Issues,
    full_name: String,
    period: String,
    last_period: String,
    action: String,
    back: String,
    rows: Vec<OpenRow>,
    legal_source: String,
    adopted_on: String,
}

struct OpenRow {
    number: usize,
    name: String,
    promised: String,
    last_year: String,
    draft: Draft,
    operators: Vec<Choice>,
    is_taken: bool,
}

/// Targets of the year before that have none of the same indicator and reach in this one.
pub async fn waiting(visitor: &Visitor, desk: &Desk) -> Result<Vec<Target>, Fault> {
    let before = desk.period.previous();
    let mut old = targets::targets_of(&visitor.reader, &[desk.unit.unit], &[before]).await?;
    old.retain(|old| {
        let same =
            |new: &Target| new.new.indicator == old.new.indicator && new.new.reach == old.new.reach;
        old.handed_from.is_none() && !desk.own.iter().any(same)
    });
    let place = |target: &Target| {
        desk.indicators.iter().position(|indicator| indicator.code == target.new.indicator)
    };
    old.retain(|target| place(target).is_some());
    old.sort_by_cached_key(place);
    Ok(old)
}

pub async fn show(
    visitor: Visitor,
    _permit: Permit<AdoptTargets>,
    Path((_, period)): Path<(String, String)>,
) -> Result<Response, Reject> {
    let desk = Desk::read(&visitor, &period).await?;
    form(&visitor, &desk, None, Vec::new()).await
}

pub async fn create(
    act: Act,
    visitor: Visitor,
    permit: Permit<AdoptTargets>,
    fields: Fields,
    Path((_, period)): Path<(String, String)>,
) -> Result<Response, Reject> {
    let desk = Desk::read(&visitor, &period).await?;
    let chosen = match read(&visitor, &desk, &fields) {
        Ok(chosen) => chosen,
        Err(issues) => return form(&visitor, &desk, Some(&fields), issues).await,
    };
    let (numbers, new): (Vec<usize>, Vec<NewTarget>) = chosen.into_iter().unzip();
    let to = url::with_note(&desk.here(), Note::Saved.code());
    let done = act
        .run(async move |work| {
            let (_, event) = targets::open_year(&work, &permit, &new).await?;
            Ok((Answer::see_other(to), event))
        })
        .await;
    match done {
        Err(Reject::Refused(issues)) => {
            let issues = at_fields(issues).into_iter().map(|issue| at_row(issue, &numbers));
            form(&visitor, &desk, Some(&fields), issues.collect()).await
        }
        other => other,
    }
}

/// From the number of a target that was sent to that of its row.
fn at_row(issue: Refusal, numbers: &[usize]) -> Refusal {
    let row = issue.field.split_once('.').and_then(|(number, name)| {
        let number: usize = number.parse().ok()?;
        Some(format!("{}.{name}", numbers.get(number)?))
    });
    Refusal { field: row.unwrap_or(issue.field), ..issue }
}

/// The rows that were chosen, each with its number.
fn read(
    visitor: &Visitor,
    desk: &Desk,
    fields: &Fields,
) -> Result<Vec<(usize, NewTarget)>, Vec<Refusal>> {
    let (mut chosen, mut issues) = (Vec::new(), Vec::new());
    let rows = fields.iter().filter_map(|(name, _)| name.strip_suffix(".lay")?.parse().ok());
    for number in rows {
        let draft = draft(fields, number);
        let today = visitor.reader.today();
        match draft.read(desk.unit.unit, desk.period, &desk.indicators, today) {
            Ok(new) => chosen.push((number, new)),
            Err(refused) => issues.extend(refused.into_iter().map(|issue| {
                let common = matches!(issue.field.as_str(), "van_ban" | "ngay");
                let field = if common { issue.field } else { format!("{number}.{}", issue.field) };
                Refusal { field, ..issue }
            })),
        }
    }
    issues.sort_by(|a, b| a.field.cmp(&b.field));
    issues.dedup();
    if chosen.is_empty() && issues.is_empty() {
        let says = "Chưa đánh dấu chỉ tiêu nào.";
        issues.push(Refusal::new("nobody_chosen", "0.lay", says, "Xin đánh dấu ít nhất một."));
    }
    if issues.is_empty() { Ok(chosen) } else { Err(issues) }
}

fn draft(fields: &Fields, number: usize) -> Draft {
    let text = |name: &str| fields.get(name).unwrap_or_default().to_owned();
    Draft {
        legal_source: text("van_ban"),
        adopted_on: text("ngay"),
        ..Draft::of_fields(fields, &format!("{number}."))
    }
}

async fn form(
    visitor: &Visitor,
    desk: &Desk,
    fields: Option<&Fields>,
    issues: Vec<Refusal>,
) -> Result<Response, Reject> {
    let layout = Layout::of_unit(visitor, "Mở năm mới", desk.period, Tab::Targets).await?;
    let waiting = waiting(visitor, desk).await?;
    let rows = waiting.iter().enumerate().filter_map(|(number, target)| {
        let indicator = desk.indicator(target)?;
        let typed = fields.map(|fields| draft(fields, number));
        let draft = typed.unwrap_or_else(|| Draft::of_target(target));
        let taken = |fields: &Fields| fields.get(&format!("{number}.lay")).is_some();
        Some(OpenRow {
            number,
            name: indicator.name.clone(),
            promised: promised_in_words(indicator, &target.new),
            last_year: last_year(desk, indicator).0,
            operators: operators(&draft.operator),
            draft,
            is_taken: fields.is_none_or(taken),
        })
    });
    let text = |name: &str| fields.and_then(|fields| fields.get(name)).unwrap_or("").to_owned();
    let status = if issues.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let shown = OpenPage {
        layout: layout.ok_or(Reject::NotFound)?,
        full_name: capitalised(&desk.unit.full_name()),
        period: period_words(desk.period).to_lowercase(),
        last_period: period_words(desk.period.previous()).to_lowercase(),
        action: format!("{}/mo-nam", desk.here()),
        back: desk.here(),
        rows: rows.collect(),
        legal_source: text("van_ban"),
        adopted_on: text("ngay"),
        issues: Issues::new(issues),
    };
    Ok(page(status, &shown))
}
