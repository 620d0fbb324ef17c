//! The units below side by side as a workbook to be filled in (biểu Excel của các xã): a sheet for
//! each form, a row for each unit, in the order of the grid. [`grid_filled`](super::grid_filled)
//! reads it back.

use entities::values::{Code, Kind, Period};
use rust_decimal::Decimal;

use super::grid::{Grid, GridCell, GridRow};
use crate::documents::{Cell, Number};
use crate::facts::{Measure, Value};
use crate::statistics::{HOW, form_marks, form_value, period_title};
use crate::vietnamese::capitalised;
use crate::workbooks::{ColumnKind, FormBook, FormCell, FormColumn, FormRow, FormSheet};

/// Heads of the columns that are no figures.
pub(super) const UNIT: &str = "Đơn vị";
pub(super) const CODE: &str = "Mã";
/// Versions that stood in the cells of the row when the form was made: `HV_CUOI=3 HV_NU=1`.
pub(super) const BASE: &str = "Bản";

/// Widths in letters.
const WIDTHS: (u16, u16, u16) = (24, 20, 16);

/// A column of a sheet.
enum Head<'a> {
    Unit,
    Entry(usize, &'a Measure),
    Previous(usize, &'a Measure),
    Code,
    Base,
}

/// The grid of every form; `filled` with what stands and last year beside it, or blank. `title`
/// says in words what a form is.
pub fn grid_book(grid: &Grid, filled: bool, title: impl Fn(&str) -> String) -> FormBook {
    let sheet = |form: &String| {
        let heads = heads(grid, form, filled);
        let has_figures = heads.iter().any(|head| matches!(head, Head::Entry(..)));
        has_figures.then(|| FormSheet {
            name: if form.is_empty() { "Chung".to_owned() } else { form.clone() },
            head: vec![
                title(form),
                format!(
                    "{}, {}",
                    capitalised(&grid.root.full_name()),
                    period_title(grid.report).to_lowercase()
                ),
                HOW.to_owned(),
            ],
            columns: heads.iter().map(|head| head.column(grid.report)).collect(),
            rows: rows(grid, &heads, filled),
            stub: 1,
        })
    };
    FormBook {
        sheets: grid.forms.iter().filter_map(sheet).collect(),
        marks: form_marks(grid.root.unit, &grid.report.to_string(), true),
    }
}

fn heads<'a>(grid: &'a Grid, form: &str, filled: bool) -> Vec<Head<'a>> {
    let mut heads = vec![Head::Unit];
    for (at, measure) in grid.measures.iter().enumerate().filter(|(_, m)| m.form == form) {
        heads.push(Head::Entry(at, measure));
        if filled {
            heads.push(Head::Previous(at, measure));
        }
    }
    heads.extend([Head::Code, Head::Base]);
    heads
}

/// The head of a measure: what, in which unit, and when it is not the year of the report.
pub(super) fn entry_title(measure: &Measure, report: Period) -> String {
    let unit = match measure.kind {
        Kind::Flag => "có/chưa",
        Kind::Count | Kind::Money => measure.unit.as_str(),
    };
    let period = report.on(measure.basis);
    let year = if period == report { String::new() } else { format!(", năm học {period}") };
    format!("{} ({unit}{year})", measure.name)
}

impl Head<'_> {
    fn column(&self, report: Period) -> FormColumn {
        let (title, width, kind) = match self {
            Self::Unit => (UNIT.to_owned(), WIDTHS.0, ColumnKind::Words),
            Self::Entry(_, measure) => (entry_title(measure, report), WIDTHS.1, ColumnKind::Number),
            Self::Previous(..) => (period_title(report.previous()), WIDTHS.2, ColumnKind::Shown),
            Self::Code => (CODE.to_owned(), 8, ColumnKind::Hidden),
            Self::Base => (BASE.to_owned(), 8, ColumnKind::Hidden),
        };
        FormColumn { title, width, kind }
    }

    fn code(&self) -> String {
        match self {
            Self::Entry(_, measure) => measure.code.to_string(),
            Self::Unit | Self::Previous(..) | Self::Code | Self::Base => String::new(),
        }
    }
}

fn rows(grid: &Grid, heads: &[Head<'_>], filled: bool) -> Vec<FormRow> {
    let mut rows = vec![FormRow::Codes(heads.iter().map(Head::code).collect())];
    rows.extend(grid.rows.iter().map(|row| {
        FormRow::Cells(heads.iter().map(|head| one(head, row, heads, filled)).collect())
    }));
    rows
}

fn one(head: &Head<'_>, row: &GridRow, heads: &[Head<'_>], filled: bool) -> FormCell {
    let cell: Cell = match head {
        Head::Unit => row.label().into(),
        Head::Entry(at, measure) => return entry(row.cells.get(*at), measure, filled),
        Head::Previous(at, measure) => match row.cells.get(*at) {
            Some(GridCell::Typed(cell)) => form_value(measure, cell.previous),
            _ => Cell::default(),
        },
        Head::Code => whole(i64::from(row.unit.unit.0)),
        Head::Base => bases(row, heads).into(),
    };
    cell.into()
}

fn entry(cell: Option<&GridCell>, measure: &Measure, filled: bool) -> FormCell {
    let (cell, closed) = match cell {
        Some(GridCell::Typed(cell)) => {
            let value = if filled { cell.value } else { Value::Missing };
            (form_value(measure, value), false)
        }
        Some(GridCell::Sum(sum)) if filled => (sum.clone(), true),
        _ => (Cell::default(), true),
    };
    FormCell { cell, decimals: measure.scale, closed }
}

fn bases(row: &GridRow, heads: &[Head<'_>]) -> String {
    let base = |head: &Head<'_>| {
        let Head::Entry(at, measure) = head else { return None };
        let GridCell::Typed(cell) = row.cells.get(*at)? else { return None };
        Some(format!("{}={}", measure.code, cell.version))
    };
    heads.iter().filter_map(base).collect::<Vec<_>>().join(" ")
}

/// The version that a row keeps for a measure.
pub(super) fn base_in(text: &str, measure: &Code) -> Option<i32> {
    let mut pairs = text.split_whitespace().filter_map(|pair| pair.split_once('='));
    pairs.find(|(code, _)| *code == measure.as_str())?.1.parse().ok()
}

fn whole(number: i64) -> Cell {
    let value = Number { value: Decimal::from(number), decimals: 0, percent: false };
    Cell::number(number.to_string(), Some(value))
}
