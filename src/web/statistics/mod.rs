//! Pages of statistics: the entry form of a unit, the units below side by side, both also by way of
//! Excel, the blocks so entered, and the history of a cell.

pub mod block;
mod block_view;
pub mod book;
pub mod book_preview;
mod carried;
pub mod catalogue;
pub mod cell;
mod choices;
pub mod controls;
pub mod definition;
pub mod entry;
mod entry_view;
pub mod grid;
mod grid_view;
pub mod measure;
mod paste;
pub mod print;
pub mod relation;
mod typed;
mod verdicts;

pub use entry_view::shown_text;
