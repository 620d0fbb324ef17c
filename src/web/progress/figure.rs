//! One figure: how it is worked out, of which units, from which cells; and which of two published
//! and computed figures counts.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use entities::values::{Code, Origin, Period, UnitId};

use super::views::{self, ChildView, ControlView, SourceView, StateView, TargetView, formula};
use crate::authority::{ActionKind, Permit, ViewProgress, WriteReport};
use crate::facts::FactKey;
use crate::org;
use crate::platform::outcome::Refusal;
use crate::progress::{self, coverage_in_words, fraction};
use crate::statistics;
use crate::vietnamese::capitalised;
use crate::web::access::Visitor;
use crate::web::act::{Act, Answer};
use crate::web::components::Markup;
use crate::web::form::Fields;
use crate::web::page::{Layout, Tab};
use crate::web::reject::Reject;
use crate::web::{show as show_page, unit_page, url};

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
    formula: String,
    coverage: String,
    targets: Vec<TargetView>,
    controls: Vec<ControlView>,
    can_choose: bool,
    chart: Option<Markup>,
    children: Vec<ChildView>,
    cells: Vec<SourceView>,
    back: String,
    /// Which units were summed, in other boundaries than the period's.
    boundaries: Vec<String>,
}

pub async fn show(
    visitor: Visitor,
    permit: Permit<ViewProgress>,
    Path((_, period, code)): Path<(String, String, String)>,
) -> Result<Response, Reject> {
    let (unit, frame) = unit_page::seen(&visitor, &period).await?;
    let period = frame.period;
    let gathered = progress::gather(&visitor.reader, permit.scope(), frame).await?;
    let gathered = gathered.ok_or(Reject::NotFound)?;
    let indicator = gathered.indicator(&Code::new(&code)).ok_or(Reject::NotFound)?;
    let children = gathered.tree.children(unit.unit).to_vec();
    let line = progress::line(&gathered, indicator, unit.unit, &children);
    let visible = visible(&visitor, &gathered.tree.under(unit.unit)).await?;
    let cell_url = |of: UnitId, key: &FactKey| {
        let stood = gathered.tree.stood(of)?;
        let form = url::figures(stood.unit, &stood.slug, period);
        visible.contains(&of).then(|| format!("{form}/{}", key.measure))
    };
    let child_url = |of: UnitId| {
        let node = gathered.tree.node(of)?;
        let frame = if node.is_past { period.into() } else { frame };
        visible.contains(&of).then(|| views::board_of(&node.version, frame))
    };
    let back = views::board_of(&unit, frame);
    let chart = views::chart(&gathered, &line);

    let layout = Layout::of_unit(&visitor, &indicator.name, frame, Tab::Progress)
        .await?
        .ok_or(Reject::NotFound)?;
    let page = FigurePage {
        full_name: capitalised(&unit.full_name()),
        period,
        name: indicator.name.clone(),
        value: views::value(&line.root, indicator),
        fraction: fraction(&line.root.figure),
        state: line.root.judged.as_ref().map(|judged| views::state(judged.verdict)),
        formula: formula(&gathered, indicator),
        coverage: coverage_in_words(&line.root.figure),
        targets: views::targets(&line),
        controls: views::controls(&gathered, &line.root.figure, &back, &layout.key),
        layout,
        can_choose: !frame.is_now() && visitor.may(ActionKind::WriteReport, visitor.unit()?),
        boundaries: progress::boundaries_in_words(&gathered),
        chart: chart.as_ref().map(Markup::of_chart),
        children: views::children(&gathered, &line, child_url),
        cells: views::sources(&gathered, indicator, unit.unit, cell_url),
        back,
    };
    Ok(show_page(StatusCode::OK, &page))
}

/// Units whose cells the visitor may open.
async fn visible(visitor: &Visitor, units: &[UnitId]) -> Result<Vec<UnitId>, Reject> {
    let mut visible = Vec::new();
    for unit in units {
        let place = org::place(&visitor.reader, *unit).await?;
        if place.is_some_and(|place| visitor.may(ActionKind::ViewFigures, &place)) {
            visible.push(*unit);
        }
    }
    Ok(visible)
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
