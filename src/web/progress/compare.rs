//! Two units, or two years of one unit, side by side.

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::Response;
use entities::values::{Period, UnitId};
use serde::Deserialize;

use super::open::{Open, board_of};
use crate::authority::{ActionKind, Permit, ViewProgress};
use crate::facts::Frame;
use crate::org::{self, Tree, UnitVersion};
use crate::progress::{self, Gathered, Looked, Side};
use crate::vietnamese::capitalised;
use crate::web::access::Visitor;
use crate::web::components::Markup;
use crate::web::page::{Layout, Tab};
use crate::web::reject::Reject;
use crate::web::{show as show_page, unit_page};

/// Years offered beside the one that is shown.
const YEARS: usize = 9;

#[derive(Template)]
#[template(path = "progress/compare.html")]
struct ComparePage {
    layout: Layout,
    full_name: String,
    period: Period,
    units: Vec<Choice>,
    years: Vec<Choice>,
    finding: String,
    chart: Option<Markup>,
    table: Option<Markup>,
    back: String,
}

/// A line of a list to choose from.
struct Choice {
    code: String,
    text: String,
    is_chosen: bool,
}

#[derive(Deserialize)]
pub struct Asked {
    /// Number of the other unit.
    voi: Option<String>,
    /// The other year.
    nam: Option<String>,
}

pub async fn show(
    visitor: Visitor,
    permit: Permit<ViewProgress>,
    Path((_, period)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Reject> {
    let (unit, frame) = unit_page::seen(&visitor, &period).await?;
    let period = frame.period;
    let gathered = progress::gather(&visitor.reader, permit.scope(), frame).await?;
    let gathered = gathered.ok_or(Reject::NotFound)?;
    let year = match asked.nam.as_deref().filter(|text| !text.is_empty()) {
        Some(text) => unit_page::period(text)?,
        None => period.previous(),
    };
    let units = beside(&visitor, &unit, period).await?;
    let other = other(&asked, &units)?;
    let compared = match other {
        Some(other) => with_unit(&visitor, &unit, &gathered, other).await?,
        None => with_year(&visitor, &permit, &unit, &gathered, year).await?,
    };
    let layout = Layout::of_unit(&visitor, "So sánh", frame, Tab::Progress)
        .await?
        .ok_or(Reject::NotFound)?;
    let page = ComparePage {
        layout,
        full_name: capitalised(&unit.full_name()),
        period,
        units: units
            .iter()
            .map(|version| Choice {
                code: version.unit.to_string(),
                text: capitalised(&version.full_name()),
                is_chosen: other.is_some_and(|other| other.unit == version.unit),
            })
            .collect(),
        years: years(period, other.is_none().then_some(year)),
        finding: compared.finding,
        chart: compared.chart,
        table: compared.table,
        back: board_of(&unit, frame),
    };
    Ok(show_page(StatusCode::OK, &page))
}

struct ComparedView {
    finding: String,
    chart: Option<Markup>,
    table: Option<Markup>,
}

fn other<'a>(asked: &Asked, units: &'a [UnitVersion]) -> Result<Option<&'a UnitVersion>, Reject> {
    let Some(text) = asked.voi.as_deref().filter(|text| !text.is_empty()) else {
        return Ok(None);
    };
    let number = text.split('-').next().and_then(|digits| digits.parse().ok()).map(UnitId);
    let found = units.iter().find(|version| Some(version.unit) == number);
    found.map(Some).ok_or(Reject::NotFound)
}

/// The units that can stand beside one: those next to it and those within it that the visitor may
/// open.
async fn beside(
    visitor: &Visitor,
    unit: &UnitVersion,
    period: Period,
) -> Result<Vec<UnitVersion>, Reject> {
    let mut trees: Vec<Tree> = Vec::new();
    for root in unit.parent.into_iter().chain([unit.unit]) {
        trees.extend(org::in_period(&visitor.reader, root, period).await?);
    }
    let mut units: Vec<UnitVersion> = Vec::new();
    for tree in &trees {
        let children = tree.children(tree.root).iter().filter(|child| **child != unit.unit);
        units.extend(children.filter_map(|child| Some(tree.node(*child)?.version.clone())));
    }
    let ids: Vec<UnitId> = units.iter().map(|version| version.unit).collect();
    let places = org::places(&visitor.reader, &ids).await?;
    let open = |unit: UnitId| {
        let mut places = places.iter().filter(|place| place.unit == unit);
        places.any(|place| visitor.may(ActionKind::ViewProgress, place))
    };
    units.retain(|version| open(version.unit));
    Ok(units)
}

async fn with_unit(
    visitor: &Visitor,
    unit: &UnitVersion,
    gathered: &Gathered,
    other: &UnitVersion,
) -> Result<ComparedView, Reject> {
    let place = org::place(&visitor.reader, other.unit).await?.ok_or(Reject::NotFound)?;
    let permit = visitor.permit::<ViewProgress>(&place).ok_or(Reject::NotFound)?;
    let Gathered { period, boundaries, .. } = *gathered;
    let frame = Frame { period, boundaries };
    let theirs = progress::gather(&visitor.reader, permit.scope(), frame).await?;
    let theirs = theirs.ok_or(Reject::NotFound)?;
    let names = [unit.name.clone(), other.name.clone()];
    let left = Looked { gathered, unit: unit.unit, period };
    let right = Looked { gathered: &theirs, unit: other.unit, period };
    view(visitor, left, right, names).await
}

async fn with_year(
    visitor: &Visitor,
    permit: &Permit<ViewProgress>,
    unit: &UnitVersion,
    gathered: &Gathered,
    year: Period,
) -> Result<ComparedView, Reject> {
    let frame = Frame { period: year, boundaries: gathered.boundaries };
    let Some(then) = progress::gather(&visitor.reader, permit.scope(), frame).await? else {
        let finding = format!("{} chưa có trong năm {year}.", capitalised(&unit.full_name()));
        return Ok(ComparedView { finding, chart: None, table: None });
    };
    let names = [format!("năm {}", gathered.period), format!("năm {year}")];
    let left = Looked { gathered, unit: unit.unit, period: gathered.period };
    let right = Looked { gathered: &then, unit: unit.unit, period: year };
    view(visitor, left, right, names).await
}

async fn view(
    visitor: &Visitor,
    left: Looked<'_>,
    right: Looked<'_>,
    names: [String; 2],
) -> Result<ComparedView, Reject> {
    let lines = progress::compare(left, right);
    let action = ActionKind::ViewProgress;
    let ours = Open::among(visitor, left.gathered, action, &[left.unit]).await?;
    let theirs = Open::among(visitor, right.gathered, action, &[right.unit]).await?;
    let [one, two] = &names;
    let finding = progress::compare_finding(&lines, one, two);
    let chart = progress::compare_chart(&lines, one, two);
    let sides = names.clone().map(|name| Side { name: capitalised(&name) });
    let to_ours = |unit, code: Option<&_>| ours.progress(unit, code);
    let to_theirs = |unit, code: Option<&_>| theirs.progress(unit, code);
    let table = progress::comparison(&lines, &sides, "So sánh".into(), [&to_ours, &to_theirs]);
    Ok(ComparedView {
        finding,
        chart: chart.as_ref().map(Markup::of_figure),
        table: (!lines.is_empty()).then(|| Markup::of_table(&table)),
    })
}

/// The years before, and the next, from the latest on.
fn years(period: Period, chosen: Option<Period>) -> Vec<Choice> {
    let earlier = std::iter::successors(Some(period.previous()), |year| Some(year.previous()));
    std::iter::once(period.next())
        .chain(earlier.take(YEARS))
        .map(|year| Choice {
            code: year.to_string(),
            text: format!("Năm {year}"),
            is_chosen: chosen == Some(year),
        })
        .collect()
}
