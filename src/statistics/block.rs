//! Entering a block of cells of several units and reports as one (nhập khối): pasted, uploaded.
//!
//! To show beforehand what would happen, a doorway runs [`enter_block`] in a unit of work that it
//! then drops (`web::act::Act::rehearse`): the preview is the write, not a copy of its rules.

use std::collections::BTreeMap;

use entities::values::{Period, RowId, UnitId};
use serde_json::{Value as Json, json};

use super::cell::{Answer, Typed};
use super::desk::{Change, Desk, Rules, Taken};
use super::{refusals, store};
use crate::audit::{self, Event, EventKind};
use crate::authority::{Actor, EnterFigures, EnterGrid, Permit};
use crate::org::{self, Tree};
use crate::platform::db::Work;
use crate::platform::outcome::{Fault, Outcome, Refusal};

/// What is typed into a cell of a unit for a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    pub unit: UnitId,
    pub report: Period,
    pub typed: Typed,
}

/// How far a block may reach: the permit's own unit, or all that lies within it in the period of
/// each report.
#[derive(Clone, Copy, Debug)]
pub enum BlockRight<'a> {
    Own(&'a Permit<EnterFigures>),
    Within(&'a Permit<EnterGrid>),
}

impl BlockRight<'_> {
    pub fn unit(self) -> UnitId {
        match self {
            Self::Own(permit) => permit.unit(),
            Self::Within(permit) => permit.unit(),
        }
    }

    pub fn actor(&self) -> &Actor {
        match self {
            Self::Own(permit) => permit.actor(),
            Self::Within(permit) => permit.actor(),
        }
    }

    fn reaches(self, unit: UnitId) -> bool {
        matches!(self, Self::Within(_)) || unit == self.unit()
    }
}

/// Where a block comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlockSource {
    /// A block copied from a workbook.
    Paste,
    /// A workbook that was sent in, with the hash of its bytes.
    Upload { file: String, hash: String },
}

impl BlockSource {
    /// The stored word.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Paste => "paste",
            Self::Upload { .. } => "upload",
        }
    }
}

/// What became of one cell of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlockAnswer {
    pub unit: UnitId,
    pub report: Period,
    pub answer: Answer,
}

/// What became of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// By which it can be undone; `None` when nothing was saved.
    pub id: Option<RowId>,
    pub answers: Vec<BlockAnswer>,
}

impl Block {
    pub fn saved(&self) -> usize {
        let saved = |one: &&BlockAnswer| matches!(one.answer, Answer::Saved { .. });
        self.answers.iter().filter(saved).count()
    }
}

/// What stands where cells of a block are taken: the rules and the tree of each report.
pub struct Hall<'a> {
    right: BlockRight<'a>,
    rules: BTreeMap<Period, Rules>,
    trees: BTreeMap<Period, Option<Tree>>,
}

impl<'a> Hall<'a> {
    /// Opens the trees of the reports and takes hold of the units, so that whoever types there
    /// waits; from the top of the tree down, so that two blocks never wait for each other.
    pub async fn open(
        work: &Work,
        right: BlockRight<'a>,
        places: &[(UnitId, Period)],
    ) -> Result<Self, Fault> {
        let (mut trees, mut rules) = (BTreeMap::new(), BTreeMap::new());
        for (_, report) in places {
            if !trees.contains_key(report) {
                rules.insert(*report, Rules::read(work, *report).await?);
                trees.insert(*report, org::in_period(work, right.unit(), *report).await?);
            }
        }
        for tree in trees.values().flatten() {
            for unit in tree.under(tree.root) {
                if places.iter().any(|(other, _)| *other == unit) && right.reaches(unit) {
                    audit::hold(work, unit).await?;
                }
            }
        }
        Ok(Self { right, rules, trees })
    }

    /// The desk of a unit for a report, or why this right does not reach it.
    pub async fn desk(
        &self,
        work: &Work,
        unit: UnitId,
        report: Period,
    ) -> Result<Result<Desk<'_>, Refusal>, Fault> {
        let (Some(tree), Some(rules)) = (self.tree(report), self.rules.get(&report)) else {
            return Ok(Err(refusals::no_such_period(report)));
        };
        if !self.right.reaches(unit) || tree.node(unit).is_none() {
            return Ok(Err(refusals::not_within(report)));
        }
        Ok(Ok(Desk::open(work, rules, tree, unit, report).await?))
    }

    pub fn tree(&self, report: Period) -> Option<&Tree> {
        self.trees.get(&report).and_then(Option::as_ref)
    }
}

/// Enters a block (nhập khối): every cell is judged as [`enter`](super::enter) judges it; good
/// cells are saved, the others answered with their refusal, or with theirs and what both began
/// from.
///
/// Refuses: nothing as a whole; a cell beyond the right is answered `not_within`
pub async fn enter_block(
    work: &Work,
    right: BlockRight<'_>,
    cells: &[Placed],
    from: BlockSource,
) -> Outcome<(Block, Event)> {
    let taken = take_all(work, right, cells).await?;
    let id = if taken.written.is_empty() {
        None
    } else {
        Some(store::blocks::write(work, right, &from, &taken.written).await?)
    };
    let kind = if id.is_some() { EventKind::BlockEntered } else { EventKind::CellRefused };
    let details = json!({
        "block": id, "source": from.word(), "file": from.file(), "hash": from.hash(),
        "saved": taken.saved, "refused": taken.refused,
    });
    Ok((Block { id, answers: taken.answers }, Event::new(kind, details)))
}

/// What became of cells of several units and reports.
pub struct TakenAll {
    pub answers: Vec<BlockAnswer>,
    /// What was written for each report.
    pub written: Vec<(Period, Vec<Change>)>,
    /// For the audit.
    pub saved: Vec<Json>,
    pub refused: Vec<Json>,
}

/// Judges and takes cells, those of one unit and report together.
pub async fn take_all(
    work: &Work,
    right: BlockRight<'_>,
    cells: &[Placed],
) -> Result<TakenAll, Fault> {
    let mut groups: BTreeMap<(UnitId, Period), Vec<&Typed>> = BTreeMap::new();
    for placed in cells {
        groups.entry((placed.unit, placed.report)).or_default().push(&placed.typed);
    }
    let places: Vec<(UnitId, Period)> = groups.keys().copied().collect();
    let hall = Hall::open(work, right, &places).await?;
    let mut all = TakenAll {
        answers: Vec::new(),
        written: Vec::new(),
        saved: Vec::new(),
        refused: Vec::new(),
    };
    for ((unit, report), typed) in groups {
        let taken = match hall.desk(work, unit, report).await? {
            Ok(desk) => desk.take(work, right.actor(), &typed).await?,
            Err(refusal) => turned_away(&typed, &refusal),
        };
        all.saved.extend(in_unit(unit, taken.saved_as_json()));
        all.refused.extend(in_unit(unit, taken.refused_as_json()));
        let judged = taken.answers.into_iter();
        all.answers.extend(judged.map(|answer| BlockAnswer { unit, report, answer }));
        all.written.push((report, taken.saved));
    }
    all.written.retain(|(_, changes)| !changes.is_empty());
    Ok(all)
}

impl BlockSource {
    pub fn file(&self) -> &str {
        match self {
            Self::Paste => "",
            Self::Upload { file, .. } => file,
        }
    }

    pub fn hash(&self) -> &str {
        match self {
            Self::Paste => "",
            Self::Upload { hash, .. } => hash,
        }
    }
}

/// Names the unit in what is told of its cells.
pub fn in_unit(unit: UnitId, cells: Vec<Json>) -> impl Iterator<Item = Json> {
    cells.into_iter().map(move |mut cell| {
        cell["unit"] = json!(unit);
        cell
    })
}

fn turned_away(typed: &[&Typed], refusal: &Refusal) -> Taken {
    let answer = |typed: &&Typed| Answer::NotTaken {
        measure: typed.measure.clone(),
        period: typed.period,
        refusal: refusal.clone(),
    };
    Taken { answers: typed.iter().map(answer).collect(), saved: Vec::new(), refused: Vec::new() }
}
