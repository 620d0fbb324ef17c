//! Taking in figures that come as numbers, not as typed text (từ tệp trao đổi).

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use entities::values::{Origin, Period, PeriodKind, UnitId};

use super::cell::{Cell, CellKey};
use super::enter::periods;
use super::judge::{Spot, Values, contradictions};
use super::{Relation, catalogue, refusals, store};
use crate::authority::{ImportExchange, Permit};
use crate::facts::{Fact, MeasureIndex};
use crate::platform::db::{Source, Work};
use crate::platform::outcome::{Fault, Outcome, Refusal};

/// A figure with the place in the file it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    pub key: CellKey,
    pub fact: Fact,
    /// e.g. `values[12]`
    pub place: String,
}

/// Records given figures; all of them or none. Returns how many changed anything.
///
/// Refuses: `no_such_measure` · `contradiction`, each naming its place in the file
pub async fn record(
    work: &Work,
    permit: &Permit<ImportExchange>,
    given: &[Given],
) -> Outcome<usize> {
    let index = MeasureIndex::new(catalogue::every_measure(work).await?);
    let relations = relations_of(work, given).await?;
    let mut by_unit: BTreeMap<UnitId, Vec<&Given>> = BTreeMap::new();
    let mut issues: Vec<Refusal> = Vec::new();
    for one in given {
        if index.find(&one.key.measure).is_none() {
            let mut refusal = refusals::no_such_measure(&one.key.measure);
            refusal.field.clone_from(&one.place);
            issues.push(refusal);
        }
        by_unit.entry(one.key.unit).or_default().push(one);
    }
    let mut changed = 0;
    for (unit, given) in by_unit {
        let mut wanted: Vec<Period> = given.iter().map(|one| one.key.period).collect();
        let reports: BTreeSet<Period> = wanted.iter().flat_map(|period| reports(*period)).collect();
        wanted.extend(reports.iter().flat_map(|report| periods(*report)));
        wanted.sort();
        wanted.dedup();
        let stored: BTreeMap<CellKey, Cell> = store::cells::of_unit(work, unit, &wanted)
            .await?
            .into_iter()
            .map(|cell| (cell.key.clone(), cell))
            .collect();
        let old = |origin: Origin| spots(stored.values().map(|c| (&c.key, &c.fact)), origin);
        let new = |origin: Origin| spots(given.iter().map(|one| (&one.key, &one.fact)), origin);
        for origin in [Origin::Entered, Origin::Control] {
            for (report, relations) in relations.iter().filter(|(r, _)| reports.contains(r)) {
                let bad = contradictions(&old(origin), &new(origin), relations, &index, *report);
                issues.extend(given.iter().filter(|one| one.key.origin == origin).filter_map(
                    |one| {
                        let relation = bad.get(&(one.key.period, one.key.measure.clone()))?;
                        let measure = index.find(&one.key.measure)?;
                        let amount = one.fact.value.amount().unwrap_or_default();
                        let mut refusal =
                            refusals::contradiction(measure, relation, &amount.to_string());
                        refusal.field.clone_from(&one.place);
                        Some(refusal)
                    },
                ));
            }
        }
        let cells: Vec<Cell> = given
            .iter()
            .filter_map(|one| renewed(one, stored.get(&one.key), work, permit))
            .collect();
        store::cells::save(work, cells.iter()).await?;
        changed += cells.len();
    }
    issues.dedup();
    if issues.is_empty() { Ok(changed) } else { Err(issues.into()) }
}

/// Every cell of every unit that has any.
pub async fn all_cells(
    source: &impl Source,
    _permit: &Permit<ImportExchange>,
) -> Result<BTreeMap<UnitId, Vec<Cell>>, Fault> {
    store::cells::by_unit(source).await
}

/// The relations in force in every report that the figures belong to.
async fn relations_of(
    work: &Work,
    given: &[Given],
) -> Result<BTreeMap<Period, Vec<Relation>>, Fault> {
    let mut relations = BTreeMap::new();
    for report in given.iter().flat_map(|one| reports(one.key.period)) {
        if let Entry::Vacant(place) = relations.entry(report) {
            place.insert(catalogue::relations(work, report).await?);
        }
    }
    Ok(relations)
}

/// Reports whose form has cells in a period.
fn reports(period: Period) -> Vec<Period> {
    match period.kind() {
        PeriodKind::SchoolYear => {
            vec![Period::Year(period.year()), Period::Year(period.year() + 1)]
        }
        _ => vec![period],
    }
}

fn spots<'a>(facts: impl Iterator<Item = (&'a CellKey, &'a Fact)>, origin: Origin) -> Values {
    facts
        .filter(|(key, _)| key.origin == origin)
        .map(|(key, fact)| -> (Spot, _) { ((key.period, key.measure.clone()), fact.value) })
        .collect()
}

/// The cell to write, unless the same stands already.
fn renewed(
    given: &Given,
    stored: Option<&Cell>,
    work: &Work,
    permit: &Permit<ImportExchange>,
) -> Option<Cell> {
    let same = stored.is_some_and(|cell| {
        let mut fact = given.fact.clone();
        fact.entered_by.clone_from(&cell.fact.entered_by);
        fact.entered_at = cell.fact.entered_at;
        fact == cell.fact
    });
    (!same).then(|| Cell {
        key: given.key.clone(),
        version: stored.map_or(0, |cell| cell.version) + 1,
        fact: Fact {
            entered_by: permit.actor().name().to_owned(),
            entered_at: work.now(),
            ..given.fact.clone()
        },
        actor: permit.actor().key(),
    })
}
