//! `restore`: puts a backup in the place of the database. The backup is checked before anything
//! is touched, and what stood there before is kept beside it.

use std::fs::File;
use std::path::{Path, PathBuf};

use serde_json::json;

use super::backup::{beside, failed, forget};
use super::check::{TRUST, findings, has_errors, tell};
use super::{operator, postgres, progress, say};
use crate::audit::{Event, EventKind};
use crate::platform::clock::{Clock, stamp_in_vietnam};
use crate::platform::db::{self, Db, Mode, Target};
use crate::platform::outcome::{Failure, Fault, Outcome, Refusal};

/// The files of one SQLite database: itself, its log, the log's index.
const PARTS: [&str; 3] = ["", "-wal", "-shm"];

/// Restores `file` (khôi phục).
///
/// Refuses: `no_such_file` · `database_exists` · `backup_broken` · another process that writes
pub async fn restore(target: &Target, file: &Path, replace: bool, clock: Clock) -> Outcome<()> {
    if !file.is_file() {
        return Err(missing(file).into());
    }
    let kept = match target {
        Target::File(path) => restore_file(path, file, replace, &clock).await?,
        Target::Postgres(url) => restore_server(url, file, replace, &clock).await?,
    };
    say::line(&format!("Đã khôi phục {} vào {target}.", file.display()))?;
    if let Some(kept) = kept {
        say::line(&format!("Bản trước đó được giữ ở {}.", kept.display()))?;
    }
    Ok(())
}

async fn restore_file(
    path: &Path,
    file: &Path,
    replace: bool,
    clock: &Clock,
) -> Outcome<Option<PathBuf>> {
    if path.exists() && !replace {
        return Err(in_the_way(&path.display().to_string()).into());
    }
    let _lock = db::hold(path)?;
    let new = beside(path, ".restoring");
    clear(&new)?;
    copy(file, &new)?;
    let checked = check_and_note(&Target::File(new.clone()), file, clock).await;
    forget(&beside(&new, ".lock"))?;
    if let Err(failure) = checked {
        clear(&new)?;
        return Err(failure);
    }
    let kept = path.exists().then(|| before(path, clock));
    if let Some(kept) = &kept {
        for part in PARTS.iter().filter(|part| beside(path, part).exists()) {
            let old = beside(path, part);
            std::fs::rename(&old, beside(kept, part)).map_err(|error| failed(&old, error))?;
        }
    }
    std::fs::rename(&new, path).map_err(|error| failed(path, error))?;
    sync_folder(path)?;
    Ok(kept)
}

async fn restore_server(
    url: &str,
    file: &Path,
    replace: bool,
    clock: &Clock,
) -> Outcome<Option<PathBuf>> {
    postgres::read_list(file)?;
    let kept = before(file, clock);
    postgres::dump(url, &kept)?;
    let occupied = postgres::read_list(&kept)?.iter().any(|entry| entry.contains(" TABLE "));
    if !occupied {
        forget(&kept)?;
    } else if !replace {
        forget(&kept)?;
        return Err(in_the_way(&Target::Postgres(url.to_owned()).to_string()).into());
    }
    postgres::restore(url, file)?;
    let checked = check_and_note(&Target::Postgres(url.to_owned()), file, clock).await;
    if let Err(failure) = checked {
        if occupied {
            postgres::restore(url, &kept)?;
        }
        return Err(failure);
    }
    Ok(occupied.then_some(kept))
}

/// Opens what was restored, migrates it, checks it and writes the act into it.
async fn check_and_note(target: &Target, file: &Path, clock: &Clock) -> Result<(), Failure> {
    let db = Db::open(target, Mode::Migrate, clock.clone()).await?;
    let found = findings(&db, TRUST).await?;
    if has_errors(&found) {
        db.close().await?;
        found.iter().filter(|finding| !finding.places.is_empty()).try_for_each(tell)?;
        return Err(broken(file).into());
    }
    let work = operator::open(&db).await?;
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned());
    operator::commit(work, &Event::new(EventKind::Restored, json!({ "file": name }))).await?;
    Ok(db.close().await?)
}

fn copy(from: &Path, to: &Path) -> Result<(), Fault> {
    let length = std::fs::metadata(from).map_err(|error| failed(from, error))?.len();
    let bar = progress::bar(length, "Đang chép");
    let mut source = bar.wrap_read(File::open(from).map_err(|error| failed(from, error))?);
    let mut copy = File::create_new(to).map_err(|error| failed(to, error))?;
    std::io::copy(&mut source, &mut copy).map_err(|error| failed(to, error))?;
    bar.finish_and_clear();
    copy.sync_all().map_err(|error| failed(to, error))
}

/// Removes all parts of a database that was not finished.
fn clear(path: &Path) -> Result<(), Fault> {
    PARTS.iter().try_for_each(|part| forget(&beside(path, part)))
}

fn before(path: &Path, clock: &Clock) -> PathBuf {
    beside(path, &format!(".before-{}", stamp_in_vietnam(clock.now())))
}

/// Makes the new name of the file durable, not only its content.
fn sync_folder(path: &Path) -> Result<(), Fault> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(|error| failed(folder, error))
}

fn missing(file: &Path) -> Refusal {
    Refusal::new(
        "no_such_file",
        "TỆP",
        format!("Không có tệp {}.", file.display()),
        "Kiểm tra lại đường dẫn của bản sao lưu.",
    )
}

fn in_the_way(target: &str) -> Refusal {
    Refusal::new(
        "database_exists",
        "--replace",
        format!("{target} đã có dữ liệu."),
        "Thêm --replace để thay; dữ liệu đang có được giữ lại bên cạnh.",
    )
}

fn broken(file: &Path) -> Refusal {
    Refusal::new(
        "backup_broken",
        "TỆP",
        format!("Bản sao lưu {} không qua được kiểm tra.", file.display()),
        "Dùng bản sao lưu khác; dữ liệu trước đó vẫn nguyên như cũ.",
    )
}
