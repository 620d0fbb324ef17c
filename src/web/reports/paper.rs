//! The paper as it will print, and its PDF.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;

use crate::authority::{Permit, ViewReport};
use crate::documents::Document;
use crate::facts::Frame;
use crate::org::UnitVersion;
use crate::platform::site;
use crate::reports;
use crate::web::access::Visitor;
use crate::web::components::Markup;
use crate::web::page::{Layout, Tab, period_words};
use crate::web::reject::Reject;
use crate::web::{download, show as show_page, unit_page, url};
use crate::workbooks::Sheet;

#[derive(Template)]
#[template(path = "reports/preview.html")]
struct PreviewPage {
    layout: Layout,
    period: String,
    paper: Markup,
    back: String,
    pdf_url: String,
    word_url: String,
    excel_url: String,
    /// In today's boundaries: there is no outline to go back to.
    is_now: bool,
}

pub async fn preview(
    visitor: Visitor,
    permit: Permit<ViewReport>,
    Path((_, period)): Path<(String, String)>,
) -> Result<Response, Reject> {
    let (unit, frame, document) = document(&visitor, &permit, &period).await?;
    let period = frame.period;
    let layout = Layout::of_unit(&visitor, "Bản in", frame, Tab::Report)
        .await?
        .ok_or(Reject::NotFound)?
        .with_paper_style();
    let back = url::report(unit.unit, &unit.slug, period);
    let page = PreviewPage {
        layout,
        period: period_words(period).to_lowercase(),
        paper: Markup::of_document(&document),
        pdf_url: url::in_frame(&format!("{back}/tai-pdf"), frame),
        word_url: url::in_frame(&format!("{back}/tai-word"), frame),
        excel_url: url::in_frame(&format!("{back}/tai-excel"), frame),
        back: if frame.is_now() { Tab::Progress.href(&unit, frame) } else { back },
        is_now: frame.is_now(),
    };
    Ok(show_page(StatusCode::OK, &page))
}

/// The PDF, for printing, signing and stamping.
pub async fn pdf(
    visitor: Visitor,
    permit: Permit<ViewReport>,
    Path((_, period)): Path<(String, String)>,
) -> Result<Response, Reject> {
    let (unit, frame, document) = document(&visitor, &permit, &period).await?;
    let name = download::name("bao-cao", &unit, frame, "pdf");
    Ok(download::pdf(&visitor.reader, &name, document).await?)
}

/// The same blocks as a Word document, for those who go on writing by hand.
pub async fn docx(
    visitor: Visitor,
    permit: Permit<ViewReport>,
    Path((_, period)): Path<(String, String)>,
) -> Result<Response, Reject> {
    let (unit, frame, document) = document(&visitor, &permit, &period).await?;
    let name = download::name("bao-cao", &unit, frame, "docx");
    Ok(download::word(&visitor.reader, &name, document).await?)
}

/// The forms of the report as a workbook with real numbers.
pub async fn xlsx(
    visitor: Visitor,
    permit: Permit<ViewReport>,
    Path((_, period)): Path<(String, String)>,
) -> Result<Response, Reject> {
    let (unit, frame, document) = document(&visitor, &permit, &period).await?;
    let name = download::name("bang-bieu", &unit, frame, "xlsx");
    Ok(download::excel(&visitor.reader, &name, Sheet::of_document(&document)).await?)
}

async fn document(
    visitor: &Visitor,
    permit: &Permit<ViewReport>,
    period: &str,
) -> Result<(UnitVersion, Frame, Document), Reject> {
    let (unit, frame) = unit_page::seen(visitor, period).await?;
    let marks = site::marks(&visitor.reader).await?;
    let report = reports::yearly(&visitor.reader, permit, frame, marks).await?;
    Ok((unit, frame, report.ok_or(Reject::NotFound)?.document()))
}
