//! One function a page: person, rows, sums, verdicts, words, bytes.

use super::figures::Twin;
use super::{board, compare, figure, grid};

/// Units in the matrix of the overview before all are asked for.
const FIRST: usize = 12;

/// Which twin a page has.
pub enum Shows {
    Board,
    BoardOfAll,
    Comparison,
    Others,
    Indicator(&'static str),
    Form(&'static str),
}

pub async fn page(twin: &Twin, shows: &Shows) -> String {
    twin.person().await;
    match shows {
        Shows::Board => board::page(twin, FIRST).await,
        Shows::BoardOfAll => board::page(twin, usize::MAX).await,
        Shows::Comparison => compare::page(twin).await,
        Shows::Others => compare::others(twin).await,
        Shows::Indicator(code) => figure::page(twin, code).await,
        Shows::Form(form) => grid::page(twin, form).await,
    }
}
