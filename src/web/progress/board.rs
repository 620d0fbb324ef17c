//! The overview of a unit: the finding first, then who falls short of what, then all of it.

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::Response;
use entities::values::{Period, UnitId};
use serde::Deserialize;

use super::open::{Open, board_of, under};
use super::views::{LackingView, MatrixView, PullView, lacking, matrix, pulls};
use crate::authority::{ActionKind, Permit, ViewProgress};
use crate::platform::clock::instant_in_vietnam;
use crate::platform::db::Source;
use crate::progress;
use crate::vietnamese::capitalised;
use crate::web::access::Visitor;
use crate::web::components::Markup;
use crate::web::page::{Layout, Link, Tab};
use crate::web::reject::Reject;
use crate::web::{show as show_page, unit_page};

/// Units shown at first; all on demand.
const FIRST: usize = 12;

#[derive(Template)]
#[template(path = "progress/board.html")]
struct BoardPage {
    layout: Layout,
    full_name: String,
    period: Period,
    finding: String,
    since: String,
    /// Nobody has said anything yet.
    is_silent: bool,
    lacking: Vec<LackingView>,
    standings: Option<Markup>,
    matrix: Option<MatrixView>,
    pulls: Vec<PullView>,
    fund: Option<(Markup, Markup)>,
    /// What else there is: comparison, other figures, files.
    more: Vec<Link>,
    all_units: String,
    /// Which units were summed, in other boundaries than the period's.
    boundaries: Vec<String>,
    as_of: String,
}

#[derive(Deserialize)]
pub struct Asked {
    /// `don-vi=tat-ca` shows every unit.
    #[serde(rename = "don-vi")]
    units: Option<String>,
}

pub async fn show(
    visitor: Visitor,
    permit: Permit<ViewProgress>,
    Path((_, period)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Reject> {
    let (unit, frame) = unit_page::seen(&visitor, &period).await?;
    let period = frame.period;
    let gathered = progress::gather_promised(&visitor.reader, permit.scope(), frame).await?;
    let gathered = gathered.ok_or(Reject::NotFound)?;
    let board = progress::overview(&gathered, unit.unit);
    let mut units: Vec<UnitId> = board.children.clone();
    units.push(unit.unit);
    let open = Open::among(&visitor, &gathered, ActionKind::ViewProgress, &units).await?;
    let way = |unit, code: Option<&_>| open.progress(unit, code);
    let here = board_of(&unit, frame);
    let most = if asked.units.is_some() { usize::MAX } else { FIRST };
    let now = visitor.reader.now();
    let layout = Layout::of_unit(&visitor, "Tổng quan", frame, Tab::Progress)
        .await?
        .ok_or(Reject::NotFound)?;
    let standings =
        progress::standings(&gathered, &board.lines, "Kết quả theo chỉ tiêu".into(), &way);
    let worst = progress::units_worst_first(&board);
    let page = BoardPage {
        layout,
        full_name: capitalised(&unit.full_name()),
        period,
        finding: progress::findings(&gathered, &board).first,
        since: progress::since_last_year(&board),
        is_silent: board.is_silent(),
        lacking: lacking(&gathered, &worst, &way),
        standings: (!board.lines.is_empty()).then(|| Markup::of_table(&standings)),
        matrix: matrix(&gathered, &worst, most, &way),
        pulls: pulls(&gathered, &board, &way),
        fund: progress::fund(&gathered, unit.unit).and_then(|(title, parts)| {
            let table = progress::parts_table(&parts, "Đơn vị", "Quỹ theo đơn vị".into());
            let chart = progress::stacks(&parts, title)?;
            Some((Markup::of_figure(&chart), Markup::of_table(&table)))
        }),
        more: more(&here),
        all_units: format!("{here}{}don-vi=tat-ca", if here.contains('?') { '&' } else { '?' }),
        boundaries: progress::boundaries_in_words(&gathered),
        as_of: instant_in_vietnam(now),
    };
    Ok(show_page(StatusCode::OK, &page))
}

fn more(here: &str) -> Vec<Link> {
    let pages = [
        ("So sánh", "so-sanh"),
        ("Các số khác", "so-khac"),
        ("Tải PDF", "tai-pdf"),
        ("Tải Excel", "tai-excel"),
    ];
    let link = |(text, page): (&str, &str)| Link {
        text: text.to_owned(),
        href: under(here, page),
        is_current: false,
    };
    pages.into_iter().map(link).collect()
}
