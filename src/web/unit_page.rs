//! What every page of a unit in a period needs: the period of the path and the unit as it was.

use entities::values::{Period, PeriodKind, UnitId};

use super::access::Visitor;
use super::reject::Reject;
use super::url;
use crate::facts::Frame;
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
    let tree = org::in_period(reader, unit, period).await?;
    let version = tree.and_then(|tree| tree.root_node().map(|node| node.version.clone()));
    version.ok_or(Reject::NotInPeriod(unit, period))
}

/// The unit and the frame that a page of figures shows: today's boundaries where they are asked
/// for, or where the unit came after the period and others went into it.
pub async fn seen(visitor: &Visitor, period: &str) -> Result<(UnitVersion, Frame), Reject> {
    let period = self::period(period)?;
    let (reader, unit) = (&visitor.reader, visitor.unit()?.unit);
    if !url::asks_for_today(&visitor.asked)
        && let Some(tree) = org::in_period(reader, unit, period).await?
        && let Some(node) = tree.root_node()
    {
        return Ok((node.version.clone(), period.into()));
    }
    let frame = Frame::now(period);
    let view = org::view(reader, unit, frame).await?;
    let version = view.and_then(|view| view.tree.root_node().map(|node| node.version.clone()));
    Ok((version.ok_or(Reject::NotInPeriod(unit, period))?, frame))
}
