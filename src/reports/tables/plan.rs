//! The targets of the time ahead beside what was reached (chỉ tiêu cụ thể).

use crate::documents::{Align, Column, Emphasis, Row, Table};
use crate::progress::{fraction, printed, target_in_words};
use crate::reports::when;
use crate::reports::yearly::Yearly;
use crate::targets::Target;

/// The table, when there are targets.
pub fn table(of: &Yearly) -> Option<Table> {
    let rows: Vec<Row> =
        of.plan.iter().enumerate().filter_map(|(at, target)| row(of, at + 1, target)).collect();
    if rows.is_empty() {
        return None;
    }
    let column = |title: String, align| Column { group: String::new(), title, align };
    let ahead = when::span(when::planned(of.period));
    Some(Table {
        key: "chi-tieu".to_owned(),
        caption: format!("Chỉ tiêu {ahead}"),
        columns: vec![
            column("TT".to_owned(), Align::Centre),
            column("Chỉ tiêu".to_owned(), Align::Left),
            column("ĐVT".to_owned(), Align::Centre),
            column(format!("Thực hiện {}", when::span(of.period)), Align::Right),
            column(format!("Kế hoạch {ahead}"), Align::Right),
        ],
        stub: 2,
        rows,
        notes: Vec::new(),
    })
}

fn row(of: &Yearly, number: usize, target: &Target) -> Option<Row> {
    let indicator = of.gathered.indicator(&target.new.indicator)?;
    let figure = of.figure(indicator);
    let parts = fraction(&figure);
    let worth = printed(&figure, indicator);
    let reached = if parts.is_empty() { worth } else { format!("{worth} ({parts})") };
    Some(Row {
        emphasis: Emphasis::Plain,
        cells: vec![
            number.to_string().into(),
            indicator.name.clone().into(),
            indicator.unit.clone().into(),
            reached.into(),
            target_in_words(indicator, &target.new).into(),
        ],
    })
}
