//! The report of Kiên Hải for 2020, what changes in it when its data changes, and the report of
//! a unit that has nothing of Kiên Hải.

mod forms;
mod gaps;
mod office;
mod paper;
pub mod papers;
mod prose;
mod second_unit;
