//! Tables, in as many parts as the paper has, and charts as tables of their values.

use docx_rs::{
    AlignmentType, Paragraph, Table as Grid, TableCell, TableCellMargins, TableLayoutType,
    TableRow, VAlignType, VMergeType, WidthType,
};

use super::{HEADER_ROW_MARK, Piece, single, twips, unsigned, words};
use crate::documents::block::{Align, Column, Emphasis, Row, Table};
use crate::documents::chart::{Chart, Plot};
use crate::documents::decree30::{CAPTION_PT, NOTE_PT, PARAGRAPH_GAP_PT, TABLE_PT};
use crate::documents::layout::{ColumnPlanner, Placed};

/// White beside the text of a cell, twips: the widths come from a paper that leaves as much.
const CELL_SIDE: usize = 50;

pub fn table(table: &Table, planner: &ColumnPlanner, landscape: bool) -> Vec<Piece> {
    let plan = planner.plan(table, landscape);
    let mut pieces = Vec::new();
    for (at, part) in plan.parts.iter().enumerate() {
        let continued = if at > 0 { " (tiếp theo)" } else { "" };
        let caption = format!("{}{continued}", table.caption);
        if !caption.trim().is_empty() {
            pieces.push(said(caption.trim(), CAPTION_PT, true, AlignmentType::Center));
        }
        pieces.push(Piece::Table(Box::new(grid(table, part, plan.size))));
    }
    for note in &table.notes {
        pieces.push(said(note, NOTE_PT, false, AlignmentType::Both));
    }
    pieces
}

fn said(text: &str, size: f32, strong: bool, align: AlignmentType) -> Piece {
    let run = words(text, size);
    let run = if strong { run.bold() } else { run.italic() };
    let gap = single().before(unsigned(twips(PARAGRAPH_GAP_PT))).after(unsigned(twips(2.0)));
    let made = Paragraph::new().align(align).line_spacing(gap).keep_next(strong).add_run(run);
    Piece::Paragraph(Box::new(made))
}

fn grid(table: &Table, part: &[Placed], size: f32) -> Grid {
    let widths: Vec<usize> = part
        .iter()
        .map(|placed| usize::try_from(twips(placed.width)).unwrap_or_default())
        .collect();
    let columns: Vec<&Column> =
        part.iter().filter_map(|placed| table.columns.get(placed.column)).collect();
    let mut rows = heads(&columns, &widths, size);
    for row in &table.rows {
        rows.push(body(row, part, &columns, &widths, size));
    }
    let whole = widths.iter().sum();
    Grid::new(rows)
        .set_grid(widths)
        .width(whole, WidthType::Dxa)
        .layout(TableLayoutType::Fixed)
        .margins(TableCellMargins::new().margin(0, CELL_SIDE, 0, CELL_SIDE))
}

fn cell(text: &str, size: f32, strong: bool, align: Align) -> TableCell {
    let run = words(text, size);
    let run = if strong { run.bold() } else { run };
    let align = match align {
        Align::Left => AlignmentType::Left,
        Align::Centre => AlignmentType::Center,
        Align::Right => AlignmentType::Right,
    };
    TableCell::new()
        .add_paragraph(Paragraph::new().align(align).line_spacing(single()).add_run(run))
        .vertical_align(VAlignType::Center)
}

/// One row, or two where columns share a head.
fn heads(columns: &[&Column], widths: &[usize], size: f32) -> Vec<TableRow> {
    let grouped = columns.iter().any(|column| !column.group.is_empty());
    let head = |text: &str| cell(text, size, true, Align::Centre);
    let row = |cells| TableRow::new(cells).cant_split().grid_after(HEADER_ROW_MARK);
    let (mut above, mut below) = (Vec::new(), Vec::new());
    let mut at = 0;
    let same = |one: &&Column, next: &&Column| !one.group.is_empty() && one.group == next.group;
    for together in columns.chunk_by(same) {
        let width = |from: usize, count: usize| widths.iter().skip(from).take(count).sum();
        let Some(first) = together.first() else { continue };
        if first.group.is_empty() {
            let merged = if grouped { Some(VMergeType::Restart) } else { None };
            let top = head(&first.title).width(width(at, 1), WidthType::Dxa);
            above.push(match merged {
                Some(merge) => top.vertical_merge(merge),
                None => top,
            });
            let under = TableCell::new().add_paragraph(Paragraph::new());
            let under = under.width(width(at, 1), WidthType::Dxa);
            below.push(under.vertical_merge(VMergeType::Continue));
        } else {
            let whole = width(at, together.len());
            above.push(head(&first.group).grid_span(together.len()).width(whole, WidthType::Dxa));
            for (step, column) in together.iter().enumerate() {
                below.push(head(&column.title).width(width(at + step, 1), WidthType::Dxa));
            }
        }
        at += together.len();
    }
    let mut rows = vec![row(above)];
    if grouped {
        rows.push(row(below));
    }
    rows
}

fn body(row: &Row, part: &[Placed], columns: &[&Column], widths: &[usize], size: f32) -> TableRow {
    let strong = row.emphasis != Emphasis::Plain;
    if row.emphasis == Emphasis::Group {
        let text = row.cells.first().map_or("", |cell| cell.as_str());
        let whole = widths.iter().sum();
        let made = cell(text, size, true, Align::Left).grid_span(part.len());
        return TableRow::new(vec![made.width(whole, WidthType::Dxa)]).cant_split();
    }
    let cells = part.iter().zip(columns).zip(widths).map(|((placed, column), width)| {
        let text = row.cells.get(placed.column).map_or("", |cell| cell.as_str());
        cell(text, size, strong, column.align).width(*width, WidthType::Dxa)
    });
    TableRow::new(cells.collect()).cant_split()
}

/// The title that states the finding, and what is drawn in words: each bar, each year, each stack.
pub fn chart(chart: &Chart, width: usize) -> Vec<Piece> {
    let widths = [width / 2, width - width / 2];
    let (lines, foot) = told(&chart.plot);
    let rows = lines.iter().map(|(label, printed)| {
        TableRow::new(vec![
            cell(label, TABLE_PT, false, Align::Left).width(widths[0], WidthType::Dxa),
            cell(printed, TABLE_PT, false, Align::Right).width(widths[1], WidthType::Dxa),
        ])
        .cant_split()
    });
    let table = Grid::new(rows.collect())
        .set_grid(widths.to_vec())
        .width(width, WidthType::Dxa)
        .layout(TableLayoutType::Fixed);
    let mut pieces = vec![
        said(&chart.title, CAPTION_PT, true, AlignmentType::Center),
        Piece::Table(Box::new(table)),
    ];
    if !foot.is_empty() {
        pieces.push(said(foot, NOTE_PT, false, AlignmentType::Left));
    }
    pieces
}

/// Name and worth of all that is drawn, and the words under it.
fn told(plot: &Plot) -> (Vec<(&str, &str)>, &str) {
    match plot {
        Plot::Bars(plot) => {
            let bars = plot.bars.iter().map(|bar| (bar.label.as_str(), bar.printed.as_str()));
            (bars.collect(), &plot.tick_label)
        }
        Plot::Lines(plot) => {
            let points = plot.curves.first().map(|curve| curve.points.as_slice());
            let points = plot.places.iter().zip(points.unwrap_or_default());
            let told = points.map(|(place, point)| {
                (place.as_str(), point.as_ref().map_or("", |point| point.printed.as_str()))
            });
            (told.collect(), &plot.target_label)
        }
        Plot::Stacks(plot) => {
            let stacks = plot.stacks.iter();
            let told = stacks.map(|stack| (stack.label.as_str(), stack.printed.as_str()));
            (told.collect(), "")
        }
    }
}
