//! Grounds and opening words (căn cứ, lời dẫn): the staff name the letters they answer, in
//! italics; then the report says who reports on what.

use crate::documents::{Block, Paragraph, Style};
use crate::reports::letterhead::lead;
use crate::reports::section::{Section, paragraphs};
use crate::reports::yearly::Yearly;

pub struct Opening;

impl Section for Opening {
    fn key(&self) -> &'static str {
        "mo_dau"
    }

    fn title(&self) -> &'static str {
        "Căn cứ, lời dẫn"
    }

    fn sentences(&self, of: &Yearly) -> Vec<Paragraph> {
        vec![lead(of)]
    }

    /// The grounds stand before the opening words.
    fn blocks(&self, of: &Yearly) -> Vec<Block> {
        let mut text = of.prose_of(self.key()).map(paragraphs).unwrap_or_default();
        for paragraph in &mut text {
            paragraph.style = Style::Basis;
        }
        text.extend(self.sentences(of));
        text.into_iter().map(Block::Paragraph).collect()
    }
}
