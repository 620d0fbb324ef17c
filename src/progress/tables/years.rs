//! One indicator over the years: of the unit, and of the units within it.

use super::{Way, footing_cell, number, part_and_whole, row, table, text, total};
use crate::documents::{Cell, Row, Table};
use crate::progress::{
    Footing, Gathered, Trend, change, change_in_words, coverage_in_words, figure_cell,
    printed_against, target_in_words,
};
use crate::vietnamese::capitalised;

/// One row for each year, the latest first.
pub fn trend_table(trend: &Trend, caption: String, way: &dyn Fn(&str) -> Option<String>) -> Table {
    let rates = trend.indicator.is_fraction();
    let mut columns = vec![text("Năm")];
    if rates {
        columns.extend([number("Tử số"), number("Mẫu số")]);
    }
    columns.extend([number("Thực hiện"), text("Phấn đấu"), text("Đánh giá")]);
    columns.push(number("So với năm trước"));
    let rows = trend.years.iter().enumerate().rev().map(|(at, year)| -> Row {
        let name = year.period.to_string();
        let mut cells = vec![Cell::from(name.as_str()).to(way(&name))];
        if rates {
            cells.extend(part_and_whole(&year.figure));
        }
        let mut worth = figure_cell(&year.figure, &trend.indicator);
        if let Some(judged) = &year.judged {
            worth.text = printed_against(&year.figure, &trend.indicator, &judged.target.new);
        }
        let coverage = coverage_in_words(&year.figure);
        if !coverage.is_empty() {
            worth.text = format!("{}\n{coverage}", worth.text);
        }
        cells.push(worth);
        let asked = year.judged.as_ref().map(|judged| &judged.target.new);
        let asked = asked.map(|target| target_in_words(&trend.indicator, target));
        cells.push(asked.unwrap_or_default().into());
        let verdict = year.judged.as_ref().map(|judged| Footing::of_verdict(judged.verdict));
        cells.push(verdict.map_or_else(Cell::default, footing_cell));
        let before = at.checked_sub(1).and_then(|at| trend.years.get(at));
        let changed = before.and_then(|before| change(&year.figure, &before.figure));
        cells.push(change_in_words(changed).into());
        row(cells)
    });
    noted(table("theo-nam", caption, columns, rows.collect()), trend)
}

/// One row for each unit, one column for each year.
pub fn units_by_year(
    gathered: &Gathered,
    trend: &Trend,
    caption: String,
    way: &Way<'_>,
) -> Option<Table> {
    if trend.units.is_empty() || trend.years.len() < 2 {
        return None;
    }
    let mut columns = vec![text("Đơn vị")];
    columns.extend(trend.years.iter().map(|year| number(&year.period.to_string())));
    let mut rows: Vec<Row> = trend
        .units
        .iter()
        .enumerate()
        .map(|(at, unit)| {
            let href = way(*unit, Some(&trend.indicator.code));
            let mut cells = vec![Cell::from(capitalised(gathered.name(*unit))).to(href)];
            cells.extend(trend.years.iter().map(|year| match year.units.get(at) {
                Some(Some(figure)) => figure_cell(figure, &trend.indicator),
                _ => Cell::default(),
            }));
            row(cells)
        })
        .collect();
    let mut whole = vec![Cell::from(format!("Toàn {}", gathered.root_kind()))];
    whole.extend(trend.years.iter().map(|year| figure_cell(&year.figure, &trend.indicator)));
    rows.push(total(whole));
    Some(noted(table("don-vi-theo-nam", caption, columns, rows), trend))
}

/// Under the table: which years were not reckoned so at their time.
fn noted(mut table: Table, trend: &Trend) -> Table {
    table.notes.extend(Some(trend.recomputed_in_words()).filter(|words| !words.is_empty()));
    table
}
