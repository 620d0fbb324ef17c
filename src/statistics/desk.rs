//! One unit and one report, with what stands there: where typed cells are judged and taken.
//!
//! Typing, pasting, uploading and undoing all pass here; nothing else judges a cell.

use std::collections::{BTreeMap, BTreeSet};

use entities::values::{Code, Kind, Period, UnitId};
use serde_json::{Value as Json, json};

use super::cell::{Answer, Cell, CellKey, Refused, Typed};
use super::enter::{origin, periods};
use super::judge::{Spot, Values, contradictions};
use super::{Relation, catalogue, refusals, store};
use crate::authority::Actor;
use crate::facts::{Fact, Measure, MeasureIndex, Value};
use crate::org::Tree;
use crate::platform::db::{Source, Work};
use crate::platform::outcome::{Fault, Refusal};
use crate::vietnamese::{canonical, parse_date, typed_number};

/// Longest source, note or reason.
const LONGEST_TEXT: usize = 500;

/// The catalogue of a report, read once for many desks.
pub struct Rules {
    pub index: MeasureIndex,
    pub relations: Vec<Relation>,
}

impl Rules {
    pub async fn read(source: &impl Source, report: Period) -> Result<Self, Fault> {
        Ok(Self {
            index: MeasureIndex::new(catalogue::measures(source, report).await?),
            relations: catalogue::relations(source, report).await?,
        })
    }
}

/// Letters of a number or of a word for one; what is longer is something else.
const LONGEST: usize = 200;

pub struct Desk<'a> {
    pub unit: UnitId,
    pub report: Period,
    has_children: bool,
    pub rules: &'a Rules,
    stored: BTreeMap<CellKey, Cell>,
    /// What waits for a choice between two people's values.
    waiting: BTreeMap<Spot, Refused>,
}

/// What became of the cells typed at a desk.
pub struct Taken {
    pub answers: Vec<Answer>,
    pub saved: Vec<Change>,
    pub refused: Vec<Refused>,
}

/// A cell as it is written, and what stood there before.
pub struct Change {
    pub cell: Cell,
    pub before: Value,
}

struct Entry<'a> {
    typed: &'a Typed,
    key: CellKey,
    value: Value,
    fact: Fact,
}

impl<'a> Desk<'a> {
    pub async fn open(
        work: &Work,
        rules: &'a Rules,
        tree: &Tree,
        unit: UnitId,
        report: Period,
    ) -> Result<Self, Fault> {
        let stored = store::cells::of_unit(work, unit, &periods(report)).await?;
        let aside = store::refused::of_unit(work, unit, &periods(report)).await?;
        Ok(Self {
            unit,
            report,
            has_children: !tree.children(unit).is_empty(),
            rules,
            stored: stored.into_iter().map(|cell| (cell.key.clone(), cell)).collect(),
            waiting: aside
                .into_iter()
                .filter(|aside| aside.base.is_some())
                .map(|aside| ((aside.period, aside.measure.clone()), aside))
                .collect(),
        })
    }

    pub fn standing(&self, key: &CellKey) -> Option<&Cell> {
        self.stored.get(key)
    }

    /// Judges the cells together, writes the good ones and keeps the bad ones aside as typed.
    pub async fn take(&self, work: &Work, actor: &Actor, typed: &[&Typed]) -> Result<Taken, Fault> {
        let (mut answers, ready) = self.sorted(actor, typed);
        self.recall_bases(work, typed, &mut answers).await?;
        let bad = self.contradictions(ready.iter().map(|entry| (&entry.key, entry.value)));
        let mut saved = Vec::new();
        for entry in ready {
            let spot: Spot = (entry.key.period, entry.key.measure.clone());
            if let (Some(relation), Some(measure)) =
                (bad.get(&spot), self.rules.index.find(&spot.1))
            {
                let refusal = refusals::contradiction(measure, relation, &entry.typed.text);
                answers.push(not_taken(entry.typed, refusal));
            } else {
                let change = self.change(entry.key, entry.fact, work, actor);
                let cell = &change.cell;
                answers.push(Answer::Saved {
                    key: cell.key.clone(),
                    version: cell.version,
                    value: cell.fact.value,
                });
                saved.push(change);
            }
        }
        store::cells::save(work, saved.iter().map(|change| &change.cell)).await?;
        let refused = self.refused(&answers, typed, work, actor);
        let settled: Vec<_> = answers.iter().filter_map(Answer::standing).collect();
        store::refused::settle(work, self.unit, &settled, &refused).await?;
        Ok(Taken { answers, saved, refused })
    }

    /// Those of the new values that cannot stand beside what stands, each with why.
    pub fn contradictions<'k>(
        &self,
        new: impl Iterator<Item = (&'k CellKey, Value)>,
    ) -> BTreeMap<Spot, &'a Relation> {
        let changed: Values =
            new.map(|(key, value)| ((key.period, key.measure.clone()), value)).collect();
        let rules = self.rules;
        contradictions(&self.values(), &changed, &rules.relations, &rules.index, self.report)
    }

    /// The next version of a cell.
    pub fn change(&self, key: CellKey, fact: Fact, work: &Work, actor: &Actor) -> Change {
        let before = self.stored.get(&key);
        let cell = Cell {
            version: before.map_or(0, |cell| cell.version) + 1,
            key,
            fact: Fact { entered_by: actor.name().to_owned(), entered_at: work.now(), ..fact },
            actor: actor.key(),
        };
        Change { before: before.map_or(Value::Missing, |cell| cell.fact.value), cell }
    }

    /// What is answered at once, and what is ready to be judged together.
    fn sorted<'t>(&self, actor: &Actor, typed: &[&'t Typed]) -> (Vec<Answer>, Vec<Entry<'t>>) {
        let (mut answers, mut ready) = (Vec::new(), Vec::new());
        for typed in first_of_each(typed) {
            match self.read(typed) {
                Ok(entry) => match self.clash(&entry, actor) {
                    Some(answer) => answers.push(answer),
                    None => ready.push(entry),
                },
                Err(refusal) => answers.push(not_taken(typed, refusal)),
            }
        }
        (answers, ready)
    }

    fn read<'t>(&self, typed: &'t Typed) -> Result<Entry<'t>, Refusal> {
        let index = &self.rules.index;
        let measure =
            index.find(&typed.measure).ok_or_else(|| refusals::no_such_measure(&typed.measure))?;
        if measure.counted {
            return Err(refusals::counted(measure));
        }
        if typed.text.chars().count() > LONGEST {
            return Err(refusals::far_too_long(measure, LONGEST));
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
        let fact = read_fact(measure, typed, value, &key, before)?;
        Ok(Entry { typed, key, value, fact })
    }

    /// The answer when nothing is to be written: the same as stored, or changed by someone else.
    fn clash(&self, entry: &Entry<'_>, actor: &Actor) -> Option<Answer> {
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
        let (by, since) = self.contested(entry.typed, stored, actor)?;
        Some(Answer::Conflict {
            measure: entry.key.measure.clone(),
            period: entry.key.period,
            typed: entry.typed.text.clone(),
            by,
            theirs: Box::new(stored.clone()),
            since,
            base: Value::Missing,
        })
    }

    /// Who typed what cannot stand without a choice, and upon which version: over a value that was
    /// not on the screen, or once more what waits for that choice already.
    fn contested(&self, typed: &Typed, stored: &Cell, actor: &Actor) -> Option<(String, i32)> {
        if stored.version != typed.base {
            return Some((actor.name().to_owned(), typed.base));
        }
        let waiting = self.waiting.get(&(typed.period, typed.measure.clone()))?;
        let again = !typed.insists && waiting.typed == typed.text;
        again.then(|| (waiting.by.clone(), waiting.base.unwrap_or_default()))
    }

    /// Puts into each conflict the value that was on the screen when it was typed. Who left that
    /// value as it was has changed nothing, and is in nobody's way.
    async fn recall_bases(
        &self,
        work: &Work,
        typed: &[&Typed],
        answers: &mut [Answer],
    ) -> Result<(), Fault> {
        let mut seen = BTreeMap::new();
        for answer in &*answers {
            let Answer::Conflict { theirs, since, .. } = answer else { continue };
            seen.insert(theirs.key.clone(), *since);
        }
        let bases = store::cells::earlier(work, self.unit, &seen).await?;
        for answer in answers {
            let Answer::Conflict { measure, period, theirs, base, .. } = answer else { continue };
            let found = bases.get(&theirs.key);
            *base = found.map_or(Value::Missing, |found| found.fact.value);
            let typed = typed.iter().find(|t| t.measure == *measure && t.period == *period);
            if typed.is_some_and(|typed| self.left_alone(typed, found)) {
                let (key, version) = (theirs.key.clone(), theirs.version);
                *answer = Answer::Unchanged { key, version };
            }
        }
        Ok(())
    }

    /// Whether what was typed is what stood on the screen (`None`: an empty cell).
    fn left_alone(&self, typed: &Typed, base: Option<&Cell>) -> bool {
        let Ok(entry) = self.read(typed) else { return false };
        let Some(base) = base.map(|cell| &cell.fact) else { return entry.value.is_missing() };
        let same = |said: &Option<String>, was: &str| said.as_deref().is_none_or(|now| now == was);
        entry.value == base.value
            && same(&typed.source, &base.source)
            && same(&typed.note, &base.note)
            && same(&typed.reason, &base.reason)
            && (typed.as_of.is_none() || entry.fact.as_of == base.as_of)
    }

    /// The stored values that the relations speak of.
    fn values(&self) -> Values {
        self.stored
            .values()
            .map(|cell| ((cell.key.period, cell.key.measure.clone()), cell.fact.value))
            .collect()
    }

    /// What to keep aside as typed; only for cells that exist.
    fn refused(
        &self,
        answers: &[Answer],
        typed: &[&Typed],
        work: &Work,
        actor: &Actor,
    ) -> Vec<Refused> {
        let index = &self.rules.index;
        let aside = |answer: &Answer| {
            let (measure, period, refusal, by, base) = match answer {
                Answer::Saved { .. } | Answer::Unchanged { .. } => return None,
                Answer::NotTaken { measure, period, refusal } => {
                    (measure, period, refusal.clone(), actor.name(), None)
                }
                Answer::Conflict { measure, period, typed, by, theirs, since, base } => {
                    let definition = index.find(measure)?;
                    let refusal = refusals::conflict(definition, (by, typed), theirs, *base);
                    (measure, period, refusal, by.as_str(), Some(*since))
                }
            };
            index.find(measure)?;
            let typed = typed.iter().find(|t| t.measure == *measure && t.period == *period)?;
            Some(Refused {
                measure: measure.clone(),
                period: *period,
                typed: typed.text.chars().take(LONGEST).collect(),
                says: refusal.says,
                remedy: refusal.remedy,
                by: by.to_owned(),
                at: work.now(),
                base,
            })
        };
        answers.iter().filter_map(aside).collect()
    }
}

impl Taken {
    /// For the audit.
    pub fn saved_as_json(&self) -> Vec<Json> {
        self.saved.iter().map(Change::as_json).collect()
    }

    pub fn refused_as_json(&self) -> Vec<Json> {
        let typed = |cell: &Refused| {
            let (measure, period) = (&cell.measure, cell.period);
            json!({"measure": measure, "period": period, "typed": cell.typed})
        };
        self.refused.iter().map(typed).collect()
    }
}

impl Change {
    pub fn as_json(&self) -> Json {
        let Self { cell, before } = self;
        json!({
            "measure": cell.key.measure, "period": cell.key.period,
            "origin": cell.key.origin, "version": cell.version,
            "before": before.amount(), "state": cell.fact.value.state(),
            "after": cell.fact.value.amount(),
        })
    }
}

/// A cell is typed once; what comes again of the same cell is left aside.
fn first_of_each<'t>(typed: &[&'t Typed]) -> Vec<&'t Typed> {
    let mut seen: BTreeSet<(Period, &Code)> = BTreeSet::new();
    typed.iter().copied().filter(|typed| seen.insert((typed.period, &typed.measure))).collect()
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

/// The value with what was typed beside it; what was not typed stays as it stands.
fn read_fact(
    measure: &Measure,
    typed: &Typed,
    value: Value,
    key: &CellKey,
    before: Option<&Fact>,
) -> Result<Fact, Refusal> {
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
        Some(text) => Some(parse_date(text).ok_or_else(|| refusals::wrong_date(measure, text))?),
        None => before.and_then(|fact| fact.as_of),
    };
    Ok(Fact {
        value,
        origin: key.origin,
        source: text(&typed.source, |fact| &fact.source, "nguồn")?,
        as_of,
        note: text(&typed.note, |fact| &fact.note, "ghi chú")?,
        reason: text(&typed.reason, |fact| &fact.reason, "lý do")?,
        entered_by: String::new(),
        entered_at: chrono::DateTime::UNIX_EPOCH,
    })
}
