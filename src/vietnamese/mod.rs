//! The language itself: how numbers, money, dates and names are written and read. Pure.
//!
//! It knows no room, no page and no clock. Writing follows the decimal comma and the dot between
//! thousands; reading typed numbers is strict and says what it would have understood.

mod date;
mod fold;
mod money;
mod number;
mod text;
mod typed;
mod words;

pub use date::{date, date_in_full, parse_date};
pub use fold::{fold, slug, spelling};
pub use money::{dong, dong_short};
pub use number::{decimal, number, percent, quotient, scaled};
pub use text::{canonical, canonical_prose, capitalised};
pub use typed::{NumberIssue, TypedNumber, typed_number};
pub use words::dong_in_words;
