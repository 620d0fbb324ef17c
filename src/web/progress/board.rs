//! The board of a unit: the finding first, then its indicators, then its children.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use entities::values::Period;

use super::views::{self, RowView, UnitView, rows, units};
use crate::authority::{ActionKind, Permit, ViewProgress};
use crate::org;
use crate::platform::clock::{day_in_vietnam, hour_in_vietnam};
use crate::platform::db::Source;
use crate::progress::{self, Behind};
use crate::vietnamese::{capitalised, date};
use crate::web::access::Visitor;
use crate::web::page::{Layout, Tab};
use crate::web::reject::Reject;
use crate::web::{show as show_page, unit_page};

#[derive(Template)]
#[template(path = "progress/board.html")]
struct BoardPage {
    layout: Layout,
    full_name: String,
    period: Period,
    finding: String,
    behind: Vec<BehindView>,
    rows: Vec<RowView>,
    units: Vec<UnitView>,
    /// Figures that nobody promised anything about.
    others: Vec<RowView>,
    as_of: String,
    /// Which units were summed, in other boundaries than the period's.
    boundaries: Vec<String>,
}

/// Who lacks what, with the way to the figure.
struct BehindView {
    url: String,
    short: String,
    says: String,
}

fn behind_view(line: Behind, here: &str) -> BehindView {
    BehindView { url: views::figure_of(here, &line.indicator), short: line.short, says: line.says }
}

pub async fn show(
    visitor: Visitor,
    permit: Permit<ViewProgress>,
    Path((_, period)): Path<(String, String)>,
) -> Result<Response, Reject> {
    let (unit, frame) = unit_page::seen(&visitor, &period).await?;
    let period = frame.period;
    let gathered = progress::gather(&visitor.reader, permit.scope(), frame).await?;
    let gathered = gathered.ok_or(Reject::NotFound)?;
    let board = progress::board(&gathered, unit.unit);
    let findings = progress::findings(&gathered, &board);
    let others = progress::others(&gathered, &board);
    let here = views::board_of(&unit, frame);
    let mut open = Vec::new();
    for child in &board.children {
        let place = org::place(&visitor.reader, *child).await?;
        if place.is_some_and(|place| visitor.may(ActionKind::ViewProgress, &place)) {
            open.push(*child);
        }
    }
    let child_url = |child| {
        let node = gathered.tree.node(child)?;
        let frame = if node.is_past { period.into() } else { frame };
        open.contains(&child).then(|| views::board_of(&node.version, frame))
    };
    let now = visitor.reader.now();
    let layout = Layout::of_unit(&visitor, "Tiến độ", frame, Tab::Progress)
        .await?
        .ok_or(Reject::NotFound)?;
    let page = BoardPage {
        layout,
        boundaries: progress::boundaries_in_words(&gathered),
        full_name: capitalised(&unit.full_name()),
        period,
        finding: findings.first,
        behind: findings.behind.into_iter().map(|line| behind_view(line, &here)).collect(),
        rows: rows(&gathered, &board.lines, &here),
        others: rows(&gathered, &others, &here),
        units: units(&gathered, &board, child_url),
        as_of: format!("{} ngày {}", hour_in_vietnam(now), date(day_in_vietnam(now))),
    };
    Ok(show_page(StatusCode::OK, &page))
}
