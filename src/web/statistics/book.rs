//! Figures by way of Excel: the page that explains it, and the workbooks to fill in — the form of
//! one unit, or of the units below side by side.

use askama::Template;
use axum::extract::{Path, RawQuery};
use axum::http::StatusCode;
use axum::response::Response;
use entities::values::{Period, UnitId};

use super::block_view::{BlockView, block_views};
use super::grid_view::form_title;
use crate::authority::{ActionKind, Permit, ViewFigures, ViewGrid};
use crate::org;
use crate::platform::db::Source;
use crate::platform::outcome::{Fault, Refusal};
use crate::progress::{self, Columns, Grid};
use crate::statistics::{self, BlockSource, BlocksOf, Form};
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
    is_side: bool,
    refusal: Option<Refusal>,
    can_enter: bool,
    /// Where the figures are typed.
    back: String,
    here: String,
    downloads: Vec<Download>,
    /// The same for the units below.
    side: Option<String>,
    past: Vec<BlockView>,
}

struct Download {
    href: String,
    words: String,
}

/// How to do it, and the workbooks that were sent in before.
pub async fn show(
    visitor: Visitor,
    permit: Permit<ViewFigures>,
    Path((_, period)): Path<(String, String)>,
) -> Result<Response, Reject> {
    page(&visitor, BlocksOf::Own(&permit), &period, None).await
}

/// The same for the units below side by side.
pub async fn show_side(
    visitor: Visitor,
    permit: Permit<ViewGrid>,
    Path((_, period)): Path<(String, String)>,
) -> Result<Response, Reject> {
    page(&visitor, BlocksOf::Within(&permit), &period, None).await
}

/// The page with why a file was not taken.
pub async fn page(
    visitor: &Visitor,
    of: BlocksOf<'_>,
    period: &str,
    refusal: Option<Refusal>,
) -> Result<Response, Reject> {
    let period = unit_page::period(period)?;
    let (unit, is_side, enters) = match of {
        BlocksOf::Own(permit) => (permit.unit(), false, ActionKind::EnterFigures),
        BlocksOf::Within(permit) => (permit.unit(), true, ActionKind::EnterGrid),
    };
    let unit = unit_page::unit_in(&visitor.reader, unit, period).await?;
    let mut blocks = statistics::blocks(&visitor.reader, of, period).await?;
    blocks.retain(|block| matches!(block.source, BlockSource::Upload { .. }));
    let tab = if is_side { Tab::Grid } else { Tab::Figures };
    let layout = Layout::of_unit(visitor, "Điền bằng Excel", period, tab).await?;
    let grid = url::grid(unit.unit, &unit.slug, period);
    let back = if is_side { grid.clone() } else { url::figures(unit.unit, &unit.slug, period) };
    let status = match &refusal {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    let place = visitor.unit()?;
    let beside = !is_side
        && visitor.may(ActionKind::ViewGrid, place)
        && has_units(visitor, unit.unit, period).await?;
    let all_blocks = url::blocks(unit.unit, &unit.slug, period);
    let page = BookPage {
        layout: layout.ok_or(Reject::NotFound)?,
        full_name: capitalised(&unit.full_name()),
        period: period_words(period).to_lowercase(),
        is_side,
        refusal,
        can_enter: visitor.may(enters, place),
        downloads: if is_side { of_units(&back) } else { of_one(&back, period) },
        side: beside.then(|| format!("{grid}/nop-excel")),
        past: block_views(&blocks, &all_blocks, false),
        here: format!("{back}/nop-excel"),
        back,
    };
    Ok(show_page(status, &page))
}

async fn has_units(visitor: &Visitor, unit: UnitId, period: Period) -> Result<bool, Fault> {
    let tree = org::in_period(&visitor.reader, unit, period).await?;
    Ok(tree.is_some_and(|tree| !tree.children(unit).is_empty()))
}

fn of_one(back: &str, period: Period) -> Vec<Download> {
    let first = several(period).first().copied().unwrap_or(period);
    let one = |ask: &str, words: String| Download { href: format!("{back}/tai-excel{ask}"), words };
    vec![
        one("", "Tải biểu đã có số".to_owned()),
        one("?trong", "Tải biểu trống".to_owned()),
        one("?nhieu-nam", format!("Tải biểu nhiều năm ({first}–{period})")),
    ]
}

fn of_units(back: &str) -> Vec<Download> {
    let one = |ask: &str, words: &str| Download {
        href: format!("{back}/bieu-excel{ask}"),
        words: words.to_owned(),
    };
    vec![
        one("", "Tải biểu đã có số, kèm năm trước"),
        one("?trong", "Tải biểu trống, không kèm năm trước"),
    ]
}

fn asks(query: Option<&str>, word: &str) -> bool {
    query.is_some_and(|query| query.split('&').any(|asked| asked == word))
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
    let (blank, many) = (asks(query.as_deref(), "trong"), asks(query.as_deref(), "nhieu-nam"));
    let periods = if many { several(period) } else { vec![period] };
    let forms = forms(&visitor.reader, &permit, &periods).await?;
    let name = match (many, blank) {
        (true, _) => "bieu-nhieu-nam",
        (false, true) => "bieu-trong",
        (false, false) => "bieu-so-lieu",
    };
    let full_name = capitalised(&unit.full_name());
    let book = statistics::form_book(unit.unit, &full_name, &forms, !blank);
    let name = format!("{name}-{}-{period}.xlsx", unit.slug);
    Ok(download::form(&visitor.reader, &name, book).await?)
}

/// The workbook of the units below: with what stands and last year, or blank (`?trong`).
pub async fn download_side(
    visitor: Visitor,
    permit: Permit<ViewGrid>,
    Path((_, period)): Path<(String, String)>,
    RawQuery(query): RawQuery,
) -> Result<Response, Reject> {
    let period = unit_page::period(&period)?;
    let grid = whole_grid(&visitor.reader, &permit, period).await?;
    let blank = asks(query.as_deref(), "trong");
    let name = if blank { "bieu-cac-xa-trong" } else { "bieu-cac-xa" };
    let book = progress::grid_book(&grid, !blank, form_title);
    let name = format!("{name}-{}-{period}.xlsx", grid.root.slug);
    Ok(download::form(&visitor.reader, &name, book).await?)
}

/// The units below with every form.
pub async fn whole_grid(
    source: &impl Source,
    permit: &Permit<ViewGrid>,
    period: Period,
) -> Result<Grid, Reject> {
    let grid = progress::grid(source, permit, period, Columns::All).await?;
    grid.ok_or(Reject::NotFound)
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
