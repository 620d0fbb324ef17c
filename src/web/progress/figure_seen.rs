//! All that is said of one figure, before it is drawn on a page, on paper or in a workbook.

use entities::values::Code;

use super::figure_views::{self, ControlView, SourceView, TargetView};
use super::open::{Open, board_of};
use super::views;
use crate::authority::{ActionKind, Permit, ViewProgress};
use crate::facts::Frame;
use crate::org::UnitVersion;
use crate::progress::{
    self, Along, Drawn, Gathered, Line, Parts, Standing, Trend, coverage_in_words, fraction,
};
use crate::vietnamese::capitalised;
use crate::web::access::Visitor;
use crate::web::page::period_words;
use crate::web::reject::Reject;
use crate::web::unit_page;

/// Bars in the chart of units; the table has all.
const BARS: usize = 12;
/// Lines of units beside that of the whole.
const CURVES: usize = 4;

pub struct SeenFigure {
    pub unit: UnitVersion,
    pub frame: Frame,
    pub name: String,
    pub line: Line,
    /// How it is worked out, and of how many units.
    pub formula: String,
    pub coverage: String,
    pub lacks: String,
    pub targets: Vec<TargetView>,
    pub controls: Vec<ControlView>,
    /// The units within, and who pulls the rate down.
    pub units: Option<Drawn>,
    pub years: Option<Drawn>,
    /// The units within, year by year.
    pub units_by_year: Option<Drawn>,
    pub parts: Vec<Drawn>,
    pub cells: Vec<SourceView>,
    pub boundaries: Vec<String>,
    pub along_of: chrono::NaiveDate,
}

impl SeenFigure {
    pub async fn read(
        visitor: &Visitor,
        permit: &Permit<ViewProgress>,
        period: &str,
        code: &str,
    ) -> Result<Self, Reject> {
        let (unit, frame) = unit_page::seen(visitor, period).await?;
        let code = Some(Code::new(code)).filter(Code::is_well_formed).ok_or(Reject::NotFound)?;
        let gathered = progress::gather_of(&visitor.reader, permit.scope(), frame, &code).await?;
        let gathered = gathered.ok_or(Reject::NotFound)?;
        let indicator = gathered.indicator(&code).ok_or(Reject::NotFound)?;
        let children = gathered.tree.children(unit.unit);
        let line = progress::line_in_whole(&gathered, indicator, unit.unit, children);
        let trend = progress::trend(&visitor.reader, permit.scope(), &gathered, indicator).await?;
        let all = gathered.tree.under(unit.unit);
        let actions = [ActionKind::ViewProgress, ActionKind::ViewFigures];
        let [open, cells] = Open::among_each(visitor, &gathered, actions, &all).await?;
        let cell_url = |unit, measure: &_| cells.cell(unit, measure);
        Ok(Self {
            frame,
            name: indicator.name.clone(),
            formula: figure_views::formula(&gathered, indicator),
            coverage: coverage_in_words(&line.root.figure),
            lacks: progress::lack_in_words(&gathered, &line, &line.root),
            targets: figure_views::targets(&line),
            controls: figure_views::controls(&gathered, &line.root.figure, &board_of(&unit, frame)),
            units: units(&gathered, &line, &open),
            years: years(&gathered, &line, &trend, &open),
            units_by_year: units_by_year(&gathered, &trend, &open),
            parts: parts(&gathered, &line, &trend),
            cells: figure_views::sources(&gathered, indicator, unit.unit, cell_url),
            boundaries: progress::boundaries_in_words(&gathered),
            along_of: Along::changed_on(gathered.changed_at(), frame.period),
            unit,
            line,
        })
    }

    /// As it is taken along.
    pub fn along(self) -> Along {
        let about = capitalised(&self.unit.full_name());
        let period = period_words(self.frame.period).to_lowercase();
        let mut words = vec![self.result()];
        words.extend(self.boundaries);
        words.push(format!("Cách tính: {}. {}", self.formula, self.coverage));
        words.extend(self.targets.iter().map(TargetView::sentence));
        words.extend(self.controls.iter().map(ControlView::sentence));
        let drawn = self.units.into_iter().chain(self.years).chain(self.units_by_year);
        let cells = figure_views::sources_table(&self.cells);
        Along {
            kind: self.name,
            about: format!("{about}, {period}"),
            words,
            drawn: drawn.chain(self.parts).chain([cells]).collect(),
            changed_on: self.along_of,
        }
    }

    /// `Kết quả: 98,37% (182/185), đạt, còn thiếu …`.
    fn result(&self) -> String {
        let parts = fraction(&self.line.root.figure);
        let parts = if parts.is_empty() { parts } else { format!(" ({parts})") };
        let worth = format!("{}{parts}", views::value(&self.line.root, &self.line));
        let state = views::asked_state(&self.line.root).map(|state| state.words.to_lowercase());
        let told = [worth, state.unwrap_or_default(), self.lacks.clone()];
        let told: Vec<&str> = told.iter().map(String::as_str).filter(|t| !t.is_empty()).collect();
        format!("Kết quả: {}.", told.join(", "))
    }
}

/// The ranking of the units within.
fn units(gathered: &Gathered, line: &Line, open: &Open<'_>) -> Option<Drawn> {
    if line.children.is_empty() {
        return None;
    }
    let pull = progress::pull(gathered, line);
    let says = pull.as_ref().and_then(|pull| progress::pull_in_words(gathered, line, pull));
    let pull = pull.filter(|pull| !pull.units.is_empty());
    let way = |unit, code: Option<&_>| open.progress(unit, code);
    let caption = "Xếp hạng các đơn vị".to_owned();
    let shown: Vec<&Standing> = progress::worst_first(line).into_iter().take(BARS).collect();
    Some(Drawn {
        name: "Xếp hạng các đơn vị",
        says: says.map(|says| format!("Ai kéo tỷ lệ xuống: {says}")).unwrap_or_default(),
        is_wide: false,
        chart: progress::bars(gathered, line, &shown),
        table: progress::ranking(gathered, line, pull.as_ref(), caption, &way),
    })
}

/// The unit over the years, beside those within that are worst now.
fn years(gathered: &Gathered, line: &Line, trend: &Trend, open: &Open<'_>) -> Option<Drawn> {
    let worst = progress::worst_first(line).into_iter().map(|one| one.figure.unit);
    let beside: Vec<_> =
        if line.indicator.is_fraction() { worst.take(CURVES).collect() } else { Vec::new() };
    let root = gathered.root();
    let way = |period: &str| {
        let address = open.progress(root, Some(&line.indicator.code))?;
        Some(address.replacen(&format!("/{}/", gathered.period), &format!("/{period}/"), 1))
    };
    (!trend.years.is_empty()).then(|| Drawn {
        name: "Qua các năm",
        says: String::new(),
        is_wide: false,
        chart: progress::lines(gathered, trend, &beside),
        table: progress::trend_table(trend, "Qua các năm".into(), &way),
    })
}

fn units_by_year(gathered: &Gathered, trend: &Trend, open: &Open<'_>) -> Option<Drawn> {
    let name = "Từng đơn vị qua các năm";
    let way = |unit, code: Option<&_>| open.progress(unit, code);
    let table = progress::units_by_year(gathered, trend, name.into(), &way)?;
    Some(Drawn { name, says: String::new(), is_wide: false, chart: None, table })
}

/// What a sum is made of, by unit and by year.
fn parts(gathered: &Gathered, line: &Line, trend: &Trend) -> Vec<Drawn> {
    let indicator = &line.indicator;
    if !progress::has_parts(indicator) {
        return Vec::new();
    }
    let of = |parts: Parts, name: &'static str, first: &str, title: String| Drawn {
        name,
        says: String::new(),
        is_wide: false,
        table: progress::parts_table(&parts, first, name.to_owned()),
        chart: progress::stacks(&parts, title),
    };
    let units = progress::parts_by_unit(gathered, indicator, line.root.figure.unit);
    let units = units.map(|parts| {
        let title = progress::parts_finding(&parts, indicator);
        of(parts, "Các khoản theo đơn vị", "Đơn vị", title)
    });
    let years = progress::parts_by_year(gathered, trend).map(|parts| {
        of(parts, "Các khoản theo năm", "Năm", format!("{} qua các năm", indicator.name))
    });
    units.into_iter().chain(years).collect()
}
