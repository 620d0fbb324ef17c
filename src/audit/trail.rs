//! Reading the audit (nhật ký): who did what, the latest first, a page at a time.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Utc};
use entities::values::UnitId;
use serde_json::Value;

use super::{EventKind, store};
use crate::authority::{Actor, Administer, Permit, ViewTrail};
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
    /// What belongs to the kind; null for text that this program cannot read.
    pub details: Value,
    /// Done by somebody who had not signed in, e.g. signing in.
    pub is_by_nobody: bool,
}

/// Where an act stands among all: a list goes on from there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub at: DateTime<Utc>,
    pub chain: UnitId,
    pub number: i64,
}

impl Act {
    pub fn place(&self) -> Place {
        Place { at: self.at, chain: self.chain, number: self.number }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}-{}", self.at.timestamp_micros(), self.chain, self.number)
    }
}

impl FromStr for Place {
    type Err = NoPlace;

    fn from_str(text: &str) -> Result<Self, NoPlace> {
        let mut numbers = text.split('-').map(|part| part.parse::<i64>().map_err(|_| NoPlace));
        let mut next = || numbers.next().unwrap_or(Err(NoPlace));
        let (at, chain, number) = (next()?, next()?, next()?);
        Ok(Self {
            at: DateTime::from_timestamp_micros(at).ok_or(NoPlace)?,
            chain: UnitId(chain.try_into().map_err(|_| NoPlace)?),
            number,
        })
    }
}

/// The text names no place in the trail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoPlace;

/// Acts on the permit's unit and on those within it, before `end`, the latest first.
pub async fn trail(
    source: &impl Source,
    permit: &Permit<ViewTrail>,
    end: Option<Place>,
    limit: u64,
) -> Result<Vec<Act>, Fault> {
    let rows = store::before(source, permit.scope().root(), end, limit).await?;
    Ok(rows.into_iter().map(act).collect())
}

/// Acts on what belongs to no unit, for those who see to the site.
pub async fn site_trail(
    source: &impl Source,
    _permit: &Permit<Administer>,
    end: Option<Place>,
    limit: u64,
) -> Result<Vec<Act>, Fault> {
    let rows = store::before(source, UnitId::SITE, end, limit).await?;
    Ok(rows.into_iter().map(act).collect())
}

fn act(row: store::Row) -> Act {
    Act {
        chain: row.chain,
        number: row.number,
        at: row.happened_at,
        kind: EventKind::ALL.iter().copied().find(|kind| kind.word() == row.event),
        details: serde_json::from_str(&row.details).unwrap_or(Value::Null),
        is_by_nobody: row.actor == Actor::Anonymous.key(),
        by: row.actor_name,
    }
}
