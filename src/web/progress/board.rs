//! The board of a unit: the finding first, then its indicators, then its children.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use entities::values::Period;

use super::views::{RowView, UnitView, rows, units};
use crate::authority::{ActionKind, Permit, ViewProgress};
use crate::org;
use crate::platform::clock::{day_in_vietnam, hour_in_vietnam};
use crate::platform::db::Source;
use crate::progress;
use crate::vietnamese::date;
use crate::web::access::Visitor;
use crate::web::page::Page;
use crate::web::reject::Reject;
use crate::web::{Site, show as show_page, unit_page, url};

#[derive(Template)]
#[template(path = "progress/board.html")]
struct BoardPage {
    page: Page,
    unit_name: String,
    full_name: String,
    period: Period,
    finding: String,
    behind: Vec<String>,
    rows: Vec<RowView>,
    units: Vec<UnitView>,
    as_of: String,
}

pub async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    permit: Permit<ViewProgress>,
    Path((_, period)): Path<(String, String)>,
) -> Result<Response, Reject> {
    let period = unit_page::period(&period)?;
    let unit = unit_page::unit_in(&visitor.reader, permit.unit(), period).await?;
    let gathered = progress::gather(&visitor.reader, permit.scope(), period).await?;
    let gathered = gathered.ok_or(Reject::NotFound)?;
    let board = progress::board(&gathered, unit.unit);
    let mut findings = progress::findings(&gathered, &board).into_iter();
    let here = url::progress(unit.unit, &unit.slug, period);
    let mut open = Vec::new();
    for child in &board.children {
        let place = org::place(&visitor.reader, *child).await?;
        if place.is_some_and(|place| visitor.may(ActionKind::ViewProgress, &place)) {
            open.push(*child);
        }
    }
    let child_url = |child| {
        let slug = &gathered.tree.node(child)?.version.slug;
        open.contains(&child).then(|| url::progress(child, slug, period))
    };
    let now = visitor.reader.now();
    let page = BoardPage {
        page: Page::of_unit(&site, &visitor, &unit, period, url::progress).await?,
        unit_name: unit.name.clone(),
        full_name: super::views::capital(&unit.full_name()),
        period,
        finding: findings.next().unwrap_or_default(),
        behind: findings.collect(),
        rows: rows(&gathered, &board, |indicator| format!("{here}/{}", indicator.code)),
        units: units(&gathered, &board, child_url),
        as_of: format!("{} ngày {}", hour_in_vietnam(now), date(day_in_vietnam(now))),
    };
    Ok(show_page(StatusCode::OK, &page))
}
