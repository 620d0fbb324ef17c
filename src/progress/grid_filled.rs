//! A filled workbook of the units below → what was typed into which cell.
//!
//! Columns are found by their hidden codes or else by their heads, rows by the hidden number of
//! the unit or else by its name. Nothing is judged here but what no field of a page could hold.

use std::collections::BTreeMap;

use entities::values::{Code, UnitId};

use super::grid::{Grid, GridCell, GridRow};
use super::grid_book::{BASE, CODE, UNIT, base_in, entry_title};
use crate::documents::Cell;
use crate::platform::outcome::Refusal;
use crate::statistics::{Filled, Placed, Typed, strange_row};
use crate::vietnamese::fold;
use crate::workbooks::{Book, Content, Place, SheetRead, Spot};

/// Reads what was filled in, against the grid of every form.
///
/// Refuses: `no_heads` no sheet has the heads of the form
pub fn grid_filled(book: &Book, grid: &Grid) -> Result<Filled, Refusal> {
    let sheets: Vec<Sheet<'_>> =
        book.sheets.iter().filter_map(|sheet| Sheet::find(sheet, grid)).collect();
    if sheets.is_empty() {
        let says = format!("Không thấy trang nào có cột “{UNIT}” và các cột số liệu của biểu.");
        let remedy = "Xin giữ nguyên tên các cột như biểu tải về.";
        return Err(Refusal::new("no_heads", "tep", says, remedy));
    }
    let mut filled = Filled::default();
    for sheet in sheets {
        for row in sheet.read.rows().into_iter().filter(|row| sheet.is_body(*row)) {
            sheet.take_row(row, &mut filled);
        }
    }
    Ok(filled)
}

/// Where the columns of the grid stand on a sheet.
struct Sheet<'a> {
    read: &'a SheetRead,
    grid: &'a Grid,
    heads: u32,
    codes: Option<u32>,
    unit: u32,
    code: Option<u32>,
    base: Option<u32>,
    /// Place of the measure in the grid, and why nothing can be taken from the column.
    entries: BTreeMap<u32, (usize, Option<String>)>,
}

impl<'a> Sheet<'a> {
    fn find(read: &'a SheetRead, grid: &'a Grid) -> Option<Self> {
        let is = |content: &Content, title: &str| fold(&content.text()) == fold(title);
        read.rows().into_iter().find_map(|heads| {
            let at = |title: &str| {
                let mut row = read.row(heads);
                row.find(|(_, content)| is(content, title)).map(|(column, _)| column)
            };
            let mut sheet = Self {
                read,
                grid,
                heads,
                codes: None,
                unit: at(UNIT)?,
                code: at(CODE),
                base: at(BASE),
                entries: BTreeMap::new(),
            };
            sheet.codes = sheet.row_of_codes();
            sheet.entries = sheet.columns();
            (!sheet.entries.is_empty()).then_some(sheet)
        })
    }

    /// The hidden row; people may have put others before it.
    fn row_of_codes(&self) -> Option<u32> {
        let is_code = |content: &Content| self.grid.column(&Code::new(&content.text())).is_some();
        self.read.rows().into_iter().find(|row| {
            *row > self.heads
                && self.read.at(*row, self.unit).is_none()
                && self.read.row(*row).any(|(_, content)| is_code(content))
        })
    }

    /// By the code of a column, or by its head where there is none.
    fn columns(&self) -> BTreeMap<u32, (usize, Option<String>)> {
        let titled = |column: u32| {
            let head = fold(&self.read.text(self.heads, column));
            let titles =
                |at: &usize| fold(&entry_title(&self.grid.measures[*at], self.grid.report)) == head;
            (0..self.grid.measures.len()).find(titles)
        };
        let coded = |column: u32| {
            let code = self.read.text(self.codes?, column);
            self.grid.column(&Code::new(&code)).map(|at| (at, code))
        };
        let last = self.read.cells.keys().map(|place| place.column).max().unwrap_or_default();
        let one = |column: u32| match (coded(column), titled(column)) {
            (Some((at, code)), Some(other)) if at != other => {
                let head = self.read.text(self.heads, column);
                let why = format!("ở cột “{head}” nhưng mã ẩn của cột là {code}, của cột khác");
                Some((column, (at, Some(why))))
            }
            (Some((at, _)), _) | (None, Some(at)) => Some((column, (at, None))),
            (None, None) => None,
        };
        (0..=last).filter_map(one).collect()
    }

    fn is_body(&self, row: u32) -> bool {
        row > self.heads && Some(row) != self.codes
    }

    fn take_row(&self, row: u32, filled: &mut Filled) {
        let name = self.read.text(row, self.unit);
        let Some(units) = self.unit_of(row, &name) else {
            if self.entries.keys().any(|column| self.read.at(row, *column).is_some()) {
                filled.strange.push(strange_row(self.read, row, &name));
            }
            return;
        };
        let wrong = self.other_name(units, &name);
        for (column, (at, why)) in &self.entries {
            let place = Place { row, column: *column };
            let spot = Spot { sheet: self.read.name.clone(), place };
            let content = self.read.at(row, *column);
            let why = why.as_deref().or(wrong.as_deref());
            let measure = &self.grid.measures[*at];
            let label = format!("{}, {}", units.label(), measure.name);
            match units.cells.get(*at) {
                Some(GridCell::Typed(cell)) => {
                    let placed = self.placed(row, units.unit.unit, *at, cell.version);
                    filled.take(content, spot, (placed, &label), why);
                }
                Some(GridCell::Sum(sum)) => {
                    if let Some(content) = content.filter(|content| !stands(content, sum)) {
                        let placed = self.placed(row, units.unit.unit, *at, 0);
                        filled.take(Some(content), spot, (placed, &label), Some(SUMMED));
                    }
                }
                Some(GridCell::Absent) | None => {
                    if content.is_some() {
                        let placed = self.placed(row, units.unit.unit, *at, 0);
                        filled.take(content, spot, (placed, &label), Some(ABSENT));
                    }
                }
            }
        }
    }

    fn unit_of(&self, row: u32, name: &str) -> Option<&'a GridRow> {
        let number = self.code.map(|column| self.read.text(row, column)).unwrap_or_default();
        if number.is_empty() {
            return self.named(name);
        }
        let unit = number.parse().ok().map(UnitId)?;
        self.grid.row(unit)
    }

    fn named(&self, name: &str) -> Option<&'a GridRow> {
        let wanted = fold(name);
        let is_it = |row: &&GridRow| {
            [row.label(), row.unit.full_name()].iter().any(|own| fold(own) == wanted)
        };
        let mut rows = self.grid.rows.iter().filter(is_it);
        rows.next().filter(|_| !wanted.is_empty() && rows.next().is_none())
    }

    /// Why a row that bears the name of one unit and the number of another is not taken.
    fn other_name(&self, row: &GridRow, name: &str) -> Option<String> {
        let other = self.named(name)?;
        (other.unit.unit != row.unit.unit).then(|| {
            format!("ở dòng “{name}” nhưng cột mã ẩn của dòng là của {}", row.unit.full_name())
        })
    }

    fn placed(&self, row: u32, unit: UnitId, at: usize, version: i32) -> Placed {
        let measure = &self.grid.measures[at];
        let bases = self.base.map(|column| self.read.text(row, column)).unwrap_or_default();
        Placed {
            unit,
            report: self.grid.report,
            typed: Typed::plain(
                measure.code.clone(),
                self.grid.report.on(measure.basis),
                String::new(),
                base_in(&bases, &measure.code).unwrap_or(version),
            ),
        }
    }
}

const SUMMED: &str = "là số cộng của các đơn vị bên trong, không nhập được";
const ABSENT: &str = "không phải ô để nhập của dòng này";

/// Whether a cell still holds the sum that was written there.
fn stands(content: &Content, sum: &Cell) -> bool {
    let text = content.text().replace(',', ".");
    let number = sum.number.map(|number| number.value.normalize().to_string());
    content.text() == sum.text || number.is_some_and(|number| number == text)
}
