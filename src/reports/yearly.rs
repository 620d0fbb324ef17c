//! A report with everything it is made of, read once; what it says is worked out without asking
//! the database again.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use entities::values::{Code, Period, UnitId};

use super::prose::Prose;
use super::section::{Issue, SectionView};
use super::{letterhead, outline, readiness, store, when};
use crate::authority::{Permit, ViewReport};
use crate::documents::Document;
use crate::facts::{Boundaries, Frame};
use crate::indicators::Indicator;
use crate::org::{self, Keeps, Officer, UnitVersion};
use crate::platform::clock::day_in_vietnam;
use crate::platform::db::Source;
use crate::platform::outcome::Fault;
use crate::progress::{self, Board, Figure, Gathered, figure};
use crate::statistics::{self, Refused, Relation};
use crate::targets::{self, Target};

/// The report of a unit for a period (báo cáo), as its data stands.
#[derive(Clone, Debug)]
pub struct Yearly {
    pub period: Period,
    pub gathered: Gathered,
    pub board: Board,
    /// Targets for the time ahead, in the order of the indicators.
    pub plan: Vec<Target>,
    pub prose: BTreeMap<String, Prose>,
    pub last_prose: BTreeMap<String, Prose>,
    /// The unit as it was called on the day of the paper.
    pub unit: UnitVersion,
    /// The unit it then stood under.
    pub superior: Option<UnitVersion>,
    pub signatory: Option<Officer>,
    /// Last change of its data.
    pub date: NaiveDate,
    /// Words that every paper of the site carries.
    pub marks: Vec<String>,
    pub(super) relations: Vec<Relation>,
    pub(super) refused: Vec<(UnitId, Refused)>,
}

/// Reads the report of the permit's unit; `None` when the unit did not exist in the period.
///
/// Basis: dated by the last change of its figures, targets and prose; when nothing was ever
///        entered, by the last day of the period
pub async fn yearly(
    source: &impl Source,
    permit: &Permit<ViewReport>,
    frame: impl Into<Frame>,
    marks: Vec<String>,
) -> Result<Option<Yearly>, Fault> {
    let frame = frame.into();
    let period = frame.period;
    let Some(gathered) = progress::gather(source, permit.scope(), frame).await? else {
        return Ok(None);
    };
    let root = gathered.root();
    // What the unit was then wrote the words and adopted the plan.
    let stood = gathered.tree.stood(root).map_or(root, |version| version.unit);
    let prose = by_section(store::all(source, stood, period).await?);
    let last_prose = by_section(store::all(source, stood, period.previous()).await?);
    let plan = plan(source, &gathered, stood).await?;
    let date = dated(&gathered, &plan, &prose).unwrap_or_else(|| period.last_day());
    // In today's boundaries no paper is older than they are.
    let date = gathered.tree.changes.since.map_or(date, |since| date.max(since));
    let now = org::version_on(source, root, date).await?;
    let Some(unit) = now.or_else(|| gathered.tree.root_node().map(|node| node.version.clone()))
    else {
        return Ok(None);
    };
    let superior = match unit.parent {
        Some(parent) => org::version_on(source, parent, date).await?,
        None => None,
    };
    let report = Yearly {
        period,
        board: progress::board(&gathered, root),
        plan,
        prose,
        last_prose,
        superior,
        signatory: org::signatory_on(source, root, date).await?,
        date,
        marks,
        relations: statistics::relations(source, period).await?,
        refused: statistics::refused(source, permit.scope(), gathered.tree.on, period).await?,
        unit,
        gathered,
    };
    Ok(Some(report))
}

fn by_section(prose: Vec<Prose>) -> BTreeMap<String, Prose> {
    prose.into_iter().map(|prose| (prose.section.clone(), prose)).collect()
}

/// Targets of the unit itself for the time ahead.
async fn plan(
    source: &impl Source,
    gathered: &Gathered,
    unit: UnitId,
) -> Result<Vec<Target>, Fault> {
    let ahead = when::planned(gathered.period);
    let mut plan = targets::targets_of(source, &[unit], &[ahead]).await?;
    let place = |target: &Target| {
        let same = |indicator: &Indicator| indicator.code == target.new.indicator;
        (gathered.indicators.iter().position(same), target.new.wording.clone())
    };
    plan.sort_by_cached_key(place);
    Ok(plan)
}

/// Day of the last change of anything the paper says.
fn dated(
    gathered: &Gathered,
    plan: &[Target],
    prose: &BTreeMap<String, Prose>,
) -> Option<NaiveDate> {
    // What a register counts bears no instant of its own.
    let entered = gathered.changed_at().filter(|at| *at > DateTime::<Utc>::UNIX_EPOCH);
    let targets = gathered.targets_of(gathered.period).chain(plan).map(|t| t.adopted_at);
    let written = prose.values().map(|prose| prose.written_at);
    entered.into_iter().chain(targets).chain(written).max().map(day_in_vietnam)
}

impl Yearly {
    /// The paper (văn bản): blocks in the order of the outline.
    pub fn document(&self) -> Document {
        letterhead::document(self)
    }

    /// What is still to be seen to, in the order of the outline.
    pub fn readiness(&self) -> Vec<Issue> {
        readiness::issues(self)
    }

    /// The sections in their order, with what belongs to each.
    pub fn sections(&self) -> Vec<SectionView> {
        outline::views(self)
    }

    pub fn root(&self) -> UnitId {
        self.gathered.root()
    }

    /// `xã Lại Sơn`, on the day of the paper.
    pub fn full_name(&self) -> String {
        self.unit.full_name()
    }

    /// Which units were summed, when that is not the boundaries of the period.
    pub(super) fn boundaries(&self) -> Vec<String> {
        if self.gathered.boundaries == Boundaries::Then {
            return Vec::new();
        }
        progress::boundaries_in_words(&self.gathered)
    }

    pub(super) fn prose_of(&self, section: &str) -> Option<&str> {
        self.prose.get(section).map(|prose| prose.text.as_str()).filter(|text| !text.is_empty())
    }

    pub(super) fn indicator(&self, code: &str) -> Option<&Indicator> {
        self.gathered.indicator(&Code::new(code))
    }

    /// The figure of the whole unit for an indicator.
    pub(super) fn figure(&self, indicator: &Indicator) -> Figure {
        figure(&self.gathered, indicator, self.root(), self.period)
    }

    /// Units of the lowest level, in the order of reports.
    pub(super) fn leaves(&self) -> Vec<UnitId> {
        let tree = &self.gathered.tree;
        let mut units = tree.under(self.root());
        units.retain(|unit| tree.children(*unit).is_empty() && tree.keeps(*unit) != Keeps::Office);
        units
    }

    /// What units are called together: `xã` when all are of that kind, else `đơn vị`.
    pub(super) fn kind_of(&self, units: &[UnitId]) -> &str {
        self.gathered.kind_of(units)
    }
}
