//! Who did what: a page at a time, the latest first, and the same as a workbook.

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::Response;
use entities::values::UnitId;
use serde::Deserialize;

use super::about::Names;
use crate::audit::{self, Act, EventKind, PAGE, Place};
use crate::authority::{Administer, Permit, ViewTrail};
use crate::documents::{Align, Cell, Table};
use crate::platform::clock::instant_in_vietnam;
use crate::vietnamese::capitalised;
use crate::web::access::Visitor;
use crate::web::page::{Layout, Tab};
use crate::web::reject::Reject;
use crate::web::{download, show as show_page, unit_page, url};
use crate::workbooks::Sheet;

/// Acts in one workbook.
const MOST: u64 = 10_000;

#[derive(Template)]
#[template(path = "audit/trail.html")]
struct TrailPage {
    layout: Layout,
    of: String,
    lines: Vec<LineView>,
    older: Option<String>,
    excel_url: String,
}

struct LineView {
    at: String,
    by: String,
    did: String,
    about: String,
}

#[derive(Deserialize)]
pub struct Asked {
    truoc: Option<String>,
}

impl Asked {
    /// From the beginning where the text is none of ours.
    fn end(&self) -> Option<Place> {
        self.truoc.as_deref()?.parse().ok()
    }
}

pub async fn of_unit(
    visitor: Visitor,
    permit: Permit<ViewTrail>,
    Path((_, period)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Reject> {
    let period = unit_page::period(&period)?;
    let unit = unit_page::unit_in(&visitor.reader, permit.unit(), period).await?;
    let acts = audit::trail(&visitor.reader, &permit, asked.end(), PAGE + 1).await?;
    let here = url::of_unit(unit.unit, &unit.slug, period, "nhat-ky");
    let layout = Layout::of_unit(&visitor, "Nhật ký", period, Tab::Progress)
        .await?
        .ok_or(Reject::NotFound)?;
    let names = Names::of(&visitor.reader, &acts, permit.unit()).await?;
    Ok(page(layout, capitalised(&unit.full_name()), (&acts, &names), &here))
}

pub async fn of_site(
    visitor: Visitor,
    permit: Permit<Administer>,
    Query(asked): Query<Asked>,
) -> Result<Response, Reject> {
    let acts = audit::site_trail(&visitor.reader, &permit, asked.end(), PAGE + 1).await?;
    let layout = Layout::plain(&visitor, "Nhật ký").await?;
    let of = "Tài khoản, đơn vị, danh mục và máy chủ".to_owned();
    let names = Names::of(&visitor.reader, &acts, UnitId::SITE).await?;
    Ok(page(layout, of, (&acts, &names), url::TRAIL))
}

pub async fn xlsx_of_unit(
    visitor: Visitor,
    permit: Permit<ViewTrail>,
    Path((_, period)): Path<(String, String)>,
) -> Result<Response, Reject> {
    let period = unit_page::period(&period)?;
    let unit = unit_page::unit_in(&visitor.reader, permit.unit(), period).await?;
    let acts = audit::trail(&visitor.reader, &permit, None, MOST).await?;
    let names = Names::of(&visitor.reader, &acts, permit.unit()).await?;
    let name = format!("nhat-ky-{}.xlsx", unit.slug);
    let sheet = sheet(capitalised(&unit.full_name()), (&acts, &names));
    Ok(download::excel(&visitor.reader, &name, vec![sheet]).await?)
}

pub async fn xlsx_of_site(
    visitor: Visitor,
    permit: Permit<Administer>,
) -> Result<Response, Reject> {
    let acts = audit::site_trail(&visitor.reader, &permit, None, MOST).await?;
    let names = Names::of(&visitor.reader, &acts, UnitId::SITE).await?;
    let sheet = sheet("Nhật ký của trang".to_owned(), (&acts, &names));
    Ok(download::excel(&visitor.reader, "nhat-ky.xlsx", vec![sheet]).await?)
}

fn page(layout: Layout, of: String, said: (&[Act], &Names), here: &str) -> Response {
    let (acts, names) = said;
    let page_long = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let (acts, more) = acts.split_at(acts.len().min(page_long));
    let last = acts.last().filter(|_| !more.is_empty());
    let page = TrailPage {
        layout,
        of,
        older: last.map(|last| format!("{here}?truoc={}", last.place())),
        excel_url: format!("{here}/tai-excel"),
        lines: acts.iter().map(|act| line(act, names)).collect(),
    };
    show_page(StatusCode::OK, &page)
}

fn line(act: &Act, names: &Names) -> LineView {
    LineView {
        at: instant_in_vietnam(act.at),
        by: names.doer(act),
        did: act.kind.map_or("Việc khác", EventKind::says).to_owned(),
        about: names.about(act),
    }
}

fn sheet(of: String, said: (&[Act], &Names)) -> Sheet {
    let (acts, names) = said;
    let rows = acts.iter().map(|act| line(act, names));
    let rows = rows.map(|line| [line.at, line.by, line.did, line.about].map(Cell::from).to_vec());
    let columns = ["Lúc", "Ai", "Việc", "Về"].map(|title| (title, Align::Left));
    let table = Table::list("nhat-ky", &columns, rows.collect());
    Sheet::new("Nhật ký", vec![of], table)
}
