//! The second chapter: on 1 July 2025 the district becomes a đặc khu of the new An Giang and its
//! communes the island groups of it; six months later everybody reports the year. All figures are
//! invented.

use chrono::{DateTime, NaiveDate, Utc};
use entities::values::{OPEN_END, Role, UnitId};
use serde_json::json;

use super::act::{act, permit};
use super::people::{PEOPLE_OF_2025, Person};
use super::prepare::{account_of, is_prepared, take_in, unit};
use crate::audit::{Event, EventKind};
use crate::authority::{Actor, Administer, Place};
use crate::exchange::Watch;
use crate::identity::{self, NewGrant};
use crate::org;
use crate::platform::db::{Db, Source};
use crate::platform::outcome::{Fault, Outcome, Refusal};
use crate::platform::site;

/// The day on which the new boundaries hold, eight in the morning in Vietnam.
const MERGER: DateTime<Utc> = DateTime::from_timestamp_nanos(1_751_331_600_000_000_000);
/// The fifteenth of January 2026, eight in the morning.
const A_YEAR_TO_REPORT: DateTime<Utc> = DateTime::from_timestamp_nanos(1_768_438_800_000_000_000);

const BOUNDARIES: &str = include_str!("boundaries-2025.json");
const YEARS: &str = include_str!("years-2021-2025.json");

/// Names the last chapter that was told whole.
const SETTING: &str = "demo_chapter";
const CHAPTER: &str = "2025";

/// Whether this chapter was told here.
pub async fn is_told(source: &impl Source) -> Result<bool, Fault> {
    Ok(site::read(source, SETTING).await?.as_deref() == Some(CHAPTER))
}

/// Tells the second chapter after the first; told already, it changes nothing. The clock goes on
/// to January 2026.
///
/// Refuses: `not_demo`
pub async fn tell(db: &Db, watch: Watch<'_>) -> Outcome<()> {
    if !is_prepared(&db.reader()).await? {
        return Err(not_demo().into());
    }
    if is_told(&db.reader()).await? {
        return Ok(());
    }
    wait_until(db, MERGER);
    take_in(db, BOUNDARIES, watch).await?;
    let day = db.clock().today();
    for person in &PEOPLE_OF_2025 {
        let account = account_of(db, person).await?;
        end_old_roles(db, account).await?;
        give_role(db, person, account, day).await?;
    }
    wait_until(db, A_YEAR_TO_REPORT);
    take_in(db, YEARS, watch).await?;
    act(db, UnitId::SITE, &Actor::Operator, async |work| {
        site::write(work, SETTING, CHAPTER).await?;
        Ok(((), Event::new(EventKind::SiteSet, json!({ SETTING: CHAPTER }))))
    })
    .await
}

fn wait_until(db: &Db, instant: DateTime<Utc>) {
    let wait = instant - db.clock().now();
    db.clock().advance(wait.max(chrono::Duration::zero()));
}

/// Ends the roles on units that are no more.
async fn end_old_roles(db: &Db, account: entities::values::AccountId) -> Outcome<()> {
    let operator = permit::<Administer>(db, &Actor::Operator, &Place::site())?;
    let reader = db.reader();
    for (id, grant) in identity::grants(&reader, account).await? {
        let ended = org::version_on(&reader, grant.unit, reader.today()).await?.is_none();
        let today = reader.today();
        if grant.role != Role::Admin && ended && grant.holds_on(today) {
            act(db, UnitId::SITE, &Actor::Operator, async |work| {
                identity::end_grant(work, &operator, id, today).await
            })
            .await?;
        }
    }
    Ok(())
}

async fn give_role(
    db: &Db,
    person: &Person,
    account: entities::values::AccountId,
    from: NaiveDate,
) -> Outcome<()> {
    let operator = permit::<Administer>(db, &Actor::Operator, &Place::site())?;
    let Some(key) = person.unit else { return Ok(()) };
    let unit = unit(db, key).await?;
    let held = identity::grants(&db.reader(), account).await?;
    if held.iter().any(|(_, grant)| grant.role == person.role && grant.unit == unit) {
        return Ok(());
    }
    let new = NewGrant { account, role: person.role, unit, from, to: OPEN_END };
    act(db, UnitId::SITE, &Actor::Operator, async |work| {
        identity::grant_role(work, &operator, &new).await
    })
    .await?;
    Ok(())
}

fn not_demo() -> Refusal {
    Refusal::new(
        "not_demo",
        "--chapter",
        "Cơ sở dữ liệu này không phải dữ liệu mẫu, nên không kể tiếp chương 2025 được.",
        "Xin chạy lệnh demo với một tệp mới, ví dụ --database data/demo.db.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chapter_stands_on_two_mornings() {
        assert_eq!(MERGER.to_rfc3339(), "2025-07-01T01:00:00+00:00");
        assert_eq!(A_YEAR_TO_REPORT.to_rfc3339(), "2026-01-15T01:00:00+00:00");
    }
}
