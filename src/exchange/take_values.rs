//! Values and control values of a file, recorded unit by unit.

use std::collections::{BTreeMap, BTreeSet};

use chrono::DateTime;
use entities::values::{
    Code, Kind, Origin, Period, PeriodKind, Precision, SchoolBasis, Totals, UnitId,
};

use super::import::{Desk, Stage};
use super::standing::Standing;
use super::{Value, refusals};
use crate::facts::{self, Fact, Measure, MeasureIndex};
use crate::org;
use crate::platform::outcome::{Fault, Refusal};
use crate::statistics::{self, CellKey, Given};

/// Units recorded between two reports of progress.
const BATCH: usize = 20;
/// Longest source, note or reason.
const LONGEST_TEXT: usize = 500;

pub async fn take(desk: &mut Desk<'_>, standing: &Standing) -> Result<usize, Fault> {
    let mut known = statistics::every_measure(desk.work).await?;
    known.extend(org::definitions());
    let index = MeasureIndex::new(known);
    let all = desk.file.values.len() + desk.file.controls.len();
    (desk.watch)(Stage::Values, 0, all);
    let mut by_unit: BTreeMap<UnitId, Vec<Given>> = BTreeMap::new();
    for (list, origin, values) in [
        ("values", Origin::Entered, &desk.file.values),
        ("controls", Origin::Control, &desk.file.controls),
    ] {
        let mut seen: BTreeSet<(&str, Period, &Code)> = BTreeSet::new();
        for (number, value) in values.iter().enumerate() {
            let place = format!("{list}[{number}]");
            let reader = Reader { place: &place, origin, index: &index, standing };
            let mut given = reader.read(value);
            if !seen.insert((&value.unit, value.period, &value.measure)) {
                let what = format!("{} {} {}", value.unit, value.period, value.measure);
                given = Err(vec![refusals::twice(place, &what)]);
            }
            match given {
                Ok(given) => by_unit.entry(given.key.unit).or_default().push(given),
                Err(issues) => desk.issues.extend(issues),
            }
        }
    }
    let batches: Vec<Vec<Given>> = by_unit.into_values().collect();
    let (mut changed, mut done) = (0, 0);
    for batch in batches.chunks(BATCH) {
        let given: Vec<Given> = batch.iter().flatten().cloned().collect();
        let outcome = statistics::record(desk.work, desk.permit, &given).await;
        changed += desk.note(outcome)?.unwrap_or_default();
        done += given.len();
        (desk.watch)(Stage::Values, done, all);
    }
    Ok(changed)
}

struct Reader<'a> {
    place: &'a str,
    origin: Origin,
    index: &'a MeasureIndex,
    standing: &'a Standing,
}

impl Reader<'_> {
    fn read(&self, value: &Value) -> Result<Given, Vec<Refusal>> {
        let mut issues = self.of_the_content(value);
        let unit = self.standing.ids.get(&value.unit).copied();
        if unit.is_none() {
            issues.push(refusals::no_such_unit(self.field("unit"), &value.unit));
        }
        let measure = self.index.find(&value.measure);
        match measure {
            None => {
                issues.push(refusals::no_such_measure(self.field("measure"), &value.measure));
            }
            Some(measure) => issues.extend(self.of_the_measure(value, measure, unit)),
        }
        match unit {
            Some(unit) if issues.is_empty() => Ok(self.given(value, unit)),
            _ => Err(issues),
        }
    }

    fn field(&self, name: &str) -> String {
        format!("{}.{name}", self.place)
    }

    fn of_the_content(&self, value: &Value) -> Vec<Refusal> {
        let mut issues = Vec::new();
        if value.amount.is_some() && value.nothing {
            issues.push(refusals::amount_and_nothing(self.field("nothing")));
        }
        if value.amount.is_none() && value.precision != Precision::Exact {
            issues.push(refusals::precision_alone(self.field("precision")));
        }
        for (name, text) in
            [("source", &value.source), ("note", &value.note), ("reason", &value.reason)]
        {
            if text.chars().count() > LONGEST_TEXT {
                issues.push(refusals::too_long(self.field(name)));
            }
        }
        issues
    }

    fn of_the_measure(
        &self,
        value: &Value,
        measure: &Measure,
        unit: Option<UnitId>,
    ) -> Option<Refusal> {
        let code = &value.measure;
        if measure.counted {
            return Some(refusals::counted(self.field("measure"), code));
        }
        let school = measure.basis != SchoolBasis::Report;
        let fits = match value.period.kind() {
            PeriodKind::SchoolYear => school,
            PeriodKind::Term => true,
            PeriodKind::Year | PeriodKind::HalfYear | PeriodKind::NineMonths => !school,
        };
        if !fits {
            let field = self.field("period");
            return Some(refusals::wrong_period(field, code, value.period, school));
        }
        let flag = measure.kind == Kind::Flag;
        if let Some(wrong) = value.amount.filter(|a| *a < 0 || (flag && *a > 1)) {
            return Some(refusals::not_an_amount(self.field("amount"), code, wrong, flag));
        }
        let unit = unit?;
        if !self.standing.existed(unit, value.period) {
            let field = self.field("period");
            return Some(refusals::not_in_period(field, &value.unit, value.period));
        }
        let of_parts = self.origin == Origin::Entered
            && measure.totals == Totals::Territorial
            && self.standing.has_children(unit, value.period);
        of_parts.then(|| refusals::whole_unit(self.field("unit"), &value.unit, code))
    }

    fn given(&self, value: &Value, unit: UnitId) -> Given {
        let content = match value.amount {
            Some(amount) => facts::Value::Known { amount, precision: value.precision },
            None if value.nothing => facts::Value::Nothing,
            None => facts::Value::Missing,
        };
        Given {
            key: CellKey {
                unit,
                period: value.period,
                measure: value.measure.clone(),
                origin: self.origin,
            },
            fact: Fact {
                value: content,
                origin: self.origin,
                source: value.source.clone(),
                as_of: value.as_of,
                note: value.note.clone(),
                reason: value.reason.clone(),
                entered_by: String::new(),
                entered_at: DateTime::UNIX_EPOCH,
            },
            place: self.field("amount"),
        }
    }
}
