//! Facts about the whole site that an act leaves behind, one row each. What is set before start
//! belongs to the settings of the process, not here.

use chrono::{DateTime, Utc};

use super::db::{Source, Work};
use super::outcome::Fault;
use super::store;
use crate::authority::{Administer, Permit};

const LAST_BACKUP: &str = "last_backup";

/// When the last verified backup was made (sao lưu gần nhất).
pub async fn last_backup(source: &impl Source) -> Result<Option<DateTime<Utc>>, Fault> {
    let Some(text) = store::setting(source, LAST_BACKUP).await? else { return Ok(None) };
    let at = text.parse().map_err(|error| Fault::new("site setting last_backup", error))?;
    Ok(Some(at))
}

/// Notes that a backup was made and verified, at the instant of the work.
pub async fn note_backup(work: &Work, _permit: &Permit<Administer>) -> Result<(), Fault> {
    store::set(work, LAST_BACKUP, &work.now().to_rfc3339()).await
}
