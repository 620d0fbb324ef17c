//! The paper as it will print, and its PDF.

use askama::Template;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::authority::{Permit, ViewReport};
use crate::documents::{self, Document};
use crate::org::UnitVersion;
use crate::platform::outcome::Fault;
use crate::platform::site;
use crate::reports;
use crate::web::access::Visitor;
use crate::web::components::Markup;
use crate::web::page::{Layout, Tab, period_words};
use crate::web::reject::Reject;
use crate::web::{show as show_page, unit_page, url};

#[derive(Template)]
#[template(path = "reports/preview.html")]
struct PreviewPage {
    layout: Layout,
    period: String,
    paper: Markup,
    back: String,
    pdf_url: String,
}

pub async fn preview(
    visitor: Visitor,
    permit: Permit<ViewReport>,
    Path((_, period)): Path<(String, String)>,
) -> Result<Response, Reject> {
    let (unit, document) = document(&visitor, &permit, &period).await?;
    let period = unit_page::period(&period)?;
    let layout = Layout::of_unit(&visitor, "Bản in", period, Tab::Report)
        .await?
        .ok_or(Reject::NotFound)?
        .with_paper_style();
    let back = url::report(unit.unit, &unit.slug, period);
    let page = PreviewPage {
        layout,
        period: period_words(period).to_lowercase(),
        paper: Markup::of_document(&document),
        pdf_url: format!("{back}/tai-pdf"),
        back,
    };
    Ok(show_page(StatusCode::OK, &page))
}

/// The PDF, for printing, signing and stamping.
pub async fn pdf(
    visitor: Visitor,
    permit: Permit<ViewReport>,
    Path((_, period)): Path<(String, String)>,
) -> Result<Response, Reject> {
    let (unit, document) = document(&visitor, &permit, &period).await?;
    let bytes = tokio::task::spawn_blocking(move || documents::pdf(&document))
        .await
        .map_err(|error| Fault::new("writing a PDF", error))?
        .map_err(|error| Fault::new("writing a PDF", error))?;
    let name = format!("attachment; filename=\"bao-cao-{}-{period}.pdf\"", unit.slug);
    let headers =
        [(header::CONTENT_TYPE, "application/pdf".to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, bytes).into_response())
}

async fn document(
    visitor: &Visitor,
    permit: &Permit<ViewReport>,
    period: &str,
) -> Result<(UnitVersion, Document), Reject> {
    let period = unit_page::period(period)?;
    let unit = unit_page::unit_in(&visitor.reader, permit.unit(), period).await?;
    let demo = site::is_demo(&visitor.reader).await?;
    let report = reports::yearly(&visitor.reader, permit, period, demo).await?;
    Ok((unit, report.ok_or(Reject::NotFound)?.document()))
}
