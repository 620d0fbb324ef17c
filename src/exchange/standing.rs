//! How all units stand through time, held in memory while a file is read. Pure.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use entities::values::{Period, UnitId};

use crate::org::UnitVersion;

/// Units by their keys, with their versions and their children's.
pub struct Standing {
    pub ids: BTreeMap<String, UnitId>,
    versions: BTreeMap<UnitId, Vec<UnitVersion>>,
    children: BTreeMap<UnitId, Vec<(NaiveDate, NaiveDate)>>,
}

impl Standing {
    pub fn new(ids: BTreeMap<String, UnitId>, all: Vec<UnitVersion>) -> Self {
        let mut versions: BTreeMap<UnitId, Vec<UnitVersion>> = BTreeMap::new();
        let mut children: BTreeMap<UnitId, Vec<(NaiveDate, NaiveDate)>> = BTreeMap::new();
        for version in all {
            if let Some(parent) = version.parent {
                children.entry(parent).or_default().push((version.from, version.to));
            }
            versions.entry(version.unit).or_default().push(version);
        }
        Self { ids, versions, children }
    }

    /// Whether the unit existed in the period; nobody asks it of units whose versions were
    /// refused.
    pub fn existed(&self, unit: UnitId, period: Period) -> bool {
        self.versions.get(&unit).is_none_or(|versions| {
            versions.iter().any(|v| v.from <= period.last_day() && v.to > period.first_day())
        })
    }

    /// Whether units lay directly under it at the end of the period, or of the unit.
    pub fn has_children(&self, unit: UnitId, period: Period) -> bool {
        let ends = self.versions.get(&unit).into_iter().flatten();
        let end = ends
            .filter(|v| v.from <= period.last_day() && v.to > period.first_day())
            .filter_map(|v| v.to.pred_opt())
            .max();
        let on = end.map_or(period.last_day(), |end| end.min(period.last_day()));
        let children = self.children.get(&unit);
        children.is_some_and(|spans| spans.iter().any(|(from, to)| *from <= on && on < *to))
    }
}
