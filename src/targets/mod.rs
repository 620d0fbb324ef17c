//! Targets (chỉ tiêu phấn đấu): what a unit promised for a period, with the words of the
//! resolution.
//!
//! A target is never changed: a revision supersedes it, and so does the row that withdraws it.
//! *Whole* speaks of the unit's own total and gives its children no verdict; *each* speaks of
//! every child of a kind; *named* of those named. Verdicts are given on unrounded figures and only
//! when every value a figure may stand for agrees.
//!
//! A target of the whole is handed down (giao xuống) in steps: its parts are proposed, each unit
//! answers for itself, what was agreed becomes a target of that unit's own. A step is never
//! changed either.

mod adopt;
mod answer;
mod balance;
mod hand_down;
mod handed;
mod judge;
mod proposal;
mod propose;
mod refusals;
mod right;
mod split;
mod store;
mod target;
mod withdraw;

pub use adopt::{add, adopt, open_year, revise};
pub use answer::{Answer, answer};
pub use balance::{Balance, balance, part_of, promised};
pub use hand_down::{Handing, as_part, hand_down};
pub use handed::bound;
pub use judge::{Gap, Verdict, gap, judge};
pub use proposal::{Given, Step};
pub use propose::{NewParts, Part, open_in_words, propose};
pub use right::Adopts;
pub use split::split;
pub use store::{
    all_targets, every_target_of, given_by, given_to, target, targets_for, targets_of,
};
pub use target::{NewTarget, Reach, Target};
pub use withdraw::withdraw;
