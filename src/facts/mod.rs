//! Vocabulary of numbers: what is measured, what is known of it, and for whom and when.
//!
//! Registers give [`FactTable`]s, progress adds them up; nobody here knows where a number is kept.

mod frame;
mod interval;
mod measure;
mod quantity;
mod section;
mod table;
mod value;

pub use frame::{Boundaries, Frame};
pub use interval::{Bound, Interval};
pub use measure::{Measure, MeasureIndex};
pub use quantity::{Quantity, Threshold};
pub use section::{SECTIONS, section_title};
pub use table::{Fact, FactKey, FactTable};
pub use value::Value;
