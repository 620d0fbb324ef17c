//! Blocks → pages with placed text, lines and boxes: pure, the same on every machine.
//!
//! [`lay_out`] turns every block into *slabs* (unbreakable strips as high as a line, a table
//! row or a signature), then deals the slabs out to pages. All lengths are points from the top
//! left corner. Nothing here knows PDF.
#![expect(clippy::float_arithmetic, reason = "lengths on paper are measured, not counted")]

mod chart;
mod closing;
mod columns;
mod flow;
mod letterhead;
mod page;
mod prose;
mod slab;
mod table;
mod typeset;

pub use columns::{ColumnPlanner, Placed};
pub use flow::lay_out;
pub use page::{Bookmark, Ink, Item, Laid, Page, Part, Role};
