//! The model of printed matter: what a document says, in order, without a size or a position.
//!
//! Rooms build blocks; `layout` places them, `pdf` and `html` write them. Nothing here knows
//! a room, a page or a font. All texts are NFC.

use std::borrow::Borrow;
use std::fmt;
use std::ops::Deref;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::chart::{Chart, Tone};

/// A whole document, ready to be laid out (văn bản).
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    pub about: About,
    pub blocks: Vec<Block>,
    /// Words printed small at the head of every page, e.g. *DỰ THẢO*, *DỮ LIỆU MẪU*.
    pub marks: Vec<String>,
}

/// What a reader program shows about the document, and the instant that makes it deterministic.
#[derive(Clone, Debug, PartialEq)]
pub struct About {
    pub title: String,
    pub author: String,
    pub subject: String,
    /// Date of the last change of its data; the only date in the file.
    pub changed_on: NaiveDate,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    Letterhead(Letterhead),
    Title(Title),
    Heading(Heading),
    Paragraph(Paragraph),
    Table(Table),
    Chart(Chart),
    Closing(Closing),
    Appendix(Appendix),
}

/// The two columns at the head of page 1 (Quốc hiệu, tiêu ngữ, cơ quan, số, địa danh).
///
/// Law: NĐ 30/2020/NĐ-CP, Appendix I, boxes 1 to 4
#[derive(Clone, Debug, PartialEq)]
pub struct Letterhead {
    /// Cơ quan chủ quản, printed as given; may be empty.
    pub superior: String,
    /// Cơ quan ban hành, printed as given, e.g. `HỘI KHUYẾN HỌC HUYỆN KIÊN HẢI`.
    pub agency: String,
    /// e.g. `Số:      /BC-HKH`.
    pub number: String,
    /// e.g. `Kiên Hải, ngày      tháng      năm 2021`.
    pub place_and_date: String,
}

/// Name of the kind of document and what it is about (tên loại, trích yếu).
#[derive(Clone, Debug, PartialEq)]
pub struct Title {
    pub kind: String,
    pub about: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Phần I; I. — centred or left, bold, capitals
    Part,
    /// 1. — bold
    Section,
    /// a) — bold italic is not used by the decree; upright bold
    Item,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Heading {
    pub level: Level,
    /// Number as printed (`I.`, `1.`, `a)`), may be empty.
    pub number: String,
    pub text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Nội dung: justified, first line indented.
    Body,
    /// Căn cứ: italic.
    Basis,
    /// A line of a list, printed with a dash.
    Item,
    /// Small note under a table.
    Note,
    /// `ĐVT: …`, right aligned above a table, italic.
    Measure,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Paragraph {
    pub style: Style,
    pub runs: Vec<Run>,
}

impl Paragraph {
    /// All its words.
    pub fn text(&self) -> String {
        self.runs.iter().map(Run::text).collect()
    }
}

impl Run {
    /// The words, whatever they are bound to.
    pub fn text(&self) -> &str {
        match self {
            Self::Text(text) | Self::Figure { text, .. } | Self::Unknown { text, .. } => text,
        }
    }
}

/// A piece of a paragraph.
#[derive(Clone, Debug, PartialEq)]
pub enum Run {
    Text(String),
    /// A figure bound to data: the text as printed and the code it comes from.
    Figure {
        code: String,
        text: String,
    },
    /// A figure that is not known: printed like a figure, marked in the preview.
    Unknown {
        code: String,
        text: String,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    Left,
    Centre,
    Right,
}

/// A table. Too wide for its page, it is split into parts by columns; every part repeats the
/// first `stub` columns and the header.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Stable name for tests and links, e.g. `B1`.
    pub key: String,
    pub caption: String,
    pub columns: Vec<Column>,
    pub stub: usize,
    pub rows: Vec<Row>,
    pub notes: Vec<String>,
}

impl Table {
    /// A plain list: rows of cells under their titles, the first column always in sight.
    pub fn list(key: &str, columns: &[(&str, Align)], rows: Vec<Vec<Cell>>) -> Self {
        let column = |(title, align): &(&str, Align)| Column {
            group: String::new(),
            title: (*title).to_owned(),
            align: *align,
        };
        let row = |cells| Row { emphasis: Emphasis::Plain, cells };
        Self {
            key: key.to_owned(),
            caption: String::new(),
            columns: columns.iter().map(column).collect(),
            stub: 1,
            rows: rows.into_iter().map(row).collect(),
            notes: Vec::new(),
        }
    }
}

/// A column; neighbouring columns with the same non-empty `group` share a header cell above.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    pub group: String,
    pub title: String,
    pub align: Align,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub emphasis: Emphasis,
    /// One per column.
    pub cells: Vec<Cell>,
}

/// What stands in one column of a row: the text as printed (`\n` breaks a line) and, where it
/// says a number, that number for a workbook. Reads as its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    pub text: String,
    pub number: Option<Number>,
    /// Where a page leads from here; paper and workbooks have no such thing.
    pub href: Option<String>,
    /// A verdict that a page colours; the text says it in words.
    pub tone: Option<Tone>,
}

/// A number as a workbook keeps it.
///
/// Unit: `value` is not rounded; 97,5 % is 97.5 with `percent`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number {
    pub value: Decimal,
    /// Shown after the comma.
    pub decimals: u32,
    pub percent: bool,
}

impl Cell {
    pub fn number(text: impl Into<String>, number: Option<Number>) -> Self {
        Self { text: text.into(), number, ..Self::default() }
    }

    /// The same, leading somewhere on a page.
    #[must_use]
    pub fn to(self, href: Option<String>) -> Self {
        Self { href, ..self }
    }

    #[must_use]
    pub fn toned(self, tone: Option<Tone>) -> Self {
        Self { tone, ..self }
    }

    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self { text, ..Self::default() }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl Deref for Cell {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

impl Borrow<str> for Cell {
    fn borrow(&self) -> &str {
        &self.text
    }
}

impl PartialEq<str> for Cell {
    fn eq(&self, text: &str) -> bool {
        self.text == text
    }
}

impl PartialEq<&str> for Cell {
    fn eq(&self, text: &&str) -> bool {
        self.text == *text
    }
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Emphasis {
    Plain,
    /// A row that spans all columns and titles those below; only the first cell is printed.
    Group,
    Total,
}

/// Recipients on the left, the signature on the right, never parted (nơi nhận, chữ ký).
#[derive(Clone, Debug, PartialEq)]
pub struct Closing {
    pub recipients: Vec<String>,
    /// Who signs on the left where there are no recipients, e.g. `NGƯỜI LẬP BIỂU`.
    pub left: Vec<String>,
    /// e.g. `TM. BAN THƯỜNG VỤ` then `CHỦ TỊCH`.
    pub authority: Vec<String>,
    /// Name of the signatory; empty when nobody is in office.
    pub name: String,
}

impl Closing {
    /// The recipients as the decree prints them: a dash before each, a semicolon after, a full
    /// stop last.
    pub fn listed(&self) -> Vec<String> {
        let last = self.recipients.len().saturating_sub(1);
        let print = |(index, text): (usize, &String)| {
            let bare = text.trim().trim_start_matches(['-', '–']).trim_start();
            let bare = bare.trim_end_matches([';', '.']);
            format!("- {bare}{}", if index == last { '.' } else { ';' })
        };
        self.recipients.iter().enumerate().map(print).collect()
    }
}

/// Starts an appendix on a new page; its pages are numbered from 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Appendix {
    /// `Phụ lục` or `Phụ lục II`.
    pub number: String,
    pub title: String,
    /// e.g. `(Kèm theo Báo cáo số … ngày … của …)`.
    pub attached_to: String,
    pub landscape: bool,
}

#[cfg(test)]
mod tests {
    use super::Closing;

    #[test]
    fn recipients_get_their_dash_semicolon_and_full_stop_once() {
        let recipients = vec!["Như trên".into(), "- UBND huyện;".into(), "Lưu: VT".into()];
        let left = Vec::new();
        let closing = Closing { recipients, left, authority: Vec::new(), name: String::new() };
        assert_eq!(closing.listed(), ["- Như trên;", "- UBND huyện;", "- Lưu: VT."]);
    }
}
