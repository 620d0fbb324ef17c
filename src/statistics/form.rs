//! The entry form of one unit for one report, in the order of the paper.

use std::collections::BTreeMap;

use entities::values::{Code, Origin, Period};

use super::cell::{Cell, CellKey, Refused};
use super::enter::{origin, periods};
use super::judge::Values;
use super::surprise::surprises;
use super::{catalogue, store};
use crate::authority::{Permit, ViewFigures};
use crate::facts::{Measure, MeasureIndex, Value};
use crate::org;
use crate::platform::db::Source;
use crate::platform::outcome::Fault;

#[derive(Clone, Debug)]
pub struct Form {
    pub report: Period,
    pub sections: Vec<FormSection>,
}

/// The cells under one heading of the paper report.
#[derive(Clone, Debug)]
pub struct FormSection {
    pub key: String,
    pub cells: Vec<FormCell>,
}

#[derive(Clone, Debug)]
pub struct FormCell {
    pub measure: Measure,
    pub period: Period,
    pub origin: Origin,
    pub cell: Option<Cell>,
    /// The same cell a year earlier.
    pub previous: Value,
    pub refused: Option<Refused>,
    /// What is unusual; asks for a reason while `cell.fact.reason` is empty.
    pub surprises: Vec<String>,
}

impl FormCell {
    pub fn value(&self) -> Value {
        self.cell.as_ref().map_or(Value::Missing, |cell| cell.fact.value)
    }

    pub fn version(&self) -> i32 {
        self.cell.as_ref().map_or(0, |cell| cell.version)
    }

    pub fn wants_reason(&self) -> bool {
        !self.surprises.is_empty()
            && self.cell.as_ref().is_some_and(|cell| cell.fact.reason.is_empty())
    }
}

impl Form {
    pub fn cells(&self) -> impl Iterator<Item = &FormCell> {
        self.sections.iter().flat_map(|section| &section.cells)
    }

    pub fn find(&self, measure: &Code) -> Option<&FormCell> {
        self.cells().find(|cell| cell.measure.code == *measure)
    }

    /// Answered and asked for, optional cells aside.
    pub fn progress(&self) -> (usize, usize) {
        let asked = self.cells().filter(|c| !c.measure.optional && c.origin != Origin::Control);
        let (answered, open): (Vec<_>, Vec<_>) = asked.partition(|c| !c.value().is_missing());
        (answered.len(), answered.len() + open.len())
    }
}

/// The form of the permit's unit; `None` when the unit did not exist in the period.
pub async fn form(
    source: &impl Source,
    permit: &Permit<ViewFigures>,
    report: Period,
) -> Result<Option<Form>, Fault> {
    let unit = permit.unit();
    let Some(tree) = org::in_period(source, unit, report).await? else { return Ok(None) };
    let has_children = !tree.children(unit).is_empty();
    let index = MeasureIndex::new(catalogue::measures(source, report).await?);
    let relations = catalogue::relations(source, report).await?;
    let now = cells(source, permit, report).await?;
    let before = cells(source, permit, report.previous()).await?;
    let strange = surprises(&values(&now), &values(&before), &relations, &index, report);
    let mut refused: BTreeMap<_, _> = store::refused::of_unit(source, unit, &periods(report))
        .await?
        .into_iter()
        .map(|refused| ((refused.period, refused.measure.clone()), refused))
        .collect();
    let mut sections: Vec<FormSection> = Vec::new();
    for measure in index.iter().filter(|measure| !measure.counted) {
        let (origin, period) = (origin(measure, has_children), report.on(measure.basis));
        let key = |period| CellKey { unit, period, measure: measure.code.clone(), origin };
        let previous = before.get(&key(report.previous().on(measure.basis)));
        let cell = FormCell {
            measure: measure.clone(),
            period,
            origin,
            cell: now.get(&key(period)).cloned(),
            previous: previous.map_or(Value::Missing, |cell| cell.fact.value),
            refused: refused.remove(&(period, measure.code.clone())),
            surprises: strange
                .iter()
                .filter(|surprise| surprise.measure == measure.code)
                .map(|surprise| surprise.says.clone())
                .collect(),
        };
        match sections.iter_mut().find(|section| section.key == measure.section) {
            Some(section) => section.cells.push(cell),
            None => sections.push(FormSection { key: measure.section.clone(), cells: vec![cell] }),
        }
    }
    Ok(Some(Form { report, sections }))
}

async fn cells(
    source: &impl Source,
    permit: &Permit<ViewFigures>,
    report: Period,
) -> Result<BTreeMap<CellKey, Cell>, Fault> {
    let found = store::cells::of_unit(source, permit.unit(), &periods(report)).await?;
    Ok(found.into_iter().map(|cell| (cell.key.clone(), cell)).collect())
}

fn values(cells: &BTreeMap<CellKey, Cell>) -> Values {
    cells
        .values()
        .map(|cell| ((cell.key.period, cell.key.measure.clone()), cell.fact.value))
        .collect()
}
