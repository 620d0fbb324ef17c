//! The entry form by way of Excel: the page that explains it, and the workbook to fill in.

use askama::Template;
use axum::extract::{Path, RawQuery};
use axum::http::StatusCode;
use axum::response::Response;
use entities::values::Period;

use crate::authority::{ActionKind, Permit, ViewFigures};
use crate::platform::clock::instant_in_vietnam;
use crate::platform::db::Source;
use crate::platform::outcome::{Fault, Refusal};
use crate::statistics::{self, BlockSource, BlocksOf, Form, PastBlock};
use crate::vietnamese::capitalised;
use crate::web::access::Visitor;
use crate::web::page::{Layout, Tab, period_words};
use crate::web::reject::Reject;
use crate::web::{download, show as show_page, unit_page, url};

/// Years in the workbook of several years.
const SEVERAL: usize = 5;

#[derive(Template)]
#[template(path = "statistics/book.html")]
struct BookPage {
    layout: Layout,
    full_name: String,
    period: String,
    first: Period,
    last: Period,
    refusal: Option<Refusal>,
    can_enter: bool,
    /// Of the entry form.
    back: String,
    here: String,
    past: Vec<PastView>,
}

struct PastView {
    href: String,
    words: String,
}

/// How to do it, and the workbooks that were sent in before.
pub async fn show(
    visitor: Visitor,
    permit: Permit<ViewFigures>,
    Path((_, period)): Path<(String, String)>,
) -> Result<Response, Reject> {
    page(&visitor, &permit, &period, None).await
}

/// The same page with why a file was not taken.
pub async fn page(
    visitor: &Visitor,
    permit: &Permit<ViewFigures>,
    period: &str,
    refusal: Option<Refusal>,
) -> Result<Response, Reject> {
    let period = unit_page::period(period)?;
    let unit = unit_page::unit_in(&visitor.reader, permit.unit(), period).await?;
    let blocks = statistics::blocks(&visitor.reader, BlocksOf::Own(permit), period).await?;
    let back = url::figures(unit.unit, &unit.slug, period);
    let here = format!("{back}/nop-excel");
    let layout = Layout::of_unit(visitor, "Điền bằng Excel", period, Tab::Figures).await?;
    let status = match &refusal {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    let page = BookPage {
        layout: layout.ok_or(Reject::NotFound)?,
        full_name: capitalised(&unit.full_name()),
        period: period_words(period).to_lowercase(),
        first: several(period).first().copied().unwrap_or(period),
        last: period,
        refusal,
        can_enter: visitor.may(ActionKind::EnterFigures, visitor.unit()?),
        past: blocks.iter().filter_map(|block| past_view(&here, block)).collect(),
        back,
        here,
    };
    Ok(show_page(status, &page))
}

fn past_view(here: &str, block: &PastBlock) -> Option<PastView> {
    let BlockSource::Upload { file, .. } = &block.source else { return None };
    let at = instant_in_vietnam(block.at);
    let undone = if block.undone.is_some() { ", đã hoàn tác" } else { "" };
    let (by, cells) = (&block.by, block.cells);
    let words = format!("{at}, {by}: tệp {file}, {cells} ô{undone}");
    Some(PastView { href: format!("{here}/{}", block.id.0), words })
}

/// The workbook: of the year, or of several (`?nhieu-nam`); with what stands, or blank (`?trong`).
pub async fn download(
    visitor: Visitor,
    permit: Permit<ViewFigures>,
    Path((_, period)): Path<(String, String)>,
    RawQuery(query): RawQuery,
) -> Result<Response, Reject> {
    let period = unit_page::period(&period)?;
    let unit = unit_page::unit_in(&visitor.reader, permit.unit(), period).await?;
    let asks = |word| query.as_deref().is_some_and(|q| q.split('&').any(|asked| asked == word));
    let (blank, many) = (asks("trong"), asks("nhieu-nam"));
    let periods = if many { several(period) } else { vec![period] };
    let forms = forms(&visitor.reader, &permit, &periods).await?;
    let book = statistics::form_book(unit.unit, &capitalised(&unit.full_name()), &forms, !blank);
    let name = match (many, blank) {
        (true, _) => "bieu-nhieu-nam",
        (false, true) => "bieu-trong",
        (false, false) => "bieu-so-lieu",
    };
    let name = format!("{name}-{}-{period}.xlsx", unit.slug);
    Ok(download::form(&visitor.reader, &name, book).await?)
}

/// The years up to one, the earliest first.
fn several(last: Period) -> Vec<Period> {
    let mut periods: Vec<Period> =
        std::iter::successors(Some(last), |period| Some(period.previous())).take(SEVERAL).collect();
    periods.reverse();
    periods
}

/// The forms of those years in which the unit existed.
pub async fn forms(
    source: &impl Source,
    permit: &Permit<ViewFigures>,
    periods: &[Period],
) -> Result<Vec<Form>, Fault> {
    let mut forms = Vec::new();
    for period in periods {
        forms.extend(statistics::form(source, permit, *period).await?);
    }
    Ok(forms)
}
