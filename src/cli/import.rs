//! `import`: takes in an exchange file; with `--dry-run` the same, rolled back.

use std::path::Path;

use super::backup::failed;
use super::{operator, progress, say};
use crate::authority::ImportExchange;
use crate::exchange::{self, Stage};
use crate::platform::clock::Clock;
use crate::platform::db::{Db, Mode, Target};
use crate::platform::outcome::Outcome;

/// Imports a file (nhập tệp trao đổi).
pub async fn import(target: &Target, file: &Path, dry_run: bool, clock: Clock) -> Outcome<()> {
    let bytes = std::fs::read(file).map_err(|error| failed(file, error))?;
    let given = exchange::read(&bytes)?;
    let permit = operator::permit::<ImportExchange>(&clock)?;
    let db = Db::open(target, Mode::Write, clock).await?;
    let work = operator::open(&db).await?;
    if exchange::needs_catalogue(&work).await? {
        exchange::load_standard(&work, &permit).await?;
    }
    let bar = progress::bar(0, "Nhập tệp");
    let watch = |stage: Stage, done: usize, all: usize| {
        bar.set_message(match stage {
            Stage::Definitions => "Danh mục",
            Stage::Units => "Đơn vị",
            Stage::Values => "Số liệu",
            Stage::Targets => "Chỉ tiêu",
        });
        bar.set_length(u64::try_from(all).unwrap_or_default());
        bar.set_position(u64::try_from(done).unwrap_or_default());
    };
    let done = exchange::import_watched(&work, &permit, &given, &watch).await;
    bar.finish_and_clear();
    let (imported, event) = done?;
    if dry_run {
        drop(work);
        say::line("Làm thử: tệp nhập được; chưa ghi gì.")?;
    } else {
        operator::commit(work, &event).await?;
    }
    let exchange::Imported { definitions, units, values, targets } = imported;
    if imported.changed_nothing() {
        say::line("Mọi nội dung của tệp đã có sẵn, không có gì thay đổi.")?;
    } else {
        say::line(&format!(
            "«{}»: {definitions} dòng danh mục, {units} dòng về đơn vị và cán bộ, \
             {values} số liệu, {targets} chỉ tiêu.",
            given.title
        ))?;
    }
    Ok(db.close().await?)
}
