//! What was read from a workbook, as one text of a page: a line for each cell, so that the next
//! step enters the same. Words in it are in one line already.

use std::collections::BTreeSet;

use entities::values::{Code, Period, UnitId};

use super::book_preview::Key;
use crate::facts::MeasureIndex;
use crate::statistics::{Filled, Placed, Typed};

/// The cells that are to be entered; what stands already stays behind.
pub fn carried(filled: &Filled, stands: &BTreeSet<Key>) -> String {
    let line = |cell: &Placed| {
        let typed = &cell.typed;
        let remark = |text: &Option<String>| text.clone().unwrap_or_default();
        [
            cell.unit.to_string(),
            cell.report.to_string(),
            typed.measure.to_string(),
            typed.base.to_string(),
            typed.text.clone(),
            remark(&typed.source),
            remark(&typed.note),
        ]
        .join("\t")
    };
    let cells = filled.cells.iter().map(|cell| &cell.placed);
    let open = cells
        .filter(|cell| !stands.contains(&(cell.unit, cell.typed.measure.clone(), cell.report)));
    open.map(line).collect::<Vec<_>>().join("\n")
}

/// The cells that a page carried.
pub fn placed(text: &str, index: &MeasureIndex) -> Vec<Placed> {
    text.lines().filter_map(|line| one(line, index)).collect()
}

fn one(line: &str, index: &MeasureIndex) -> Option<Placed> {
    let mut parts = line.split('\t');
    let mut next = || parts.next();
    let unit: UnitId = UnitId(next()?.parse().ok()?);
    let report: Period = next()?.parse().ok()?;
    let measure = Code::new(next()?);
    let base = next()?.parse().unwrap_or_default();
    let text = next()?.to_owned();
    let mut remark = || next().filter(|text| !text.is_empty()).map(str::to_owned);
    let (source, note) = (remark(), remark());
    let period = report.on(index.find(&measure)?.basis);
    let typed = Typed { source, note, ..Typed::plain(measure, period, text, base) };
    Some(Placed { unit, report, typed })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_is_no_cell_is_left_out() {
        let index = MeasureIndex::default();
        for line in ["", "7", "x\t2020\tA\t1\t5", "7\t2020\tA\t1\t5\t\t"] {
            assert_eq!(placed(line, &index), [], "{line:?}");
        }
    }
}
