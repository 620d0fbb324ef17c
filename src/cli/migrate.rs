//! `migrate`: brings the schema up to this program. On PostgreSQL it is the owner who does so.

use super::say;
use crate::platform::clock::Clock;
use crate::platform::db::{Db, Mode, Target};
use crate::platform::outcome::Fault;

pub async fn migrate(target: &Target, clock: Clock) -> Result<(), Fault> {
    let db = Db::open(target, Mode::Migrate, clock).await?;
    say::line(&format!("Cơ sở dữ liệu {target} đã ở lược đồ của phiên bản này."))?;
    db.close().await
}
