//! Pages of statistics: the entry form of a unit and the history of a cell.

pub mod cell;
pub mod entry;
mod entry_view;
pub mod print;
mod typed;

pub use entry_view::shown_text;
