//! The staff of Kiên Hải write the words of their reports (phần lời); invented, except the first
//! sentence of the review.

use entities::values::Period;
use serde::Deserialize;

use super::act::{act, permit};
use super::people::STAFF;
use super::prepare::unit;
use crate::authority::{Actor, Person, WriteReport};
use crate::identity;
use crate::org;
use crate::platform::db::Db;
use crate::platform::outcome::{Fault, Outcome};
use crate::reports;

const WRITTEN: &str = include_str!("prose.json");
const KIEN_HAI: &str = "kien-hai";

#[derive(Deserialize)]
struct Written {
    period: Period,
    section: String,
    text: String,
}

/// Writes every text of the story, as the staff of the district.
pub async fn write(db: &Db) -> Outcome<()> {
    let failed = |error| Fault::new("the prose of the story", error);
    let written: Vec<Written> = serde_json::from_str(WRITTEN).map_err(failed)?;
    let reader = db.reader();
    let account = identity::account_by_login(&reader, STAFF).await?;
    let account = account.ok_or_else(|| Fault::broken("the story has no staff"))?;
    let staff =
        Actor::Person(Person { account: account.id, name: account.name, grants: account.grants });
    let unit = unit(db, KIEN_HAI).await?;
    let place = org::place(&reader, unit).await?;
    let place = place.ok_or_else(|| Fault::broken("the story has no place"))?;
    let permit = permit::<WriteReport>(db, &staff, &place)?;
    for Written { period, section, text } in &written {
        act(db, unit, &staff, async |work| {
            let event = reports::write_prose(work, &permit, *period, section, text, 0).await?;
            Ok(((), event))
        })
        .await?;
    }
    Ok(())
}
