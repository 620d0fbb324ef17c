//! What the grid shows. Words only; the rules are in statistics, the sums in progress.

use std::fmt;

use entities::values::{Code, Kind, UnitId};

use super::choices::{self, Choice};
use super::entry_view::{not_taken, typed_text};
use crate::documents::{Align, Cell, Column, Emphasis, Row, Table};
use crate::facts::{Measure, Value};
use crate::progress::{Grid, GridCell, GridRow, RowKind, TypedCell};
use crate::reports;
use crate::statistics::value_cell;
use crate::vietnamese::capitalised;
use crate::web::page::period_words;
use crate::web::url;
use crate::workbooks::Sheet;

/// Of measures that belong to no form of the paper.
const NO_FORM: &str = "khac";

pub struct FormLink {
    pub text: String,
    pub title: String,
    pub href: String,
    pub is_current: bool,
}

/// Columns that share a head.
pub struct GroupHead {
    pub text: String,
    pub span: usize,
}

pub struct HeadView {
    pub code: String,
    pub name: String,
    pub short: String,
    pub unit: String,
    /// School year of its cells; empty for those of the report's own period.
    pub school_year: String,
    pub is_picked: bool,
}

pub struct RowView {
    pub unit: UnitId,
    pub name: String,
    pub href: String,
    pub is_open: bool,
    pub cells: Vec<CellView>,
}

pub struct CellView {
    pub kind: CellKind,
    /// `7.HV_CUOI`
    pub name: String,
    pub code: String,
    /// What stands in the field: what was typed last when that was not taken.
    pub text: String,
    /// What stands in the database, as it would be typed.
    pub original: String,
    pub version: i32,
    pub previous: String,
    /// `refused`, `conflict` or nothing.
    pub state: &'static str,
    pub is_picked: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum CellKind {
    Typed,
    Sum,
    Absent,
}

pub struct TotalView {
    pub code: String,
    pub text: String,
    pub previous: String,
    /// e.g. `3/4 đơn vị`; empty when all have said.
    pub coverage: String,
    pub is_picked: bool,
}

pub struct IssueView {
    pub cell: String,
    pub unit: String,
    pub words: String,
    pub choices: Vec<Choice>,
}

/// Versions of the cells of a grid, in its order: `7:0,3,1;8:2,0,0`.
pub struct Versions(Vec<(UnitId, Vec<i32>)>);

impl Versions {
    pub fn of(grid: &Grid) -> Self {
        let version = |cell: &GridCell| match cell {
            GridCell::Typed(cell) => cell.version,
            GridCell::Sum(_) | GridCell::Absent => 0,
        };
        let row = |row: &GridRow| (row.unit.unit, row.cells.iter().map(version).collect());
        Self(grid.rows.iter().map(row).collect())
    }

    /// `None` when it is of no grid.
    pub fn parse(text: &str) -> Option<Self> {
        let row = |row: &str| {
            let (unit, versions) = row.split_once(':')?;
            let versions: Option<Vec<i32>> =
                versions.split(',').map(|version| version.parse().ok()).collect();
            Some((UnitId(unit.parse().ok()?), versions?))
        };
        text.split(';').map(row).collect::<Option<Vec<_>>>().map(Self)
    }

    pub fn version(&self, unit: UnitId, column: usize) -> Option<i32> {
        let row = self.0.iter().find(|(other, _)| *other == unit);
        row.and_then(|(_, versions)| versions.get(column)).copied()
    }
}

impl fmt::Display for Versions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, (unit, versions)) in self.0.iter().enumerate() {
            let joint = if at == 0 { "" } else { ";" };
            write!(f, "{joint}{unit}:")?;
            for (at, version) in versions.iter().enumerate() {
                write!(f, "{}{version}", if at == 0 { "" } else { "," })?;
            }
        }
        Ok(())
    }
}

/// The form that an address asks for.
pub fn form_asked(asked: &str) -> &str {
    if asked == NO_FORM { "" } else { asked }
}

/// The form in an address.
pub fn picker(form: &str) -> &str {
    if form.is_empty() { NO_FORM } else { form }
}

pub fn form_title(form: &str) -> String {
    if form.is_empty() { "Đặc điểm chung".to_owned() } else { reports::form_title(form) }
}

pub fn cell_name(unit: UnitId, code: &Code) -> String {
    format!("{unit}.{code}")
}

impl FormLink {
    pub fn all(grid: &Grid, action: &str) -> Vec<Self> {
        let link = |form: &String| Self {
            text: if form.is_empty() { "Chung".to_owned() } else { form.clone() },
            title: form_title(form),
            href: format!("{action}?bieu={}", picker(form)),
            is_current: *form == grid.form,
        };
        grid.forms.iter().map(link).collect()
    }
}

impl GroupHead {
    pub fn all(measures: &[Measure]) -> Vec<Self> {
        let mut groups: Vec<Self> = Vec::new();
        for measure in measures {
            match groups.last_mut() {
                Some(group) if group.text == measure.group && !measure.group.is_empty() => {
                    group.span += 1;
                }
                _ => groups.push(Self { text: measure.group.clone(), span: 1 }),
            }
        }
        groups
    }
}

pub fn heads(grid: &Grid, picked: Option<&Code>) -> Vec<HeadView> {
    let head = |measure: &Measure| {
        let period = grid.report.on(measure.basis);
        HeadView {
            code: measure.code.to_string(),
            name: measure.name.clone(),
            short: measure.short.clone(),
            unit: match measure.kind {
                Kind::Flag => "có/chưa".to_owned(),
                Kind::Count | Kind::Money => measure.unit.clone(),
            },
            school_year: if period == grid.report { String::new() } else { period.to_string() },
            is_picked: picked == Some(&measure.code),
        }
    };
    grid.measures.iter().map(head).collect()
}

pub fn rows(grid: &Grid, picked: Option<&Code>) -> Vec<RowView> {
    let view = |row: &GridRow| {
        let (unit, slug) = (row.unit.unit, row.unit.slug.as_str());
        let cells = grid.measures.iter().zip(&row.cells);
        RowView {
            unit,
            name: row.label(),
            href: match row.kind {
                RowKind::Summed => url::grid(unit, slug, grid.report),
                RowKind::Typed | RowKind::Own => url::figures(unit, slug, grid.report),
            },
            is_open: row.kind != RowKind::Summed,
            cells: cells.map(|(measure, cell)| cell_view(unit, measure, cell, picked)).collect(),
        }
    };
    grid.rows.iter().map(view).collect()
}

fn cell_view(unit: UnitId, measure: &Measure, cell: &GridCell, picked: Option<&Code>) -> CellView {
    let mut view = CellView {
        kind: CellKind::Absent,
        name: cell_name(unit, &measure.code),
        code: measure.code.to_string(),
        text: String::new(),
        original: String::new(),
        version: 0,
        previous: String::new(),
        state: "",
        is_picked: picked == Some(&measure.code),
    };
    match cell {
        GridCell::Absent => {}
        GridCell::Sum(sum) => {
            view.kind = CellKind::Sum;
            view.text.clone_from(&sum.text);
        }
        GridCell::Typed(typed) => {
            view.kind = CellKind::Typed;
            view.original = typed_text(measure, typed.value);
            view.text = typed_now(measure, typed);
            view.version = typed.version;
            view.previous = previous(measure, typed.previous);
            view.state = match &typed.refused {
                Some(refused) if refused.base.is_some() => "conflict",
                Some(_) => "refused",
                None => "",
            };
        }
    }
    view
}

fn typed_now(measure: &Measure, cell: &TypedCell) -> String {
    cell.refused
        .as_ref()
        .map_or_else(|| typed_text(measure, cell.value), |refused| refused.typed.clone())
}

fn previous(measure: &Measure, value: Value) -> String {
    if value.is_missing() { "–".to_owned() } else { typed_text(measure, value) }
}

pub fn totals(grid: &Grid, picked: Option<&Code>) -> Vec<TotalView> {
    let pairs = grid.measures.iter().zip(&grid.totals);
    pairs
        .map(|(measure, total)| TotalView {
            code: measure.code.to_string(),
            text: total.now.text.clone(),
            previous: match total.previous.text.as_str() {
                "" => "–".to_owned(),
                text => text.to_owned(),
            },
            coverage: if total.coverage.is_complete() {
                String::new()
            } else {
                format!("{}/{} đơn vị", total.coverage.known, total.coverage.asked)
            },
            is_picked: picked == Some(&measure.code),
        })
        .collect()
}

/// What was typed last and not taken.
pub fn issues(grid: &Grid) -> Vec<IssueView> {
    let mut issues = Vec::new();
    for row in &grid.rows {
        for (measure, cell) in grid.measures.iter().zip(&row.cells) {
            let GridCell::Typed(cell) = cell else { continue };
            let Some(refused) = &cell.refused else { continue };
            issues.push(IssueView {
                cell: cell_name(row.unit.unit, &measure.code),
                unit: capitalised(&row.unit.full_name()),
                words: not_taken(measure, cell.value, refused),
                choices: choices::waiting(measure, cell.value, Some(refused)),
            });
        }
    }
    issues
}

/// The grid as a sheet of a workbook.
pub fn sheet(grid: &Grid) -> Sheet {
    let column = |group: &str, title: &str, align| Column {
        group: group.to_owned(),
        title: title.to_owned(),
        align,
    };
    let mut columns = vec![column("", "Đơn vị", Align::Left)];
    columns.extend(grid.measures.iter().map(|m| column(&m.group, &m.short, Align::Right)));
    let row = |emphasis, name: &str, cells: Vec<Cell>| {
        let mut all = vec![Cell::from(name)];
        all.extend(cells);
        Row { emphasis, cells: all }
    };
    let mut rows: Vec<Row> = grid
        .rows
        .iter()
        .map(|unit| {
            let pairs = grid.measures.iter().zip(&unit.cells);
            let cells = pairs.map(|(measure, cell)| match cell {
                GridCell::Typed(cell) => value_cell(measure, cell.value),
                GridCell::Sum(sum) => sum.clone(),
                GridCell::Absent => Cell::default(),
            });
            row(Emphasis::Plain, &unit.label(), cells.collect())
        })
        .collect();
    let totals = grid.totals.iter().map(|total| total.now.clone()).collect();
    rows.push(row(Emphasis::Total, "Cộng", totals));
    let head = vec![
        form_title(&grid.form),
        format!(
            "{}, {}",
            capitalised(&grid.root.full_name()),
            period_words(grid.report).to_lowercase()
        ),
    ];
    let table = Table {
        key: picker(&grid.form).to_owned(),
        caption: String::new(),
        columns,
        stub: 1,
        rows,
        notes: Vec::new(),
    };
    Sheet::new(picker(&grid.form), head, table)
}
