//! Printed matter: blocks → pages → bytes, and the same blocks → HTML.
//!
//! Rooms build [`Document`]s from [`block`]; they never see a page, a font or a PDF operator.

mod block;

pub use block::{
    About, Align, Appendix, Bar, Block, Chart, Closing, Column, Document, Emphasis, Heading,
    Letterhead, Level, Paragraph, Row, Run, Style, Table, Title, Tone,
};
