//! Pages of progress: the overview of a unit, one indicator over units and years, two units or
//! years side by side, each also as paper and workbook.

pub mod board;
pub mod compare;
pub mod figure;
mod figure_seen;
mod figure_views;
pub mod files;
mod open;
mod views;
