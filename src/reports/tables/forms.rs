//! The forms of the catalogue, B1 to B8, as tables: a row for the unit's own office where it has
//! figures of its own, one for each unit below, and the total.

use entities::values::{Code, Kind, Totals, UnitId};

use super::columns::{Content, FormColumn, columns};
use super::notes;
use crate::documents::{Align, Cell, Column, Emphasis, Row, Table};
use crate::facts::{FactKey, Interval, Measure, Quantity, Value};
use crate::indicators::Indicator;
use crate::org::Keeps;
use crate::progress::{figure, figure_cell, sum_cell, total};
use crate::reports::sentence::capital;
use crate::reports::yearly::Yearly;

pub const MISSING: &str = "chưa có số liệu";
pub const NOTHING: &str = "không có";
/// Where a unit cannot have a figure.
const NOT_HERE: &str = "–";

/// Titles of the forms (domain of the Association); others are named by their code.
const TITLES: &[(&str, &str)] = &[
    ("B1", "Tổ chức, hội viên"),
    ("B2", "Các mô hình học tập"),
    ("B3", "Công dân học tập"),
    ("B4", "Quỹ khuyến học, khuyến tài"),
    ("B5", "Học bổng, khen thưởng, hỗ trợ"),
    ("B6", "Trung tâm học tập cộng đồng"),
    ("B7", "Chỉ tiêu giáo dục phối hợp"),
    ("B8", "Thi đua, khen thưởng"),
];

/// A row of a form before it is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// The unit's own cells.
    Office(UnitId),
    /// A unit with all within it.
    Unit(UnitId),
    Total(UnitId),
}

/// Codes of the forms that have columns, in order.
pub fn codes(of: &Yearly) -> Vec<String> {
    let measures = of.gathered.measures.iter();
    let mut forms: Vec<String> =
        measures.filter(|m| !m.form.is_empty()).map(|m| m.form.clone()).collect();
    forms.sort();
    forms.dedup();
    forms.retain(|form| !columns(&of.gathered, form).is_empty());
    forms
}

/// `Biểu B1. Tổ chức, hội viên`.
pub fn title(form: &str) -> String {
    match TITLES.iter().find(|(code, _)| *code == form) {
        Some((code, title)) => format!("Biểu {code}. {title}"),
        None => format!("Biểu {form}"),
    }
}

/// The unit that every figure of a form is counted in, when it is one.
pub fn common_unit(columns: &[FormColumn]) -> Option<&str> {
    let mut units = columns.iter().filter_map(|column| match &column.content {
        Content::Measure(measure) => Some(measure.unit.as_str()),
        Content::Indicator(_) => None,
    });
    let first = units.next()?;
    units.all(|unit| unit == first).then_some(first)
}

/// A form of the catalogue as a table.
pub fn table(of: &Yearly, form: &str) -> Table {
    let columns = columns(&of.gathered, form);
    let lines = lines(of, &columns);
    let mut number = 0;
    let rows = lines.iter().map(|line| {
        let total = matches!(line, Line::Total(_));
        number += usize::from(!total);
        let number = if total { String::new() } else { number.to_string() };
        let mut cells: Vec<Cell> = vec![number.into(), label(of, *line).into()];
        cells.extend(columns.iter().map(|column| cell(of, *line, &column.content)));
        Row { emphasis: if total { Emphasis::Total } else { Emphasis::Plain }, cells }
    });
    let rows = rows.collect();
    let mut head = vec![
        Column { group: String::new(), title: "TT".to_owned(), align: Align::Centre },
        Column { group: String::new(), title: "Đơn vị".to_owned(), align: Align::Left },
    ];
    head.extend(columns.iter().map(|column| Column {
        group: column.group.clone(),
        title: column.title.clone(),
        align: Align::Right,
    }));
    Table {
        key: form.to_owned(),
        caption: String::new(),
        columns: head,
        stub: 2,
        rows,
        notes: notes::notes(of, &columns, &lines),
    }
}

fn lines(of: &Yearly, columns: &[FormColumn]) -> Vec<Line> {
    let root = of.root();
    let children = of.gathered.tree.children(root);
    if children.is_empty() {
        return vec![Line::Unit(root)];
    }
    let own = columns.iter().any(|column| match &column.content {
        Content::Measure(measure) => measure.totals == Totals::Own,
        Content::Indicator(_) => false,
    });
    let mut lines = Vec::new();
    let has_cells = match of.gathered.tree.keeps(root) {
        Keeps::Nothing => false,
        Keeps::Own | Keeps::Office => own,
        Keeps::Everything => true,
    };
    if has_cells {
        lines.push(Line::Office(root));
    }
    lines.extend(children.iter().map(|child| Line::Unit(*child)));
    lines.push(Line::Total(root));
    lines
}

/// `Huyện hội`, `Lại Sơn`, `Tổng cộng`.
fn label(of: &Yearly, line: Line) -> String {
    match line {
        Line::Office(_) => format!("{} hội", capital(&of.unit.kind)),
        Line::Unit(unit) => of.gathered.name(unit).to_owned(),
        Line::Total(_) => "Tổng cộng".to_owned(),
    }
}

fn cell(of: &Yearly, line: Line, content: &Content) -> Cell {
    match content {
        Content::Measure(measure) => measure_cell(of, line, measure),
        Content::Indicator(indicator) => indicator_cell(of, line, indicator),
    }
}

/// What a measure is worth in a row, and whether it was declared absent.
pub fn worth(of: &Yearly, line: Line, measure: &Measure) -> (Option<Interval>, bool) {
    match line {
        Line::Office(unit) => {
            let value = own_value(of, unit, &measure.code);
            (value.interval(), value == Value::Nothing)
        }
        Line::Unit(unit) | Line::Total(unit) => {
            let total = total(&of.gathered, unit, &measure.code, of.period);
            (total.sum, total.nothing)
        }
    }
}

fn own_value(of: &Yearly, unit: UnitId, measure: &Code) -> Value {
    let basis = of.gathered.measures.find(measure).map(|m| m.basis).unwrap_or_default();
    of.gathered.facts.value(&FactKey::new(unit, of.period.on(basis), measure))
}

fn measure_cell(of: &Yearly, line: Line, measure: &Measure) -> Cell {
    let is_office = match line {
        Line::Office(unit) => of.gathered.tree.keeps(unit) != Keeps::Everything,
        Line::Unit(unit) => of.gathered.tree.keeps(unit) == Keeps::Office,
        Line::Total(_) => false,
    };
    if is_office && measure.totals == Totals::Territorial {
        return NOT_HERE.into();
    }
    let (sum, nothing) = worth(of, line, measure);
    let one = match line {
        Line::Unit(unit) => of.gathered.tree.children(unit).is_empty(),
        Line::Office(_) | Line::Total(_) => false,
    };
    match sum {
        None => MISSING.into(),
        Some(_) if nothing => NOTHING.into(),
        Some(sum) if one && measure.kind == Kind::Flag => {
            if sum.shown > 0 { "có" } else { "chưa" }.into()
        }
        Some(sum) => sum_cell(sum, measure.scale),
    }
}

fn indicator_cell(of: &Yearly, line: Line, indicator: &Indicator) -> Cell {
    let unit = match line {
        Line::Office(unit) => return office_cell(of, unit, indicator),
        Line::Unit(unit) | Line::Total(unit) => unit,
    };
    let figure = figure(&of.gathered, indicator, unit, of.period);
    match figure.quantity {
        Quantity::Unknown => MISSING.into(),
        Quantity::NotApplicable if !indicator.is_fraction() => NOTHING.into(),
        _ => figure_cell(&figure, indicator),
    }
}

/// A sum of the unit's own cells; shares and sums of other units' figures have no place here.
fn office_cell(of: &Yearly, unit: UnitId, indicator: &Indicator) -> Cell {
    let own =
        |code: &Code| of.gathered.measures.find(code).is_some_and(|m| m.totals == Totals::Own);
    if indicator.is_fraction() || !indicator.numerator.iter().all(|term| own(&term.measure)) {
        return NOT_HERE.into();
    }
    let values: Vec<(Value, i8)> = indicator
        .numerator
        .iter()
        .map(|term| (own_value(of, unit, &term.measure), term.sign))
        .collect();
    let sum = values.iter().try_fold(Interval::point(0), |sum, (value, sign)| {
        let part = value.interval()?;
        Some(if *sign < 0 { sum.minus(part) } else { sum.plus(part) })
    });
    match sum {
        None => MISSING.into(),
        Some(_) if values.iter().all(|(value, _)| value.amount().is_none()) => NOTHING.into(),
        Some(sum) => sum_cell(sum, 0),
    }
}
