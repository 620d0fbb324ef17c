//! The catalogue: measures and the relations between them, as rows.

use entities::values::{Code, RelationKind};

use super::store;
use crate::authority::{ImportExchange, Permit};
use crate::facts::Measure;
use crate::platform::db::{Source, Work};
use crate::platform::outcome::{Fault, Outcome};

/// What must hold between measures of one unit in one period: sum of `left` against sum of
/// `right`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    pub code: String,
    pub kind: RelationKind,
    /// Broken, it is refused; otherwise it asks for a reason.
    pub bounded: bool,
    pub left: Vec<Code>,
    pub right: Vec<Code>,
    /// Sentence shown when it is broken.
    pub says: String,
    pub position: i32,
}

impl Relation {
    pub fn mentions(&self, measure: &Code) -> bool {
        self.left.contains(measure) || self.right.contains(measure)
    }
}

/// Writes or rewrites the definition of a measure.
pub async fn define_measure(
    work: &Work,
    _permit: &Permit<ImportExchange>,
    measure: &Measure,
) -> Outcome<()> {
    store::catalogue::write_measure(work, measure).await?;
    Ok(())
}

/// Writes or rewrites a relation.
pub async fn define_relation(
    work: &Work,
    _permit: &Permit<ImportExchange>,
    relation: &Relation,
) -> Outcome<()> {
    store::catalogue::write_relation(work, relation).await?;
    Ok(())
}

pub async fn measures(source: &impl Source) -> Result<Vec<Measure>, Fault> {
    store::catalogue::measures(source).await
}

pub async fn relations(source: &impl Source) -> Result<Vec<Relation>, Fault> {
    store::catalogue::relations(source).await
}
