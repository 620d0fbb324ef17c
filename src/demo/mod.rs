//! The story of Kiên Hải (dữ liệu mẫu), told through the same verbs that people use.
//!
//! Everything in it is invented except the totals of the review of 2020. It begins on
//! [`BEGINNING`] and each act takes one minute, so that two preparations bear the same instants.
//! [`tell_2025`] goes on with the merger of July 2025; the first chapter stands without it.

mod act;
mod chapter_2025;
mod people;
mod prepare;
mod prose;

pub use chapter_2025::{is_told as is_2025_told, tell as tell_2025};
pub use prepare::{BEGINNING, is_prepared, prepare};
