//! Indicators (chỉ tiêu đánh giá): figures made of measures, as rows.
//!
//! An indicator names its numerator, its denominator and the words for its basis; shares of
//! registered and of all are different indicators. What a figure is worth is worked out in
//! progress; here is only what it means.

mod catalogue;
mod define;
mod indicator;
mod refusals;
mod store;

pub use catalogue::{indicators, revisions, versions};
pub use define::define;
pub use indicator::{Indicator, Term};
