//! Two units, or two years of one unit, side by side.

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::Response;
use chrono::NaiveDate;
use entities::values::{Period, UnitId};
use serde::Deserialize;

use super::open::{Open, board_of, under};
use crate::authority::{ActionKind, Permit, ViewProgress};
use crate::facts::Frame;
use crate::org::{self, Tree, UnitVersion};
use crate::progress::{self, Along, Drawn, Gathered, Looked, Side};
use crate::vietnamese::capitalised;
use crate::web::access::Visitor;
use crate::web::components::Markup;
use crate::web::page::{Layout, Tab, period_words};
use crate::web::reject::Reject;
use crate::web::{download, show as show_page, unit_page};

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
    pdf_url: String,
    excel_url: String,
    /// In today's boundaries: choosing another side stays in them.
    is_now: bool,
    boundaries: Vec<String>,
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
    let seen = Seen::read(&visitor, &permit, &period, &asked, For::Page).await?;
    let frame = seen.frame;
    let layout = Layout::of_unit(&visitor, "So sánh", frame, Tab::Progress)
        .await?
        .ok_or(Reject::NotFound)?;
    let back = board_of(&seen.unit, frame);
    let file = |page: &str| {
        let address = under(&back, &format!("so-sanh/{page}"));
        format!("{address}{}{}", if frame.is_now() { '&' } else { '?' }, seen.query())
    };
    let chosen = |unit: UnitId| seen.other.as_ref().is_some_and(|other| other.unit == unit);
    let page = ComparePage {
        layout,
        full_name: capitalised(&seen.unit.full_name()),
        period: frame.period,
        units: seen
            .units
            .iter()
            .map(|version| Choice {
                code: version.unit.to_string(),
                text: capitalised(&version.full_name()),
                is_chosen: chosen(version.unit),
            })
            .collect(),
        years: years(frame.period, seen.other.is_none().then_some(seen.year)),
        pdf_url: file("tai-pdf"),
        excel_url: file("tai-excel"),
        is_now: frame.is_now(),
        boundaries: seen.boundaries,
        finding: seen.found.finding,
        chart: seen
            .found
            .drawn
            .as_ref()
            .and_then(|drawn| drawn.chart.as_ref())
            .map(Markup::of_figure),
        table: seen.found.drawn.as_ref().map(|drawn| Markup::of_table(&drawn.table)),
        back,
    };
    Ok(show_page(StatusCode::OK, &page))
}

/// The same on paper.
pub async fn pdf(
    visitor: Visitor,
    permit: Permit<ViewProgress>,
    Path((_, period)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Reject> {
    let seen = Seen::read(&visitor, &permit, &period, &asked, For::File).await?;
    let name = download::name("so-sanh", &seen.unit, seen.frame, "pdf");
    let along = seen.along().ok_or(Reject::NotFound)?;
    Ok(download::pdf(&visitor.reader, &name, along.document()).await?)
}

/// Its table as a workbook.
pub async fn workbook(
    visitor: Visitor,
    permit: Permit<ViewProgress>,
    Path((_, period)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Reject> {
    let seen = Seen::read(&visitor, &permit, &period, &asked, For::File).await?;
    let name = download::name("so-sanh", &seen.unit, seen.frame, "xlsx");
    let along = seen.along().ok_or(Reject::NotFound)?;
    Ok(download::excel(&visitor.reader, &name, along.sheets()).await?)
}

/// A file bears the day of the last change; a page needs no more than the worths of the period.
#[derive(Clone, Copy)]
enum For {
    Page,
    File,
}

/// All that is said of both sides, before it is drawn.
struct Seen {
    unit: UnitVersion,
    frame: Frame,
    /// Units that can stand beside it, and the one that does.
    units: Vec<UnitVersion>,
    other: Option<UnitVersion>,
    /// The other year, where no other unit was asked for.
    year: Period,
    found: Found,
    boundaries: Vec<String>,
    changed_on: NaiveDate,
}

/// What the comparison says; nothing is drawn when nothing is known.
struct Found {
    finding: String,
    drawn: Option<Drawn>,
}

impl Seen {
    async fn read(
        visitor: &Visitor,
        permit: &Permit<ViewProgress>,
        period: &str,
        asked: &Asked,
        made: For,
    ) -> Result<Self, Reject> {
        let (unit, frame) = unit_page::seen(visitor, period).await?;
        let period = frame.period;
        let (reader, scope) = (&visitor.reader, permit.scope());
        let gathered = match made {
            For::Page => progress::gather_alone(reader, scope, frame).await?,
            For::File => progress::gather(reader, scope, frame).await?,
        };
        let gathered = gathered.ok_or(Reject::NotFound)?;
        let year = match asked.nam.as_deref().filter(|text| !text.is_empty()) {
            Some(text) => unit_page::period(text)?,
            None => period.previous(),
        };
        let units = beside(visitor, &unit, period).await?;
        let other = other(asked, &units)?.cloned();
        let found = match &other {
            Some(other) => with_unit(visitor, &unit, &gathered, other).await?,
            None => with_year(visitor, permit, &unit, &gathered, year).await?,
        };
        let changed_on = Along::changed_on(gathered.changed_at(), period);
        let boundaries = progress::boundaries_in_words(&gathered);
        Ok(Self { unit, frame, units, other, year, found, boundaries, changed_on })
    }

    /// What was asked for, as an address says it.
    fn query(&self) -> String {
        match &self.other {
            Some(other) => format!("voi={}", other.unit),
            None => format!("nam={}", self.year),
        }
    }

    /// As it is taken along.
    fn along(self) -> Option<Along> {
        let unit = capitalised(&self.unit.full_name());
        let period = period_words(self.frame.period).to_lowercase();
        let about = match &self.other {
            Some(other) => format!("{unit} và {}, {period}", other.full_name()),
            None => format!("{unit}, {period} và {}", period_words(self.year).to_lowercase()),
        };
        Some(Along {
            kind: "So sánh".to_owned(),
            about,
            words: [vec![self.found.finding], self.boundaries].concat(),
            drawn: vec![self.found.drawn?],
            changed_on: self.changed_on,
        })
    }
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
) -> Result<Found, Reject> {
    let place = org::place(&visitor.reader, other.unit).await?.ok_or(Reject::NotFound)?;
    let permit = visitor.permit::<ViewProgress>(&place).ok_or(Reject::NotFound)?;
    let Gathered { period, boundaries, .. } = *gathered;
    let frame = Frame { period, boundaries };
    let theirs = progress::gather_alone(&visitor.reader, permit.scope(), frame).await?;
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
) -> Result<Found, Reject> {
    let frame = Frame { period: year, boundaries: gathered.boundaries };
    let Some(then) = progress::gather_alone(&visitor.reader, permit.scope(), frame).await? else {
        let finding = format!("{} chưa có trong năm {year}.", capitalised(&unit.full_name()));
        return Ok(Found { finding, drawn: None });
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
) -> Result<Found, Reject> {
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
    let drawn =
        Drawn { name: "Từng nội dung", says: String::new(), is_wide: true, chart, table };
    Ok(Found { finding, drawn: (!lines.is_empty()).then_some(drawn) })
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
