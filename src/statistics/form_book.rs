//! The entry form as a workbook to be filled in (biểu Excel): of one year with last year beside
//! it, or of several years side by side. [`filled`](super::filled) reads it back.

use entities::values::{Kind, Period, PeriodKind, UnitId};
use rust_decimal::Decimal;

use super::form::{Form, FormCell};
use crate::documents::{Cell, Number};
use crate::facts::{Measure, Value, section_title};
use crate::workbooks::{self, ColumnKind, FormBook, FormColumn, FormRow, FormSheet};

/// Counts the forms of this workbook; an older one is not read.
pub const FORMAT: &str = "1";

/// Names of the marks on the hidden sheet.
pub const MARK_FORMAT: &str = "dinh dang";
pub const MARK_UNIT: &str = "don vi";
pub const MARK_PERIODS: &str = "ky";
/// Only where units stand side by side.
pub const MARK_KIND: &str = "kieu";
pub const SIDE_BY_SIDE: &str = "bang";

/// How a form is filled in, above its heads.
pub const HOW: &str = "Chỉ điền vào ô màu vàng. Ô để trống thì giữ nguyên số đang có; không có \
                       thì ghi “không có”; muốn xóa số thì ghi dấu “-”.";

/// A column of the form, as it is written and looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Head {
    Position,
    Name,
    Unit,
    Previous(Period),
    Entry(Period),
    Source,
    Note,
    Code,
    /// Version that stood in the cell when the form was made.
    Base(Period),
}

impl Head {
    pub fn title(self) -> String {
        match self {
            Self::Position => "STT".to_owned(),
            Self::Name => "Số liệu".to_owned(),
            Self::Unit => "ĐVT".to_owned(),
            Self::Previous(period) | Self::Entry(period) => period_title(period),
            Self::Source => "Nguồn".to_owned(),
            Self::Note => "Ghi chú".to_owned(),
            Self::Code => "Mã".to_owned(),
            Self::Base(period) => format!("Bản {period}"),
        }
    }

    /// The columns of a form of these years; one year alone stands beside the one before.
    pub fn all(periods: &[Period]) -> Vec<Self> {
        let mut heads = vec![Self::Position, Self::Name, Self::Unit];
        if let [only] = periods {
            heads.push(Self::Previous(only.previous()));
        }
        heads.extend(periods.iter().copied().map(Self::Entry));
        if periods.len() == 1 {
            heads.extend([Self::Source, Self::Note]);
        }
        heads.push(Self::Code);
        heads.extend(periods.iter().copied().map(Self::Base));
        heads
    }

    fn column(self) -> FormColumn {
        let (width, kind) = match self {
            Self::Position => (6, ColumnKind::Words),
            Self::Name => (46, ColumnKind::Words),
            Self::Unit => (14, ColumnKind::Words),
            Self::Previous(_) => (18, ColumnKind::Shown),
            Self::Entry(_) => (20, ColumnKind::Number),
            Self::Source | Self::Note => (36, ColumnKind::Remark),
            Self::Code | Self::Base(_) => (8, ColumnKind::Hidden),
        };
        FormColumn { title: self.title(), width, kind }
    }
}

pub fn period_title(period: Period) -> String {
    let year = period.year();
    match period.kind() {
        PeriodKind::HalfYear => format!("6 tháng {year}"),
        PeriodKind::NineMonths => format!("9 tháng {year}"),
        PeriodKind::Year | PeriodKind::SchoolYear | PeriodKind::Term => format!("Năm {period}"),
    }
}

/// The forms of one unit, in the order of their years, as one sheet; `filled` with what stands.
pub fn form_book(unit: UnitId, unit_name: &str, forms: &[Form], filled: bool) -> FormBook {
    let periods: Vec<Period> = forms.iter().map(|form| form.report).collect();
    let codes: Vec<String> = periods.iter().map(Period::to_string).collect();
    let heads = Head::all(&periods);
    let sheet = FormSheet {
        name: "Số liệu".to_owned(),
        head: vec![
            format!("SỐ LIỆU {}", titles(&periods)),
            format!("Đơn vị: {unit_name}"),
            HOW.to_owned(),
        ],
        columns: heads.iter().map(|head| head.column()).collect(),
        rows: rows(forms, &heads, filled),
        stub: 2,
    };
    FormBook { sheets: vec![sheet], marks: form_marks(unit, &codes.join(" "), false) }
}

/// What the hidden sheet of a form keeps; read back by [`marks`](super::marks).
pub fn form_marks(unit: UnitId, periods: &str, side_by_side: bool) -> Vec<(String, String)> {
    let mut marks = vec![
        (MARK_FORMAT.to_owned(), FORMAT.to_owned()),
        (MARK_UNIT.to_owned(), unit.to_string()),
        (MARK_PERIODS.to_owned(), periods.to_owned()),
    ];
    if side_by_side {
        marks.push((MARK_KIND.to_owned(), SIDE_BY_SIDE.to_owned()));
    }
    marks
}

fn titles(periods: &[Period]) -> String {
    match periods {
        [first, .., last] => format!("TỪ {} ĐẾN {}", period_title(*first), period_title(*last)),
        _ => periods.first().map(|period| period_title(*period)).unwrap_or_default(),
    }
    .to_uppercase()
}

fn rows(forms: &[Form], heads: &[Head], filled: bool) -> Vec<FormRow> {
    // What the latest year asks for; an earlier one may not have all of it.
    let Some(latest) = forms.last() else { return Vec::new() };
    let mut rows = Vec::new();
    let mut position = 0_i64;
    for section in &latest.sections {
        rows.push(FormRow::Group(section_title(&section.key).to_owned()));
        let mut group = "";
        for cell in &section.cells {
            if cell.measure.group != group {
                group = &cell.measure.group;
                if !group.is_empty() {
                    rows.push(FormRow::Group(group_title(cell, latest.report)));
                }
            }
            position += 1;
            let years: Vec<Option<&FormCell>> =
                forms.iter().map(|form| form.find(&cell.measure.code)).collect();
            rows.push(FormRow::Cells(
                heads.iter().map(|head| one(*head, position, cell, &years, filled)).collect(),
            ));
        }
    }
    rows
}

fn group_title(cell: &FormCell, report: Period) -> String {
    let group = &cell.measure.group;
    if cell.period == report { group.clone() } else { format!("{group} (năm học)") }
}

fn one(
    head: Head,
    position: i64,
    cell: &FormCell,
    years: &[Option<&FormCell>],
    filled: bool,
) -> workbooks::FormCell {
    let measure = &cell.measure;
    let of = |period: Period| {
        years.iter().flatten().find(|year| year.period == period.on(measure.basis)).copied()
    };
    let fact = cell.cell.as_ref().filter(|_| filled).map(|stored| &stored.fact);
    let written = match head {
        Head::Position => whole(position),
        Head::Name => measure.name.as_str().into(),
        Head::Unit => measure.unit.as_str().into(),
        Head::Previous(_) => form_value(measure, cell.previous),
        Head::Entry(period) => {
            let value = of(period).filter(|_| filled).map_or(Value::Missing, FormCell::value);
            return workbooks::FormCell {
                cell: form_value(measure, value),
                decimals: measure.scale,
                closed: of(period).is_none(),
            };
        }
        Head::Source => fact.map_or("", |fact| fact.source.as_str()).into(),
        Head::Note => fact.map_or("", |fact| fact.note.as_str()).into(),
        Head::Code => measure.code.to_string().into(),
        Head::Base(period) => whole(i64::from(of(period).map_or(0, FormCell::version))),
    };
    written.into()
}

fn whole(number: i64) -> Cell {
    let value = Number { value: Decimal::from(number), decimals: 0, percent: false };
    Cell::number(number.to_string(), Some(value))
}

/// An exact number as a number; what has a word with it as it would be typed.
pub fn form_value(measure: &Measure, value: Value) -> Cell {
    let text = match (measure.kind, value.amount()) {
        (Kind::Flag, Some(0)) => "chưa".to_owned(),
        (Kind::Flag, Some(_)) => "có".to_owned(),
        _ => value.as_typed(measure.scale),
    };
    let exact = value.amount().filter(|amount| value == Value::exact(*amount));
    let number = exact.filter(|_| measure.kind != Kind::Flag).map(|amount| Number {
        value: Decimal::from_i128_with_scale(i128::from(amount), measure.scale),
        decimals: measure.scale,
        percent: false,
    });
    Cell::number(text, number)
}
