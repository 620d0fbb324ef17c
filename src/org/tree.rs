//! The tree as it stood at a time.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use entities::values::{Period, UnitId};

use super::boundaries::heirs;
use super::store;
use super::unit::UnitVersion;
use crate::authority::Place;
use crate::platform::db::Source;
use crate::platform::outcome::Fault;
use crate::vietnamese::{fold, slug};

/// Which cells of a unit a sum takes: those it was asked for in the period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeps {
    /// None: it did not exist then and nobody became it.
    Nothing,
    /// What was its own as an office; those that lay within it are counted elsewhere.
    Office,
    /// What is its own; the rest comes from those within it.
    Own,
    /// All: nobody lay within it.
    Everything,
}

/// A unit and its children, in the order of reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    pub version: UnitVersion,
    pub children: Vec<UnitId>,
    pub keeps: Keeps,
    /// What it was in the period, under another identity, on the same ground: its figures and
    /// targets are that unit's.
    pub was: Option<UnitVersion>,
    /// It is no more; it stands here because its figures are counted here.
    pub is_past: bool,
}

/// A unit with all that lay within it on one day; or with all that is counted within it, where a
/// period is told in boundaries that came later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tree {
    pub root: UnitId,
    pub on: NaiveDate,
    nodes: BTreeMap<UnitId, Node>,
    /// Of each unit under the root the one it lies directly in.
    above: BTreeMap<UnitId, UnitId>,
    /// Of each unit that is counted under another the one it became.
    became: BTreeMap<UnitId, UnitId>,
    /// What the boundaries of `on` changed against the period.
    pub changes: Changes,
}

/// Units that are no more and are counted in those that took over.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// All that are counted within the tree.
    pub past: Vec<UnitId>,
    /// Went in part to units outside the tree: counted nowhere in it.
    pub uncounted: Vec<UnitVersion>,
    /// Resolutions and laws it happened by.
    pub legal_bases: Vec<String>,
    /// Day of the last of them.
    pub since: Option<NaiveDate>,
}

impl Tree {
    pub(super) fn new(root: UnitId, on: NaiveDate, versions: Vec<UnitVersion>) -> Self {
        let node = |version| Node {
            version,
            children: Vec::new(),
            keeps: Keeps::Everything,
            was: None,
            is_past: false,
        };
        let nodes = versions.into_iter().map(node).collect();
        let mut tree = Self::of(root, on, nodes, Changes::default());
        for node in tree.nodes.values_mut().filter(|node| !node.children.is_empty()) {
            node.keeps = Keeps::Own;
        }
        tree
    }

    /// Puts each node under the parent that its version names.
    pub(super) fn of(root: UnitId, on: NaiveDate, nodes: Vec<Node>, changes: Changes) -> Self {
        let place = |node: &Node| (node.version.position, node.version.name.clone());
        let mut order: Vec<_> = nodes.iter().map(|n| (place(n), n.version.unit)).collect();
        order.sort();
        let mut nodes: BTreeMap<_, _> =
            nodes.into_iter().map(|node| (node.version.unit, node)).collect();
        let mut above = BTreeMap::new();
        for (_, unit) in order {
            let parent = nodes.get(&unit).and_then(|node| node.version.parent);
            if let Some(over) = parent.filter(|_| unit != root).and_then(|p| nodes.get_mut(&p)) {
                over.children.push(unit);
                above.insert(unit, over.version.unit);
            }
        }
        let became = |node: &Node| Some((node.was.as_ref()?.unit, node.version.unit));
        let became = nodes.values().rev().filter_map(became).collect();
        Self { root, on, nodes, above, became, changes }
    }

    pub fn node(&self, unit: UnitId) -> Option<&Node> {
        self.nodes.get(&unit)
    }

    pub fn root_node(&self) -> Option<&Node> {
        self.nodes.get(&self.root)
    }

    pub fn children(&self, unit: UnitId) -> &[UnitId] {
        self.node(unit).map_or(&[], |node| &node.children)
    }

    pub fn keeps(&self, unit: UnitId) -> Keeps {
        self.node(unit).map_or(Keeps::Nothing, |node| node.keeps)
    }

    /// The unit as it stood in the period: what it was then, or itself.
    pub fn stood(&self, unit: UnitId) -> Option<&UnitVersion> {
        self.node(unit).map(|node| node.was.as_ref().unwrap_or(&node.version))
    }

    /// The unit under which another is counted here, when that became it; else the other itself.
    pub fn counted_as(&self, unit: UnitId) -> UnitId {
        self.became.get(&unit).copied().unwrap_or(unit)
    }

    pub fn iter(&self) -> impl Iterator<Item = &Node> {
        self.nodes.values()
    }

    /// Whether a unit lies under another, directly or not.
    pub fn lies_under(&self, unit: UnitId, outer: UnitId) -> bool {
        let mut above = self.above.get(&unit);
        while let Some(over) = above.filter(|over| **over != outer) {
            above = self.above.get(over);
        }
        above.is_some()
    }

    /// A unit and all within it, parents before children, in the order of reports.
    pub fn under(&self, unit: UnitId) -> Vec<UnitId> {
        let mut found = vec![unit];
        for child in self.children(unit) {
            found.extend(self.under(*child));
        }
        found
    }
}

/// The tree under a unit as it stands today; `None` when it is no more.
pub async fn today(source: &impl Source, root: UnitId) -> Result<Option<Tree>, Fault> {
    let on = source.today();
    let versions = store::versions_within(source, root, on).await?;
    let stands = versions.iter().any(|version| version.unit == root);
    Ok(stands.then(|| Tree::new(root, on, versions)))
}

/// The tree under a unit as it stood at the end of a period (or of the unit, when that came
/// first); `None` when the unit did not exist in the period.
pub async fn in_period(
    source: &impl Source,
    root: UnitId,
    period: Period,
) -> Result<Option<Tree>, Fault> {
    let spans = store::versions_of(source, root).await?;
    let last = spans
        .iter()
        .filter(|v| v.from <= period.last_day() && v.to > period.first_day())
        .map(|v| v.to)
        .max();
    let Some(to) = last else { return Ok(None) };
    let on = match to.checked_sub_days(Days::new(1)) {
        Some(end) => end.min(period.last_day()),
        None => period.last_day(),
    };
    let versions = store::versions_within(source, root, on).await?;
    Ok(Some(Tree::new(root, on, versions)))
}

/// A unit as it was on a day.
pub async fn version_on(
    source: &impl Source,
    unit: UnitId,
    day: NaiveDate,
) -> Result<Option<UnitVersion>, Fault> {
    let versions = store::versions_of(source, unit).await?;
    Ok(versions.into_iter().find(|version| version.holds_on(day)))
}

/// Units that existed in a period and answer to a number, a name or a slug.
pub async fn find(
    source: &impl Source,
    text: &str,
    period: Period,
) -> Result<Vec<UnitVersion>, Fault> {
    let number = text.split('-').next().and_then(|digits| digits.parse().ok()).map(UnitId);
    let (wanted, folded) = (slug(text), fold(text));
    let mut found: Vec<UnitVersion> = Vec::new();
    for version in store::versions(source).await? {
        let existed = version.from <= period.last_day() && version.to > period.first_day();
        let answers = Some(version.unit) == number
            || version.slug == wanted
            || slug(&version.full_name()) == wanted
            || fold(&version.full_name()) == folded;
        if existed && answers {
            found.retain(|other| other.unit != version.unit);
            found.push(version);
        }
    }
    Ok(found)
}

/// A unit as a place for rights: itself and all it lies or lay within, today or at its end.
pub async fn place(source: &impl Source, unit: UnitId) -> Result<Option<Place>, Fault> {
    let versions = store::versions_of(source, unit).await?;
    let today = source.today();
    let day = match versions.iter().find(|version| version.holds_on(today)) {
        Some(_) => today,
        None => match versions.iter().map(|v| v.to).max().and_then(|to| to.pred_opt()) {
            Some(day) => day,
            None => return Ok(None),
        },
    };
    let lineage = store::ancestors(source, unit, day).await?;
    if day == today {
        return Ok(Some(Place::within(unit, lineage)));
    }
    let heirs = heirs(source, &lineage).await?;
    Ok(Some(Place { unit, lineage, heirs }))
}

/// The places of some units, those that stand today with one query.
pub async fn places(source: &impl Source, units: &[UnitId]) -> Result<Vec<Place>, Fault> {
    let mut lineages = store::lineages(source, units, source.today()).await?;
    let mut places = Vec::with_capacity(units.len());
    for unit in units {
        match lineages.remove(unit) {
            Some(lineage) => places.push(Place::within(*unit, lineage)),
            None => places.extend(place(source, *unit).await?),
        }
    }
    Ok(places)
}

/// Units a unit lay within on a day, the nearest first, without itself.
pub async fn lineage_on(
    source: &impl Source,
    unit: UnitId,
    day: NaiveDate,
) -> Result<Vec<UnitId>, Fault> {
    let lineage = store::ancestors(source, unit, day).await?;
    Ok(lineage.into_iter().filter(|above| *above != unit).collect())
}
