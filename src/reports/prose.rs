//! The staff's own words under each heading (phần lời), every earlier text kept.

use chrono::{DateTime, Utc};
use entities::values::{Period, UnitId};
use serde_json::json;

use super::{outline, refusals, store};
use crate::audit::{Event, EventKind};
use crate::authority::{Permit, ViewReport, WriteReport};
use crate::org;
use crate::platform::db::{Source, Work};
use crate::platform::outcome::{Fault, Outcome};
use crate::vietnamese::canonical_prose;

/// Longest text of one section, in letters.
const LONGEST: usize = 20_000;

/// A text of one section of one report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prose {
    pub unit: UnitId,
    pub period: Period,
    pub section: String,
    /// Counts the texts this section has had.
    pub version: i32,
    pub text: String,
    pub written_by: String,
    pub written_at: DateTime<Utc>,
}

/// Writes the text of a section over the version that was on the screen, 0 for none (viết lời).
/// The same text again changes nothing and keeps its version.
///
/// Refuses: `no_such_section` · `unit_not_in_period` · `prose_too_long` · `prose_changed`
pub async fn write_prose(
    work: &Work,
    permit: &Permit<WriteReport>,
    period: Period,
    section: &str,
    text: &str,
    base_version: i32,
) -> Outcome<Event> {
    if !outline::keys().any(|key| key == section) {
        return Err(refusals::no_such_section(section).into());
    }
    let unit = permit.unit();
    if org::in_period(work, unit, period).await?.is_none() {
        return Err(refusals::no_such_period(period).into());
    }
    let text = canonical_prose(text);
    if text.chars().count() > LONGEST {
        return Err(refusals::too_long(LONGEST).into());
    }
    let stored = store::one(work, unit, period, section).await?;
    let version = stored.as_ref().map_or(0, |prose| prose.version);
    let same = stored.as_ref().map_or("", |prose| &prose.text) == text;
    let event = |version: i32| {
        let details = json!({"period": period, "section": section, "version": version});
        Event::new(EventKind::ProseWritten, details)
    };
    if same {
        return Ok(event(version));
    }
    if let Some(theirs) = stored.filter(|prose| prose.version != base_version) {
        return Err(refusals::changed_meanwhile(&theirs).into());
    }
    let prose = Prose {
        unit,
        period,
        section: section.to_owned(),
        version: version + 1,
        text,
        written_by: permit.actor().name().to_owned(),
        written_at: work.now(),
    };
    store::write(work, &prose).await?;
    Ok(event(prose.version))
}

/// The text that stands in a section of the permit's unit.
pub async fn prose(
    source: &impl Source,
    permit: &Permit<ViewReport>,
    period: Period,
    section: &str,
) -> Result<Option<Prose>, Fault> {
    store::one(source, permit.unit(), period, section).await
}

/// Every text a section ever had, the oldest first.
pub async fn prose_history(
    source: &impl Source,
    permit: &Permit<ViewReport>,
    period: Period,
    section: &str,
) -> Result<Vec<Prose>, Fault> {
    store::history(source, permit.unit(), period, section).await
}
