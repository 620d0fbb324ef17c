//! What would become of each cell of a workbook, in words and by its place on the sheet.

use std::collections::{BTreeMap, BTreeSet};

use super::book_preview::Key;
use super::entry_view::{answer_words, shown_text};
use crate::facts::{Measure, Value};
use crate::platform::outcome::Refusal;
use crate::progress::{Grid, GridCell};
use crate::statistics::{Answer as Judged, Block, BlockAnswer, Filled, FilledCell, Form};
use crate::vietnamese::capitalised;
use crate::workbooks::Spot;
use entities::values::Period;

/// So many cells are read at a glance.
const SHORT: usize = 200;

/// What a workbook is of.
pub enum Paper {
    Forms(Vec<Form>),
    Side(Box<Grid>),
}

impl Paper {
    /// The measure of a cell and what stands there.
    fn find(&self, (unit, code, report): &Key) -> Option<(&Measure, Value)> {
        match self {
            Self::Forms(forms) => {
                let form = forms.iter().find(|form| form.report == *report)?;
                form.find(code).map(|cell| (&cell.measure, cell.value()))
            }
            Self::Side(grid) => {
                let at = grid.column(code)?;
                let value = match grid.row(*unit)?.cells.get(at)? {
                    GridCell::Typed(cell) => cell.value,
                    GridCell::Sum(_) | GridCell::Absent => Value::Missing,
                };
                Some((grid.measures.get(at)?, value))
            }
        }
    }

    /// Whose cell it is; empty when all are of one unit.
    fn unit(&self, (unit, ..): &Key) -> String {
        match self {
            Self::Forms(_) => String::new(),
            Self::Side(grid) => {
                grid.row(*unit).map(|row| capitalised(&row.label())).unwrap_or_default()
            }
        }
    }
}

/// One cell.
#[derive(Clone)]
pub struct LineView {
    pub spot: Spot,
    pub unit: String,
    pub label: String,
    pub period: Period,
    pub before: String,
    pub after: String,
    pub words: String,
}

/// The cells of one unit that will be saved.
pub struct Group {
    pub unit: String,
    pub is_open: bool,
    pub lines: Vec<LineView>,
}

/// What the block said, with the cells of the workbook it spoke of.
pub struct Verdicts<'a> {
    filled: &'a Filled,
    paper: &'a Paper,
    block: &'a Block,
    cells: BTreeMap<Key, &'a FilledCell>,
}

fn key(one: &BlockAnswer) -> Key {
    (one.unit, one.answer.measure().clone(), one.report)
}

impl<'a> Verdicts<'a> {
    pub fn new(filled: &'a Filled, paper: &'a Paper, block: &'a Block) -> Self {
        let of = |cell: &FilledCell| {
            (cell.placed.unit, cell.placed.typed.measure.clone(), cell.placed.report)
        };
        let cells = filled.cells.iter().map(|cell| (of(cell), cell)).collect();
        Self { filled, paper, block, cells }
    }

    fn line(
        &self,
        spot: &Spot,
        key: &Key,
        after: impl FnOnce(&Measure) -> String,
        words: impl FnOnce(&Measure) -> String,
    ) -> Option<LineView> {
        let (measure, value) = self.paper.find(key)?;
        Some(LineView {
            spot: spot.clone(),
            unit: self.paper.unit(key),
            label: measure.name.clone(),
            period: key.2,
            before: shown_text(measure, value),
            after: after(measure),
            words: words(measure),
        })
    }

    /// Sheet by sheet, from the top.
    pub fn faults(&self) -> Vec<LineView> {
        let unfit = self.filled.unfit.iter().filter_map(|unfit| {
            let key = (unfit.unit, unfit.measure.clone(), unfit.report);
            let Refusal { says, remedy, .. } = &unfit.refusal;
            let words =
                |measure: &Measure| format!("Không nhận: «{}»: {says} {remedy}", measure.name);
            self.line(&unfit.spot, &key, |_| String::new(), words)
        });
        let judged = self.block.answers.iter().filter(|one| one.answer.standing().is_none());
        let judged = judged.filter_map(|one| {
            let cell = self.cells.get(&key(one))?;
            let words = |measure: &Measure| answer_words(measure, &one.answer).1;
            self.line(&cell.spot, &key(one), |_| cell.placed.typed.text.clone(), words)
        });
        let mut faults: Vec<LineView> = unfit.chain(judged).collect();
        faults.sort_by(|one, other| one.spot.cmp(&other.spot));
        faults
    }

    /// Unit by unit.
    pub fn saved(&self) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        for one in &self.block.answers {
            let Judged::Saved { value, .. } = &one.answer else { continue };
            let Some(cell) = self.cells.get(&key(one)) else { continue };
            let after = |measure: &Measure| shown_text(measure, *value);
            let line = self.line(&cell.spot, &key(one), after, |_| String::new());
            let Some(line) = line else { continue };
            if groups.last().is_none_or(|group| group.unit != line.unit) {
                groups.push(Group { unit: line.unit.clone(), is_open: true, lines: Vec::new() });
            }
            if let Some(group) = groups.last_mut() {
                group.lines.push(line);
            }
        }
        let is_short = self.block.saved() <= SHORT || groups.len() == 1;
        for group in &mut groups {
            group.is_open = is_short;
        }
        groups
    }

    /// Cells that hold what was filled in already.
    pub fn unchanged(&self) -> BTreeSet<Key> {
        let unchanged = |one: &&BlockAnswer| matches!(one.answer, Judged::Unchanged { .. });
        self.block.answers.iter().filter(unchanged).map(key).collect()
    }
}
