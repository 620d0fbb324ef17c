//! `migrate`: brings the schema up to this program. On PostgreSQL it is the owner who does so.
//!
//! What was there is kept first: a file keeps a copy beside itself, PostgreSQL a dump.

use std::path::PathBuf;

use super::{operator, postgres, say};
use crate::platform::clock::{Clock, stamp_in_vietnam};
use crate::platform::db::{Db, Mode, Target};
use crate::platform::outcome::{Fault, Outcome};

/// Migrates, and gives a new site the standard catalogue.
pub async fn migrate(target: &Target, without_backup: bool, clock: Clock) -> Outcome<()> {
    if let (Target::Postgres(url), false) = (target, without_backup) {
        let stamp = stamp_in_vietnam(clock.now());
        let out = PathBuf::from(format!("data/backups/before-migration-{stamp}.dump"));
        let folder = out.with_file_name("");
        std::fs::create_dir_all(&folder).map_err(|error| Fault::new("không tạo thư mục", error))?;
        postgres::dump(url, &out)?;
        say::line(&format!("Đã giữ bản trước khi đổi lược đồ: {}", out.display()))?;
    }
    let db = Db::open(target, Mode::Migrate, clock).await?;
    operator::with_catalogue(&db).await?;
    say::line(&format!("Cơ sở dữ liệu {target} đã ở lược đồ của phiên bản này."))?;
    Ok(db.close().await?)
}
