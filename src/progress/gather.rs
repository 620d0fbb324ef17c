//! Everything a page or a report about one unit and one period needs, read once.

use chrono::{DateTime, Utc};
use entities::values::{Code, FigureKind, Period, SchoolBasis, UnitId};

use super::has_parts;
use crate::authority::Scope;
use crate::facts::{Boundaries, FactKey, FactTable, Frame, MeasureIndex};
use crate::indicators::{self, Indicator};
use crate::org::{self, Tree, View};
use crate::platform::db::Source;
use crate::platform::outcome::Fault;
use crate::statistics;
use crate::targets::{self, Target};

#[derive(Clone, Debug)]
pub struct Gathered {
    pub period: Period,
    pub boundaries: Boundaries,
    pub tree: Tree,
    /// The tree for the period before, where boundaries changed in between.
    pub earlier: Option<Tree>,
    /// Units above the root, the nearest first; their targets may speak of it.
    pub above: Vec<UnitId>,
    /// Definitions of this period; figures of the year before are worked out by them too.
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

    /// What the root is: `huyện`, `đặc khu`.
    pub fn root_kind(&self) -> &str {
        self.tree.root_node().map_or("đơn vị", |node| node.version.kind.as_str())
    }

    /// What units are called together: `xã` when all are of that kind, else `đơn vị`.
    pub fn kind_of(&self, units: &[UnitId]) -> &str {
        let kind =
            |unit: &UnitId| self.tree.node(*unit).map_or("", |node| node.version.kind.as_str());
        match units.first().map(kind) {
            Some(first) if !first.is_empty() && units.iter().all(|unit| kind(unit) == first) => {
                first
            }
            _ => "đơn vị",
        }
    }

    pub fn targets_of(&self, period: Period) -> impl Iterator<Item = &Target> {
        self.targets.iter().filter(move |target| target.new.period == period)
    }

    /// The tree that a report of a period adds up.
    pub fn tree_of(&self, report: Period) -> &Tree {
        self.earlier.as_ref().filter(|_| report != self.period).unwrap_or(&self.tree)
    }

    /// Last change of a figure of this period or the one before. What was entered for another
    /// report, be it of the same school year, is none of its business.
    pub fn changed_at(&self) -> Option<DateTime<Utc>> {
        self.facts.changed_at(|key| report_of(&self.measures, self.period, key).is_some())
    }
}

/// Reads all; `None` when the unit did not exist in the period.
pub async fn gather(
    source: &impl Source,
    scope: Scope,
    frame: impl Into<Frame>,
) -> Result<Option<Gathered>, Fault> {
    read(source, scope, frame.into(), Wanted::All).await
}

/// The same for pages that say what figures are worth and no more: who entered them, when and from
/// which source is not read.
pub async fn gather_worths(
    source: &impl Source,
    scope: Scope,
    frame: impl Into<Frame>,
) -> Result<Option<Gathered>, Fault> {
    read(source, scope, frame.into(), Wanted::Worths).await
}

/// The same of the period alone, without the one before.
pub async fn gather_alone(
    source: &impl Source,
    scope: Scope,
    frame: impl Into<Frame>,
) -> Result<Option<Gathered>, Fault> {
    read(source, scope, frame.into(), Wanted::Alone).await
}

/// Worths without the figures that no target speaks of, but for the money that has parts.
pub async fn gather_promised(
    source: &impl Source,
    scope: Scope,
    frame: impl Into<Frame>,
) -> Result<Option<Gathered>, Fault> {
    read(source, scope, frame.into(), Wanted::Promised).await
}

/// Reads what one indicator is made of and its targets, and nothing besides.
pub async fn gather_of(
    source: &impl Source,
    scope: Scope,
    frame: impl Into<Frame>,
    indicator: &Code,
) -> Result<Option<Gathered>, Fault> {
    read(source, scope, frame.into(), Wanted::One(indicator)).await
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted<'a> {
    All,
    Worths,
    /// Worths of the period, none of the one before.
    Alone,
    /// Worths of what was promised.
    Promised,
    One(&'a Code),
}

async fn read(
    source: &impl Source,
    scope: Scope,
    frame: Frame,
    wanted: Wanted<'_>,
) -> Result<Option<Gathered>, Fault> {
    let Frame { period, boundaries } = frame;
    let root = scope.root();
    let Some(view) = org::view(source, root, frame).await? else { return Ok(None) };
    let reports = [period, period.previous()];
    let mut periods: Vec<Period> = reports[..if wanted == Wanted::Alone { 1 } else { 2 }]
        .iter()
        .flat_map(|report| SchoolBasis::ALL.iter().map(|basis| report.on(*basis)))
        .collect();
    periods.sort();
    periods.dedup();
    let mut measures = statistics::measures(source, period).await?;
    measures.extend(org::definitions());
    let measures = MeasureIndex::new(measures);
    let indicators = indicators::indicators(source, period).await?;
    let above = above(source, &view.tree, period).await?;
    let mut holders = above.clone();
    holders.extend(view.tree.iter().map(|node| node.version.unit));
    holders.extend(&view.tree.changes.past);
    let ahead = [period, period.next()];
    let mut targets = match wanted {
        Wanted::One(code) => targets::targets_for(source, &holders, &ahead, code).await?,
        _ => targets::targets_of(source, &holders, &ahead).await?,
    };
    let place = |target: &Target| {
        let position = indicators.iter().position(|i| i.code == target.new.indicator);
        (position, target.new.unit, target.new.wording.clone())
    };
    targets.sort_by_cached_key(place);
    let of = match wanted {
        Wanted::All | Wanted::Worths | Wanted::Alone => None,
        Wanted::Promised => Some(promised(&indicators, &targets, period)),
        Wanted::One(code) => Some(measures_of(&indicators, code)),
    };
    let facts = facts(source, scope, &view, &periods, (wanted, of.as_deref())).await?;
    let facts = counted(facts, &measures, &view, period);
    let View { tree, earlier } = view;
    Ok(Some(Gathered {
        period,
        boundaries,
        tree,
        earlier,
        above,
        measures,
        indicators,
        facts,
        targets,
    }))
}

async fn facts(
    source: &impl Source,
    scope: Scope,
    view: &View,
    periods: &[Period],
    (wanted, of): (Wanted<'_>, Option<&[Code]>),
) -> Result<FactTable, Fault> {
    let (on, past) = (view.tree.on, view.past());
    match (wanted, of) {
        (Wanted::Worths | Wanted::Alone | Wanted::Promised, of) => {
            statistics::worths(source, scope, on, &past, periods, of).await
        }
        (_, Some(of)) => statistics::facts_of(source, scope, on, &past, periods, of).await,
        (_, None) => statistics::facts(source, scope, on, &past, periods).await,
    }
}

/// The measures of what targets of the period speak of, and of money that has parts.
fn promised(indicators: &[Indicator], targets: &[Target], period: Period) -> Vec<Code> {
    let spoken = |indicator: &Indicator| {
        let of_it = |target: &Target| target.new.indicator == indicator.code;
        targets.iter().any(|target| target.new.period == period && of_it(target))
    };
    let money = |indicator: &Indicator| indicator.kind == FigureKind::Money && has_parts(indicator);
    let wanted = indicators.iter().filter(|indicator| spoken(indicator) || money(indicator));
    let mut codes: Vec<Code> =
        wanted.flat_map(Indicator::terms).map(|term| term.measure.clone()).collect();
    codes.sort();
    codes.dedup();
    codes
}

fn measures_of(indicators: &[Indicator], code: &Code) -> Vec<Code> {
    let indicator = indicators.iter().find(|indicator| indicator.code == *code);
    indicator.into_iter().flat_map(Indicator::terms).map(|term| term.measure.clone()).collect()
}

/// Units above the root, today's or then's; with those above what it was in the period.
async fn above(source: &impl Source, tree: &Tree, period: Period) -> Result<Vec<UnitId>, Fault> {
    let mut above = org::lineage_on(source, tree.root, tree.on).await?;
    if let Some(was) = tree.root_node().and_then(|node| node.was.as_ref()) {
        above.extend(org::lineage_on(source, was.unit, period.last_day()).await?);
    }
    Ok(above)
}

/// Facts under the units they are counted in, with what org counts.
fn counted(facts: FactTable, measures: &MeasureIndex, view: &View, period: Period) -> FactTable {
    let earlier = view.earlier.as_ref().unwrap_or(&view.tree);
    let mut facts = if view.past().is_empty() {
        facts
    } else {
        facts.counted_as(|key| match report_of(measures, period, key) {
            Some(report) if report == period => view.tree.counted_as(key.unit),
            Some(_) => earlier.counted_as(key.unit),
            None => key.unit,
        })
    };
    facts.merge(org::measure(&view.tree, period));
    facts.merge(org::measure(earlier, period.previous()));
    facts
}

/// The report that a fact belongs to, of a period or the one before.
fn report_of(measures: &MeasureIndex, period: Period, key: &FactKey) -> Option<Period> {
    let basis = measures.find(&key.measure)?.basis;
    let reports = [period, period.previous()];
    reports.into_iter().find(|report| report.on(basis) == key.period)
}
