//! One figure: how it is worked out, of which units, from which cells; and which of two published
//! and computed figures counts.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use entities::values::{Code, Origin, Period};

use super::figure_views::{self, ControlView, SourceView, TargetView, formula};
use super::open::{Open, board_of};
use super::views::{self, StateView};
use crate::authority::{ActionKind, Permit, ViewProgress, WriteReport};
use crate::documents::{Chart, Table};
use crate::platform::outcome::Refusal;
use crate::progress::{self, Gathered, Line, Standing, Trend, coverage_in_words, fraction};
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
    /// What is lacking, and how it moved since the year before.
    lacks: String,
    formula: String,
    coverage: String,
    targets: Vec<TargetView>,
    controls: Vec<ControlView>,
    can_choose: bool,
    units: Option<DrawnView>,
    pull: String,
    years: Option<DrawnView>,
    /// The units within, year by year.
    units_by_year: Option<Markup>,
    parts: Vec<DrawnView>,
    cells: Vec<SourceView>,
    back: String,
    /// Which units were summed, in other boundaries than the period's.
    boundaries: Vec<String>,
}

/// A chart with its table beneath.
struct DrawnView {
    chart: Option<Markup>,
    table: Markup,
}

fn drawn(chart: Option<Chart>, table: &Table) -> DrawnView {
    DrawnView { chart: chart.as_ref().map(Markup::of_figure), table: Markup::of_table(table) }
}

/// Bars in the chart of units; the table has all.
const BARS: usize = 12;
/// Lines of units beside that of the whole.
const CURVES: usize = 4;

pub async fn show(
    visitor: Visitor,
    permit: Permit<ViewProgress>,
    Path((_, period, code)): Path<(String, String, String)>,
) -> Result<Response, Reject> {
    let (unit, frame) = unit_page::seen(&visitor, &period).await?;
    let period = frame.period;
    let code = Code::new(&code);
    let gathered = progress::gather_of(&visitor.reader, permit.scope(), frame, &code).await?;
    let gathered = gathered.ok_or(Reject::NotFound)?;
    let indicator = gathered.indicator(&code).ok_or(Reject::NotFound)?;
    let children = gathered.tree.children(unit.unit);
    let line = progress::line_in_whole(&gathered, indicator, unit.unit, children);
    let trend = progress::trend(&visitor.reader, permit.scope(), &gathered, indicator).await?;
    let all = gathered.tree.under(unit.unit);
    let open = Open::among(&visitor, &gathered, ActionKind::ViewProgress, &all).await?;
    let cells = Open::among(&visitor, &gathered, ActionKind::ViewFigures, &all).await?;
    let cell_url = |unit, measure: &_| cells.cell(unit, measure);
    let back = board_of(&unit, frame);
    let layout = Layout::of_unit(&visitor, &indicator.name, frame, Tab::Progress)
        .await?
        .ok_or(Reject::NotFound)?;
    let page = FigurePage {
        full_name: capitalised(&unit.full_name()),
        period,
        name: indicator.name.clone(),
        value: views::value(&line.root, &line),
        fraction: fraction(&line.root.figure),
        state: views::asked_state(&line.root),
        lacks: progress::lack_in_words(&gathered, &line, &line.root),
        formula: formula(&gathered, indicator),
        coverage: coverage_in_words(&line.root.figure),
        targets: figure_views::targets(&line),
        controls: figure_views::controls(&gathered, &line.root.figure, &back, &layout.key),
        layout,
        can_choose: !frame.is_now() && visitor.may(ActionKind::WriteReport, visitor.unit()?),
        pull: progress::pull(&gathered, &line)
            .and_then(|pull| progress::pull_in_words(&gathered, &line, &pull))
            .unwrap_or_default(),
        units: units(&gathered, &line, &open),
        years: years(&gathered, &line, &trend, &open),
        units_by_year: progress::units_by_year(
            &gathered,
            &trend,
            "Từng đơn vị qua các năm".into(),
            &|unit, code| open.progress(unit, code),
        )
        .as_ref()
        .map(Markup::of_table),
        parts: parts(&gathered, &line, &trend),
        cells: figure_views::sources(&gathered, indicator, unit.unit, cell_url),
        boundaries: progress::boundaries_in_words(&gathered),
        back,
    };
    Ok(show_page(StatusCode::OK, &page))
}

/// The ranking of the units within.
fn units(gathered: &Gathered, line: &Line, open: &Open<'_>) -> Option<DrawnView> {
    if line.children.is_empty() {
        return None;
    }
    let pull = progress::pull(gathered, line).filter(|pull| !pull.units.is_empty());
    let way = |unit, code: Option<&_>| open.progress(unit, code);
    let table =
        progress::ranking(gathered, line, pull.as_ref(), "Xếp hạng các đơn vị".into(), &way);
    let shown: Vec<&Standing> = progress::worst_first(line).into_iter().take(BARS).collect();
    Some(drawn(progress::bars(gathered, line, &shown), &table))
}

/// The unit over the years, beside those within that are worst now.
fn years(gathered: &Gathered, line: &Line, trend: &Trend, open: &Open<'_>) -> Option<DrawnView> {
    let worst = progress::worst_first(line).into_iter().map(|one| one.figure.unit);
    let beside: Vec<_> =
        if line.indicator.is_fraction() { worst.take(CURVES).collect() } else { Vec::new() };
    let root = gathered.root();
    let way = |period: &str| {
        let address = open.progress(root, Some(&line.indicator.code))?;
        Some(address.replacen(&format!("/{}/", gathered.period), &format!("/{period}/"), 1))
    };
    let table = progress::trend_table(trend, "Qua các năm".into(), &way);
    let chart = progress::lines(gathered, trend, &beside);
    (!trend.years.is_empty()).then(|| drawn(chart, &table))
}

/// What a sum is made of, by unit and by year.
fn parts(gathered: &Gathered, line: &Line, trend: &Trend) -> Vec<DrawnView> {
    let indicator = &line.indicator;
    if !progress::has_parts(indicator) {
        return Vec::new();
    }
    let by_unit = progress::parts_by_unit(gathered, indicator, line.root.figure.unit);
    let by_year = progress::parts_by_year(gathered, trend);
    let of = |parts: progress::Parts, first: &str, title: String| {
        let table = progress::parts_table(
            &parts,
            first,
            format!("Các khoản theo {}", first.to_lowercase()),
        );
        drawn(progress::stacks(&parts, title), &table)
    };
    let units = by_unit.map(|parts| {
        let title = progress::parts_finding(&parts, indicator);
        of(parts, "Đơn vị", title)
    });
    let years = by_year.map(|parts| of(parts, "Năm", format!("{} qua các năm", indicator.name)));
    units.into_iter().chain(years).collect()
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
