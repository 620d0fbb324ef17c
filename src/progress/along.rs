//! A page of progress as it is taken along (bản mang theo): on paper its words, charts and tables,
//! as a workbook its tables.

use chrono::{DateTime, NaiveDate, Utc};
use entities::values::Period;

use super::print::{heading, words};
use crate::documents::{About, Appendix, Block, Chart, Document, Style, Table, Title};
use crate::platform::clock::day_in_vietnam;
use crate::workbooks::Sheet;

/// A chart above the table that says the same.
#[derive(Clone, Debug)]
pub struct Drawn {
    /// Heads it on paper, and names its sheet.
    pub name: &'static str,
    /// What is to be seen in it; may be empty.
    pub says: String,
    pub chart: Option<Chart>,
    pub table: Table,
    /// Its table stands on a page of its own, on its side.
    pub is_wide: bool,
}

impl Drawn {
    /// The name stands over a table once.
    fn blocks(&self) -> Vec<Block> {
        let chart = self.chart.clone().map(Block::Chart);
        let table = Block::Table(Table { caption: String::new(), ..self.table.clone() });
        let says = (!self.says.is_empty()).then(|| words(Style::Body, self.says.clone()));
        let name = if self.is_wide { self.aside() } else { heading(self.name) };
        let parts = if self.is_wide {
            [says, chart, Some(name), Some(table)]
        } else {
            [Some(name), says, chart, Some(table)]
        };
        parts.into_iter().flatten().collect()
    }

    fn aside(&self) -> Block {
        Block::Appendix(Appendix {
            number: "Phụ lục".to_owned(),
            title: self.name.to_owned(),
            attached_to: String::new(),
            landscape: true,
        })
    }
}

/// What is taken along of one page.
#[derive(Clone, Debug)]
pub struct Along {
    pub kind: String,
    /// The unit and the year.
    pub about: String,
    /// Sentences that stand before the charts.
    pub words: Vec<String>,
    pub drawn: Vec<Drawn>,
    pub changed_on: NaiveDate,
}

impl Along {
    /// The day of the last change of the figures, or the end of the period.
    pub fn changed_on(changed: Option<DateTime<Utc>>, period: Period) -> NaiveDate {
        changed.map_or_else(|| period.last_day(), day_in_vietnam)
    }

    /// The paper.
    pub fn document(&self) -> Document {
        let title = format!("{}, {}", self.kind, self.about);
        let about = vec![self.about.clone()];
        let mut blocks = vec![Block::Title(Title { kind: self.kind.to_uppercase(), about })];
        let told = self.words.iter().filter(|text| !text.is_empty());
        blocks.extend(told.map(|text| words(Style::Body, text.clone())));
        for drawn in &self.drawn {
            blocks.extend(drawn.blocks());
        }
        Document {
            about: About {
                title,
                author: String::new(),
                subject: self.kind.clone(),
                changed_on: self.changed_on,
            },
            blocks,
            marks: Vec::new(),
        }
    }

    /// One sheet for each table.
    pub fn sheets(&self) -> Vec<Sheet> {
        let sheet = |drawn: &Drawn| {
            let head = [&self.kind, &self.about, &drawn.says].into_iter();
            let head = head.filter(|text| !text.is_empty()).cloned().collect();
            Sheet::new(drawn.name, head, drawn.table.clone())
        };
        self.drawn.iter().map(sheet).collect()
    }
}
