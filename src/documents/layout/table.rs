//! Tables → slabs: caption, header, one slab a row, notes.
//!
//! Rows are never cut, except one taller than a page. The header stands above the first row of
//! every page. Widths come from `columns`.

use std::ops::Range;
use std::sync::Arc;

use super::columns::{PADDING, Placed, Plan, face_of, groups, plan};
use super::page::{Ink, Item};
use super::slab::{Sheet, Slab, glued, spaced, without_widows};
use super::typeset::{Line, Set, Setting, Typesetter};
use crate::documents::block::{Align, Emphasis, Row, Table};
use crate::documents::decree30::{CAPTION_PT, NOTE_PT, PARAGRAPH_GAP_PT};
use crate::documents::fonts::Face;

/// White above and below the text of a cell, pt.
const AIR: f32 = 2.5;
/// Thickness of the lines of a table, pt.
const LINE: f32 = 0.5;
/// A header taller than this share of the page is not repeated: rows need room too.
const TALLEST_HEADER: f32 = 0.5;
/// Rows that together take at most this share of the page stay together.
const SMALL: f32 = 0.35;

pub fn table(
    setter: &mut Typesetter,
    table: &Table,
    sheet: Sheet,
    depth: Option<u8>,
    measure: &[Slab],
) -> Vec<Slab> {
    let width = sheet.text_width();
    let Plan { size, parts } = plan(setter, table, width);
    let mut slabs = Vec::new();
    let last = parts.len().saturating_sub(1);
    for (index, part) in parts.iter().enumerate() {
        slabs.extend(caption(setter, table, width, index, depth));
        slabs.extend_from_slice(measure);
        let grid = Grid::new(part, size);
        let header = grid.header(setter, table);
        let room = sheet.text_height() - header.height;
        let repeats = header.height <= sheet.text_height() * TALLEST_HEADER;
        let repeated = repeats.then(|| Arc::new(artifact(&header)));
        slabs.push(header);
        let mut rows = Vec::new();
        for (at, row) in table.rows.iter().enumerate() {
            let next = table.rows.get(at + 1).map(|next| next.emphasis);
            let mut strips =
                grid.row(setter, table, row, if repeats { room } else { sheet.text_height() });
            if let Some(strip) = strips.last_mut() {
                strip.glued = row.emphasis == Emphasis::Group || next == Some(Emphasis::Total);
            }
            rows.extend(strips);
        }
        let noted = index == last && !table.notes.is_empty();
        if let Some(strip) = rows.last_mut() {
            strip.glued = noted;
        }
        for row in &mut rows {
            row.header.clone_from(&repeated);
        }
        keep_small_whole(&mut rows, sheet);
        slabs.extend(rows);
    }
    slabs.extend(notes(setter, table, width));
    slabs
}

/// A table of few rows is not parted over two pages.
fn keep_small_whole(rows: &mut [Slab], sheet: Sheet) {
    let height: f32 = rows.iter().map(|row| row.height).sum();
    if height <= sheet.text_height() * SMALL {
        let last = rows.len().saturating_sub(1);
        rows.iter_mut().take(last).for_each(|row| row.glued = true);
    }
}

fn artifact(slab: &Slab) -> Slab {
    let items = slab.items.iter().cloned().map(Item::as_artifact).collect();
    Slab { items, bookmark: None, ..slab.clone() }
}

fn caption(
    setter: &mut Typesetter,
    table: &Table,
    width: f32,
    part: usize,
    depth: Option<u8>,
) -> Vec<Slab> {
    let continued = if part > 0 { " (tiếp theo)" } else { "" };
    let text = format!("{}{continued}", table.caption);
    let setting = Setting { size: CAPTION_PT, width, indent: 0.0, set: Set::Centre, spacing: 1.0 };
    let lines = setter.balanced(text.trim(), Face::Bold, &setting);
    let mut slabs = Slab::lines(&lines, setting.line_height(), 0.0, Ink::Black);
    if let Some(first) = slabs.first_mut().filter(|_| part == 0) {
        first.bookmark = depth.map(|depth| (depth, setter.clean(&table.caption)));
    }
    if let Some(end) = slabs.last_mut() {
        end.height += AIR;
    }
    glued(spaced(slabs, PARAGRAPH_GAP_PT * 2.0))
}

fn notes(setter: &mut Typesetter, table: &Table, width: f32) -> Vec<Slab> {
    let setting = Setting { size: NOTE_PT, width, indent: 0.0, set: Set::Justified, spacing: 1.0 };
    let mut slabs = Vec::new();
    for note in &table.notes {
        let lines = setter.plain(note, Face::Italic, &setting);
        let lines = Slab::lines(&lines, setting.line_height(), 0.0, Ink::Black);
        slabs.extend(spaced(without_widows(lines), AIR));
    }
    slabs
}

/// The text of a cell, ready to be put between its edges.
struct Cell {
    lines: Arc<Vec<Line>>,
    left: f32,
}

/// One part of the table: its columns with their left edges.
struct Grid<'a> {
    part: &'a [Placed],
    /// Left edges, and the right edge of the last column.
    edges: Vec<f32>,
    size: f32,
}

impl<'a> Grid<'a> {
    fn new(part: &'a [Placed], size: f32) -> Self {
        let mut edges = vec![0.0];
        let mut at = 0.0;
        for placed in part {
            at += placed.width;
            edges.push(at);
        }
        Self { part, edges, size }
    }

    fn edge(&self, index: usize) -> f32 {
        self.edges.get(index).or(self.edges.last()).copied().unwrap_or_default()
    }

    fn line_height(&self) -> f32 {
        self.setting(0.0, Set::Left).line_height()
    }

    fn setting(&self, width: f32, set: Set) -> Setting {
        Setting { size: self.size, width, indent: 0.0, set, spacing: 1.0 }
    }

    /// A text between the edges of the columns `span` of this part.
    fn cell(
        &self,
        setter: &mut Typesetter,
        text: &str,
        face: Face,
        span: &Range<usize>,
        set: Set,
    ) -> Cell {
        let left = self.edge(span.start) + PADDING;
        let width = self.edge(span.end) - PADDING - left;
        Cell { lines: setter.plain(text, face, &self.setting(width, set)), left }
    }

    fn height(&self, cell: &Cell) -> f32 {
        lines_high(cell.lines.len().max(1), self.line_height()) + AIR * 2.0
    }

    /// Puts a cell into the middle of the height between `top` and `bottom`.
    fn put(&self, slab: &mut Slab, cell: &Cell, top: f32, bottom: f32) {
        let text = lines_high(cell.lines.len(), self.line_height());
        let at = top + (bottom - top - text) / 2.0;
        slab.stack(&cell.lines, self.line_height(), cell.left, at);
    }

    /// The cells of the header: groups above their columns, other columns over both rows.
    fn header(&self, setter: &mut Typesetter, table: &Table) -> Slab {
        let mut upper = Vec::new();
        let mut lower = Vec::new();
        let mut tall = Vec::new();
        let mut start = 0;
        for group in groups(table, self.part.iter().map(|placed| placed.column)) {
            let span = start..start + group.len();
            start = span.end;
            let columns: Vec<_> =
                group.iter().filter_map(|index| table.columns.get(*index)).collect();
            let title = columns.first().map_or("", |column| &column.group);
            for (at, column) in span.clone().zip(&columns) {
                let own = at..at + 1;
                let cell = self.cell(setter, &column.title, Face::Bold, &own, Set::Centre);
                if title.is_empty() { tall.push((own, cell)) } else { lower.push((own, cell)) }
            }
            if !title.is_empty() {
                let cell = self.cell(setter, title, Face::Bold, &span, Set::Centre);
                upper.push((span, cell));
            }
        }
        let tallest = |cells: &[(Range<usize>, Cell)]| {
            cells.iter().map(|(_, cell)| self.height(cell)).fold(0.0, f32::max)
        };
        let split = tallest(&upper);
        let height = (split + tallest(&lower)).max(tallest(&tall));
        let mut slab = Slab { height, glued: true, ..Slab::default() };
        for (cells, top, bottom) in
            [(&upper, 0.0, split), (&lower, split, height), (&tall, 0.0, height)]
        {
            for (span, cell) in cells {
                self.frame(&mut slab, span, top, bottom);
                self.put(&mut slab, cell, top, bottom);
            }
        }
        slab.height = height;
        slab
    }

    /// One row; several slabs only when the row is taller than `room`.
    fn row(&self, setter: &mut Typesetter, table: &Table, row: &Row, room: f32) -> Vec<Slab> {
        let face = face_of(row.emphasis);
        let whole = 0..self.part.len();
        let cells: Vec<(Range<usize>, Cell)> = if row.emphasis == Emphasis::Group {
            let text = row.cells.first().map_or("", |cell| &cell.text[..]);
            vec![(whole.clone(), self.cell(setter, text, face, &whole, Set::Left))]
        } else {
            let cell = |(at, placed): (usize, &Placed)| {
                let text = row.cells.get(placed.column).map_or("", |cell| &cell.text[..]);
                let align = table.columns.get(placed.column).map(|column| column.align);
                let own = at..at + 1;
                (own.clone(), self.cell(setter, text, face, &own, set_of(align)))
            };
            self.part.iter().enumerate().map(cell).collect()
        };
        let lines = cells.iter().map(|(_, cell)| cell.lines.len()).max().unwrap_or(0).max(1);
        let fit = lines_that_fit(room - AIR * 2.0, self.line_height());
        let strip = |from: usize| {
            let count = fit.min(lines - from);
            let height = lines_high(count, self.line_height()) + AIR * 2.0;
            let mut slab = Slab { height, ..Slab::default() };
            for (span, cell) in &cells {
                let shown: Vec<Line> = cell.lines.iter().skip(from).take(count).cloned().collect();
                let cell = Cell { lines: Arc::new(shown), left: cell.left };
                self.frame(&mut slab, span, 0.0, height);
                self.put(&mut slab, &cell, 0.0, height);
            }
            slab
        };
        (0..lines).step_by(fit).map(strip).collect()
    }

    /// The four edges of a cell.
    fn frame(&self, slab: &mut Slab, span: &Range<usize>, top: f32, bottom: f32) {
        let (left, right) = (self.edge(span.start), self.edge(span.end));
        let corners = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)];
        for pair in corners.windows(2) {
            if let [from, to] = pair {
                let rule = Item::Rule { from: *from, to: *to, thickness: LINE, ink: Ink::Black };
                slab.items.push(rule);
            }
        }
    }
}

fn set_of(align: Option<Align>) -> Set {
    match align {
        Some(Align::Right) => Set::Right,
        Some(Align::Centre) => Set::Centre,
        Some(Align::Left) | None => Set::Left,
    }
}

#[expect(clippy::cast_precision_loss, reason = "a cell has far fewer than 2^24 lines")]
fn lines_high(count: usize, line_height: f32) -> f32 {
    count as f32 * line_height
}

/// Lines that fit into a height, at least one.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a page holds far fewer than 2^24 lines; a negative room is no line"
)]
fn lines_that_fit(room: f32, line_height: f32) -> usize {
    ((room / line_height).floor().max(1.0)) as usize
}
