//! What a sum is made of, a column for each part: cash and goods of the fund.

use super::{number, row, table, text, total};
use crate::documents::{Cell, Row, Table};
use crate::progress::{Parts, sum_cell};

/// One row for each unit or year; parts add up to the last column.
pub fn parts_table(parts: &Parts, first: &str, caption: String) -> Table {
    let mut columns = vec![text(first)];
    columns.extend(parts.names.iter().map(|name| number(name)));
    columns.push(number("Cộng"));
    let cells = |made: &crate::progress::Made| -> Vec<Cell> {
        let mut cells = vec![Cell::from(made.label.as_str())];
        if let Some(sums) = &made.sums {
            cells.extend(sums.iter().map(|sum| sum_cell(*sum, parts.scale)));
            cells.extend(made.total().map(|total| sum_cell(total, parts.scale)));
        } else {
            cells.extend(parts.names.iter().map(|_| Cell::default()));
            cells.push("chưa có số liệu".into());
        }
        cells
    };
    let mut rows: Vec<Row> = parts.made.iter().map(|made| row(cells(made))).collect();
    rows.extend(parts.whole.iter().map(|made| total(cells(made))));
    let mut made = table("cac-phan", caption, columns, rows);
    if !parts.unit.is_empty() {
        made.notes.push(format!("ĐVT: {}.", parts.unit));
    }
    made
}
