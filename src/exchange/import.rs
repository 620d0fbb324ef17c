//! Taking in an exchange file: all of it or nothing (nhập tệp trao đổi).
//!
//! One act: the caller commits, or drops the work for a rehearsal. Every issue is named at once
//! with its place in the file. The same file again changes nothing; what a file does not mention
//! stays as it is.

use serde_json::json;

use super::{File, take_definitions, take_targets, take_units, take_values};
use crate::audit::{Event, EventKind};
use crate::authority::{ImportExchange, Permit};
use crate::platform::db::Work;
use crate::platform::outcome::{Failure, Fault, Outcome, Refusal};
use crate::vietnamese::canonical;

/// How many rows of the file changed anything.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Measures, relations and indicators.
    pub definitions: usize,
    /// Versions, codes, officers and successions of units.
    pub units: usize,
    /// Values and control values.
    pub values: usize,
    pub targets: usize,
}

impl Imported {
    pub fn changed_nothing(self) -> bool {
        self == Self::default()
    }
}

/// What an import is busy with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    Definitions,
    Units,
    Values,
    Targets,
}

/// Told at each step: the stage, how many rows are done, how many there are.
pub type Watch<'a> = &'a (dyn Fn(Stage, usize, usize) + Send + Sync);

/// Takes in a file.
///
/// Refuses: whatever org, statistics, indicators and targets refuse, and what contradicts itself
///          within the file; each with its place, e.g. `values[12].amount`
pub async fn import(
    work: &Work,
    permit: &Permit<ImportExchange>,
    file: &File,
) -> Outcome<(Imported, Event)> {
    import_watched(work, permit, file, &|_, _, _| {}).await
}

/// Takes in a file and says how far it is.
pub async fn import_watched(
    work: &Work,
    permit: &Permit<ImportExchange>,
    file: &File,
    watch: Watch<'_>,
) -> Outcome<(Imported, Event)> {
    let file = in_one_form(file)?;
    let mut desk = Desk { work, permit, file: &file, watch, issues: Vec::new() };
    let definitions = take_definitions::take(&mut desk).await?;
    let (units, standing) = take_units::take(&mut desk).await?;
    let values = take_values::take(&mut desk, &standing).await?;
    let targets = take_targets::take(&mut desk, &standing).await?;
    if !desk.issues.is_empty() {
        return Err(desk.issues.into());
    }
    let imported = Imported { definitions, units, values, targets };
    let details = json!({
        "title": file.title,
        "definitions": definitions,
        "units": units,
        "values": values,
        "targets": targets,
    });
    Ok((imported, Event::new(EventKind::ExchangeImported, details)))
}

/// What the parts of an import share.
pub struct Desk<'a> {
    pub work: &'a Work,
    pub permit: &'a Permit<ImportExchange>,
    pub file: &'a File,
    pub watch: Watch<'a>,
    pub issues: Vec<Refusal>,
}

impl Desk<'_> {
    /// Notes what was refused and goes on; stops at a fault.
    pub fn note<T>(&mut self, outcome: Outcome<T>) -> Result<Option<T>, Fault> {
        match outcome {
            Ok(done) => Ok(Some(done)),
            Err(Failure::Refused(refusals)) => {
                self.issues.extend(refusals);
                Ok(None)
            }
            Err(Failure::Fault(fault)) => Err(fault),
        }
    }

    /// As [`Self::note`], with the place in the file before or instead of the field.
    pub fn note_at<T>(
        &mut self,
        outcome: Outcome<T>,
        field: impl Fn(&str) -> String,
    ) -> Result<Option<T>, Fault> {
        self.note(outcome.map_err(|failure| {
            match failure {
                Failure::Refused(refusals) => Failure::Refused(
                    refusals
                        .into_iter()
                        .map(|refusal| Refusal { field: field(&refusal.field), ..refusal })
                        .collect(),
                ),
                Failure::Fault(fault) => Failure::Fault(fault),
            }
        }))
    }
}

/// The file with every text in its one form, whichever field it stands in.
fn in_one_form(file: &File) -> Result<File, Fault> {
    let failed = |error| Fault::new("an exchange file does not read back", error);
    let mut json = serde_json::to_value(file).map_err(failed)?;
    tidy(&mut json);
    serde_json::from_value(json).map_err(failed)
}

fn tidy(json: &mut serde_json::Value) {
    match json {
        serde_json::Value::String(text) => *text = canonical(text),
        serde_json::Value::Array(items) => items.iter_mut().for_each(tidy),
        serde_json::Value::Object(fields) => fields.values_mut().for_each(tidy),
        serde_json::Value::Null | serde_json::Value::Bool(_) | serde_json::Value::Number(_) => {}
    }
}
