//! An exchange file with the catalogue beside it, read the way an officer reads a stack of
//! forms: by unit, period and column.

use std::collections::{BTreeMap, BTreeSet};

use entities::values::{Period, SchoolBasis};
use khuyenhoc::exchange::{File, Measure, Nature, Relation, RelationOp, Totals, standard};

pub struct Books {
    pub file: File,
    pub measures: BTreeMap<String, Measure>,
    pub relations: Vec<Relation>,
    cells: BTreeMap<(String, Period, String), Option<i64>>,
}

impl Books {
    pub fn open(text: &str) -> Self {
        let file: File = serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}"));
        let standard = standard().expect("the catalogue reads");
        let measures = standard.measures.into_iter().chain(file.measures.iter().cloned());
        let relations = standard.relations.into_iter().chain(file.relations.iter().cloned());
        let mut cells = BTreeMap::new();
        for value in &file.values {
            let key = (value.unit.clone(), value.period, value.measure.to_string());
            let known = value.amount.or(value.nothing.then_some(0));
            assert!(cells.insert(key.clone(), known).is_none(), "{key:?} stands twice");
        }
        Self {
            measures: measures.map(|measure| (measure.code.to_string(), measure)).collect(),
            relations: relations.collect(),
            cells,
            file,
        }
    }

    /// What stands in a cell; nothing (không có) counts as 0.
    pub fn cell(&self, unit: &str, period: Period, measure: &str) -> Option<i64> {
        let basis = self.measures.get(measure)?.basis;
        let key = (unit.to_owned(), period.on(basis), measure.to_owned());
        self.cells.get(&key).copied().flatten()
    }

    /// The sum over every unit that has the cell.
    pub fn total(&self, period: Period, measure: &str) -> i64 {
        let units = self.file.units.iter();
        units.filter_map(|unit| self.cell(&unit.key, period, measure)).sum()
    }

    /// Keys of units that are nobody's parent in any version.
    pub fn leaves(&self) -> BTreeSet<&str> {
        let versions = || self.file.units.iter().flat_map(|unit| &unit.versions);
        let parents: BTreeSet<_> = versions().filter_map(|v| v.parent.as_deref()).collect();
        let keys = self.file.units.iter().map(|unit| unit.key.as_str());
        keys.filter(|key| !parents.contains(key)).collect()
    }

    /// Every relation of every unit and period that does not hold, as `unit period relation`.
    pub fn broken(&self, only_bounded: bool) -> Vec<String> {
        let places: BTreeSet<_> =
            self.cells.keys().map(|(unit, period, _)| (unit, *period)).collect();
        let mut broken = Vec::new();
        for (unit, period) in places {
            for relation in self.relations.iter().filter(|row| row.bounded || !only_bounded) {
                let sum = |codes: &[entities::values::Code]| {
                    let cell = |code: &entities::values::Code| {
                        let key = (unit.clone(), period, code.to_string());
                        self.cells.get(&key).copied().flatten()
                    };
                    codes.iter().map(cell).sum::<Option<i64>>()
                };
                let (Some(left), Some(right)) = (sum(&relation.left), sum(&relation.right)) else {
                    continue;
                };
                let holds = match relation.op {
                    RelationOp::Le => left <= right,
                    RelationOp::Eq => left == right,
                };
                if !holds {
                    broken.push(format!("{unit} {period} {}: {left} {right}", relation.code));
                }
            }
        }
        broken
    }

    /// Rows no import could take: unknown words, a cell that is not the unit's to fill, a
    /// period of another kind, an amount together with nothing, a source left empty.
    pub fn misplaced(&self) -> Vec<String> {
        let leaves = self.leaves();
        let known: BTreeSet<_> = self.file.units.iter().map(|unit| unit.key.as_str()).collect();
        let mut misplaced = Vec::new();
        for value in &self.file.values {
            let row = format!("{} {} {}", value.unit, value.period, value.measure);
            let Some(measure) = self.measures.get(value.measure.as_str()) else {
                misplaced.push(row);
                continue;
            };
            let school = matches!(value.period, Period::SchoolYear(_));
            let reported = value.amount.is_some() || value.nothing;
            let wrong = !known.contains(value.unit.as_str())
                || school != (measure.basis != SchoolBasis::Report)
                || (measure.totals == Totals::Territorial && !leaves.contains(value.unit.as_str()))
                || (value.amount.is_some() && value.nothing)
                || value.amount.is_some_and(|amount| amount < 0)
                || (reported && value.source.is_empty())
                || (value.amount.is_some()
                    && (measure.nature == Nature::Stock) != value.as_of.is_some());
            if wrong {
                misplaced.push(row);
            }
        }
        misplaced
    }
}
