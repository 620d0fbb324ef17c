//! Where a unit stands against its targets (tiến độ).
//!
//! Gathers facts of a subtree, adds them up, judges. Totals are sums, rates are ratios of sums;
//! an average of rates exists nowhere. A rate takes a unit only when both its parts are known; a
//! figure says of how many units it is made and gets no verdict while a required unit is missing.
//! A figure published for a whole unit is used when no part has reported or when it was chosen.

mod board;
mod boundaries;
mod change;
mod figure;
mod finding;
mod gather;
mod printed;
mod total;
mod words;

pub use board::{
    Board, Judged, Line, Standing, board, judged, judged_by_all, line, others, spoken_of,
};
pub use boundaries::{Summed, boundaries_in_words, summed};
pub use change::{Change, change};
pub use figure::{Figure, figure};
pub use finding::{Behind, Findings, findings, gap_in_words};
pub use gather::{Gathered, gather};
pub use printed::{
    figure_cell, fraction, in_words, in_words_short, money_in_words, printed, printed_against,
    sum_cell,
};
pub use total::{Coverage, Total, total};
pub use words::{change_in_words, coverage_in_words, target_in_words};
