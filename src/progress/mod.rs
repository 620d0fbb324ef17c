//! Where a unit stands against its targets (tiến độ).
//!
//! Gathers facts of a subtree, adds them up, judges. Totals are sums, rates are ratios of sums;
//! an average of rates exists nowhere. A rate takes a unit only when both its parts are known; a
//! figure says of how many units it is made and gets no verdict while a required unit is missing.
//! A figure published for a whole unit is used when no part has reported or when it was chosen.

mod along;
mod board;
mod boundaries;
mod change;
mod charts;
mod compare;
mod figure;
mod finding;
mod footing;
mod gather;
mod grid;
mod grid_book;
mod grid_filled;
mod leaning;
mod parts;
mod print;
mod printed;
mod pull;
mod share_out;
mod surpassed;
mod tables;
mod total;
mod words;
mod years;

pub use along::{Along, Drawn};
pub use board::{
    Board, Judged, Line, Standing, board, gap_of_standing, judged, judged_by_all, line,
    line_in_whole, others, overview, spoken_of,
};
pub use boundaries::{Summed, boundaries_in_words, summed};
pub use change::{Change, change};
pub use charts::{bars, by_worth, length, tick, worst_first};
pub use compare::{Compared, Looked, compare, compare_chart, compare_finding};
pub use figure::{Figure, figure, parts_of, scale_of};
pub use finding::{
    Behind, Findings, findings, gap_in_words, pull_in_words, short_of, since_last_year,
};
pub use footing::{Footing, Tally, UnitStanding, units_worst_first};
pub use gather::{Gathered, gather, gather_alone, gather_of, gather_promised, gather_worths};
pub use grid::{Columns, Grid, GridCell, GridRow, GridTotal, RowKind, TypedCell, grid};
pub use grid_book::grid_book;
pub use grid_filled::grid_filled;
pub use leaning::{leaning_on_indicator, leaning_on_measure};
pub use parts::{
    Made, Parts, has_parts, part_of_whole, parts_by_unit, parts_by_year, parts_finding, stacks,
};
pub use print::{document, fund, lack_in_words, sheets};
pub use printed::{
    figure_cell, fraction, in_words, in_words_short, money_in_words, printed, printed_against,
    sum_cell,
};
pub use pull::{Pull, Puller, Rate, pull};
pub use share_out::{Portion, SplitBy, can_be_shared, rated_on, share_out, ways};
pub use surpassed::{surpassed_by, surpassed_in_words, surpasses};
pub use tables::{
    Side, Way, comparison, matrix, parts_table, ranking, standings, trend_table, units_by_year,
};
pub use total::{Coverage, Total, total};
pub use words::{change_in_words, coverage_in_words, grouped, target_in_words};
pub use years::{Trend, Year, lines, trend};
