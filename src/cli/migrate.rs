//! `migrate`: brings the schema up to this program. On PostgreSQL it is the owner who does so.

use super::{operator, say};
use crate::platform::clock::Clock;
use crate::platform::db::{Db, Mode, Target};
use crate::platform::outcome::Outcome;

/// Migrates, and gives a new site the standard catalogue.
pub async fn migrate(target: &Target, clock: Clock) -> Outcome<()> {
    let db = Db::open(target, Mode::Migrate, clock).await?;
    operator::with_catalogue(&db).await?;
    say::line(&format!("Cơ sở dữ liệu {target} đã ở lược đồ của phiên bản này."))?;
    Ok(db.close().await?)
}
