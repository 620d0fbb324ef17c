//! Beginning, ending and proving.

use chrono::{DateTime, SecondsFormat, Utc};
use entities::values::UnitId;
use sha2::{Digest, Sha256};

use super::{Event, store};
use crate::authority::Actor;
use crate::platform::db::{Db, Source, Work};
use crate::platform::outcome::Fault;

/// Hash before the first row of a chain.
const BEGINNING: &str = "";

/// Begins an act on a unit; acts of the same unit wait for each other.
pub async fn open(db: &Db, chain: UnitId) -> Result<Work, Fault> {
    let work = db.begin().await?;
    store::hold(&work, chain).await?;
    Ok(work)
}

/// Takes hold of another unit's chain until the work ends, so that its acts wait for this one.
pub async fn hold(work: &Work, chain: UnitId) -> Result<(), Fault> {
    store::hold(work, chain).await
}

/// Writes the act's row and makes everything in the work durable.
pub async fn commit(work: Work, chain: UnitId, actor: &Actor, event: &Event) -> Result<(), Fault> {
    let end = store::end(&work, chain).await?;
    let mut row = store::Row {
        chain,
        number: end.length + 1,
        happened_at: work.now(),
        actor: actor.key(),
        actor_name: actor.name().to_owned(),
        event: event.kind.word().to_owned(),
        details: event.details.to_string(),
        previous_hash: end.hash,
        hash: String::new(),
    };
    row.hash = hash(&row);
    store::append(&work, &row).await?;
    work.commit().await
}

/// When the last act happened.
pub async fn latest(source: &impl Source) -> Result<Option<DateTime<Utc>>, Fault> {
    Ok(store::latest(source).await?.map(|row| row.happened_at))
}

/// A row that does not follow from the one before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    pub chain: UnitId,
    pub number: i64,
    pub happened_at: DateTime<Utc>,
    pub event: String,
}

/// The first wrong row of each chain; empty when all is as it was written.
pub async fn verify(source: &impl Source) -> Result<Vec<Broken>, Fault> {
    let mut broken = Vec::new();
    for end in store::ends(source).await? {
        let mut previous = BEGINNING.to_owned();
        let mut expected = 1;
        let rows = store::rows(source, end.chain).await?;
        let wrong = rows.iter().find(|row| {
            let right =
                row.number == expected && row.previous_hash == previous && row.hash == hash(row);
            expected += 1;
            previous.clone_from(&row.hash);
            !right
        });
        if let Some(row) = wrong {
            broken.push(Broken {
                chain: end.chain,
                number: row.number,
                happened_at: row.happened_at,
                event: row.event.clone(),
            });
        } else if rows.len() != usize::try_from(end.length).unwrap_or_default()
            || rows.last().is_some_and(|row| row.hash != end.hash)
        {
            broken.push(Broken {
                chain: end.chain,
                number: end.length,
                happened_at: source.now(),
                event: "missing".to_owned(),
            });
        }
    }
    Ok(broken)
}

/// Every field with its length before it, so that no two rows read the same.
fn hash(row: &store::Row) -> String {
    let fields = [
        row.chain.to_string(),
        row.number.to_string(),
        row.happened_at.to_rfc3339_opts(SecondsFormat::Micros, true),
        row.actor.clone(),
        row.actor_name.clone(),
        row.event.clone(),
        row.details.clone(),
        row.previous_hash.clone(),
    ];
    let mut digest = Sha256::new();
    for field in fields {
        digest.update(field.len().to_string());
        digest.update(":");
        digest.update(field);
    }
    digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
