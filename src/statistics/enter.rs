//! Typing figures (nhập số liệu).

use std::collections::{BTreeMap, BTreeSet};

use entities::values::{Kind, Origin, Period, SchoolBasis, Totals, UnitId};
use serde_json::{Value as Json, json};

use super::cell::{Answer, Cell, CellKey, Refused, Typed};
use super::judge::{Spot, Values, contradictions};
use super::{catalogue, refusals, store};
use crate::audit::{Event, EventKind};
use crate::authority::{EnterFigures, Permit};
use crate::facts::{Fact, Measure, MeasureIndex, Value};
use crate::org;
use crate::platform::db::{Source, Work};
use crate::platform::outcome::{Outcome, Refusal};
use crate::vietnamese::{canonical, parse_date, typed_number};

/// Longest source, note or reason.
const LONGEST_TEXT: usize = 500;

/// Takes what was typed into cells of one unit for one report (nhập số liệu).
///
/// Good cells are saved, each bad one is answered with its refusal and kept aside as typed; a
/// cell that someone else changed since `base` is left alone and answered with theirs.
///
/// Refuses: `unit_not_in_period` for all together
pub async fn enter(
    work: &Work,
    permit: &Permit<EnterFigures>,
    report: Period,
    typed: &[Typed],
) -> Outcome<(Vec<Answer>, Event)> {
    let unit = permit.unit();
    let tree = org::in_period(work, unit, report)
        .await?
        .ok_or_else(|| refusals::no_such_period(report))?;
    let index = MeasureIndex::new(catalogue::measures(work).await?);
    let stored = store::cells::of_unit(work, unit, &periods(report)).await?;
    let desk = Desk {
        unit,
        report,
        has_children: !tree.children(unit).is_empty(),
        index,
        stored: stored.into_iter().map(|cell| (cell.key.clone(), cell)).collect(),
    };
    let mut answers = Vec::new();
    let mut ready = Vec::new();
    for typed in first_of_each(typed) {
        match desk.read(typed) {
            Ok(entry) => match desk.clash(&entry, permit) {
                Some(answer) => answers.push(answer),
                None => ready.push(entry),
            },
            Err(refusal) => answers.push(not_taken(typed, refusal)),
        }
    }
    let relations = catalogue::relations(work).await?;
    let changed: Values =
        ready.iter().map(|e| ((e.key.period, e.key.measure.clone()), e.value)).collect();
    let bad = contradictions(&desk.values(), &changed, &relations, &desk.index, report);
    let mut saved = Vec::new();
    for entry in ready {
        let spot: Spot = (entry.key.period, entry.key.measure.clone());
        if let (Some(relation), Some(measure)) = (bad.get(&spot), desk.index.find(&spot.1)) {
            let refusal = refusals::contradiction(measure, relation, &entry.typed.text);
            answers.push(not_taken(entry.typed, refusal));
        } else {
            let cell = desk.cell(&entry, work, permit);
            answers.push(Answer::Saved {
                key: cell.key.clone(),
                version: cell.version,
                value: cell.fact.value,
            });
            saved.push(cell);
        }
    }
    store::cells::save(work, &saved).await?;
    let refused = desk.refused(&answers, typed, work, permit);
    let settled: Vec<_> = answers.iter().filter_map(Answer::standing).collect();
    store::refused::settle(work, unit, &settled, &refused).await?;
    let event = event(&desk, &saved, &refused);
    Ok((answers, event))
}

/// The periods that the form of a report has cells in.
pub fn periods(report: Period) -> Vec<Period> {
    let mut all: Vec<_> = SchoolBasis::ALL.iter().map(|basis| report.on(*basis)).collect();
    all.sort();
    all.dedup();
    all
}

/// What a cell of this measure holds for a unit: its own figure, or one for the whole.
pub fn origin(measure: &Measure, has_children: bool) -> Origin {
    match measure.totals {
        Totals::Territorial if has_children => Origin::Control,
        _ => Origin::Entered,
    }
}

struct Desk {
    unit: UnitId,
    report: Period,
    has_children: bool,
    index: MeasureIndex,
    stored: BTreeMap<CellKey, Cell>,
}

struct Entry<'a> {
    typed: &'a Typed,
    key: CellKey,
    value: Value,
    fact: Fact,
}

impl Desk {
    fn read<'a>(&self, typed: &'a Typed) -> Result<Entry<'a>, Refusal> {
        let measure = self
            .index
            .find(&typed.measure)
            .ok_or_else(|| refusals::no_such_measure(&typed.measure))?;
        if measure.counted {
            return Err(refusals::counted(measure));
        }
        if self.report.on(measure.basis) != typed.period {
            return Err(refusals::not_in_this_form(measure, typed.period));
        }
        let value = read_value(measure, typed)?;
        let key = CellKey {
            unit: self.unit,
            period: typed.period,
            measure: typed.measure.clone(),
            origin: origin(measure, self.has_children),
        };
        let before = self.stored.get(&key).map(|cell| &cell.fact);
        let text = |new: &Option<String>, old: fn(&Fact) -> &str, what| {
            let text = match new {
                Some(text) => canonical(text),
                None => before.map(old).unwrap_or_default().to_owned(),
            };
            if text.chars().count() > LONGEST_TEXT {
                return Err(refusals::too_long(measure, what));
            }
            Ok(text)
        };
        let as_of = match typed.as_of.as_deref().filter(|text| !text.is_empty()) {
            Some(text) => {
                Some(parse_date(text).ok_or_else(|| refusals::wrong_date(measure, text))?)
            }
            None => before.and_then(|fact| fact.as_of),
        };
        let fact = Fact {
            value,
            origin: key.origin,
            source: text(&typed.source, |fact| &fact.source, "nguồn")?,
            as_of,
            note: text(&typed.note, |fact| &fact.note, "ghi chú")?,
            reason: text(&typed.reason, |fact| &fact.reason, "lý do")?,
            entered_by: String::new(),
            entered_at: chrono::DateTime::UNIX_EPOCH,
        };
        Ok(Entry { typed, key, value, fact })
    }

    /// The answer when nothing is to be written: the same as stored, or changed by someone else.
    fn clash(&self, entry: &Entry, permit: &Permit<EnterFigures>) -> Option<Answer> {
        let Some(stored) = self.stored.get(&entry.key) else {
            return entry
                .value
                .is_missing()
                .then(|| Answer::Unchanged { key: entry.key.clone(), version: 0 });
        };
        let mut same = entry.fact.clone();
        same.entered_by.clone_from(&stored.fact.entered_by);
        same.entered_at = stored.fact.entered_at;
        if same == stored.fact {
            return Some(Answer::Unchanged { key: entry.key.clone(), version: stored.version });
        }
        (stored.version != entry.typed.base).then(|| Answer::Conflict {
            measure: entry.key.measure.clone(),
            period: entry.key.period,
            typed: entry.typed.text.clone(),
            by: permit.actor().name().to_owned(),
            theirs: Box::new(stored.clone()),
        })
    }

    /// The stored values that the relations speak of.
    fn values(&self) -> Values {
        self.stored
            .values()
            .map(|cell| ((cell.key.period, cell.key.measure.clone()), cell.fact.value))
            .collect()
    }

    fn cell(&self, entry: &Entry, work: &Work, permit: &Permit<EnterFigures>) -> Cell {
        let version = self.stored.get(&entry.key).map_or(0, |cell| cell.version) + 1;
        Cell {
            key: entry.key.clone(),
            version,
            fact: Fact {
                entered_by: permit.actor().name().to_owned(),
                entered_at: work.now(),
                ..entry.fact.clone()
            },
            actor: permit.actor().key(),
        }
    }

    /// What to keep aside as typed; only for cells that exist.
    fn refused(
        &self,
        answers: &[Answer],
        typed: &[Typed],
        work: &Work,
        permit: &Permit<EnterFigures>,
    ) -> Vec<Refused> {
        let aside = |answer: &Answer| {
            let (measure, period, refusal) = match answer {
                Answer::Saved { .. } | Answer::Unchanged { .. } => return None,
                Answer::NotTaken { measure, period, refusal } => (measure, period, refusal.clone()),
                Answer::Conflict { measure, period, typed, by, theirs } => {
                    let definition = self.index.find(measure)?;
                    (measure, period, refusals::conflict(definition, (by, typed), theirs))
                }
            };
            self.index.find(measure)?;
            let typed = typed.iter().find(|t| t.measure == *measure && t.period == *period)?;
            Some(Refused {
                measure: measure.clone(),
                period: *period,
                typed: typed.text.clone(),
                says: refusal.says,
                remedy: refusal.remedy,
                by: permit.actor().name().to_owned(),
                at: work.now(),
            })
        };
        answers.iter().filter_map(aside).collect()
    }
}

/// A cell is typed once; what comes again of the same cell is left aside.
fn first_of_each(typed: &[Typed]) -> impl Iterator<Item = &Typed> {
    let mut seen = BTreeSet::new();
    typed.iter().filter(move |typed| seen.insert((typed.period, &typed.measure)))
}

fn not_taken(typed: &Typed, refusal: Refusal) -> Answer {
    Answer::NotTaken { measure: typed.measure.clone(), period: typed.period, refusal }
}

fn read_value(measure: &Measure, typed: &Typed) -> Result<Value, Refusal> {
    let text = canonical(&typed.text);
    if measure.kind == Kind::Flag {
        return match text.to_lowercase().as_str() {
            "có" | "1" | "x" => Ok(Value::exact(1)),
            "chưa" | "không" | "0" => Ok(Value::exact(0)),
            "" | "-" => Ok(Value::Missing),
            _ => Err(refusals::not_a_flag(measure, typed)),
        };
    }
    let read = typed_number(&text, measure.scale)
        .map_err(|issue| refusals::unreadable(measure, &issue))?;
    Ok(Value::stored(read.state, read.amount, read.precision))
}

fn event(desk: &Desk, saved: &[Cell], refused: &[Refused]) -> Event {
    let cells: Vec<Json> = saved
        .iter()
        .map(|cell| {
            let before = desk.stored.get(&cell.key).and_then(|old| old.fact.value.amount());
            json!({
                "measure": cell.key.measure, "period": cell.key.period,
                "origin": cell.key.origin, "version": cell.version,
                "before": before, "state": cell.fact.value.state(),
                "after": cell.fact.value.amount(),
            })
        })
        .collect();
    let typed: Vec<Json> = refused
        .iter()
        .map(|cell| json!({"measure": cell.measure, "period": cell.period, "typed": cell.typed}))
        .collect();
    let kind = if cells.is_empty() && !typed.is_empty() {
        EventKind::CellRefused
    } else {
        EventKind::CellsEntered
    };
    Event::new(kind, json!({"report": desk.report, "saved": cells, "refused": typed}))
}
