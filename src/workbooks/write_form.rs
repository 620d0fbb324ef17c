//! Forms to be filled in → bytes. Locked without a password: against slips, not against people.

use rust_xlsxwriter::{
    Color, Format, FormatAlign, ProtectionOptions, Workbook, Worksheet, XlsxError,
};

use super::WorkbookFault;
use super::form::{ColumnKind, FormBook, FormCell, FormColumn, FormRow, FormSheet};
use super::write::{LINE_HEIGHT, boxed, empty_book, number_format, number_value, plain, prepared};

/// Where one writes.
const OPEN: Color = Color::RGB(0x00FF_F8DC);
const GROUP: Color = Color::RGB(0x00E8_EEF1);
const FAINT: Color = Color::RGB(0x0057_606A);

/// Writes the sheets and the hidden one with the marks.
pub fn write_form(form: &FormBook) -> Result<Vec<u8>, WorkbookFault> {
    workbook(form).map_err(|error| WorkbookFault(error.to_string()))
}

fn workbook(form: &FormBook) -> Result<Vec<u8>, XlsxError> {
    let mut book = empty_book()?;
    for sheet in &form.sheets {
        let paper = prepared(&mut book, &sheet.name)?;
        fill(paper, sheet)?;
        paper.protect_with_options(&freedoms());
    }
    marks(&mut book, &form.marks)?;
    book.save_to_buffer()
}

/// What one may do to a locked sheet all the same.
fn freedoms() -> ProtectionOptions {
    ProtectionOptions {
        format_cells: true,
        format_columns: true,
        format_rows: true,
        sort: true,
        use_autofilter: true,
        ..ProtectionOptions::default()
    }
}

fn marks(book: &mut Workbook, marks: &[(String, String)]) -> Result<(), XlsxError> {
    let paper = prepared(book, FormBook::MARKS)?;
    for (row, (name, value)) in (0..).zip(marks) {
        paper.write_string(row, 0, name)?.write_string(row, 1, value)?;
    }
    paper.set_hidden(true).protect();
    Ok(())
}

fn fill(paper: &mut Worksheet, sheet: &FormSheet) -> Result<(), XlsxError> {
    let mut row = 0;
    for line in &sheet.head {
        let format = if row == 0 { plain().set_bold().set_font_size(14) } else { plain() };
        paper.write_string_with_format(row, 0, line, &format)?;
        row += 1;
    }
    row += 1;
    let format = boxed().set_bold().set_text_wrap().set_background_color(GROUP);
    let format = format.set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter);
    for (at, column) in (0..).zip(&sheet.columns) {
        paper.write_string_with_format(row, at, &column.title, &format)?;
        paper.set_column_width(at, f64::from(column.width))?;
        if column.kind == ColumnKind::Hidden {
            paper.set_column_hidden(at)?;
        }
    }
    paper.set_row_height(row, LINE_HEIGHT * head_lines(sheet))?;
    paper.set_repeat_rows(row, row)?;
    paper.set_freeze_panes(row + 1, sheet.stub)?;
    for line in &sheet.rows {
        row += 1;
        match line {
            FormRow::Group(title) => group(paper, row, title, &sheet.columns)?,
            FormRow::Codes(codes) => {
                for (at, code) in (0..).zip(codes).filter(|(_, code)| !code.is_empty()) {
                    paper.write_string(row, at, code)?;
                }
                paper.set_row_hidden(row)?;
            }
            FormRow::Cells(cells) => {
                for (at, (column, cell)) in (0..).zip(sheet.columns.iter().zip(cells)) {
                    put(paper, (row, at), column.kind, cell)?;
                }
            }
        }
    }
    Ok(())
}

/// Lines that the longest head needs at the width of its column.
fn head_lines(sheet: &FormSheet) -> u32 {
    let lines = |column: &FormColumn| {
        let letters = u32::try_from(column.title.chars().count()).unwrap_or_default();
        // Words break before the edge.
        (letters + letters / 4).div_ceil(u32::from(column.width).max(1))
    };
    let seen = sheet.columns.iter().filter(|column| column.kind != ColumnKind::Hidden);
    seen.map(lines).max().unwrap_or_default().max(1)
}

/// Not merged, so that rows can be sorted and moved.
fn group(
    paper: &mut Worksheet,
    row: u32,
    title: &str,
    columns: &[FormColumn],
) -> Result<(), XlsxError> {
    let format = plain().set_bold().set_background_color(GROUP);
    for (at, column) in (0..).zip(columns) {
        if column.kind != ColumnKind::Hidden {
            paper.write_blank(row, at, &format)?;
        }
    }
    paper.write_string_with_format(row, 0, title, &format)?;
    Ok(())
}

fn put(
    paper: &mut Worksheet,
    (row, at): (u32, u16),
    kind: ColumnKind,
    cell: &FormCell,
) -> Result<(), XlsxError> {
    let format = look(kind, cell);
    match cell.cell.number.and_then(|number| Some((number, number_value(number)?))) {
        Some((number, value)) => {
            let format = format.set_num_format(number_format(number));
            paper.write_number_with_format(row, at, value, &format)?;
        }
        None if cell.cell.text.is_empty() => {
            paper.write_blank(row, at, &format)?;
        }
        None => {
            paper.write_string_with_format(row, at, &cell.cell.text, &format)?;
        }
    }
    Ok(())
}

fn look(kind: ColumnKind, cell: &FormCell) -> Format {
    let format = boxed().set_text_wrap().set_align(FormatAlign::VerticalCenter);
    match kind {
        ColumnKind::Words if cell.cell.number.is_some() => format.set_align(FormatAlign::Center),
        ColumnKind::Words => format,
        ColumnKind::Hidden => plain(),
        ColumnKind::Shown => format.set_align(FormatAlign::Right).set_font_color(FAINT),
        ColumnKind::Number if cell.closed => format.set_background_color(GROUP),
        ColumnKind::Number => {
            let places = usize::try_from(cell.decimals).unwrap_or_default();
            let dot = if places == 0 { "" } else { "." };
            let shown = format!("#,##0{dot}{}", "0".repeat(places));
            let format = format.set_num_format(shown).set_align(FormatAlign::Right);
            format.set_background_color(OPEN).set_unlocked()
        }
        ColumnKind::Remark => format.set_background_color(OPEN).set_unlocked(),
    }
}
