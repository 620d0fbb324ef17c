//! Units × indicators where somebody lacks something (đơn vị còn thiếu so với chỉ tiêu).

use entities::values::UnitId;

use crate::documents::{Align, Column, Emphasis, Row, Table};
use crate::indicators::Indicator;
use crate::progress::{
    Line, Standing, fraction, gap_in_words, gap_of_standing, line, printed, printed_against,
};
use crate::reports::when;
use crate::reports::yearly::Yearly;
use crate::targets::{Gap, Reach};

/// The units below in the order of reports, each line of the board with all of them.
pub fn lines(of: &Yearly) -> Vec<Line> {
    let units: Vec<UnitId> = of.gathered.tree.under(of.root()).into_iter().skip(1).collect();
    let lines = of.board.lines.iter();
    lines.map(|known| line(&of.gathered, &known.indicator, of.root(), &units)).collect()
}

/// What a unit lacks as this report tells it: a unit further down only what it was asked itself.
pub fn told(of: &Yearly, standing: &Standing) -> Gap {
    if of.board.children.contains(&standing.figure.unit) {
        gap_of_standing(standing)
    } else {
        standing.judged.as_ref().map_or(Gap::None, |judged| judged.gap)
    }
}

/// The table, when some unit below lacks something.
pub fn table(of: &Yearly) -> Option<Table> {
    let lacks = |standing: &Standing| told(of, standing) != Gap::None;
    let mut lines = lines(of);
    lines.retain(|line| line.children.iter().any(lacks));
    if lines.is_empty() {
        return None;
    }
    let lacking = |unit: &UnitId| {
        let mut standings = lines.iter().flat_map(|line| &line.children);
        standings.any(|standing| standing.figure.unit == *unit && lacks(standing))
    };
    let mut units: Vec<UnitId> = of.gathered.tree.under(of.root()).into_iter().skip(1).collect();
    units.retain(|unit| of.board.children.contains(unit) || lacking(unit));
    let mut columns = vec![
        Column { group: String::new(), title: "TT".to_owned(), align: Align::Centre },
        Column { group: String::new(), title: "Đơn vị".to_owned(), align: Align::Left },
    ];
    columns.extend(lines.iter().map(|line| Column {
        group: String::new(),
        title: head(line, &lines),
        align: Align::Right,
    }));
    let rows = units.iter().enumerate().map(|(at, unit)| {
        let mut cells = vec![(at + 1).to_string().into(), of.gathered.name(*unit).into()];
        cells.extend(lines.iter().map(|line| {
            let standing = line.children.iter().find(|child| child.figure.unit == *unit);
            standing.map_or_else(|| "chưa có số liệu".into(), |child| cell(of, line, child).into())
        }));
        Row { emphasis: Emphasis::Plain, cells }
    });
    Some(Table {
        key: "don-vi".to_owned(),
        caption: format!("Đơn vị còn thiếu so với chỉ tiêu {}", when::span(of.period)),
        columns,
        stub: 2,
        rows: rows.collect(),
        notes: notes(of, &lines),
    })
}

/// The short name, or the whole one where two would read the same.
fn head(line: &Line, lines: &[Line]) -> String {
    let Indicator { short, name, .. } = &line.indicator;
    let alike = lines.iter().filter(|other| other.indicator.short == *short).count();
    if alike > 1 { name.clone() } else { short.clone() }
}

fn cell(of: &Yearly, line: &Line, standing: &Standing) -> String {
    let target = standing.judged.as_ref().map(|judged| &judged.target);
    let of_whole = || line.targets.iter().find(|target| target.new.reach == Reach::Whole);
    let value = match target.or_else(of_whole) {
        Some(target) => printed_against(&standing.figure, &line.indicator, &target.new),
        None => printed(&standing.figure, &line.indicator),
    };
    let parts = fraction(&standing.figure);
    let value = if parts.is_empty() { value } else { format!("{value} ({parts})") };
    let gap = told(of, standing);
    match (gap, gap_in_words(&of.gathered, &line.indicator, gap)) {
        (Gap::Short(_), Some(words)) => format!("{value}\ncòn thiếu {words}"),
        (_, Some(words)) => format!("{value}\n{words}"),
        (_, None) => value,
    }
}

fn notes(of: &Yearly, lines: &[Line]) -> Vec<String> {
    let of_whole: Vec<&str> = lines
        .iter()
        .filter(|line| line.targets.iter().all(|target| target.new.reach == Reach::Whole))
        .map(|line| line.indicator.short.as_str())
        .collect();
    if of_whole.is_empty() {
        return Vec::new();
    }
    vec![format!(
        "Chỉ tiêu giao chung cho toàn {}, phần còn thiếu của từng đơn vị tính theo cùng mức: {}.",
        of.unit.kind,
        of_whole.join("; ")
    )]
}
