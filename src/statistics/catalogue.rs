//! The catalogue: measures and the relations between them, as rows that hold from a report year on.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use entities::values::{Code, Period, RelationKind};
use serde::{Deserialize, Serialize};

use super::store;
use crate::authority::Defines;
use crate::facts::{Measure, MeasureIndex};
use crate::org;
use crate::platform::clock::report_year_on;
use crate::platform::db::Source;
use crate::platform::definition::{self, BEGINNING, Defined, Ground, Revision, Version};
use crate::platform::outcome::Fault;

/// What must hold between measures of one unit in one period: sum of `left` against sum of
/// `right`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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

impl Defined for Measure {
    const KIND: &'static str = "measure";

    fn code(&self) -> &str {
        self.code.as_str()
    }
}

impl Defined for Relation {
    const KIND: &'static str = "relation";

    fn code(&self) -> &str {
        &self.code
    }
}

/// The measures in force in a report, in the order of the paper.
pub async fn measures(source: &impl Source, report: Period) -> Result<Vec<Measure>, Fault> {
    let mut measures = definition::in_force::<Measure>(source, report).await?;
    measures.sort_by(|a, b| (a.position, &a.code).cmp(&(b.position, &b.code)));
    Ok(measures)
}

/// The relations in force in a report, in their order.
pub async fn relations(source: &impl Source, report: Period) -> Result<Vec<Relation>, Fault> {
    let mut relations = definition::in_force::<Relation>(source, report).await?;
    relations.sort_by(|a, b| (a.position, &a.code).cmp(&(b.position, &b.code)));
    Ok(relations)
}

/// Every measure there ever was, as it was said last: kind, decimals, totals and basis are the
/// same in all its years.
pub async fn every_measure(source: &impl Source) -> Result<Vec<Measure>, Fault> {
    let versions = measure_versions(source).await?.into_iter();
    let newest: BTreeMap<Code, Measure> =
        versions.map(|version| (version.what.code.clone(), version.what)).collect();
    Ok(newest.into_values().collect())
}

/// Every version of every measure, by code and year.
pub async fn measure_versions(source: &impl Source) -> Result<Vec<Version<Measure>>, Fault> {
    definition::versions(source).await
}

/// Every version of every relation, by code and year.
pub async fn relation_versions(source: &impl Source) -> Result<Vec<Version<Relation>>, Fault> {
    definition::versions(source).await
}

/// All that was ever said of a measure, the latest first.
pub async fn measure_revisions(
    source: &impl Source,
    code: &str,
) -> Result<Vec<Revision<Measure>>, Fault> {
    definition::revisions(source, code).await
}

/// All that was ever said of a relation, the latest first.
pub async fn relation_revisions(
    source: &impl Source,
    code: &str,
) -> Result<Vec<Revision<Relation>>, Fault> {
    definition::revisions(source, code).await
}

/// What a definition of a year stands on: the measures of that year, those that rooms count
/// among them, and the years that are still open to whoever defines.
pub async fn ground<A: Defines>(source: &impl Source, since: i32) -> Result<Ground, Fault> {
    let mut measures = measures(source, Period::Year(since)).await?;
    measures.extend(org::definitions());
    let index = MeasureIndex::new(measures);
    if A::REWRITES_PAST {
        return Ok(Ground { index, ..Ground::default() });
    }
    let figures_in = years_with_figures(source).await?;
    let open_from = open_from(&figures_in, source.today());
    Ok(Ground { index, open_from, figures_in, ..Ground::default() })
}

/// The report years in which any unit has a figure.
pub async fn years_with_figures(source: &impl Source) -> Result<BTreeSet<i32>, Fault> {
    let periods = store::cells::periods(source).await?;
    Ok(periods.into_iter().map(Period::year).collect())
}

/// The first report year whose definitions may be said anew: the one being reported, or earlier
/// where no figure of the years before it is in.
pub fn open_from(figures_in: &BTreeSet<i32>, today: NaiveDate) -> i32 {
    let closed = figures_in.range(..report_year_on(today)).next_back();
    closed.map_or(BEGINNING, |year| year + 1)
}
