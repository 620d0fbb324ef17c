//! Two units, or two years of one unit, side by side.

use super::{Way, fraction_cell, number, table, text};
use crate::documents::{Cell, Column, Emphasis, Row, Table};
use crate::progress::{Compared, change_in_words, figure_cell};

/// What stands at the head of one side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    pub name: String,
}

/// One row for each indicator: both worths with their fractions, and the difference.
pub fn comparison(
    lines: &[Compared],
    sides: &[Side; 2],
    caption: String,
    ways: [&Way<'_>; 2],
) -> Table {
    let [left, right] = sides;
    let of = |side: &Side, title: &str| Column { group: side.name.clone(), ..number(title) };
    let columns = vec![
        text("Chỉ tiêu"),
        of(left, "Thực hiện"),
        of(left, "Tử số/mẫu số"),
        of(right, "Thực hiện"),
        of(right, "Tử số/mẫu số"),
        text("Chênh lệch"),
    ];
    let rows = lines.iter().map(|line| {
        let mut cells = vec![Cell::from(line.indicator.name.as_str())];
        for (figure, way) in [&line.left, &line.right].into_iter().zip(ways) {
            let href = way(figure.unit, Some(&line.indicator.code));
            cells.push(figure_cell(figure, &line.indicator).to(href));
            cells.push(fraction_cell(figure));
        }
        cells.push(difference(line, left).into());
        Row { emphasis: Emphasis::Plain, cells }
    });
    table("so-sanh", caption, columns, rows.collect())
}

/// `Nam Du thấp hơn 4,16 điểm %`.
fn difference(line: &Compared, left: &Side) -> String {
    let words = change_in_words(line.difference);
    let told = |more: &str, rest: &str| format!("{} {more} {rest}", left.name);
    match words.split_once(' ') {
        Some(("tăng", rest)) => told("cao hơn", rest),
        Some(("giảm", rest)) => told("thấp hơn", rest),
        Some(_) => "bằng nhau".to_owned(),
        None => String::new(),
    }
}
