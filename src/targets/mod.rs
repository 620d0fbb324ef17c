//! Targets (chỉ tiêu phấn đấu): what a unit promised for a period, with the words of the
//! resolution.
//!
//! A target is never changed: a revision supersedes it. *Whole* speaks of the unit's own total and
//! gives its children no verdict; *each* speaks of every child of a kind; *named* of those named.
//! Verdicts are given on unrounded figures and only when every value a figure may stand for agrees.

mod adopt;
mod judge;
mod store;
mod target;

pub use adopt::adopt;
pub use judge::{Gap, Verdict, gap, judge};
pub use store::{all_targets, targets_of};
pub use target::{NewTarget, Reach, Target};
