//! The tables of progress, the same on pages, on paper and in workbooks.
//!
//! Cells carry their numbers and, for pages, the way to what a number is made of.

mod compare;
mod parts;
mod ranking;
mod standing;
mod years;

use entities::values::{Code, UnitId};

use super::{Figure, Footing, Gathered, Line, Standing, fraction, gap_in_words, gap_of_standing};
use super::{figure_cell, printed_against};
use crate::documents::{Align, Cell, Column, Emphasis, Number, Row, Table};
use crate::facts::Quantity;
use crate::indicators::Indicator;
use crate::targets::Gap;

pub use compare::{Side, comparison};
pub use parts::parts_table;
pub use ranking::ranking;
pub use standing::{matrix, standings};
pub use years::{trend_table, units_by_year};

/// Where a page leads for a unit, or for one indicator of it; nowhere on paper.
pub type Way<'a> = dyn Fn(UnitId, Option<&Code>) -> Option<String> + 'a;

fn text(title: &str) -> Column {
    Column { group: String::new(), title: title.to_owned(), align: Align::Left }
}

fn number(title: &str) -> Column {
    Column { group: String::new(), title: title.to_owned(), align: Align::Right }
}

fn under(group: &str, title: &str) -> Column {
    Column { group: group.to_owned(), ..number(title) }
}

fn row(cells: Vec<Cell>) -> Row {
    Row { emphasis: Emphasis::Plain, cells }
}

fn total(cells: Vec<Cell>) -> Row {
    Row { emphasis: Emphasis::Total, cells }
}

fn table(key: &str, caption: String, columns: Vec<Column>, rows: Vec<Row>) -> Table {
    Table { key: key.to_owned(), caption, columns, stub: 1, rows, notes: Vec::new() }
}

/// A count of units or people.
fn count(amount: usize) -> Cell {
    let value = i64::try_from(amount).unwrap_or(i64::MAX);
    let number = Number { value: value.into(), decimals: 0, percent: false };
    Cell::number(crate::vietnamese::number(value), Some(number))
}

/// The worth of a standing, with as many decimals as its verdict needs.
fn worth_cell(standing: &Standing, indicator: &Indicator) -> Cell {
    let cell = figure_cell(&standing.figure, indicator);
    match &standing.judged {
        Some(judged) => {
            let text = printed_against(&standing.figure, indicator, &judged.target.new);
            Cell { text, ..cell }
        }
        None => cell,
    }
}

/// `39/41` for rates, empty for the rest.
fn fraction_cell(figure: &Figure) -> Cell {
    fraction(figure).into()
}

/// The part and the whole of a rate, each with its number.
fn part_and_whole(figure: &Figure) -> [Cell; 2] {
    match figure.quantity {
        Quantity::Ratio { part, whole, scale, .. } => {
            [part, whole].map(|sum| super::sum_cell(sum, scale))
        }
        _ => [Cell::default(), Cell::default()],
    }
}

fn footing_cell(footing: Footing) -> Cell {
    Cell::from(footing.words()).toned(footing.tone())
}

/// `2 trẻ`.
fn gap_cell(gathered: &Gathered, indicator: &Indicator, gap: Gap) -> Cell {
    gap_in_words(gathered, indicator, gap).unwrap_or_default().into()
}

fn gap_of(gathered: &Gathered, line: &Line, standing: &Standing) -> Cell {
    gap_cell(gathered, &line.indicator, gap_of_standing(standing))
}
