//! How wide the columns of a table are, how large its text, and where it is cut when no size
//! makes it fit.
//!
//! A column is never narrower than its longest unbreakable word; what is left is shared by
//! need. Nothing here draws.

use super::slab::Sheet;
use super::typeset::Typesetter;
use crate::documents::DocumentFault;
use crate::documents::block::{Align, Emphasis, Table};
use crate::documents::decree30::{TABLE_PT, TABLE_SMALLEST_PT};
use crate::documents::fonts::Face;

/// White between the edge of a cell and its text, pt.
pub const PADDING: f32 = 3.0;
/// Room for rounding, pt.
const SLACK: f32 = 0.5;
/// A column may demand at most this share of the page, a longer word is cut.
const GREEDIEST: f32 = 0.4;
/// All repeated columns together may take at most this share of the page.
const WIDEST_STUB: f32 = 0.6;
/// A repeated column keeps its texts on one line up to this share of the page.
const WIDEST_NAME: f32 = 0.25;
/// A centred column (TT, ĐVT) takes this much of its share of spare width: it needs none.
const CENTRED_SHARE: f32 = 0.2;
/// Sizes of text and shares of a repeated text that stays on one line, best first; a later one
/// is taken only when it makes fewer parts.
const COMPROMISES: [(f32, f32); 6] = [
    (TABLE_PT, 1.0),
    (TABLE_SMALLEST_PT, 1.0),
    (TABLE_PT, 0.6),
    (TABLE_SMALLEST_PT, 0.6),
    (TABLE_PT, 0.0),
    (TABLE_SMALLEST_PT, 0.0),
];
/// A title of a column is content with a third of its length: it may stand on three lines.
const TITLE_LINES: f32 = 3.0;

/// A column of one part of the table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placed {
    /// Index into the columns of the table.
    pub column: usize,
    pub width: f32,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    pub size: f32,
    pub parts: Vec<Vec<Placed>>,
}

/// What a column needs at least, and what it would like.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Need {
    pub least: f32,
    pub wanted: f32,
}

/// The widths that the paper gives a table, for other writers of the same blocks.
pub struct ColumnPlanner(Typesetter);

impl ColumnPlanner {
    pub fn new() -> Result<Self, DocumentFault> {
        Typesetter::new().map(Self)
    }

    /// The parts of a table on pages of this shape.
    pub fn plan(&self, table: &Table, landscape: bool) -> Plan {
        plan(&self.0, table, Sheet::new(landscape).text_width())
    }
}

pub fn plan(setter: &Typesetter, table: &Table, width: f32) -> Plan {
    let plan_at = |size, names: f32| {
        let mut needs = needs(setter, table, size, width);
        let stub = table.stub.min(needs.len());
        for need in needs.iter_mut().take(stub) {
            need.least = need.least.max((need.wanted * names).min(width * WIDEST_NAME));
        }
        shrink_stub(&mut needs, stub, width);
        let parts = parts(table, &needs, stub, width);
        let share = |part: &Vec<usize>| share(table, part, &needs, width);
        Plan { size, parts: parts.iter().map(share).collect() }
    };
    let [first, others @ ..] = COMPROMISES;
    let mut best = plan_at(first.0, first.1);
    for (size, names) in others {
        if best.parts.len() > 1 {
            let other = plan_at(size, names);
            best = if other.parts.len() < best.parts.len() { other } else { best };
        }
    }
    best
}

fn needs(setter: &Typesetter, table: &Table, size: f32, width: f32) -> Vec<Need> {
    let edges = PADDING * 2.0 + SLACK;
    let mut needs = Vec::new();
    for (index, column) in table.columns.iter().enumerate() {
        let (word, line) = measure(setter, &column.title, Face::Bold, size);
        let mut need = Need { least: word, wanted: word.max(line / TITLE_LINES) };
        for row in table.rows.iter().filter(|row| row.emphasis != Emphasis::Group) {
            let face = face_of(row.emphasis);
            let text = row.cells.get(index).map_or("", |cell| &cell.text[..]);
            let (word, line) = measure(setter, text, face, size);
            need = Need { least: need.least.max(word), wanted: need.wanted.max(line) };
        }
        let least = (need.least + edges).min(width * GREEDIEST);
        let wanted = (need.wanted + edges).clamp(least, (width * GREEDIEST).max(least));
        needs.push(Need { least, wanted });
    }
    for group in groups(table, 0..needs.len()) {
        let title = group.first().and_then(|index| table.columns.get(*index));
        let word =
            title.map_or(0.0, |column| measure(setter, &column.group, Face::Bold, size).0 + edges);
        let has: f32 = group.iter().filter_map(|index| needs.get(*index)).map(|n| n.least).sum();
        let more = (word - has).max(0.0) / count(group.len());
        for index in group {
            if let Some(need) = needs.get_mut(index) {
                need.least += more;
                need.wanted = need.wanted.max(need.least);
            }
        }
    }
    needs
}

pub fn face_of(emphasis: Emphasis) -> Face {
    if emphasis == Emphasis::Plain { Face::Regular } else { Face::Bold }
}

/// Width of the longest word and of the longest line of a text.
fn measure(setter: &Typesetter, text: &str, face: Face, size: f32) -> (f32, f32) {
    let width = |text: &str| setter.width(text, face, size);
    let word = text.split([' ', '\n']).map(width).fold(0.0, f32::max);
    (word, text.lines().map(width).fold(0.0, f32::max))
}

/// Neighbouring columns under one header cell; a column without a group stands alone.
pub fn groups(table: &Table, columns: impl Iterator<Item = usize>) -> Vec<Vec<usize>> {
    let group = |index: usize| table.columns.get(index).map_or("", |column| &column.group);
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for index in columns {
        let joins = |last: &usize| !group(index).is_empty() && group(*last) == group(index);
        match groups.last_mut() {
            Some(open) if open.last().is_some_and(joins) => open.push(index),
            _ => groups.push(vec![index]),
        }
    }
    groups
}

fn shrink_stub(needs: &mut [Need], stub: usize, width: f32) {
    let taken: f32 = needs.iter().take(stub).map(|need| need.least).sum();
    if stub < needs.len() && taken > width * WIDEST_STUB {
        for need in needs.iter_mut().take(stub) {
            need.least *= width * WIDEST_STUB / taken;
        }
    }
}

/// The columns of each part: the stub, then as many as fit; groups stay whole where they can,
/// and the parts are about equally full.
fn parts(table: &Table, needs: &[Need], stub: usize, width: f32) -> Vec<Vec<usize>> {
    let chunks = groups(table, stub..needs.len());
    let mut best = pack(&chunks, needs, stub, width);
    for step in 1..40 {
        let limit = width * (1.0 - 0.02 * count(step));
        let tighter = pack(&chunks, needs, stub, limit);
        if tighter.len() > best.len() || limit < width * GREEDIEST {
            break;
        }
        best = tighter;
    }
    best
}

fn pack(chunks: &[Vec<usize>], needs: &[Need], stub: usize, limit: f32) -> Vec<Vec<usize>> {
    let least = |column: &usize| needs.get(*column).map_or(0.0, |need| need.least);
    let repeated: Vec<usize> = (0..stub).collect();
    let taken: f32 = repeated.iter().map(least).sum();
    let mut parts = vec![repeated.clone()];
    let mut used = taken;
    let mut put = |columns: &[usize]| {
        let more: f32 = columns.iter().map(least).sum();
        if used + more > limit && parts.last().is_some_and(|part| part.len() > stub) {
            parts.push(repeated.clone());
            used = taken;
        }
        if let Some(part) = parts.last_mut() {
            part.extend_from_slice(columns);
        }
        used += more;
    };
    for chunk in chunks {
        let whole: f32 = chunk.iter().map(least).sum();
        if taken + whole <= limit {
            put(chunk);
        } else {
            for column in chunk {
                put(&[*column]);
            }
        }
    }
    parts
}

/// Shares the whole width among the columns of a part.
fn share(table: &Table, part: &[usize], needs: &[Need], width: f32) -> Vec<Placed> {
    let need = |column: &usize| needs.get(*column).copied().unwrap_or_default();
    let least: f32 = part.iter().map(|column| need(column).least).sum();
    let wanted: f32 = part.iter().map(|column| need(column).wanted).sum();
    let pull = |column: &usize| match table.columns.get(*column).map(|column| column.align) {
        Some(Align::Centre) => need(column).wanted * CENTRED_SHARE,
        _ => need(column).wanted,
    };
    let pulls: f32 = part.iter().map(pull).sum();
    let place = |column: &usize| {
        let own = need(column);
        let width = if least >= width {
            own.least * width / least
        } else if wanted >= width {
            own.least + (own.wanted - own.least) * (width - least) / (wanted - least)
        } else {
            own.wanted + (width - wanted) * pull(column) / pulls
        };
        Placed { column: *column, width }
    };
    part.iter().map(place).collect()
}

#[expect(clippy::cast_precision_loss, reason = "a table has far fewer than 2^24 columns")]
fn count(number: usize) -> f32 {
    number as f32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::block::{Column, Row};

    fn table(columns: usize, cell: &str, stub: usize) -> Table {
        let column = |index: usize| Column {
            group: format!("Nhóm {}", index / 3),
            title: format!("Cột {index}"),
            align: Align::Right,
        };
        Table {
            key: "T".into(),
            caption: String::new(),
            columns: (0..columns).map(column).collect(),
            stub,
            rows: vec![Row { emphasis: Emphasis::Plain, cells: vec![cell.into(); columns] }],
            notes: Vec::new(),
        }
    }

    fn near(left: f32, right: f32) -> bool {
        (left - right).abs() < 0.01
    }

    #[test]
    fn columns_fill_the_width_and_hold_their_longest_word() {
        let setter = Typesetter::new().unwrap();
        let plan = plan(&setter, &table(5, "841.150.000", 1), 467.0);
        let [part] = plan.parts.as_slice() else { panic!("one part, not {}", plan.parts.len()) };
        assert!(near(part.iter().map(|placed| placed.width).sum(), 467.0));
        let word = setter.width("841.150.000", Face::Regular, plan.size);
        assert!(part.iter().all(|placed| placed.width >= word + PADDING * 2.0));
    }

    #[test]
    fn a_table_too_wide_is_cut_into_parts_that_repeat_the_stub() {
        let setter = Typesetter::new().unwrap();
        let plan = plan(&setter, &table(25, "841.150.000", 2), 714.0);
        assert!(plan.parts.len() > 1, "25 columns of money do not fit");
        let mut seen = Vec::new();
        for part in &plan.parts {
            let columns: Vec<usize> = part.iter().map(|placed| placed.column).collect();
            assert_eq!(columns[..2], [0, 1]);
            assert!(near(part.iter().map(|placed| placed.width).sum(), 714.0));
            seen.extend_from_slice(&columns[2..]);
        }
        assert_eq!(seen, (2..25).collect::<Vec<_>>());
    }

    #[test]
    fn a_group_of_columns_stays_in_one_part() {
        let setter = Typesetter::new().unwrap();
        let table = table(24, "841.150.000", 0);
        for part in plan(&setter, &table, 467.0).parts {
            assert_eq!(part.len() % 3, 0, "groups of three are whole: {part:?}");
        }
    }

    #[test]
    fn a_word_wider_than_the_page_does_not_break_the_plan() {
        let setter = Typesetter::new().unwrap();
        let plan = plan(&setter, &table(3, &"W".repeat(200), 1), 467.0);
        for part in &plan.parts {
            assert!(near(part.iter().map(|placed| placed.width).sum(), 467.0));
        }
    }
}
