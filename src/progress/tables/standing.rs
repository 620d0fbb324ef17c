//! Indicators of a unit against their targets, and units × indicators.

use super::{
    Way, count, footing_cell, fraction_cell, gap_of, number, row, table, text, under, worth_cell,
};
use crate::documents::{Cell, Column, Row, Table};
use crate::progress::{
    Footing, Gathered, Line, Standing, Tally, UnitStanding, change_in_words, coverage_in_words,
    target_in_words,
};

/// One row for each indicator of the unit itself; with children, how many of them stand where.
pub fn standings(gathered: &Gathered, lines: &[Line], caption: String, way: &Way<'_>) -> Table {
    let counted = lines.iter().any(|line| Tally::of_line(line).asked() > 0);
    let targets = lines.iter().any(|line| !line.targets.is_empty());
    let mut columns = vec![text("Chỉ tiêu")];
    if targets {
        columns.push(text("Phấn đấu"));
    }
    columns.extend([number("Thực hiện"), number("Tử số/mẫu số")]);
    if targets {
        columns.extend([text("Đánh giá"), number("Còn thiếu")]);
    }
    columns.push(number("So với năm trước"));
    if counted {
        let group = format!("Số {}", gathered.kind_of(gathered.tree.children(gathered.root())));
        let of = |title| under(&group, title);
        columns.extend([of("đạt, đủ mức"), of("chưa đạt"), of("chưa có số liệu")]);
    }
    let rows = lines.iter().map(|line| {
        let href = way(line.root.figure.unit, Some(&line.indicator.code));
        let mut cells = vec![Cell::from(line.indicator.name.as_str()).to(href.clone())];
        if targets {
            cells.push(asked(line).into());
        }
        let figure = &line.root.figure;
        cells.push(worth_cell(&line.root, &line.indicator).to(href));
        let parts = [fraction_cell(figure).text, coverage_in_words(figure)];
        cells.push(
            parts.iter().filter(|p| !p.is_empty()).cloned().collect::<Vec<_>>().join("\n").into(),
        );
        if targets {
            cells.extend([
                footing_cell(Footing::of(&line.root)),
                gap_of(gathered, line, &line.root),
            ]);
        }
        cells.push(change_in_words(line.root.change).into());
        if counted {
            let tally = Tally::of_line(line);
            let counts = [tally.met, tally.short, tally.unknown].map(count);
            cells.extend(if tally.asked() > 0 { counts } else { <[Cell; 3]>::default() });
        }
        row(cells)
    });
    table("chi-tieu", caption, columns, rows.collect())
}

/// `trên 98%`.
fn asked(line: &Line) -> String {
    let words = line.targets.iter().map(|target| target_in_words(&line.indicator, &target.new));
    let words = words.collect::<Vec<_>>().join("; ");
    if line.root.to_whole.is_some() { format!("mức chung {words}") } else { words }
}

/// One row for each unit, worst first, two columns for each indicator.
pub fn matrix(gathered: &Gathered, units: &[UnitStanding<'_>], caption: String) -> Table {
    let mut columns = vec![text("Đơn vị"), number("Đạt"), number("Chưa đạt"), number("Chưa có")];
    let lines: Vec<&Line> = units
        .first()
        .map(|unit| unit.standings.iter().map(|(line, _)| *line).collect())
        .unwrap_or_default();
    columns.extend(lines.iter().flat_map(|line| -> [Column; 2] {
        let head = format!("{}\n{}", line.indicator.short, asked(line));
        [under(head.trim(), "Thực hiện"), under(head.trim(), "Còn thiếu")]
    }));
    let rows = units.iter().map(|unit| -> Row {
        let Tally { met, short, unknown } = unit.tally;
        let mut cells = vec![Cell::from(gathered.name(unit.unit))];
        cells.extend([met, short, unknown].map(count));
        cells.extend(unit.standings.iter().flat_map(|(line, standing)| -> [Cell; 2] {
            [worth_cell(standing, &line.indicator), lacking(gathered, line, standing)]
        }));
        row(cells)
    });
    table("don-vi", caption, columns, rows.collect())
}

fn lacking(gathered: &Gathered, line: &Line, standing: &Standing) -> Cell {
    gap_of(gathered, line, standing)
}
