//! What every page of targets reads: the unit, its targets, and the year's figures for those who
//! may see them.

use std::collections::BTreeMap;

use entities::values::{Period, RowId, UnitId};

use crate::authority::{Permit, ViewProgress};
use crate::indicators::{self, Indicator};
use crate::org::{self, Tree, UnitVersion};
use crate::platform::db::Source;
use crate::platform::outcome::Fault;
use crate::progress::{self, Gathered};
use crate::targets::{self, Given, Reach, Target};
use crate::web::access::Visitor;
use crate::web::reject::Reject;
use crate::web::{unit_page, url};

/// Everything that is known of the targets of a unit in a period.
pub struct Desk {
    pub unit: UnitVersion,
    pub period: Period,
    pub tree: Tree,
    pub indicators: Vec<Indicator>,
    /// Nothing for who sees no register.
    pub gathered: Option<Gathered>,
    /// Of the unit itself, those that stand, in the order of the indicators.
    pub own: Vec<Target>,
    /// Of the unit itself, those that were superseded or withdrawn, the latest first.
    pub past: Vec<Target>,
    /// Of units above, those that speak of this one.
    pub from_above: Vec<Target>,
    /// Full names of the units above.
    pub above: BTreeMap<UnitId, String>,
    /// Parts of the targets that stand.
    pub given: Vec<Given>,
    /// Parts of targets above that this unit is to promise, each with that target.
    pub asked: Vec<(Given, Target)>,
}

impl Desk {
    pub async fn read(visitor: &Visitor, period: &str) -> Result<Self, Reject> {
        let period = unit_page::period(period)?;
        let (reader, place) = (&visitor.reader, visitor.unit()?);
        let tree = org::in_period(reader, place.unit, period).await?.ok_or(Reject::NotFound)?;
        let unit = tree.root_node().map(|node| node.version.clone()).ok_or(Reject::NotFound)?;
        let gathered = match visitor.permit::<ViewProgress>(place) {
            Some(permit) => Some(figures(reader, &permit, period).await?),
            None => None,
        };
        let indicators = match &gathered {
            Some(gathered) => gathered.indicators.clone(),
            None => indicators::indicators(reader, period).await?,
        };
        let mut own = targets::every_target_of(reader, &[unit.unit], &[period]).await?;
        let position = |target: &Target| {
            indicators.iter().position(|indicator| indicator.code == target.new.indicator)
        };
        own.sort_by_cached_key(|target| (position(target), target.adopted_at));
        let (own, mut past): (Vec<_>, Vec<_>) = own.into_iter().partition(Target::stands);
        past.reverse();
        let above = org::lineage_on(reader, unit.unit, tree.on).await?;
        let mut names = BTreeMap::new();
        for unit in &above {
            if let Some(version) = org::version_on(reader, *unit, tree.on).await? {
                names.insert(*unit, version.full_name());
            }
        }
        let mut from_above = targets::targets_of(reader, &above, &[period]).await?;
        from_above.retain(|target| binds(target, &unit));
        from_above.sort_by_cached_key(position);
        let ids: Vec<RowId> = own.iter().map(|target| target.id).collect();
        let given = targets::given_by(reader, &ids).await?;
        let asked = asked(reader, unit.unit, Some(period)).await?;
        Ok(Self {
            unit,
            period,
            tree,
            indicators,
            gathered,
            own,
            past,
            from_above,
            above: names,
            given,
            asked,
        })
    }

    pub fn indicator(&self, target: &Target) -> Option<&Indicator> {
        self.indicators.iter().find(|indicator| indicator.code == target.new.indicator)
    }

    pub fn name(&self, unit: UnitId) -> &str {
        self.tree.node(unit).map_or("", |node| node.version.name.as_str())
    }

    /// Address of the list.
    pub fn here(&self) -> String {
        url::targets(self.unit.unit, &self.unit.slug, self.period)
    }

    /// Kinds of the units directly within, each once.
    pub fn kinds(&self) -> Vec<String> {
        let mut kinds: Vec<String> = Vec::new();
        for node in self.children() {
            if !kinds.contains(&node.kind) {
                kinds.push(node.kind.clone());
            }
        }
        kinds
    }

    pub fn children(&self) -> impl Iterator<Item = &UnitVersion> {
        let children = self.tree.children(self.unit.unit).iter();
        children.filter_map(|unit| self.tree.node(*unit)).map(|node| &node.version)
    }
}

async fn figures(
    source: &impl Source,
    permit: &Permit<ViewProgress>,
    period: Period,
) -> Result<Gathered, Reject> {
    progress::gather(source, permit.scope(), period).await?.ok_or(Reject::NotFound)
}

/// Whether a target of a unit above speaks of this unit.
fn binds(target: &Target, unit: &UnitVersion) -> bool {
    target.new.reach != Reach::Whole && target.new.speaks_of(unit.unit, &unit.kind)
}

/// The parts of standing targets that a unit is to promise, of one period or of all.
pub async fn asked(
    source: &impl Source,
    unit: UnitId,
    period: Option<Period>,
) -> Result<Vec<(Given, Target)>, Fault> {
    let mut asked = Vec::new();
    for given in targets::given_to(source, unit).await? {
        let target = targets::target(source, given.target).await?;
        let target = target.filter(|target| target.stands() && target.new.unit != unit);
        let target = target.filter(|target| period.is_none_or(|asked| target.new.period == asked));
        asked.extend(target.map(|target| (given, target)));
    }
    Ok(asked)
}
