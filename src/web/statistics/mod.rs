//! Pages of statistics: the entry form of a unit, also by way of Excel, and the history of a cell.

pub mod book;
pub mod book_done;
pub mod book_preview;
pub mod catalogue;
pub mod cell;
pub mod controls;
pub mod definition;
pub mod entry;
mod entry_view;
pub mod measure;
pub mod print;
pub mod relation;
mod typed;

pub use entry_view::shown_text;
