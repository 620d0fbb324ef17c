//! A page of progress as it is taken along (bản mang theo): on paper its words, charts and tables,
//! as a workbook its tables.

use chrono::{DateTime, NaiveDate, Utc};
use entities::values::Period;

use super::print::{heading, words};
use crate::documents::{About, Block, Chart, Document, Style, Table, Title};
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
            blocks.push(heading(drawn.name));
            if !drawn.says.is_empty() {
                blocks.push(words(Style::Body, drawn.says.clone()));
            }
            blocks.extend(drawn.chart.clone().map(Block::Chart));
            blocks.push(Block::Table(drawn.table.clone()));
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
