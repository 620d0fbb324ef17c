//! The overview to take along: a paper, a workbook, and the figures that nobody asked for.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;

use super::open::{Open, board_of};
use crate::authority::{ActionKind, Permit, ViewProgress};
use crate::facts::Frame;
use crate::org::UnitVersion;
use crate::progress::{self, Board, Gathered};
use crate::vietnamese::capitalised;
use crate::web::access::Visitor;
use crate::web::components::Markup;
use crate::web::page::{Layout, Tab};
use crate::web::reject::Reject;
use crate::web::{download, show as show_page, unit_page};

/// The overview in the name of a file.
const WHAT: &str = "tong-quan";

#[derive(Template)]
#[template(path = "progress/others.html")]
struct OthersPage {
    layout: Layout,
    full_name: String,
    period: String,
    table: Option<Markup>,
    back: String,
    boundaries: Vec<String>,
}

/// The figures of the unit that no target speaks of.
pub async fn others(
    visitor: Visitor,
    permit: Permit<ViewProgress>,
    Path((_, period)): Path<(String, String)>,
) -> Result<Response, Reject> {
    let (unit, frame) = unit_page::seen(&visitor, &period).await?;
    let gathered = progress::gather_worths(&visitor.reader, permit.scope(), frame).await?;
    let gathered = gathered.ok_or(Reject::NotFound)?;
    let of = [unit.unit];
    let open = Open::among(&visitor, &gathered, ActionKind::ViewProgress, &of).await?;
    let lines = progress::others(&gathered, unit.unit);
    let way = |unit, code: Option<&_>| open.progress(unit, code);
    let table = progress::standings(&gathered, &lines, "Các số khác".into(), &way);
    let layout = Layout::of_unit(&visitor, "Các số khác", frame, Tab::Progress)
        .await?
        .ok_or(Reject::NotFound)?;
    let page = OthersPage {
        layout,
        full_name: capitalised(&unit.full_name()),
        table: (!lines.is_empty()).then(|| Markup::of_table(&table)),
        back: board_of(&unit, frame),
        boundaries: progress::boundaries_in_words(&gathered),
        period,
    };
    Ok(show_page(StatusCode::OK, &page))
}

/// The paper.
pub async fn pdf(
    visitor: Visitor,
    permit: Permit<ViewProgress>,
    Path((_, period)): Path<(String, String)>,
) -> Result<Response, Reject> {
    let (unit, frame, gathered, board) = looked(&visitor, &permit, &period).await?;
    let name = download::name(WHAT, &unit, frame, "pdf");
    let document = progress::document(&gathered, &board);
    Ok(download::pdf(&visitor.reader, &name, document).await?)
}

/// The workbook.
pub async fn workbook(
    visitor: Visitor,
    permit: Permit<ViewProgress>,
    Path((_, period)): Path<(String, String)>,
) -> Result<Response, Reject> {
    let (unit, frame, gathered, board) = looked(&visitor, &permit, &period).await?;
    let name = download::name(WHAT, &unit, frame, "xlsx");
    let sheets = progress::sheets(&gathered, &board);
    Ok(download::excel(&visitor.reader, &name, sheets).await?)
}

async fn looked(
    visitor: &Visitor,
    permit: &Permit<ViewProgress>,
    period: &str,
) -> Result<(UnitVersion, Frame, Gathered, Board), Reject> {
    let (unit, frame) = unit_page::seen(visitor, period).await?;
    let gathered = progress::gather(&visitor.reader, permit.scope(), frame).await?;
    let gathered = gathered.ok_or(Reject::NotFound)?;
    let board = progress::overview(&gathered, unit.unit);
    Ok((unit, frame, gathered, board))
}
