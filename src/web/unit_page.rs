//! What every page of a unit in a period needs: the period of the path and the unit as it was.

use entities::values::{Period, PeriodKind, UnitId};

use super::reject::Reject;
use crate::org::{self, UnitVersion};
use crate::platform::db::Reader;

/// The period in the path; only those that reports are made for.
pub fn period(text: &str) -> Result<Period, Reject> {
    let period: Period = text.parse().map_err(|_| Reject::NotFound)?;
    match period.kind() {
        PeriodKind::Year | PeriodKind::HalfYear | PeriodKind::NineMonths => Ok(period),
        PeriodKind::SchoolYear | PeriodKind::Term => Err(Reject::NotFound),
    }
}

/// The unit as it was at the end of the period.
pub async fn unit_in(reader: &Reader, unit: UnitId, period: Period) -> Result<UnitVersion, Reject> {
    let tree = org::in_period(reader, unit, period).await?.ok_or(Reject::NotFound)?;
    tree.root_node().map(|node| node.version.clone()).ok_or(Reject::NotFound)
}
