//! Tables of statistics.

pub mod cell;
pub mod cell_entry;
pub mod cell_refusal;
pub mod counting_choice;
pub mod measure;
pub mod measure_relation;
pub mod measure_relation_term;
