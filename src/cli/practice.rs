//! `practice`: a copy of the site in which people may try everything. Its pages and papers carry
//! *BẢN TẬP*; nothing of it ever goes back.

use std::path::{Path, PathBuf};

use serde_json::json;

use super::arguments::Listen;
use super::{operator, progress, say, serve};
use crate::audit::{Event, EventKind};
use crate::platform::clock::Clock;
use crate::platform::config::Config;
use crate::platform::db::{Db, Mode, Target};
use crate::platform::outcome::{Outcome, Refusal};
use crate::platform::{site, telemetry};
use crate::web::Site;

/// Makes the copy unless it is there, then serves it.
///
/// Refuses: `practice_needs_a_file` · `not_practice`
pub async fn practice(
    target: &Target,
    config: Config,
    copy: PathBuf,
    listen: Listen,
    prepare_only: bool,
) -> Outcome<()> {
    let there = Target::File(copy.clone());
    if !copy.exists() {
        prepare(target, &copy).await?;
        say::line(&format!("Đã chép {target} thành bản tập {}.", copy.display()))?;
    }
    telemetry::start(&config.log)?;
    let db = Db::open(&there, Mode::Write, Clock::real()).await?;
    if !site::is_practice(&db.reader()).await? {
        return Err(not_practice(&copy).into());
    }
    if prepare_only {
        return Ok(db.close().await?);
    }
    let (server, listener) = serve::bind(config.server, listen).await?;
    serve::answer(Site { db, server, served_as_demo: false }, listener).await
}

async fn prepare(target: &Target, copy: &Path) -> Outcome<()> {
    let Target::File(_) = target else { return Err(needs_a_file().into()) };
    let spinner = progress::spinner("Đang chép bản tập");
    let db = Db::open(target, Mode::Read, Clock::real()).await?;
    db.copy_to(copy).await?;
    db.close().await?;
    let db = Db::open(&Target::File(copy.to_owned()), Mode::Write, Clock::real()).await?;
    let work = operator::open(&db).await?;
    site::write(&work, site::PRACTICE, "yes").await?;
    let event = Event::new(EventKind::SiteSet, json!({ "practice": "yes" }));
    operator::commit(work, &event).await?;
    spinner.finish_and_clear();
    Ok(db.close().await?)
}

fn needs_a_file() -> Refusal {
    Refusal::new(
        "practice_needs_a_file",
        "--database",
        "Bản tập chỉ chép được từ cơ sở dữ liệu là một tệp SQLite.",
        "Với PostgreSQL: xin xuất tệp trao đổi rồi nhập vào một tệp mới, và tập trên tệp đó.",
    )
}

fn not_practice(copy: &Path) -> Refusal {
    Refusal::new(
        "not_practice",
        "--out",
        format!("Tệp {} đã có và không phải bản tập.", copy.display()),
        "Xin chọn tên tệp khác cho bản tập.",
    )
}
