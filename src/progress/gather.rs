//! Everything a page or a report about one unit and one period needs, read once.

use chrono::{DateTime, Utc};
use entities::values::{Code, Period, SchoolBasis, UnitId};

use crate::authority::Scope;
use crate::facts::{Boundaries, FactTable, Frame, MeasureIndex};
use crate::indicators::{self, Indicator};
use crate::org::{self, Tree};
use crate::platform::db::Source;
use crate::platform::outcome::Fault;
use crate::statistics;
use crate::targets::{self, Target};

#[derive(Clone, Debug)]
pub struct Gathered {
    pub period: Period,
    pub boundaries: Boundaries,
    pub tree: Tree,
    /// Units above the root, the nearest first; their targets may speak of it.
    pub above: Vec<UnitId>,
    pub measures: MeasureIndex,
    pub indicators: Vec<Indicator>,
    pub facts: FactTable,
    /// Of this period and the next, in the order of the indicators.
    pub targets: Vec<Target>,
}

impl Gathered {
    pub fn root(&self) -> UnitId {
        self.tree.root
    }

    pub fn indicator(&self, code: &Code) -> Option<&Indicator> {
        self.indicators.iter().find(|indicator| indicator.code == *code)
    }

    pub fn name(&self, unit: UnitId) -> &str {
        self.tree.node(unit).map_or("", |node| node.version.name.as_str())
    }

    pub fn targets_of(&self, period: Period) -> impl Iterator<Item = &Target> {
        self.targets.iter().filter(move |target| target.new.period == period)
    }

    /// Last change of a figure.
    pub fn changed_at(&self) -> Option<DateTime<Utc>> {
        self.facts.changed_at()
    }
}

/// Reads all; `None` when the unit did not exist in the period.
pub async fn gather(
    source: &impl Source,
    scope: Scope,
    frame: impl Into<Frame>,
) -> Result<Option<Gathered>, Fault> {
    let Frame { period, boundaries } = frame.into();
    let root = scope.root();
    let Some(tree) = org::in_period(source, root, period).await? else { return Ok(None) };
    let mut periods: Vec<Period> = [period, period.previous()]
        .iter()
        .flat_map(|report| SchoolBasis::ALL.iter().map(|basis| report.on(*basis)))
        .collect();
    periods.sort();
    periods.dedup();
    let mut facts = statistics::facts(source, scope, tree.on, &periods).await?;
    let (counted, counts) = org::measure(&tree, &periods);
    facts.merge(counts);
    let mut measures = statistics::measures(source).await?;
    measures.extend(counted);
    let indicators = indicators::indicators(source).await?;
    let above = org::lineage_on(source, root, tree.on).await?;
    let mut holders = above.clone();
    holders.extend(tree.iter().map(|node| node.version.unit));
    let mut targets = targets::targets_of(source, &holders, &[period, period.next()]).await?;
    let place = |target: &Target| {
        let position = indicators.iter().position(|i| i.code == target.new.indicator);
        (position, target.new.unit, target.new.wording.clone())
    };
    targets.sort_by_cached_key(place);
    let measures = MeasureIndex::new(measures);
    Ok(Some(Gathered { period, boundaries, tree, above, measures, indicators, facts, targets }))
}
