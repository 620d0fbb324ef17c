//! One sheet that goes out.

use crate::documents::{Block, Document, Style, Table};

/// Excel takes no longer name, and none of these letters in it.
const LONGEST_NAME: usize = 31;
const NOT_IN_NAMES: [char; 7] = ['[', ']', ':', '*', '?', '/', '\\'];

/// A table under the lines that say what it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    name: String,
    /// Unit, period, source: printed above the table, one a row, the first bold.
    pub head: Vec<String>,
    pub table: Table,
}

impl Sheet {
    pub fn new(name: &str, head: Vec<String>, table: Table) -> Self {
        let kept: String = name.chars().filter(|c| !NOT_IN_NAMES.contains(c)).collect();
        let name = kept.trim_matches('\'').chars().take(LONGEST_NAME).collect();
        Self { name, head, table }
    }

    /// Every table of a document, each on a sheet of its own named after its key.
    pub fn of_document(document: &Document) -> Vec<Self> {
        let mut sheets = Vec::new();
        let mut above = String::new();
        let mut measure = None;
        for block in &document.blocks {
            match block {
                Block::Appendix(appendix) => above.clone_from(&appendix.title),
                Block::Heading(heading) => above = format!("{} {}", heading.number, heading.text),
                Block::Paragraph(paragraph) if paragraph.style == Style::Measure => {
                    measure = Some(paragraph.text());
                }
                Block::Table(table) => {
                    let named = !table.caption.is_empty();
                    let title = if named { &table.caption } else { &above };
                    let mut head = vec![document.about.title.clone(), title.trim().to_owned()];
                    head.extend(measure.take());
                    head.extend(document.marks.iter().cloned());
                    sheets.push(Self::new(&table.key, head, table.clone()));
                }
                _ => measure = None,
            }
        }
        sheets
    }

    /// As the tab shows it.
    pub fn name(&self) -> &str {
        &self.name
    }
}
