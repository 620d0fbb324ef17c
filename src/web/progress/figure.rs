//! One figure: how it is worked out, of which units, from which cells; and which of two published
//! and computed figures counts.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use entities::values::{Code, Origin, Period};

use super::figure_seen::SeenFigure;
use super::figure_views::{ControlView, SourceView, TargetView};
use super::open::{board_of, under};
use super::views::{self, StateView};
use crate::authority::{ActionKind, Permit, ViewProgress, WriteReport};
use crate::platform::outcome::Refusal;
use crate::progress::{Drawn, fraction};
use crate::statistics;
use crate::vietnamese::{capitalised, slug};
use crate::web::access::Visitor;
use crate::web::act::{Act, Answer};
use crate::web::components::Markup;
use crate::web::form::Fields;
use crate::web::page::{Layout, Tab};
use crate::web::reject::Reject;
use crate::web::{download, show as show_page, unit_page, url};

#[derive(Template)]
#[template(path = "progress/figure.html")]
struct FigurePage {
    layout: Layout,
    full_name: String,
    period: Period,
    name: String,
    value: String,
    fraction: String,
    state: Option<StateView>,
    /// What is lacking, and how it moved since the year before.
    lacks: String,
    formula: String,
    coverage: String,
    targets: Vec<TargetView>,
    controls: Vec<ControlView>,
    can_choose: bool,
    units: Option<DrawnView>,
    years: Option<DrawnView>,
    units_by_year: Option<DrawnView>,
    parts: Vec<DrawnView>,
    cells: Vec<SourceView>,
    back: String,
    pdf_url: String,
    excel_url: String,
    /// Which units were summed, in other boundaries than the period's.
    boundaries: Vec<String>,
}

/// A chart with its table beneath.
struct DrawnView {
    says: String,
    chart: Option<Markup>,
    table: Markup,
}

impl From<Drawn> for DrawnView {
    fn from(drawn: Drawn) -> Self {
        Self {
            chart: drawn.chart.as_ref().map(Markup::of_figure),
            table: Markup::of_table(&drawn.table),
            says: drawn.says,
        }
    }
}

pub async fn show(
    visitor: Visitor,
    permit: Permit<ViewProgress>,
    Path((_, period, code)): Path<(String, String, String)>,
) -> Result<Response, Reject> {
    let seen = SeenFigure::read(&visitor, &permit, &period, &code).await?;
    let frame = seen.frame;
    let layout = Layout::of_unit(&visitor, &seen.name, frame, Tab::Progress)
        .await?
        .ok_or(Reject::NotFound)?;
    let back = board_of(&seen.unit, frame);
    let page = FigurePage {
        full_name: capitalised(&seen.unit.full_name()),
        period: frame.period,
        name: seen.name,
        value: views::value(&seen.line.root, &seen.line),
        fraction: fraction(&seen.line.root.figure),
        state: views::asked_state(&seen.line.root),
        lacks: seen.lacks,
        formula: seen.formula,
        coverage: seen.coverage,
        targets: seen.targets,
        controls: seen.controls,
        can_choose: !frame.is_now() && visitor.may(ActionKind::WriteReport, visitor.unit()?),
        units: seen.units.map(DrawnView::from),
        years: seen.years.map(DrawnView::from),
        units_by_year: seen.units_by_year.map(DrawnView::from),
        parts: seen.parts.into_iter().map(DrawnView::from).collect(),
        cells: seen.cells,
        pdf_url: under(&back, &format!("{code}/tai-pdf")),
        excel_url: under(&back, &format!("{code}/tai-excel")),
        boundaries: seen.boundaries,
        layout,
        back,
    };
    Ok(show_page(StatusCode::OK, &page))
}

/// The same on paper.
pub async fn pdf(
    visitor: Visitor,
    permit: Permit<ViewProgress>,
    Path((_, period, code)): Path<(String, String, String)>,
) -> Result<Response, Reject> {
    let seen = SeenFigure::read(&visitor, &permit, &period, &code).await?;
    let name = download::name(&slug(&code), &seen.unit, seen.frame, "pdf");
    Ok(download::pdf(&visitor.reader, &name, seen.along().document()).await?)
}

/// Its tables as a workbook.
pub async fn workbook(
    visitor: Visitor,
    permit: Permit<ViewProgress>,
    Path((_, period, code)): Path<(String, String, String)>,
) -> Result<Response, Reject> {
    let seen = SeenFigure::read(&visitor, &permit, &period, &code).await?;
    let name = download::name(&slug(&code), &seen.unit, seen.frame, "xlsx");
    Ok(download::excel(&visitor.reader, &name, seen.along().sheets()).await?)
}

/// Makes the published or the computed figure count.
pub async fn choose(
    act: Act,
    visitor: Visitor,
    permit: Permit<WriteReport>,
    fields: Fields,
    Path((_, period)): Path<(String, String)>,
) -> Result<Response, Reject> {
    let period = unit_page::period(&period)?;
    let unit = unit_page::unit_in(&visitor.reader, permit.unit(), period).await?;
    let code = Code::new(fields.get("so_lieu").unwrap_or_default());
    let measures = statistics::measures(&visitor.reader, period).await?;
    let measure = measures.iter().find(|measure| measure.code == code);
    let origin = match fields.get("chon") {
        Some("cong_bo") => Some(Origin::Control),
        Some("cong_lai") => Some(Origin::Entered),
        _ => None,
    };
    let (Some(measure), Some(origin)) = (measure, origin) else {
        return Err(Reject::Refused(vec![Refusal::new(
            "no_choice",
            "chon",
            "Chưa rõ chọn số nào.",
            "Xin quay lại trang trước và bấm một trong hai nút.",
        )]));
    };
    let of = period.on(measure.basis);
    let back = fields.get("ve").map_or_else(
        || url::progress(unit.unit, &unit.slug, period),
        |back| url::within_site(back).to_owned(),
    );
    act.run(async move |work| {
        let event = statistics::choose_counting(&work, &permit, of, &code, origin).await?;
        Ok((Answer::see_other(url::with_note(&back, "da-luu")), event))
    })
    .await
}
