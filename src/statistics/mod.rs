//! Figures that the association enters or does not own (số liệu): catalogue, entry, history.
//!
//! A cell is one measure of one unit in one period. It is entered by the unit; a unit with
//! children has own cells only for measures that add its own figure (`Totals::Own`), and a control
//! value, published for the whole, for the others. Every value a cell ever had is kept. What
//! contradicts a bounded relation is not taken and kept aside as typed; what surprises is taken
//! and asks for a reason. Relations and measures are rows, never code.

mod block;
mod catalogue;
mod cell;
mod checks;
mod choose;
mod define;
mod define_refusals;
mod desk;
mod enter;
mod filled;
mod form;
mod form_book;
mod judge;
mod measures;
mod past;
mod print;
mod record;
mod refusals;
mod settled;
mod side_by_side;
mod store;
mod surprise;
mod undo;

pub use block::{Block, BlockAnswer, BlockRight, BlockSource, Placed, enter_block};
pub use catalogue::{
    Relation, every_measure, ground, measure_revisions, measure_versions, measures, open_from,
    relation_revisions, relation_versions, relations, years_with_figures,
};
pub use cell::{Answer, Cell, CellKey, Refused, Typed};
pub use checks::{CHECKS, contradicting};
pub use choose::choose_counting;
pub use define::{define_measure, define_relation};
pub use enter::enter;
pub use filled::{Filled, FilledCell, Marks, Unfit, filled, marks, strange_row};
pub use form::{Form, FormCell, FormSection, form};
pub use form_book::{HOW, form_book, form_marks, form_value, period_title};
pub use measures::{bare, facts, facts_of, refused, worths};
pub use past::{BlocksOf, PastBlock, PastCell, Undoing, block, blocks};
pub use print::{FormPaper, value_cell};
pub use record::{Given, all_cells, record};
pub use refusals::conflict;
pub use settled::settled_before;
pub use side_by_side::{SideCell, enter_grid, side_by_side};
pub use store::cells::history;
pub use surprise::{Surprise, surprises};
pub use undo::{Undone, undo_block};
