//! Pages of statistics: the entry form of a unit, also by way of Excel, and the history of a cell.

pub mod block;
mod block_view;
pub mod book;
pub mod book_done;
pub mod book_preview;
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

pub use entry_view::shown_text;
