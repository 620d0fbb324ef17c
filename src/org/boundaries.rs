//! The tree of a unit for a frame: as it stood in the period, or as it stands today with the
//! period put into it; and who took over from a unit that is no more.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use entities::values::{Period, UnitId};

use super::graft::{Past, graft};
use super::store;
use super::succession::Succession;
use super::tree::{Keeps, Tree, in_period, today, version_on};
use super::unit::UnitVersion;
use crate::facts::{Boundaries, Frame};
use crate::platform::db::Source;
use crate::platform::outcome::Fault;

/// The tree of a frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    pub tree: Tree,
    /// The same boundaries with the period before put into them, where some changed in between.
    pub earlier: Option<Tree>,
}

impl View {
    /// Units that are no more and are counted in either.
    pub fn past(&self) -> Vec<UnitId> {
        let earlier = self.earlier.iter().flat_map(|tree| &tree.changes.past);
        let mut past: Vec<UnitId> = self.tree.changes.past.iter().chain(earlier).copied().collect();
        past.sort_unstable();
        past.dedup();
        past
    }
}

/// The tree of a unit for a frame; `None` when within these boundaries neither the unit nor one
/// that went into it existed in the period.
pub async fn view(source: &impl Source, root: UnitId, frame: Frame) -> Result<Option<View>, Fault> {
    let base = if frame.is_now() {
        today(source, root).await?
    } else {
        in_period(source, root, frame.period).await?
    };
    let Some(base) = base else { return Ok(None) };
    let told = told(source, &base, frame.period, frame.is_now()).await?;
    let earlier = self::told(source, &base, frame.period.previous(), false).await?;
    let tree = told.unwrap_or(base);
    let counts = tree.iter().any(|node| node.keeps != Keeps::Nothing);
    Ok((counts || !tree.changes.uncounted.is_empty()).then_some(View { tree, earlier }))
}

/// The trees of several periods on one ground, so that years can be set side by side: that of the
/// tree shown, or today's.
pub async fn views(
    source: &impl Source,
    shown: &Tree,
    boundaries: Boundaries,
    periods: &[Period],
) -> Result<Vec<(Period, Tree)>, Fault> {
    let mut trees = Vec::new();
    if boundaries == Boundaries::Now {
        for period in periods {
            let seen = view(source, shown.root, Frame::now(*period)).await?;
            trees.extend(seen.map(|view| (*period, view.tree)));
        }
        return Ok(trees);
    }
    let first = periods.iter().map(|period| period.last_day()).min().unwrap_or(shown.on);
    let successions = store::successions_between(source, first.min(shown.on), shown.on).await?;
    let changed = !predecessors(shown, &successions).is_empty();
    for period in periods {
        let told = if changed { told(source, shown, *period, false).await? } else { None };
        trees.push((*period, told.unwrap_or_else(|| shown.clone())));
    }
    Ok(trees)
}

/// The base with an earlier period put into it; `None` when nobody of that time went into it,
/// unless it is wanted all the same.
async fn told(
    source: &impl Source,
    base: &Tree,
    period: Period,
    always: bool,
) -> Result<Option<Tree>, Fault> {
    let day = period.last_day().min(base.on);
    if day == base.on {
        return Ok(None);
    }
    let successions = store::successions_between(source, day, base.on).await?;
    let before = predecessors(base, &successions);
    if before.is_empty() && !always {
        return Ok(None);
    }
    let mut units: Vec<UnitId> = base.iter().map(|node| node.version.unit).collect();
    units.extend(before);
    let then = store::versions_within_any(source, &units, day).await?;
    let outside: Vec<UnitId> = then
        .iter()
        .map(|version| version.unit)
        .chain(successions.iter().map(|succession| succession.successor))
        .filter(|unit| base.node(*unit).is_none())
        .collect();
    let elsewhere = store::standing(source, &outside, base.on).await?;
    Ok(Some(graft(&Past::new(base, then, elsewhere, &successions))))
}

/// Units outside a tree that went into one of it, at whatever remove.
fn predecessors(base: &Tree, successions: &[Succession]) -> BTreeSet<UnitId> {
    let mut into: BTreeMap<UnitId, Vec<UnitId>> = BTreeMap::new();
    for succession in successions {
        into.entry(succession.successor).or_default().push(succession.predecessor);
    }
    let mut open: Vec<UnitId> = base.iter().map(|node| node.version.unit).collect();
    let mut found = BTreeSet::new();
    while let Some(unit) = open.pop() {
        for before in into.get(&unit).into_iter().flatten() {
            if base.node(*before).is_none() && found.insert(*before) {
                open.push(*before);
            }
        }
    }
    found
}

/// Whether today other units lie within the unit of a tree than did in its time.
pub async fn differs_today(source: &impl Source, then: &Tree) -> Result<bool, Fault> {
    let Some(now) = today(source, then.root).await? else { return Ok(false) };
    let units = |tree: &Tree| tree.iter().map(|node| node.version.unit).collect::<BTreeSet<_>>();
    Ok(units(&now) != units(then))
}

/// Units that took over from one that is no more, at whatever remove, as they stand today; empty
/// while it stands.
pub async fn heirs_today(source: &impl Source, unit: UnitId) -> Result<Vec<UnitVersion>, Fault> {
    let today = source.today();
    if version_on(source, unit, today).await?.is_some() {
        return Ok(Vec::new());
    }
    let successions = successions_until(source, today).await?;
    let mut standing = Vec::new();
    for heir in followers(&successions, unit) {
        standing.extend(version_on(source, heir, today).await?);
    }
    Ok(standing)
}

/// For rights on a unit that is no more: the lineage of each unit that took over from it. From one
/// that was dissolved without a successor, those of the nearest above that has one.
pub(super) async fn heirs(
    source: &impl Source,
    lineage: &[UnitId],
) -> Result<Vec<Vec<UnitId>>, Fault> {
    let today = source.today();
    let successions = successions_until(source, today).await?;
    let took_over = |unit: &&UnitId| successions.iter().any(|s| s.predecessor == **unit);
    let Some(ended) = lineage.iter().find(took_over) else { return Ok(Vec::new()) };
    let mut heirs = Vec::new();
    for heir in followers(&successions, *ended) {
        let mut line = store::ancestors(source, heir, last_day(source, heir, today).await?).await?;
        if lineage.first() != Some(ended) {
            line.splice(0..0, lineage.first().copied());
        }
        heirs.push(line);
    }
    Ok(heirs)
}

async fn successions_until(source: &impl Source, day: NaiveDate) -> Result<Vec<Succession>, Fault> {
    let mut all = store::successions(source).await?;
    all.retain(|succession| succession.on <= day);
    Ok(all)
}

/// Today, or the last day of a unit that is no more.
async fn last_day(
    source: &impl Source,
    unit: UnitId,
    today: NaiveDate,
) -> Result<NaiveDate, Fault> {
    let versions = store::versions_of(source, unit).await?;
    let end = versions.iter().map(|version| version.to).max().and_then(|to| to.pred_opt());
    Ok(end.map_or(today, |end| end.min(today)))
}

/// All that took over from a unit, directly or from one that had.
fn followers(successions: &[Succession], unit: UnitId) -> BTreeSet<UnitId> {
    let (mut found, mut open) = (BTreeSet::new(), vec![unit]);
    while let Some(unit) = open.pop() {
        for succession in successions.iter().filter(|s| s.predecessor == unit) {
            if found.insert(succession.successor) {
                open.push(succession.successor);
            }
        }
    }
    found
}
