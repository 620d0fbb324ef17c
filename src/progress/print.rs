//! The overview on paper and as a workbook (tổng quan): the same tables and charts as its page.

use entities::values::{FigureKind, UnitId};

use super::{
    Board, Gathered, Line, Parts, Standing, Tally, UnitStanding, bars, boundaries_in_words,
    change_in_words, findings, fraction, gap_in_words, gap_of_standing, has_parts, matrix, others,
    parts_by_unit, parts_finding, parts_table, printed, pull, pull_in_words, short_of,
    since_last_year, stacks, standings, units_worst_first, worst_first,
};
use crate::documents::{
    About, Appendix, Block, Document, Heading, Level, Paragraph, Run, Style, Table, Title,
};
use crate::indicators::Indicator;
use crate::platform::clock::day_in_vietnam;
use crate::vietnamese::capitalised;
use crate::workbooks::Sheet;

/// Charts of indicators on paper, and bars in one.
const CHARTS: usize = 3;
const BARS: usize = 15;

/// What the page of a unit shows, as a paper; its date is the last change of its figures.
pub fn document(gathered: &Gathered, board: &Board) -> Document {
    let name = name(gathered, board.unit);
    let mut blocks = vec![Block::Title(Title {
        kind: "TỔNG QUAN".to_owned(),
        about: vec![format!("Chỉ tiêu khuyến học năm {}", board.period), name.clone()],
    })];
    blocks.push(words(Style::Body, findings(gathered, board).first));
    blocks.push(words(Style::Body, since_last_year(board)));
    let told = boundaries_in_words(gathered).into_iter();
    blocks.extend(told.map(|sentence| words(Style::Body, sentence)));
    let units = units_worst_first(board);
    let lacking: Vec<&UnitStanding<'_>> = units.iter().filter(|u| u.tally.short > 0).collect();
    if !lacking.is_empty() {
        blocks.push(heading("Đơn vị chưa đạt, còn thiếu gì"));
        blocks.extend(lacking.iter().map(|unit| words(Style::Item, lacks(gathered, unit))));
    }
    blocks.extend(pulls(gathered, board));
    blocks.extend(charts(gathered, board));
    if let Some((title, parts)) = fund(gathered, board.unit) {
        blocks.extend(stacks(&parts, title.clone()).map(Block::Chart));
        blocks.push(Block::Table(parts_table(&parts, "Đơn vị", title)));
    }
    blocks.push(Block::Appendix(Appendix {
        number: "Phụ lục".to_owned(),
        title: format!("Kết quả theo chỉ tiêu năm {}", board.period),
        attached_to: String::new(),
        landscape: true,
    }));
    blocks.push(Block::Table(standings(gathered, &board.lines, String::new(), &|_, _| None)));
    let caption = "Từng đơn vị theo từng chỉ tiêu".to_owned();
    blocks.push(Block::Table(matrix(gathered, &units, caption)));
    let changed = gathered.changed_at().map(day_in_vietnam);
    Document {
        about: About {
            title: format!("Tổng quan năm {}, {name}", board.period),
            author: name,
            subject: format!("Chỉ tiêu khuyến học năm {}", board.period),
            changed_on: changed.unwrap_or_else(|| board.period.last_day()),
        },
        blocks: blocks.into_iter().filter(|block| !is_empty(block)).collect(),
        marks: Vec::new(),
    }
}

/// One sheet for each table of the page.
pub fn sheets(gathered: &Gathered, board: &Board) -> Vec<Sheet> {
    let name = name(gathered, board.unit);
    let sheet = |title: &str, about: &str, table: Table| {
        Sheet::new(title, vec![format!("{about} năm {}, {name}", board.period)], table)
    };
    let none = String::new;
    let nowhere = |_, _: Option<&_>| None;
    let targets = standings(gathered, &board.lines, none(), &nowhere);
    let mut sheets = vec![sheet("Chỉ tiêu", "Kết quả theo chỉ tiêu", targets)];
    let units = units_worst_first(board);
    if !units.is_empty() {
        let table = matrix(gathered, &units, none());
        sheets.push(sheet("Từng đơn vị", "Từng đơn vị theo từng chỉ tiêu", table));
    }
    let rest = standings(gathered, &others(gathered, board.unit), none(), &nowhere);
    sheets.push(sheet("Các số khác", "Các số không giao chỉ tiêu", rest));
    if let Some((_, parts)) = fund(gathered, board.unit) {
        let table = parts_table(&parts, "Đơn vị", none());
        sheets.push(sheet("Quỹ", "Các nguồn vận động quỹ khuyến học", table));
    }
    sheets
}

/// The money that is raised, by its parts, under a title that says the finding.
pub fn fund(gathered: &Gathered, unit: UnitId) -> Option<(String, Parts)> {
    let is_money = |indicator: &&Indicator| indicator.kind == FigureKind::Money;
    let mut sums = gathered.indicators.iter().filter(is_money).filter(|sum| has_parts(sum));
    sums.find_map(|indicator| {
        let parts = parts_by_unit(gathered, indicator, unit)?;
        Some((parts_finding(&parts, indicator), parts))
    })
}

fn name(gathered: &Gathered, unit: UnitId) -> String {
    let name = gathered.tree.node(unit).map(|node| node.version.full_name());
    capitalised(&name.unwrap_or_default())
}

/// `Nam Du (đạt 9, chưa đạt 3): Trẻ 5 tuổi đến trường 95,12% (39/41), còn thiếu 2 trẻ, …`.
fn lacks(gathered: &Gathered, unit: &UnitStanding<'_>) -> String {
    let Tally { met, short, .. } = unit.tally;
    let told: Vec<String> = unit.short().map(|(line, one)| lack(gathered, line, one)).collect();
    let name = capitalised(gathered.name(unit.unit));
    format!("{name} (đạt {met}, chưa đạt {short}): {}.", told.join("; "))
}

/// One thing that a unit lacks, with what became of it since last year.
fn lack(gathered: &Gathered, line: &Line, standing: &Standing) -> String {
    let worth = printed(&standing.figure, &line.indicator);
    let parts = fraction(&standing.figure);
    let parts = if parts.is_empty() { String::new() } else { format!(" ({parts})") };
    let told = [
        format!("{} {worth}{parts}", line.indicator.short),
        lack_in_words(gathered, line, standing),
    ];
    told.iter().filter(|words| !words.is_empty()).cloned().collect::<Vec<_>>().join(", ")
}

/// `còn thiếu 2 trẻ, giảm 2,61 điểm % so với năm 2019`.
pub fn lack_in_words(gathered: &Gathered, line: &Line, standing: &Standing) -> String {
    let gap = gap_in_words(gathered, &line.indicator, gap_of_standing(standing));
    let mut told: Vec<String> = gap.iter().map(|words| short_of(words)).collect();
    let changed = change_in_words(standing.change);
    if !changed.is_empty() {
        told.push(format!("{changed} so với năm {}", gathered.period.previous()));
    }
    told.join(", ")
}

fn pulls(gathered: &Gathered, board: &Board) -> Vec<Block> {
    let told = board.lines.iter().filter_map(|line| {
        let words = pull_in_words(gathered, line, &pull(gathered, line)?)?;
        Some(words_of(line, &words))
    });
    let told: Vec<Block> = told.collect();
    if told.is_empty() {
        return told;
    }
    let mut blocks = vec![heading("Ai kéo tỷ lệ xuống, thiếu bao nhiêu")];
    blocks.extend(told);
    blocks
}

fn words_of(line: &Line, told: &str) -> Block {
    words(Style::Item, format!("{}: {told}", line.indicator.short))
}

/// Bars of the indicators where most units fall short.
fn charts(gathered: &Gathered, board: &Board) -> Vec<Block> {
    let mut lines: Vec<&Line> =
        board.lines.iter().filter(|line| Tally::of_line(line).short > 0).collect();
    lines.sort_by_key(|line| std::cmp::Reverse(Tally::of_line(line).short));
    let chart = |line: &&Line| {
        let units: Vec<&Standing> = worst_first(line).into_iter().take(BARS).collect();
        bars(gathered, line, &units).map(Block::Chart)
    };
    lines.iter().filter_map(chart).take(CHARTS).collect()
}

pub(super) fn heading(text: &str) -> Block {
    Block::Heading(Heading { level: Level::Section, number: String::new(), text: text.to_owned() })
}

pub(super) fn words(style: Style, text: String) -> Block {
    Block::Paragraph(Paragraph { style, runs: vec![Run::Text(text)] })
}

fn is_empty(block: &Block) -> bool {
    match block {
        Block::Paragraph(paragraph) => {
            paragraph.runs.iter().all(|run| matches!(run, Run::Text(text) if text.is_empty()))
        }
        Block::Table(table) => table.rows.is_empty(),
        _ => false,
    }
}
