//! One cell: its value, where it comes from, and every value it ever had.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use entities::values::{Code, Period};

use super::entry_view::{not_taken, shown_text, typed_text};
use crate::authority::{ActionKind, Permit, ViewFigures};
use crate::facts::Measure;
use crate::platform::clock::instant_in_vietnam;
use crate::statistics::{self, Cell, CellKey};
use crate::vietnamese::{capitalised, date};
use crate::web::access::Visitor;
use crate::web::page::{Layout, Tab};
use crate::web::reject::Reject;
use crate::web::{show as show_page, unit_page, url};

#[derive(Template)]
#[template(path = "statistics/cell.html")]
struct CellPage {
    layout: Layout,
    full_name: String,
    name: String,
    code: String,
    report: Period,
    period: Period,
    value: String,
    /// What stands in the field: what was typed last when that was not taken.
    text: String,
    refused: Option<String>,
    base: i32,
    source: String,
    as_of: String,
    note: String,
    reason: String,
    can_enter: bool,
    action: String,
    here: String,
    back: String,
    history: Vec<HistoryView>,
}

struct HistoryView {
    version: i32,
    value: String,
    by: String,
    at: String,
    source: String,
    as_of: String,
    note: String,
}

pub async fn show(
    visitor: Visitor,
    permit: Permit<ViewFigures>,
    Path((_, report, code)): Path<(String, String, String)>,
) -> Result<Response, Reject> {
    let report = unit_page::period(&report)?;
    let unit = unit_page::unit_in(&visitor.reader, permit.unit(), report).await?;
    let form = statistics::form(&visitor.reader, &permit, report).await?;
    let form = form.ok_or(Reject::NotFound)?;
    let cell = form.find(&Code::new(&code)).ok_or(Reject::NotFound)?;
    let measure = &cell.measure;
    let key = CellKey {
        unit: unit.unit,
        period: cell.period,
        measure: measure.code.clone(),
        origin: cell.origin,
    };
    let history = statistics::history(&visitor.reader, &permit, &key).await?;
    let fact = cell.cell.as_ref().map(|stored| &stored.fact);
    let back = url::figures(unit.unit, &unit.slug, report);
    let layout = Layout::of_unit(&visitor, &measure.name, report, Tab::Figures)
        .await?
        .ok_or(Reject::NotFound)?;
    let page = CellPage {
        layout,
        full_name: capitalised(&unit.full_name()),
        name: measure.name.clone(),
        code: measure.code.to_string(),
        report,
        period: cell.period,
        value: shown_text(measure, cell.value()),
        text: match &cell.refused {
            Some(refused) => refused.typed.clone(),
            None => typed_text(measure, cell.value()),
        },
        refused: cell.refused.as_ref().map(|refused| not_taken(measure, cell.value(), refused)),
        base: cell.version(),
        source: fact.map(|fact| fact.source.clone()).unwrap_or_default(),
        as_of: fact.and_then(|fact| fact.as_of).map(date).unwrap_or_default(),
        note: fact.map(|fact| fact.note.clone()).unwrap_or_default(),
        reason: fact.map(|fact| fact.reason.clone()).unwrap_or_default(),
        can_enter: visitor.may(ActionKind::EnterFigures, visitor.unit()?),
        here: format!("{back}/{}", measure.code),
        action: back.clone(),
        back,
        history: history.iter().map(|stored| history_view(measure, stored)).collect(),
    };
    Ok(show_page(StatusCode::OK, &page))
}

fn history_view(measure: &Measure, cell: &Cell) -> HistoryView {
    let fact = &cell.fact;
    let parts = [fact.note.as_str(), fact.reason.as_str()];
    HistoryView {
        version: cell.version,
        value: shown_text(measure, fact.value),
        by: fact.entered_by.clone(),
        at: instant_in_vietnam(fact.entered_at),
        source: fact.source.clone(),
        as_of: fact.as_of.map(date).unwrap_or_default(),
        note: parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; "),
    }
}
