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

/// What of the story is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Telling {
    /// Told, not served.
    pub prepare_only: bool,
    /// With the second chapter.
    pub goes_on: bool,
}

/// Prepares the story unless it was told before, then serves it.
///
/// Refuses: what [`demo::prepare`] and [`demo::tell_2025`] refuse
pub async fn demo(
    target: &Target,
    config: Config,
    listen: Listen,
    telling: Telling,
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
    if telling.goes_on {
        if demo::is_2025_told(&db.reader()).await? {
            say::line("Chương 2025 đã được kể.")?;
        } else {
            let spinner = progress::spinner("Kể tiếp chương 2025");
            let told = demo::tell_2025(&db, &|_, _, _| spinner.tick()).await;
            spinner.finish_and_clear();
            told?;
            say::line("Đã kể tiếp đến tháng 1 năm 2026: huyện Kiên Hải nay là đặc khu.")?;
        }
    }
    let reader = db.reader();
    let start = audit::latest(&reader).await?.unwrap_or(demo::BEGINNING) + Duration::minutes(1);
    if telling.prepare_only {
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
