//! What pages show of blocks that were or would be entered.

use entities::values::UnitId;

use super::entry_view::{answer_words, shown_text};
use crate::facts::Value;
use crate::platform::clock::{day_in_vietnam, hour_in_vietnam};
use crate::platform::outcome::Refusal;
use crate::progress::Grid;
use crate::statistics::{Answer, Block, BlockAnswer, BlockSource, PastBlock};
use crate::vietnamese::{capitalised, date};

/// So many cells are read at a glance.
const SHORT: usize = 20;

/// One block in a list, or the one just entered.
pub struct BlockView {
    pub id: String,
    /// e.g. `Dán từ Excel`, `Tệp so-lieu.xlsx`.
    pub source: String,
    pub by: String,
    pub at: String,
    pub cells: usize,
    pub units: usize,
    pub href: String,
    /// Where it is undone; `None` when it was, or may not be from here.
    pub undo: Option<String>,
    pub undone: Option<UndoneView>,
    pub is_whole: bool,
}

pub struct UndoneView {
    pub by: String,
    pub at: String,
    pub restored: usize,
    pub left: Vec<Refusal>,
}

pub fn block_views(blocks: &[PastBlock], back: &str, can_undo: bool) -> Vec<BlockView> {
    blocks.iter().map(|block| block_view(block, back, can_undo)).collect()
}

pub fn block_view(block: &PastBlock, back: &str, can_undo: bool) -> BlockView {
    let href = format!("{back}/{}", block.id.0);
    let open = can_undo && block.is_whole && block.undone.is_none();
    BlockView {
        id: block.id.0.to_string(),
        source: match &block.source {
            BlockSource::Paste => "Dán từ Excel".to_owned(),
            BlockSource::Upload { file, .. } => format!("Tệp {file}"),
        },
        by: block.by.clone(),
        at: moment(block.at),
        cells: block.cells,
        units: block.units.len(),
        undo: open.then(|| format!("{href}/hoan-tac")),
        href,
        undone: block.undone.as_ref().map(|undone| UndoneView {
            by: undone.by.clone(),
            at: moment(undone.at),
            restored: undone.restored,
            left: undone.left.clone(),
        }),
        is_whole: block.is_whole,
    }
}

/// e.g. `17:05 15/01/2021`.
pub fn moment(at: chrono::DateTime<chrono::Utc>) -> String {
    format!("{} {}", hour_in_vietnam(at), date(day_in_vietnam(at)))
}

/// What a block would do, before it is entered.
#[derive(Default)]
pub struct Preview {
    pub saved: Vec<PreviewCell>,
    pub unchanged: usize,
    pub refused: Vec<PreviewCell>,
    pub conflicts: Vec<PreviewCell>,
}

pub struct PreviewCell {
    pub unit: String,
    pub measure: String,
    pub before: String,
    pub after: String,
    pub words: String,
}

impl Preview {
    /// Cells to be saved, by unit, in the order of the grid.
    pub fn by_unit(&self) -> Vec<(&str, Vec<&PreviewCell>)> {
        let mut groups: Vec<(&str, Vec<&PreviewCell>)> = Vec::new();
        for cell in &self.saved {
            match groups.iter_mut().find(|(unit, _)| *unit == cell.unit) {
                Some((_, cells)) => cells.push(cell),
                None => groups.push((&cell.unit, vec![cell])),
            }
        }
        groups
    }

    /// Short enough to be shown all open.
    pub fn is_short(&self) -> bool {
        self.saved.len() <= SHORT
    }

    pub fn of(block: &Block, grid: &Grid, texts: impl Fn(&BlockAnswer) -> String) -> Self {
        let mut preview = Self::default();
        for one in &block.answers {
            let Some(cell) = preview_cell(one, grid, texts(one)) else { continue };
            match one.answer {
                Answer::Saved { .. } => preview.saved.push(cell),
                Answer::Unchanged { .. } => preview.unchanged += 1,
                Answer::NotTaken { .. } => preview.refused.push(cell),
                Answer::Conflict { .. } => preview.conflicts.push(cell),
            }
        }
        preview
    }
}

fn preview_cell(one: &BlockAnswer, grid: &Grid, typed: String) -> Option<PreviewCell> {
    let code = one.answer.measure();
    let measure = grid.measures.get(grid.column(code)?)?;
    let standing = grid.cell(one.unit, code).map_or(Value::Missing, |cell| cell.value);
    let after = match &one.answer {
        Answer::Saved { value, .. } => shown_text(measure, *value),
        _ => typed,
    };
    Some(PreviewCell {
        unit: unit_name(grid, one.unit),
        measure: measure.name.clone(),
        before: shown_text(measure, standing),
        after,
        words: answer_words(measure, &one.answer).1,
    })
}

fn unit_name(grid: &Grid, unit: UnitId) -> String {
    grid.row(unit).map(|row| capitalised(&row.unit.full_name())).unwrap_or_default()
}
