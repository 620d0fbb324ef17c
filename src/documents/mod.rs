//! Printed matter: blocks → pages → bytes, and the same blocks → HTML and Word.
//!
//! Rooms build [`Document`]s from [`block`]; they never see a page, a font or a PDF operator.
//! The same document gives the same bytes, always: no clock, no randomness, no system font.

mod block;
mod chart;
pub mod decree30;
mod docx;
mod drawing;
mod fonts;
mod html;
mod layout;
mod pdf;
mod svg;

pub use block::{
    About, Align, Appendix, Block, Cell, Closing, Column, Document, Emphasis, Heading, Letterhead,
    Level, Number, Paragraph, Row, Run, Style, Table, Title,
};
pub use chart::{Bar, Bars, Chart, Curve, Lines, Plot, Point, Stack, Stacks, Tone};
pub use docx::docx;
pub use fonts::{Face, VIETNAMESE_LETTERS};
pub use html::{PAPER_STYLE, html_document, html_figure, html_fragment, html_table};
pub use layout::{Bookmark, Ink, Item, Laid, Page, Part, Role, lay_out};
pub use pdf::pdf;

/// What can go wrong between blocks and bytes; never the fault of the document's words.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DocumentFault {
    #[error("the bundled fonts cannot be used: {0}")]
    Font(String),
    #[error("the file cannot be written: {0}")]
    Write(String),
}
