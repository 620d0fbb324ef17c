//! The story of Kiên Hải (dữ liệu mẫu), told through the same verbs that people use.
//!
//! Everything in it is invented except the totals of the review of 2020. It begins on
//! [`BEGINNING`] and each act takes one minute, so that two preparations bear the same instants.

mod act;
mod people;
mod prepare;
mod prose;

pub use prepare::{BEGINNING, is_prepared, prepare};
