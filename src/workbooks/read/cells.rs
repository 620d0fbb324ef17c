//! From a file that has been looked through to its cells, one after the other.

use std::io::Cursor;

use calamine::{
    CellErrorType, DataRef, ExcelDateTime, Reader, Sheet, SheetType, SheetVisible, Xlsx, XlsxError,
};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::{Limits, ReadRefusal};
use crate::workbooks::book::{Book, Content, Place, SheetRead};

type File<'a> = Xlsx<Cursor<&'a [u8]>>;

pub fn book(bytes: &[u8], limits: &Limits, formulas: bool) -> Result<Book, ReadRefusal> {
    let mut file = File::new(Cursor::new(bytes)).map_err(broken)?;
    let percents = percents(&mut file);
    let mut left = limits.cells;
    let mut sheets = Vec::new();
    for sheet in file.sheets_metadata().to_vec() {
        if sheet.typ == SheetType::WorkSheet {
            let mut read = one(&mut file, &sheet, limits, &percents, &mut left)?;
            if formulas {
                uncomputed(&mut file, &mut read, limits)?;
            }
            sheets.push(read);
        }
    }
    Ok(Book { sheets })
}

fn broken(_: XlsxError) -> ReadRefusal {
    ReadRefusal::Broken
}

fn one(
    file: &mut File<'_>,
    sheet: &Sheet,
    limits: &Limits,
    percents: &[bool],
    left: &mut usize,
) -> Result<SheetRead, ReadRefusal> {
    let mut read = SheetRead::new(&sheet.name, sheet.visible != SheetVisible::Visible);
    let mut reader = file.worksheet_cells_reader(&sheet.name).map_err(broken)?;
    while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(broken)? {
        let percent = percents.get(style).copied().unwrap_or_default();
        let content = content(cell.get_value(), percent);
        let Some(content) = content else { continue };
        *left = left.checked_sub(1).ok_or(ReadRefusal::TooLarge)?;
        let place = within(cell.get_position(), limits)?;
        if matches!(&content, Content::Text(text) if text.chars().count() > limits.letters) {
            return Err(ReadRefusal::TooLarge);
        }
        read.cells.insert(place, content);
    }
    Ok(read)
}

fn within((row, column): (u32, u32), limits: &Limits) -> Result<Place, ReadRefusal> {
    let place = Place { row, column };
    let near = row < limits.rows && column < limits.columns;
    if near { Ok(place) } else { Err(ReadRefusal::TooFar(place.to_string())) }
}

/// Formulas whose result no program has written down.
fn uncomputed(
    file: &mut File<'_>,
    read: &mut SheetRead,
    limits: &Limits,
) -> Result<(), ReadRefusal> {
    let mut reader = file.worksheet_cells_reader(&read.name).map_err(broken)?;
    while let Some(cell) = reader.next_cell_with_formula_metadata().map_err(broken)? {
        if cell.formula.is_some() && cell.value == DataRef::Empty {
            read.cells.insert(within(cell.pos, limits)?, Content::Uncomputed);
        }
    }
    Ok(())
}

/// Which looks of a number show it as a percentage.
fn percents(file: &mut File<'_>) -> Vec<bool> {
    let first = file.sheets_metadata().iter().find(|sheet| sheet.typ == SheetType::WorkSheet);
    let Some(name) = first.map(|sheet| sheet.name.clone()) else { return Vec::new() };
    let Ok(reader) = file.worksheet_cells_reader(&name) else { return Vec::new() };
    let format = |style: &calamine::Style| {
        style.number_format.as_ref().is_some_and(|format| format.format_code.contains('%'))
    };
    reader.styles().iter().map(format).collect()
}

fn content(value: &DataRef<'_>, percent: bool) -> Option<Content> {
    Some(match value {
        DataRef::Empty => return None,
        DataRef::Int(whole) => Content::Whole(*whole),
        DataRef::Float(number) => self::number(*number, percent),
        DataRef::String(text) => return words(text),
        DataRef::SharedString(text) => return words(text),
        DataRef::Bool(flag) => Content::Flag(*flag),
        DataRef::DateTime(date) => Content::Date(day(*date)),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => Content::Date(text.clone()),
        DataRef::Error(error) => Content::Error(error_words(error)),
    })
}

fn words(text: &str) -> Option<Content> {
    (!text.trim().is_empty()).then(|| Content::Text(text.to_owned()))
}

/// To the fifteen figures that a spreadsheet keeps and shows.
fn number(number: f64, percent: bool) -> Content {
    if !number.is_finite() {
        return Content::Error("#NUM!".to_owned());
    }
    // The shortest figures that mean this number; most are whole, and this is quick.
    if let Ok(whole) = number.to_string().parse()
        && !percent
    {
        return Content::Whole(whole);
    }
    let Ok(exact) = Decimal::from_scientific(&format!("{number:.14e}")) else {
        return Content::Decimal(format!("{number}"));
    };
    let exact = exact.normalize();
    if percent && let Some(hundredths) = exact.checked_mul(Decimal::ONE_HUNDRED) {
        return Content::Percent(hundredths.normalize().to_string());
    }
    match exact.to_i64() {
        Some(whole) if exact.is_integer() => Content::Whole(whole),
        _ => Content::Decimal(exact.to_string()),
    }
}

fn day(date: ExcelDateTime) -> String {
    if date.is_duration() {
        return "giờ phút".to_owned();
    }
    let (year, month, day, ..) = date.to_ymd_hms_milli();
    format!("{day}/{month}/{year}")
}

fn error_words(error: &CellErrorType) -> String {
    error.to_string()
}
