//! Telling the story into an empty site.

use chrono::{DateTime, NaiveDate, Utc};
use entities::values::{OPEN_END, UnitId};
use serde_json::json;

use super::act::{act, permit};
use super::people::{PEOPLE, Person};
use super::prose;
use crate::audit::{Event, EventKind};
use crate::authority::{Actor, Administer, ImportExchange, Place};
use crate::exchange::{self, KEY_SCHEME, Watch};
use crate::identity::{self, NewAccount, NewGrant};
use crate::org;
use crate::platform::db::{Db, Source};
use crate::platform::outcome::{Fault, Outcome, Refusal};
use crate::platform::site;

/// Morning of the fifteenth of January 2021 in Vietnam.
pub const BEGINNING: DateTime<Utc> = DateTime::from_timestamp_nanos(1_610_672_400_000_000_000);

const KIEN_HAI: &str = include_str!("kien-hai.json");

/// Whether the story was told here.
pub async fn is_prepared(source: &impl Source) -> Result<bool, Fault> {
    site::is_demo(source).await
}

/// Tells the story (chuẩn bị dữ liệu mẫu) into a site that has no unit and no account yet; the
/// database runs on a clock that stands at [`BEGINNING`].
///
/// Refuses: `not_empty`
pub async fn prepare(db: &Db, watch: Watch<'_>) -> Outcome<()> {
    let reader = db.reader();
    let is_empty = org::all_versions(&reader).await?.is_empty()
        && identity::accounts(&reader).await?.is_empty();
    if !is_empty {
        return Err(not_empty().into());
    }
    catalogue_and_figures(db, watch).await?;
    for person in &PEOPLE {
        let account = account(db, person).await?;
        grant(db, person, account).await?;
    }
    prose::write(db).await?;
    // Last, because only a whole story may be shown as one.
    act(db, UnitId::SITE, &Actor::Operator, async |work| {
        site::write(work, site::DEMO, "yes").await?;
        // People of the story come in by one press.
        site::write(work, site::SECOND_FACTOR, site::SECOND_FACTOR_OFF).await?;
        Ok(((), Event::new(EventKind::SiteSet, json!({ "demo": "yes" }))))
    })
    .await
}

async fn catalogue_and_figures(db: &Db, watch: Watch<'_>) -> Outcome<()> {
    let operator = permit::<ImportExchange>(db, &Actor::Operator, &Place::site())?;
    if exchange::needs_catalogue(&db.reader()).await? {
        act(db, UnitId::SITE, &Actor::Operator, async |work| {
            Ok(((), exchange::load_standard(work, &operator).await?))
        })
        .await?;
    }
    take_in(db, KIEN_HAI, watch).await
}

/// Takes in an exchange file of the story.
pub async fn take_in(db: &Db, file: &str, watch: Watch<'_>) -> Outcome<()> {
    let operator = permit::<ImportExchange>(db, &Actor::Operator, &Place::site())?;
    let file = exchange::read(file.as_bytes())?;
    act(db, UnitId::SITE, &Actor::Operator, async |work| {
        exchange::import_watched(work, &operator, &file, watch).await
    })
    .await?;
    Ok(())
}

/// The account of a person, opened now unless it is there.
pub async fn account_of(db: &Db, person: &Person) -> Outcome<entities::values::AccountId> {
    match identity::account_by_login(&db.reader(), person.login).await? {
        Some(account) => Ok(account.id),
        None => account(db, person).await,
    }
}

async fn account(db: &Db, person: &Person) -> Outcome<entities::values::AccountId> {
    let operator = permit::<Administer>(db, &Actor::Operator, &Place::site())?;
    let new = NewAccount { login: person.login.to_owned(), name: person.name.to_owned() };
    act(db, UnitId::SITE, &Actor::Operator, async |work| {
        identity::open_account(work, &operator, &new).await
    })
    .await
}

async fn grant(db: &Db, person: &Person, account: entities::values::AccountId) -> Outcome<()> {
    let operator = permit::<Administer>(db, &Actor::Operator, &Place::site())?;
    let unit = match person.unit {
        Some(key) => unit(db, key).await?,
        None => UnitId::SITE,
    };
    let from = NaiveDate::from_ymd_opt(2018, 1, 1).unwrap_or_default();
    let new = NewGrant { account, role: person.role, unit, from, to: OPEN_END };
    act(db, UnitId::SITE, &Actor::Operator, async |work| {
        identity::grant_role(work, &operator, &new).await
    })
    .await?;
    Ok(())
}

/// The unit that came with a key.
pub async fn unit(db: &Db, key: &str) -> Result<UnitId, Fault> {
    let found = org::unit_by_code(&db.reader(), KEY_SCHEME, key).await?;
    found.ok_or_else(|| Fault::broken(format!("the story has no unit {key}")))
}

fn not_empty() -> Refusal {
    Refusal::new(
        "not_empty",
        "--database",
        "Cơ sở dữ liệu này đã có đơn vị hoặc tài khoản.",
        "Xin chọn một tệp mới cho dữ liệu mẫu, ví dụ --database data/demo.db.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::clock::day_in_vietnam;

    #[test]
    fn the_story_begins_on_a_morning_of_january_2021() {
        assert_eq!(BEGINNING.to_rfc3339(), "2021-01-15T01:00:00+00:00");
        assert_eq!(day_in_vietnam(BEGINNING), NaiveDate::from_ymd_opt(2021, 1, 15).unwrap());
    }
}
