//! Tables of statistics.

pub mod block;
pub mod block_cell;
pub mod block_undo;
pub mod cell;
pub mod cell_entry;
pub mod cell_refusal;
pub mod counting_choice;
pub mod measure;
pub mod measure_relation;
pub mod measure_relation_term;
