//! Sheets → bytes.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::{Sheet, WorkbookFault};
use crate::documents::{Align, Cell, Column, Emphasis, Number, Row, Table};

const FONT: &str = "Times New Roman";
/// Narrowest and widest column, in letters.
const WIDTHS: (usize, usize) = (6, 42);
const A4: u8 = 9;
/// Points.
pub(super) const LINE_HEIGHT: u32 = 17;

/// Writes the sheets, in order, as one workbook.
pub fn write(sheets: &[Sheet]) -> Result<Vec<u8>, WorkbookFault> {
    workbook(sheets).map_err(|error| WorkbookFault(error.to_string()))
}

fn workbook(sheets: &[Sheet]) -> Result<Vec<u8>, XlsxError> {
    let mut book = empty_book()?;
    for sheet in sheets {
        let paper = prepared(&mut book, sheet.name())?;
        fill(paper, sheet)?;
    }
    book.save_to_buffer()
}

/// With the only date in the file, so that the same sheets give the same bytes.
pub(super) fn empty_book() -> Result<Workbook, XlsxError> {
    let mut book = Workbook::new();
    let made = ExcelDateTime::from_ymd(2020, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&made));
    Ok(book)
}

/// A sheet that prints on A4, as wide as the page.
pub(super) fn prepared<'a>(
    book: &'a mut Workbook,
    name: &str,
) -> Result<&'a mut Worksheet, XlsxError> {
    let paper = book.add_worksheet();
    paper.set_name(name)?;
    paper.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0);
    Ok(paper)
}

fn fill(paper: &mut Worksheet, sheet: &Sheet) -> Result<(), XlsxError> {
    let mut row = 0;
    for (at, line) in sheet.head.iter().enumerate() {
        let format = if at == 0 { plain().set_bold() } else { plain() };
        paper.write_string_with_format(row, 0, line, &format)?;
        row += 1;
    }
    if row > 0 {
        row += 1;
    }
    let table = &sheet.table;
    let first = row;
    row = header(paper, row, &table.columns)?;
    for (step, lines) in head_lines(table).into_iter().enumerate() {
        let at = first + u32::try_from(step).unwrap_or_default();
        paper.set_row_height(at, LINE_HEIGHT * lines)?;
    }
    paper.set_repeat_rows(first, row.saturating_sub(1))?;
    paper.set_freeze_panes(row, column(table.stub))?;
    for line in &table.rows {
        body(paper, row, line, &table.columns)?;
        row += 1;
    }
    for note in &table.notes {
        paper.write_string_with_format(row, 0, note, &plain().set_italic())?;
        row += 1;
    }
    for (at, _) in table.columns.iter().enumerate() {
        paper.set_column_width(column(at), width(table, at))?;
    }
    Ok(())
}

/// One row of heads, or two where columns share one; the row after it.
fn header(paper: &mut Worksheet, row: u32, columns: &[Column]) -> Result<u32, XlsxError> {
    let format = boxed().set_bold().set_text_wrap().set_align(FormatAlign::Center);
    let format = format.set_align(FormatAlign::VerticalCenter);
    let grouped = columns.iter().any(|column| !column.group.is_empty());
    let last = row + u32::from(grouped);
    let mut at = 0;
    while let Some(head) = columns.get(at) {
        let alike = columns[at..].iter().take_while(|other| other.group == head.group).count();
        if head.group.is_empty() {
            if grouped {
                paper.merge_range(row, column(at), last, column(at), &head.title, &format)?;
            } else {
                paper.write_string_with_format(row, column(at), &head.title, &format)?;
            }
            at += 1;
            continue;
        }
        if alike > 1 {
            let end = column(at + alike - 1);
            paper.merge_range(row, column(at), row, end, &head.group, &format)?;
        } else {
            paper.write_string_with_format(row, column(at), &head.group, &format)?;
        }
        for (place, under) in columns.iter().enumerate().skip(at).take(alike) {
            paper.write_string_with_format(last, column(place), &under.title, &format)?;
        }
        at += alike;
    }
    Ok(last + 1)
}

fn body(paper: &mut Worksheet, at: u32, row: &Row, heads: &[Column]) -> Result<(), XlsxError> {
    let strong = row.emphasis != Emphasis::Plain;
    for (place, head) in heads.iter().enumerate() {
        let cell = row.cells.get(place).cloned().unwrap_or_default();
        let format = match head.align {
            Align::Left => boxed().set_align(FormatAlign::Left),
            Align::Centre => boxed().set_align(FormatAlign::Center),
            Align::Right => boxed().set_align(FormatAlign::Right),
        };
        let format = format.set_text_wrap().set_align(FormatAlign::Top);
        let format = if strong { format.set_bold() } else { format };
        put(paper, (at, column(place)), &cell, format)?;
    }
    Ok(())
}

fn put(
    paper: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    format: Format,
) -> Result<(), XlsxError> {
    let number = cell.number.and_then(|number| Some((number, number_value(number)?)));
    match number {
        Some((number, value)) => {
            let format = format.set_num_format(number_format(number));
            paper.write_number_with_format(row, column, value, &format)?;
        }
        None if cell.text.is_empty() => {
            paper.write_blank(row, column, &format)?;
        }
        None => {
            paper.write_string_with_format(row, column, &cell.text, &format)?;
        }
    }
    Ok(())
}

pub(super) fn number_value(number: Number) -> Option<f64> {
    let per = if number.percent { Decimal::ONE_HUNDRED } else { Decimal::ONE };
    number.value.checked_div(per)?.to_f64()
}

/// e.g. `#,##0.0` or `0.00%`.
pub(super) fn number_format(number: Number) -> String {
    let places = usize::try_from(number.decimals).unwrap_or_default();
    let dot = if places == 0 { "" } else { "." };
    let sign = if number.percent { "%" } else { "" };
    let whole = if number.percent { "0" } else { "#,##0" };
    format!("{whole}{dot}{}{sign}", "0".repeat(places))
}

pub(super) fn plain() -> Format {
    Format::new().set_font_name(FONT).set_font_size(12)
}

pub(super) fn boxed() -> Format {
    plain().set_border(FormatBorder::Thin)
}

fn column(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}

/// Lines that each row of heads needs at the widths of its columns.
fn head_lines(table: &Table) -> Vec<u32> {
    let lines = |text: &str, letters: usize| {
        let lines = text.lines().map(|line| line.chars().count().div_ceil(letters.max(1)).max(1));
        u32::try_from(lines.sum::<usize>()).unwrap_or(1).max(1)
    };
    let grouped = table.columns.iter().any(|column| !column.group.is_empty());
    let mut at = 0;
    let (mut above, mut below) = (1, 1);
    for together in table.columns.chunk_by(|a, b| !a.group.is_empty() && a.group == b.group) {
        let letters: Vec<usize> = (at..at + together.len()).map(|at| letters(table, at)).collect();
        at += together.len();
        for (column, letters) in together.iter().zip(&letters) {
            let half = if column.group.is_empty() && grouped { 2 } else { 1 };
            below = below.max(lines(&column.title, *letters).div_ceil(half));
        }
        above = above.max(lines(&together[0].group, letters.iter().sum()));
    }
    if grouped { vec![above, below] } else { vec![below] }
}

/// As wide as its longest word of the head and its longest line, within bounds.
fn width(table: &Table, at: usize) -> f64 {
    u32::try_from(letters(table, at)).map_or(10.0, f64::from)
}

fn letters(table: &Table, at: usize) -> usize {
    let letters = |text: &str| text.chars().count();
    let head = table
        .columns
        .get(at)
        .map_or(0, |column| column.title.split_whitespace().map(letters).max().unwrap_or_default());
    let cells = table.rows.iter().filter(|row| row.emphasis != Emphasis::Group);
    let cells = cells.filter_map(|row| row.cells.get(at));
    let longest = cells.flat_map(|cell| cell.text.lines().map(letters)).max().unwrap_or_default();
    longest.max(head).clamp(WIDTHS.0, WIDTHS.1) + 2
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        let column = |title: &str, group: &str| Column {
            group: group.into(),
            title: title.into(),
            align: Align::Right,
        };
        let value = Decimal::new(9836, 2);
        let share = Number { value, decimals: 1, percent: true };
        Table {
            key: "B7".into(),
            caption: String::new(),
            columns: vec![
                column("Đơn vị", ""),
                column("Tổng số", "Trẻ 5 tuổi"),
                column("%", "Trẻ 5 tuổi"),
            ],
            stub: 1,
            rows: vec![Row {
                emphasis: Emphasis::Plain,
                cells: vec![
                    "=1+1".into(),
                    "chưa có số liệu".into(),
                    Cell::number("98,4%", Some(share)),
                ],
            }],
            notes: vec!["Ghi chú".into()],
        }
    }

    #[test]
    fn the_same_sheets_give_the_same_bytes() {
        let sheet = Sheet::new("Biểu B7: [giáo dục]", vec!["Xã Lại Sơn".into()], table());
        assert_eq!(sheet.name(), "Biểu B7 giáo dục");
        let bytes = write(std::slice::from_ref(&sheet)).unwrap();
        assert_eq!(bytes, write(&[sheet]).unwrap());
        assert!(bytes.starts_with(b"PK"));
    }
}
