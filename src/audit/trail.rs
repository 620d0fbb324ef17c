//! Reading the audit (nhật ký): who did what, the latest first, a page at a time.

use chrono::{DateTime, Utc};
use entities::values::UnitId;

use super::{EventKind, store};
use crate::authority::{Administer, Permit, ViewTrail};
use crate::platform::db::Source;
use crate::platform::outcome::Fault;

/// Acts on one page.
pub const PAGE: u64 = 50;

/// One act as it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    /// The unit it was done on; `UnitId::SITE` for what belongs to none.
    pub chain: UnitId,
    pub number: i64,
    pub at: DateTime<Utc>,
    pub by: String,
    /// `None` for a word that this program does not know.
    pub kind: Option<EventKind>,
    /// How many things the act touched, where it says so.
    pub count: Option<usize>,
}

/// Acts on the permit's unit before `before`, the latest first.
pub async fn trail(
    source: &impl Source,
    permit: &Permit<ViewTrail>,
    before: Option<i64>,
    limit: u64,
) -> Result<Vec<Act>, Fault> {
    let rows = store::before(source, permit.unit(), before, limit).await?;
    Ok(rows.into_iter().map(act).collect())
}

/// Acts on what belongs to no unit, for those who see to the site.
pub async fn site_trail(
    source: &impl Source,
    _permit: &Permit<Administer>,
    before: Option<i64>,
    limit: u64,
) -> Result<Vec<Act>, Fault> {
    let rows = store::before(source, UnitId::SITE, before, limit).await?;
    Ok(rows.into_iter().map(act).collect())
}

fn act(row: store::Row) -> Act {
    Act {
        chain: row.chain,
        number: row.number,
        at: row.happened_at,
        kind: EventKind::ALL.iter().copied().find(|kind| kind.word() == row.event),
        count: count(&row.details),
        by: row.actor_name,
    }
}

/// The length of the first list among the details.
fn count(details: &str) -> Option<usize> {
    let details: serde_json::Value = serde_json::from_str(details).ok()?;
    let lists = ["saved", "cells", "targets", "refused"];
    lists.iter().find_map(|name| details.get(name)?.as_array()).map(Vec::len)
}
