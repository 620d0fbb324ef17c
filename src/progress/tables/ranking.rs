//! Units of one indicator from the worst to the best, with open arithmetic.

use std::cmp::Ordering;

use entities::values::Direction;

use super::{
    Way, footing_cell, gap_of, number, part_and_whole, row, table, text, total, worth_cell,
};
use crate::documents::{Cell, Number, Row, Table};
use crate::facts::Quantity;
use crate::progress::{
    Footing, Gathered, Line, Pull, Standing, by_worth, change_in_words, length, part_of_whole,
    worst_first,
};
use crate::vietnamese::decimal;

/// The ranking; rates say what the unit takes from the whole, amounts what it gives to it.
pub fn ranking(
    gathered: &Gathered,
    line: &Line,
    pull: Option<&Pull>,
    caption: String,
    way: &Way<'_>,
) -> Table {
    let rates = line.indicator.is_fraction();
    let asked = line.root.judged.is_some() || line.children.iter().any(|c| c.judged.is_some());
    let mut columns = vec![text("Đơn vị"), number("Hạng")];
    if rates {
        columns.extend([number("Tử số"), number("Mẫu số")]);
    }
    columns.push(number("Thực hiện"));
    if asked {
        columns.extend([text("Đánh giá"), number("Còn thiếu")]);
    }
    if pull.is_some() {
        columns.extend([number("Kéo mức chung xuống"), number("Mức chung nếu không kể đơn vị")]);
    }
    if !rates {
        columns.push(number("Phần trong tổng số"));
    }
    columns.push(number("So với năm trước"));
    let cells = |standing: &Standing, name: &str, rank: Option<usize>| -> Vec<Cell> {
        let href = way(standing.figure.unit, Some(&line.indicator.code));
        let linked = href.filter(|_| standing.figure.unit != gathered.root());
        let mut cells = vec![Cell::from(name).to(linked)];
        cells.push(rank.map_or_else(Cell::default, super::count));
        if rates {
            cells.extend(part_and_whole(&standing.figure));
        }
        cells.push(worth_cell(standing, &line.indicator));
        if asked {
            cells.extend([footing_cell(Footing::of(standing)), gap_of(gathered, line, standing)]);
        }
        if let Some(pull) = pull {
            cells.extend(pulled(pull, standing, line.indicator.decimals));
        }
        if !rates {
            cells.push(given(standing, line));
        }
        cells.push(change_in_words(standing.change).into());
        cells
    };
    let mut rows: Vec<Row> = worst_first(line)
        .into_iter()
        .map(|one| row(cells(one, gathered.name(one.figure.unit), rank(line, one))))
        .collect();
    rows.push(total(cells(&line.root, &format!("Toàn {}", gathered.root_kind()), None)));
    table("xep-hang", caption, columns, rows)
}

/// The place of a unit from the best on; equal rates share one.
fn rank(line: &Line, standing: &Standing) -> Option<usize> {
    length(&standing.figure)?;
    let better = match line.indicator.direction {
        Direction::Lower => Ordering::Less,
        Direction::Higher | Direction::Neutral => Ordering::Greater,
    };
    let others = line.children.iter().filter(|other| length(&other.figure).is_some());
    Some(1 + others.filter(|other| by_worth(&other.figure, &standing.figure) == better).count())
}

/// `0,50 điểm %` and what the whole would be.
fn pulled(pull: &Pull, standing: &Standing, decimals: u32) -> [Cell; 2] {
    let found = pull.units.iter().find(|puller| puller.unit == standing.figure.unit);
    let Some(puller) = found else { return [Cell::default(), Cell::default()] };
    let points = pull.weight(puller).map(|value| value.abs());
    let percent = puller.without.percent();
    let told = |value, percent| Number { value, decimals: decimals.max(2), percent };
    [
        points.map_or_else(Cell::default, |value| {
            let text = format!("{} điểm %", decimal(value, decimals.max(2)));
            Cell::number(text, Some(told(value, false)))
        }),
        percent.map_or_else(Cell::default, |value| {
            let text = format!("{}%", decimal(value, decimals.max(2)));
            Cell::number(text, Some(told(value, true)))
        }),
    ]
}

/// The part of an amount in the amount of the whole.
fn given(standing: &Standing, line: &Line) -> Cell {
    let Some(share) = part_of_whole(&standing.figure, &line.root.figure) else {
        return Cell::default();
    };
    let Quantity::Ratio { .. } = share else { return Cell::default() };
    let Some(value) = crate::progress::change::worth(share) else { return Cell::default() };
    let number = Number { value, decimals: 1, percent: true };
    Cell::number(format!("{}%", decimal(value, 1)), Some(number))
}
