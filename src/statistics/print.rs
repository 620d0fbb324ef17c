//! The entry form on paper (biểu nhập): blank, to be filled in by hand, or as it stands.

use chrono::NaiveDate;
use entities::values::{Kind, Period};
use rust_decimal::Decimal;

use super::{Form, FormCell};
use crate::documents::{
    About, Align, Block, Cell, Closing, Column, Document, Emphasis, Letterhead, Number, Paragraph,
    Row, Run, Style, Table, Title,
};
use crate::facts::{Measure, Value, section_title};
use crate::org::{Officer, UnitVersion};

/// Where a pen writes.
const DOTS: &str = "……………………";

/// What a paper of the form is about, beside the form itself.
pub struct FormPaper<'a> {
    pub form: &'a Form,
    pub unit: &'a UnitVersion,
    pub signatory: Option<&'a Officer>,
    /// Leaves the column of this period empty.
    pub blank: bool,
    /// Day the paper is dated in its properties: the last change, or the end of the period.
    pub on: NaiveDate,
}

impl FormPaper<'_> {
    /// The paper.
    pub fn document(self) -> Document {
        let period = self.form.report;
        let title = format!("Biểu nhập số liệu năm {period} – {}", self.unit.full_name());
        let blocks = vec![
            Block::Letterhead(Letterhead {
                superior: self.unit.superior.clone(),
                agency: self.unit.agency_line(),
                number: String::new(),
                place_and_date: format!(
                    "{}, ngày      tháng      năm {}",
                    self.unit.place_line(),
                    period.year() + i32::from(matches!(period, Period::Year(_)))
                ),
            }),
            Block::Title(Title {
                kind: "BIỂU NHẬP SỐ LIỆU".to_owned(),
                about: vec![format!("Kỳ báo cáo: {}", in_words(period))],
            }),
            Block::Paragraph(note()),
            Block::Table(self.table()),
            Block::Closing(Closing {
                recipients: Vec::new(),
                left: vec!["NGƯỜI LẬP BIỂU".to_owned()],
                authority: vec!["TM. BAN THƯỜNG VỤ".to_owned(), self.office()],
                name: self.signatory.map(|one| one.name.clone()).unwrap_or_default(),
            }),
        ];
        let about = About {
            author: format!("Hội Khuyến học {}", self.unit.full_name()),
            subject: title.clone(),
            title,
            changed_on: self.on,
        };
        Document { about, blocks, marks: Vec::new() }
    }

    fn office(&self) -> String {
        self.signatory.map_or("Chủ tịch", |one| one.position.as_str()).to_uppercase()
    }

    fn table(&self) -> Table {
        let period = self.form.report;
        let column = |title: String, align| Column { group: String::new(), title, align };
        let mut rows = Vec::new();
        let mut number = 0;
        for section in &self.form.sections {
            rows.push(group(section_title(&section.key).to_uppercase()));
            let mut head = "";
            for cell in &section.cells {
                if cell.measure.group != head {
                    head = &cell.measure.group;
                    if !head.is_empty() {
                        rows.push(group(head.to_owned()));
                    }
                }
                number += 1;
                rows.push(self.row(number, cell));
            }
        }
        Table {
            key: "bieu-nhap".to_owned(),
            caption: String::new(),
            columns: vec![
                column("TT".to_owned(), Align::Centre),
                column("Nội dung".to_owned(), Align::Left),
                column("ĐVT".to_owned(), Align::Centre),
                column(period.previous().to_string(), Align::Right),
                column(period.to_string(), Align::Right),
                column("Nguồn, ghi chú".to_owned(), Align::Left),
            ],
            stub: 2,
            rows,
            notes: Vec::new(),
        }
    }

    fn row(&self, number: usize, cell: &FormCell) -> Row {
        let measure = &cell.measure;
        let fact = cell.cell.as_ref().map(|stored| &stored.fact).filter(|_| !self.blank);
        let said = fact.map(|fact| [fact.source.as_str(), fact.note.as_str()]);
        let said: Vec<&str> = said.iter().flatten().copied().filter(|t| !t.is_empty()).collect();
        let value = if self.blank { DOTS.into() } else { value_cell(measure, cell.value()) };
        let said = if self.blank { DOTS.to_owned() } else { said.join("; ") };
        Row {
            emphasis: Emphasis::Plain,
            cells: vec![
                number.to_string().into(),
                measure.name.clone().into(),
                measure.unit.clone().into(),
                value_cell(measure, cell.previous),
                value,
                said.into(),
            ],
        }
    }
}

fn group(text: String) -> Row {
    Row { emphasis: Emphasis::Group, cells: vec![text.into()] }
}

fn note() -> Paragraph {
    let text = "Chưa có số liệu thì để trống; không có thì ghi “không có”; không ghi 0 thay cho số \
                chưa biết.";
    Paragraph { style: Style::Note, runs: vec![Run::Text(text.to_owned())] }
}

fn in_words(period: Period) -> String {
    match period {
        Period::Year(year) => format!("năm {year}"),
        other => other.to_string(),
    }
}

/// A value in a table: as it would be typed, empty when missing, with its number when exact.
pub fn value_cell(measure: &Measure, value: Value) -> Cell {
    if measure.kind == Kind::Flag && value.amount().is_some() {
        return if value == Value::exact(0) { "chưa" } else { "có" }.into();
    }
    let exact = value.amount().filter(|amount| value == Value::exact(*amount));
    let number = exact.map(|amount| Number {
        value: Decimal::new(amount, measure.scale),
        decimals: measure.scale,
        percent: false,
    });
    Cell::number(value.as_typed(measure.scale), number)
}
