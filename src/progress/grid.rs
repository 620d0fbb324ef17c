//! The units below, side by side (bảng các xã): cells of one form, last year's and the totals.
//!
//! Reads only the columns it shows, of all units at once.

use std::collections::BTreeMap;

use entities::values::{Code, Origin, Period, Totals, UnitId};

use super::printed::sum_cell;
use super::{Coverage, Gathered, total};
use crate::authority::{Permit, ViewGrid};
use crate::documents::Cell;
use crate::facts::{Boundaries, FactTable, Measure, MeasureIndex, Value};
use crate::org::{self, Tree, UnitVersion};
use crate::platform::db::Source;
use crate::platform::outcome::Fault;
use crate::statistics::{self, CellKey, Refused};

/// Which measures a grid has.
#[derive(Clone, Copy, Debug)]
pub enum Columns<'a> {
    /// Of a form of the paper; of the first one when there is no such form.
    Form(Option<&'a str>),
    Only(&'a [Code]),
    /// Of every form, one form after the other.
    All,
}

#[derive(Clone, Debug)]
pub struct Grid {
    pub report: Period,
    pub root: UnitVersion,
    /// Codes of the forms there are, in the order of the paper.
    pub forms: Vec<String>,
    /// The form shown.
    pub form: String,
    pub measures: Vec<Measure>,
    pub rows: Vec<GridRow>,
    /// One for each measure.
    pub totals: Vec<GridTotal>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// A unit whose cells are typed.
    Typed,
    /// A unit with units of its own: their total.
    Summed,
    /// The figures of the unit above itself.
    Own,
}

#[derive(Clone, Debug)]
pub struct GridRow {
    pub kind: RowKind,
    pub unit: UnitVersion,
    /// One for each measure.
    pub cells: Vec<GridCell>,
}

#[derive(Clone, Debug)]
pub enum GridCell {
    Typed(TypedCell),
    /// What the units within add up to.
    Sum(Cell),
    /// There is no such cell.
    Absent,
}

#[derive(Clone, Debug)]
pub struct TypedCell {
    pub period: Period,
    pub version: i32,
    pub value: Value,
    /// A year earlier.
    pub previous: Value,
    pub refused: Option<Refused>,
}

#[derive(Clone, Debug)]
pub struct GridTotal {
    pub now: Cell,
    pub previous: Cell,
    pub coverage: Coverage,
}

impl GridRow {
    /// As it stands before the cells of the row.
    pub fn label(&self) -> String {
        match self.kind {
            RowKind::Own => format!("Riêng {}", self.unit.full_name()),
            RowKind::Typed | RowKind::Summed => self.unit.name.clone(),
        }
    }
}

impl Grid {
    pub fn row(&self, unit: UnitId) -> Option<&GridRow> {
        self.rows.iter().find(|row| row.unit.unit == unit)
    }

    pub fn column(&self, measure: &Code) -> Option<usize> {
        self.measures.iter().position(|other| other.code == *measure)
    }

    pub fn cell(&self, unit: UnitId, measure: &Code) -> Option<&TypedCell> {
        match self.row(unit)?.cells.get(self.column(measure)?)? {
            GridCell::Typed(cell) => Some(cell),
            GridCell::Sum(_) | GridCell::Absent => None,
        }
    }
}

/// The grid of the permit's unit; `None` when it did not exist in the period.
pub async fn grid(
    source: &impl Source,
    permit: &Permit<ViewGrid>,
    report: Period,
    columns: Columns<'_>,
) -> Result<Option<Grid>, Fault> {
    let Some(tree) = org::in_period(source, permit.unit(), report).await? else { return Ok(None) };
    let index = MeasureIndex::new(statistics::measures(source, report).await?);
    let forms = forms(&index);
    let (form, measures) = chosen(&index, &forms, columns);
    let codes: Vec<Code> = measures.iter().map(|measure| measure.code.clone()).collect();
    let mut periods: Vec<Period> = measures
        .iter()
        .flat_map(|measure| [report, report.previous()].map(|year| year.on(measure.basis)))
        .collect();
    periods.sort();
    periods.dedup();
    let (cells, choices) =
        statistics::side_by_side(source, permit, tree.on, &periods, &codes).await?;
    let refused = statistics::refused(source, permit.scope(), tree.on, report).await?;
    let mut facts = statistics::bare(&cells);
    for (key, origin) in choices {
        facts.choose(key, origin);
    }
    let Some(root) = tree.root_node().map(|node| node.version.clone()) else { return Ok(None) };
    let table = Table {
        cells: cells.into_iter().map(|cell| (cell.key, (cell.version, cell.value))).collect(),
        refused: refused
            .into_iter()
            .map(|(unit, refused)| ((unit, refused.period, refused.measure.clone()), refused))
            .collect(),
        gathered: bare(tree, report, index, facts),
        report,
    };
    let rows = table.rows(&measures);
    let totals = measures.iter().map(|measure| table.total(root.unit, measure)).collect();
    Ok(Some(Grid { report, root, forms, form, measures, rows, totals }))
}

/// Forms in the order of the paper; what belongs to none comes last.
fn forms(index: &MeasureIndex) -> Vec<String> {
    let mut forms: Vec<String> = index.iter().map(|measure| measure.form.clone()).collect();
    forms.sort_by_key(|form| (form.is_empty(), form.clone()));
    forms.dedup();
    forms
}

fn chosen(index: &MeasureIndex, forms: &[String], columns: Columns<'_>) -> (String, Vec<Measure>) {
    let typed = index.iter().filter(|measure| !measure.counted);
    match columns {
        Columns::Only(codes) => {
            (String::new(), typed.filter(|m| codes.contains(&m.code)).cloned().collect())
        }
        Columns::All => {
            let mut all: Vec<Measure> = typed.cloned().collect();
            all.sort_by_key(|measure| forms.iter().position(|form| *form == measure.form));
            (String::new(), all)
        }
        Columns::Form(wanted) => {
            let known = forms.iter().find(|form| Some(form.as_str()) == wanted).or(forms.first());
            let form = known.cloned().unwrap_or_default();
            (form.clone(), typed.filter(|m| m.form == form).cloned().collect())
        }
    }
}

/// As much as a total asks for.
fn bare(tree: Tree, period: Period, measures: MeasureIndex, facts: FactTable) -> Gathered {
    Gathered {
        period,
        boundaries: Boundaries::Then,
        tree,
        earlier: None,
        above: Vec::new(),
        measures,
        indicators: Vec::new(),
        facts,
        targets: Vec::new(),
    }
}

struct Table {
    cells: BTreeMap<CellKey, (i32, Value)>,
    refused: BTreeMap<(UnitId, Period, Code), Refused>,
    gathered: Gathered,
    report: Period,
}

impl Table {
    /// The units below, then the unit's own figures where it has any.
    fn rows(&self, measures: &[Measure]) -> Vec<GridRow> {
        let tree = &self.gathered.tree;
        let has_own = measures.iter().any(|measure| measure.totals == Totals::Own);
        let own = [tree.root].into_iter().filter(|_| has_own);
        let units = tree.children(tree.root).iter().copied().chain(own);
        units
            .filter_map(|unit| {
                let node = tree.node(unit)?;
                let kind = match (unit == tree.root, node.children.is_empty()) {
                    (true, _) => RowKind::Own,
                    (false, true) => RowKind::Typed,
                    (false, false) => RowKind::Summed,
                };
                let cells = measures.iter().map(|measure| self.cell(unit, kind, measure));
                Some(GridRow { kind, unit: node.version.clone(), cells: cells.collect() })
            })
            .collect()
    }

    fn cell(&self, unit: UnitId, kind: RowKind, measure: &Measure) -> GridCell {
        match kind {
            RowKind::Summed => GridCell::Sum(self.sum(unit, measure, self.report).0),
            RowKind::Own if measure.totals != Totals::Own => GridCell::Absent,
            RowKind::Typed | RowKind::Own => GridCell::Typed(self.typed(unit, measure)),
        }
    }

    fn typed(&self, unit: UnitId, measure: &Measure) -> TypedCell {
        let (period, before) =
            (self.report.on(measure.basis), self.report.previous().on(measure.basis));
        let (measure, origin) = (measure.code.clone(), Origin::Entered);
        let mut key = CellKey { unit, period, measure, origin };
        let (version, value) = self.cells.get(&key).copied().unwrap_or_default();
        key.period = before;
        let previous = self.cells.get(&key).map_or(Value::Missing, |(_, value)| *value);
        let refused = self.refused.get(&(unit, period, key.measure)).cloned();
        TypedCell { period, version, value, previous, refused }
    }

    fn total(&self, root: UnitId, measure: &Measure) -> GridTotal {
        let (now, coverage) = self.sum(root, measure, self.report);
        let (previous, _) = self.sum(root, measure, self.report.previous());
        GridTotal { now, previous, coverage }
    }

    fn sum(&self, unit: UnitId, measure: &Measure, report: Period) -> (Cell, Coverage) {
        let total = total(&self.gathered, unit, &measure.code, report);
        let cell = match total.sum {
            _ if total.nothing => "không có".into(),
            Some(sum) => sum_cell(sum, measure.scale),
            None => Cell::default(),
        };
        (cell, total.coverage)
    }
}
