//! Measures, relations and indicators of a file, written when they are new or say something else.
//!
//! A row says from which report year on it holds, by default from the beginning; the same code may
//! come once for each year.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use entities::values::Code;

use super::import::{Desk, Stage};
use super::{Indicator, Measure, Relation, refusals};
use crate::audit::Event;
use crate::authority::ImportExchange;
use crate::facts;
use crate::indicators::{self, Term};
use crate::platform::definition::{Defined, Ground, Version};
use crate::platform::outcome::{Fault, Outcome};
use crate::statistics;

pub async fn take(desk: &mut Desk<'_>) -> Result<usize, Fault> {
    let file = desk.file;
    let all = file.measures.len() + file.relations.len() + file.indicators.len();
    (desk.watch)(Stage::Definitions, 0, all);
    let mut changed = measures(desk).await?;
    let mut grounds = Grounds::default();
    changed += relations(desk, &mut grounds).await?;
    changed += indicators(desk, &mut grounds).await?;
    (desk.watch)(Stage::Definitions, all, all);
    Ok(changed)
}

/// What definitions of each year stand on, looked up once.
#[derive(Default)]
struct Grounds(BTreeMap<i32, Ground>);

impl Grounds {
    async fn of(&mut self, desk: &Desk<'_>, since: i32) -> Result<&Ground, Fault> {
        if let Entry::Vacant(place) = self.0.entry(since) {
            place.insert(statistics::ground::<ImportExchange>(desk.work, since).await?);
        }
        Ok(self.0.entry(since).or_default())
    }
}

/// Rows of one list of the file, beside what the site says already.
struct Given<'a, T> {
    list: &'static str,
    stored: &'a [Version<T>],
    seen: BTreeSet<(String, i32)>,
}

impl<T: Defined> Given<'_, T> {
    fn place(&self, number: usize) -> String {
        format!("{}[{number}]", self.list)
    }

    /// Whether a row is to be written: once for a code and year, and only what is new.
    fn is_news(&mut self, desk: &mut Desk<'_>, number: usize, new: &Version<T>) -> bool {
        let code = new.what.code().to_owned();
        if !self.seen.insert((code.clone(), new.since)) {
            let field = format!("{}.code", self.place(number));
            desk.issues.push(refusals::twice(field, &code));
            return false;
        }
        !self.stored.contains(new)
    }

    /// Notes what was refused with its place in the file; 1 for what was written.
    fn noted(
        &self,
        desk: &mut Desk<'_>,
        number: usize,
        outcome: Outcome<Event>,
    ) -> Result<usize, Fault> {
        let place = self.place(number);
        let done = desk.note_at(outcome, |field| format!("{place}.{field}"))?;
        Ok(usize::from(done.is_some()))
    }
}

fn rows<'a, T>(list: &'static str, stored: &'a [Version<T>]) -> Given<'a, T> {
    Given { list, stored, seen: BTreeSet::new() }
}

async fn measures(desk: &mut Desk<'_>) -> Result<usize, Fault> {
    let stored = statistics::measure_versions(desk.work).await?;
    let mut given = rows("measures", &stored);
    let mut changed = 0;
    for (number, measure) in desk.file.measures.iter().enumerate() {
        let new = measure.inside();
        if given.is_news(desk, number, &new) {
            let ground = Ground::default();
            let outcome = statistics::define_measure(desk.work, desk.permit, &new, &ground).await;
            changed += given.noted(desk, number, outcome)?;
        }
    }
    Ok(changed)
}

async fn relations(desk: &mut Desk<'_>, grounds: &mut Grounds) -> Result<usize, Fault> {
    let stored = statistics::relation_versions(desk.work).await?;
    let mut next = stored.iter().map(|version| version.what.position + 1).max().unwrap_or_default();
    let mut placed: BTreeMap<&str, i32> = BTreeMap::new();
    for version in &stored {
        placed.insert(&version.what.code, version.what.position);
    }
    let mut given = rows("relations", &stored);
    let mut changed = 0;
    for (number, relation) in desk.file.relations.iter().enumerate() {
        let position = *placed.entry(relation.code.as_str()).or_insert_with(|| {
            next += 1;
            next - 1
        });
        let new = relation.inside(position);
        if given.is_news(desk, number, &new) {
            let ground = grounds.of(desk, new.since).await?;
            let outcome = statistics::define_relation(desk.work, desk.permit, &new, ground).await;
            changed += given.noted(desk, number, outcome)?;
        }
    }
    Ok(changed)
}

async fn indicators(desk: &mut Desk<'_>, grounds: &mut Grounds) -> Result<usize, Fault> {
    let stored = indicators::versions(desk.work).await?;
    let mut given = rows("indicators", &stored);
    let mut changed = 0;
    for (number, indicator) in desk.file.indicators.iter().enumerate() {
        let new = indicator.inside();
        if given.is_news(desk, number, &new) {
            let ground = grounds.of(desk, new.since).await?;
            let outcome = indicators::define(desk.work, desk.permit, &new, ground).await;
            changed += given.noted(desk, number, outcome)?;
        }
    }
    Ok(changed)
}

/// `CODE` is added, `-CODE` is taken away.
fn term(text: &str) -> Term {
    match text.strip_prefix('-') {
        Some(code) => Term { measure: Code::new(code), sign: -1 },
        None => Term { measure: Code::new(text), sign: 1 },
    }
}

impl Measure {
    fn inside(&self) -> Version<facts::Measure> {
        let what = facts::Measure {
            code: self.code.clone(),
            name: self.name.clone(),
            short: self.short.clone(),
            form: self.form.clone(),
            group: self.group.clone(),
            section: self.section.word().to_owned(),
            unit: self.unit.clone(),
            kind: self.kind.into(),
            scale: u32::from(self.scale),
            totals: self.totals.into(),
            nature: self.nature.into(),
            basis: self.basis,
            position: self.position,
            hint: self.hint.clone(),
            optional: self.optional,
            counted: false,
        };
        Version { since: self.since, retired: self.retired, what }
    }
}

impl Relation {
    fn inside(&self, position: i32) -> Version<statistics::Relation> {
        let what = statistics::Relation {
            code: self.code.to_string(),
            kind: self.op.into(),
            bounded: self.bounded,
            left: self.left.clone(),
            right: self.right.clone(),
            says: self.says.clone(),
            position,
        };
        Version { since: self.since, retired: self.retired, what }
    }
}

impl Indicator {
    fn inside(&self) -> Version<indicators::Indicator> {
        let what = indicators::Indicator {
            code: self.code.clone(),
            name: self.name.clone(),
            short: self.short.clone(),
            unit: self.unit.clone(),
            kind: self.kind.into(),
            numerator: self.numerator.iter().map(|text| term(text)).collect(),
            denominator: self.denominator.iter().map(|text| term(text)).collect(),
            decimals: u32::from(self.decimals),
            direction: self.direction.into(),
            basis: self.basis,
            base: self.base.clone(),
            section: self.section.word().to_owned(),
            position: self.position,
            legal_source: self.legal_source.clone(),
        };
        Version { since: self.since, retired: self.retired, what }
    }
}
