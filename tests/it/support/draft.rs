//! A workbook that came out, changed by hand as a person would, and packed again the plain way.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use khuyenhoc::workbooks::{Book, Content, Limits, Place, SheetRead, read_now};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

pub struct Draft {
    pub book: Book,
}

impl Draft {
    pub fn of(bytes: &[u8]) -> Self {
        Self { book: read_now(bytes, &Limits::USUAL).unwrap() }
    }

    fn first(&self) -> &SheetRead {
        &self.book.sheets[0]
    }

    /// The first cell with these words.
    #[track_caller]
    pub fn cell_of(&self, words: &str) -> Place {
        let found = self.first().cells.iter().find(|(_, content)| content.text() == words);
        *found.unwrap_or_else(|| panic!("no cell says {words}")).0
    }

    /// Where the row of a measure meets the column of a head.
    #[track_caller]
    pub fn place(&self, code: &str, head: &str) -> Place {
        Place { row: self.cell_of(code).row, column: self.cell_of(head).column }
    }

    pub fn text(&self, code: &str, head: &str) -> String {
        let place = self.place(code, head);
        self.first().text(place.row, place.column)
    }

    /// Fills in a cell; its name.
    #[track_caller]
    pub fn fill(&mut self, code: &str, head: &str, content: Content) -> String {
        let place = self.place(code, head);
        self.book.sheets[0].cells.insert(place, content);
        place.to_string()
    }

    /// Every cell moved by a rule; `None` takes it away.
    pub fn moved(&mut self, to: impl Fn(Place) -> Option<Place>) {
        let cells = std::mem::take(&mut self.book.sheets[0].cells);
        let moved = cells.into_iter().filter_map(|(place, content)| Some((to(place)?, content)));
        self.book.sheets[0].cells = moved.collect();
    }

    pub fn packed(&self) -> Vec<u8> {
        let mut parts = vec![
            ("[Content_Types].xml".to_owned(), "<Types/>".to_owned()),
            (
                "_rels/.rels".to_owned(),
                relations(&["officeDocument"], |_| "xl/workbook.xml".into()),
            ),
        ];
        let kinds = vec!["worksheet"; self.book.sheets.len()];
        let part = |number| format!("worksheets/sheet{number}.xml");
        parts.push(("xl/_rels/workbook.xml.rels".to_owned(), relations(&kinds, part)));
        let mut listed = String::new();
        for (number, sheet) in (1..).zip(&self.book.sheets) {
            let name = escaped(&sheet.name);
            let _ =
                write!(listed, "<sheet name=\"{name}\" sheetId=\"{number}\" r:id=\"r{number}\"/>");
            parts.push((format!("xl/{}", part(number)), written(sheet)));
        }
        let book = format!("<workbook xmlns:r=\"{OFFICE}\"><sheets>{listed}</sheets></workbook>");
        parts.push(("xl/workbook.xml".to_owned(), book));
        zipped(&parts)
    }
}

/// Parts as one archive.
pub fn zipped(parts: &[(String, String)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn relations(kinds: &[&str], target: impl Fn(usize) -> String) -> String {
    let one = |(number, kind): (usize, &&str)| {
        let target = target(number);
        format!("<Relationship Id=\"r{number}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>")
    };
    let all: String = (1..).zip(kinds).map(one).collect();
    format!("<Relationships>{all}</Relationships>")
}

fn written(sheet: &SheetRead) -> String {
    let mut rows = String::new();
    for row in sheet.rows() {
        let _ = write!(rows, "<row r=\"{}\">", row + 1);
        for (column, content) in sheet.row(row) {
            let name = Place { row, column };
            let cell = match content {
                Content::Whole(number) => format!("<c r=\"{name}\"><v>{number}</v></c>"),
                Content::Decimal(figures) => format!("<c r=\"{name}\"><v>{figures}</v></c>"),
                Content::Error(error) => format!("<c r=\"{name}\" t=\"e\"><v>{error}</v></c>"),
                Content::Date(day) => format!("<c r=\"{name}\" t=\"d\"><v>{day}</v></c>"),
                other => format!(
                    "<c r=\"{name}\" t=\"inlineStr\"><is><t>{}</t></is></c>",
                    escaped(&other.text())
                ),
            };
            rows.push_str(&cell);
        }
        rows.push_str("</row>");
    }
    format!("<worksheet><sheetData>{rows}</sheetData></worksheet>")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}
