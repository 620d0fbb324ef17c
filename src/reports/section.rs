//! What a section of the report is: where it stands, what it says, what it still lacks.

use chrono::{DateTime, Utc};
use entities::values::{Code, UnitId};

use super::yearly::Yearly;
use crate::documents::{Block, Paragraph, Run, Style};

/// One heading of the report with what stands under it.
pub trait Section: Sync {
    /// Names it in addresses and in the table of prose; measures name it as their section.
    fn key(&self) -> &'static str;

    fn title(&self) -> &'static str;

    /// Sentences bound to figures.
    fn sentences(&self, of: &Yearly) -> Vec<Paragraph>;

    /// Tables and charts after the text.
    fn exhibits(&self, _of: &Yearly) -> Vec<Block> {
        Vec::new()
    }

    /// Whether the report is unready while the staff have written nothing here.
    fn asks_for_prose(&self) -> bool {
        false
    }

    /// What is printed: sentences, the staff's own text, exhibits.
    fn blocks(&self, of: &Yearly) -> Vec<Block> {
        let mut text = self.sentences(of);
        text.extend(of.prose_of(self.key()).map(paragraphs).unwrap_or_default());
        let mut blocks: Vec<Block> = text.into_iter().map(Block::Paragraph).collect();
        blocks.extend(self.exhibits(of));
        if blocks.is_empty() {
            blocks.push(Block::Paragraph(empty(self.key())));
        }
        blocks
    }
}

/// Something to be seen to before the report is complete.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// Key of the section it belongs to.
    pub section: String,
    pub says: String,
    pub remedy: String,
    /// The unit whose figures it is about.
    pub unit: Option<UnitId>,
    /// The measure whose published figure waits for a choice.
    pub choice: Option<Code>,
}

/// A section as a page shows it: what the data says, what the staff wrote, what is missing.
#[derive(Clone, Debug, PartialEq)]
pub struct SectionView {
    pub key: &'static str,
    /// Heading of the part it stands in, e.g. `I. KẾT QUẢ THỰC HIỆN`.
    pub part: String,
    /// As printed, e.g. `2.`; empty where the part has no other section.
    pub number: String,
    pub title: String,
    pub sentences: Vec<Paragraph>,
    pub prose: String,
    /// Version of the text; 0 while there is none.
    pub version: i32,
    pub written_by: String,
    pub written_at: Option<DateTime<Utc>>,
    pub last_year_prose: String,
    pub asks_for_prose: bool,
    pub issues: Vec<Issue>,
}

/// The staff's text as paragraphs; a line that opens with a dash is an item of a list.
pub fn paragraphs(prose: &str) -> Vec<Paragraph> {
    let lines = prose.lines().map(str::trim).filter(|line| !line.is_empty());
    lines
        .map(|line| match line.strip_prefix("- ") {
            Some(item) => plain(Style::Item, item.trim_start()),
            None => plain(Style::Body, line),
        })
        .collect()
}

pub fn plain(style: Style, text: impl Into<String>) -> Paragraph {
    Paragraph { style, runs: vec![Run::Text(text.into())] }
}

/// Stands where a section has nothing to say yet.
fn empty(key: &str) -> Paragraph {
    let text = "(chưa có nội dung)".to_owned();
    Paragraph { style: Style::Body, runs: vec![Run::Unknown { code: key.to_owned(), text }] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_becomes_paragraphs_and_items() {
        let found = paragraphs("Một đoạn.\n\n- Việc thứ nhất;\n-không phải mục");
        assert_eq!(found.len(), 3);
        assert_eq!(found[0], plain(Style::Body, "Một đoạn."));
        assert_eq!(found[1], plain(Style::Item, "Việc thứ nhất;"));
        assert_eq!(found[2], plain(Style::Body, "-không phải mục"));
    }
}
