//! A sheet that goes out to be filled in and comes back: open cells among locked ones.

use crate::documents::Cell;

/// Sheets to be filled in, and what the program must know when they come back.
#[derive(Clone, Debug, PartialEq)]
pub struct FormBook {
    pub sheets: Vec<FormSheet>,
    /// Kept on a hidden sheet, name and value.
    pub marks: Vec<(String, String)>,
}

impl FormBook {
    /// The tab of the hidden sheet.
    pub const MARKS: &str = "Ma bieu";
}

#[derive(Clone, Debug, PartialEq)]
pub struct FormSheet {
    /// Of the tab; at most 31 letters.
    pub name: String,
    /// Above the heads, one a row, the first bold.
    pub head: Vec<String>,
    pub columns: Vec<FormColumn>,
    pub rows: Vec<FormRow>,
    /// Columns that stay in sight.
    pub stub: u16,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormColumn {
    pub title: String,
    /// In letters.
    pub width: u16,
    pub kind: ColumnKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// Words that stay.
    Words,
    /// Numbers that stay, for comparing.
    Shown,
    /// A number to be filled in.
    Number,
    /// Words that may be filled in.
    Remark,
    /// Not seen; for the program.
    Hidden,
}

#[derive(Clone, Debug, PartialEq)]
pub enum FormRow {
    /// A heading over the rows that follow.
    Group(String),
    /// What each column is, for the program; not seen.
    Codes(Vec<String>),
    Cells(Vec<FormCell>),
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormCell {
    pub cell: Cell,
    /// Decimals of a number that is filled in here.
    pub decimals: u32,
    /// Nothing is filled in here, though its column is open.
    pub closed: bool,
}

impl From<Cell> for FormCell {
    fn from(cell: Cell) -> Self {
        Self { cell, ..Self::default() }
    }
}
