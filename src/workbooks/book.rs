//! A workbook that was read: its sheets, and what stands in their cells.

use std::collections::BTreeMap;
use std::fmt;

use crate::vietnamese::fold;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Book {
    pub sheets: Vec<SheetRead>,
}

impl Book {
    /// The sheet whose tab shows these words, whatever the marks and the case.
    pub fn sheet(&self, name: &str) -> Option<&SheetRead> {
        self.sheets.iter().find(|sheet| fold(&sheet.name) == fold(name))
    }
}

/// One sheet; hidden rows and columns are read as the others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SheetRead {
    pub name: String,
    pub hidden: bool,
    /// Row by row; only cells with something in them.
    pub cells: BTreeMap<Place, Content>,
}

impl SheetRead {
    pub fn new(name: &str, hidden: bool) -> Self {
        Self { name: name.to_owned(), hidden, cells: BTreeMap::new() }
    }

    pub fn at(&self, row: u32, column: u32) -> Option<&Content> {
        self.cells.get(&Place { row, column })
    }

    /// The words of a cell, trimmed; empty when nothing is there.
    pub fn text(&self, row: u32, column: u32) -> String {
        self.at(row, column).map(|content| content.text().trim().to_owned()).unwrap_or_default()
    }

    /// The rows that have something in them, in order.
    pub fn rows(&self) -> Vec<u32> {
        let mut rows: Vec<u32> = self.cells.keys().map(|place| place.row).collect();
        rows.dedup();
        rows
    }

    /// The cells of one row, from the left.
    pub fn row(&self, row: u32) -> impl Iterator<Item = (u32, &Content)> {
        let from = Place { row, column: 0 };
        let to = Place { row, column: u32::MAX };
        self.cells.range(from..=to).map(|(place, content)| (place.column, content))
    }
}

/// Where a cell is; both counted from 0, shown as `D14`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub row: u32,
    pub column: u32,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut letters = Vec::new();
        let mut rest = self.column.saturating_add(1);
        while rest > 0 {
            let letter = u8::try_from((rest - 1) % 26).unwrap_or_default();
            letters.push(char::from(b'A' + letter));
            rest = (rest - 1) / 26;
        }
        let letters: String = letters.iter().rev().collect();
        write!(f, "{letters}{}", self.row.saturating_add(1))
    }
}

/// A cell of a sheet, as people are told of it: `D14, trang B1`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    pub sheet: String,
    pub place: Place,
}

impl fmt::Display for Spot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, trang {}", self.place, self.sheet)
    }
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    Text(String),
    Whole(i64),
    /// With a dot, all figures that a spreadsheet keeps, e.g. `97.5`
    Decimal(String),
    /// Of hundredths, e.g. `97.5` for 97,5%
    Percent(String),
    /// d/m/yyyy
    Date(String),
    Flag(bool),
    /// e.g. `#DIV/0!`
    Error(String),
    /// A formula without a result.
    Uncomputed,
}

impl Content {
    /// As a person reads it.
    pub fn text(&self) -> String {
        match self {
            Self::Text(text) | Self::Date(text) | Self::Error(text) => text.clone(),
            Self::Whole(whole) => whole.to_string(),
            Self::Decimal(figures) => figures.replace('.', ","),
            Self::Percent(figures) => format!("{}%", figures.replace('.', ",")),
            Self::Flag(flag) => if *flag { "có" } else { "chưa" }.to_owned(),
            Self::Uncomputed => String::new(),
        }
    }

    /// As it would be typed into a field for a number; or why it cannot be, as the end of a
    /// sentence that begins with the cell.
    pub fn typed(&self) -> Result<String, String> {
        match self {
            Self::Date(date) => Err(format!("là ngày tháng ({date}), không phải số")),
            Self::Error(error) => Err(format!("có lỗi công thức {error}")),
            Self::Uncomputed => Err("là công thức chưa có kết quả".to_owned()),
            other => Ok(other.text()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_named_as_a_spreadsheet_names_it() {
        for (row, column, name) in [
            (0, 0, "A1"),
            (13, 3, "D14"),
            (0, 25, "Z1"),
            (0, 26, "AA1"),
            (1_048_575, 16_383, "XFD1048576"),
        ] {
            assert_eq!(Place { row, column }.to_string(), name);
        }
    }
}
