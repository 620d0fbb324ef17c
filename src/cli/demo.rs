//! `demo`: tells the story of Kiên Hải into its own database, then serves it on the story's
//! clock. Anybody who opens the page may be one of its people at one press.

use chrono::Duration;

use super::arguments::Listen;
use super::{progress, say, serve};
use crate::audit;
use crate::demo;
use crate::identity;
use crate::platform::clock::Clock;
use crate::platform::config::Config;
use crate::platform::db::{Db, Mode, Target};
use crate::platform::outcome::Outcome;
use crate::platform::telemetry;
use crate::web::Site;

/// Prepares the story unless it was told before, then serves it.
///
/// Refuses: what [`demo::prepare`] refuses
pub async fn demo(
    target: &Target,
    config: Config,
    listen: Listen,
    prepare_only: bool,
) -> Outcome<()> {
    let mode = match target {
        Target::File(_) => Mode::Write,
        Target::Postgres(_) => Mode::Migrate,
    };
    let db = Db::open(target, mode, Clock::standing(demo::BEGINNING)).await?;
    if demo::is_prepared(&db.reader()).await? {
        say::line(&format!("Dữ liệu mẫu đã có ở {target}."))?;
    } else {
        let spinner = progress::spinner("Chuẩn bị dữ liệu mẫu");
        let told = demo::prepare(&db, &|_, _, _| spinner.tick()).await;
        spinner.finish_and_clear();
        told?;
        say::line(&format!("Đã chuẩn bị dữ liệu mẫu ở {target}."))?;
    }
    let reader = db.reader();
    let start = audit::latest(&reader).await?.unwrap_or(demo::BEGINNING) + Duration::minutes(1);
    if prepare_only {
        return Ok(db.close().await?);
    }
    say::line("Người trong dữ liệu mẫu (chọn ở trang đăng nhập, không cần mật khẩu):")?;
    for account in identity::accounts(&reader).await? {
        say::line(&format!("  {} · {}", account.login, account.name))?;
    }
    db.close().await?;
    telemetry::start(&config.log)?;
    let db = Db::open(target, Mode::Write, Clock::from(start)).await?;
    let (server, listener) = serve::bind(config.server, listen).await?;
    serve::answer(Site { db, server, served_as_demo: true }, listener).await
}
