//! `backup`: a copy taken beside running writes, opened and checked before it gets its name.
//! Only a copy that passed is noted as the last backup.

use std::fs::File;
use std::path::{Path, PathBuf};

use serde_json::json;
use sha2::{Digest, Sha256};

use super::check::{TRUST, findings, has_errors, tell};
use super::{operator, postgres, progress, say};
use crate::audit::{Event, EventKind};
use crate::authority::Administer;
use crate::platform::clock::{Clock, stamp_in_vietnam};
use crate::platform::db::{Db, Mode, Target};
use crate::platform::outcome::{Failure, Fault, Outcome, Refusal};
use crate::platform::site;

/// Writes a verified backup and notes it in the audit.
///
/// Refuses: `file_exists` · `copy_broken`
pub async fn backup(target: &Target, out: Option<PathBuf>, clock: Clock) -> Outcome<()> {
    let db = Db::open(target, Mode::Beside, clock.clone()).await?;
    let out = out.unwrap_or_else(|| usual_place(target, &clock));
    if out.exists() {
        return Err(already_there(&out).into());
    }
    if let Some(folder) = out.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).map_err(|error| failed(folder, error))?;
    }
    let partial = beside(&out, ".partial");
    forget(&partial)?;
    match target {
        Target::File(_) => copy_file(&db, &partial, &out, &clock).await?,
        Target::Postgres(url) => postgres::dump(url, &partial)?,
    }
    File::open(&partial).and_then(|file| file.sync_all()).map_err(|e| failed(&partial, e))?;
    let (bytes, hash) = fingerprint(&partial)?;
    std::fs::rename(&partial, &out).map_err(|error| failed(&out, error))?;
    note(&db, &out, bytes, &hash).await?;
    db.close().await?;
    say::line(&format!("Đã sao lưu và kiểm tra: {} ({bytes} byte)", out.display()))?;
    Ok(say::line(&format!("SHA-256: {hash}"))?)
}

async fn copy_file(db: &Db, partial: &Path, out: &Path, clock: &Clock) -> Result<(), Failure> {
    let spinner = progress::spinner("Đang sao chép");
    db.copy_to(partial).await?;
    spinner.finish_and_clear();
    let copy = Db::open(&Target::File(partial.to_owned()), Mode::Read, clock.clone()).await?;
    let found = findings(&copy, TRUST).await?;
    copy.close().await?;
    if has_errors(&found) {
        found.iter().filter(|finding| !finding.places.is_empty()).try_for_each(tell)?;
        let suspect = beside(out, ".suspect");
        std::fs::rename(partial, &suspect).map_err(|error| failed(&suspect, error))?;
        return Err(broken_copy(&suspect).into());
    }
    Ok(())
}

async fn note(db: &Db, out: &Path, bytes: u64, hash: &str) -> Result<(), Fault> {
    let permit = operator::permit::<Administer>(db.clock())?;
    let work = operator::open(db).await?;
    site::note_backup(&work, &permit).await?;
    let name = out.file_name().map(|name| name.to_string_lossy().into_owned());
    let details = json!({ "file": name, "bytes": bytes, "sha256": hash });
    operator::commit(work, &Event::new(EventKind::BackedUp, details)).await
}

fn usual_place(target: &Target, clock: &Clock) -> PathBuf {
    let stamp = stamp_in_vietnam(clock.now());
    match target {
        Target::File(path) => {
            let stem = path.file_stem().unwrap_or_default().to_string_lossy();
            path.with_file_name("backups").join(format!("{stem}-{stamp}.db"))
        }
        Target::Postgres(_) => PathBuf::from(format!("data/backups/khuyenhoc-{stamp}.dump")),
    }
}

fn fingerprint(path: &Path) -> Result<(u64, String), Fault> {
    let mut digest = Sha256::new();
    let mut file = File::open(path).map_err(|error| failed(path, error))?;
    let bytes =
        std::io::copy(&mut file, &mut Hashing(&mut digest)).map_err(|error| failed(path, error))?;
    let hash = digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    Ok((bytes, hash))
}

struct Hashing<'a>(&'a mut Sha256);

impl std::io::Write for Hashing<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// The same path with something after it: `x.db` → `x.db.partial`.
pub fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// Removes a file that may not be there.
pub fn forget(path: &Path) -> Result<(), Fault> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(failed(path, error)),
        _ => Ok(()),
    }
}

pub fn failed(path: &Path, error: std::io::Error) -> Fault {
    Fault::new(&format!("không ghi hoặc đọc được {}", path.display()), error)
}

fn already_there(out: &Path) -> Refusal {
    Refusal::new(
        "file_exists",
        "--out",
        format!("Tệp {} đã có.", out.display()),
        "Đặt tên khác, hoặc bỏ --out để chương trình tự đặt tên theo ngày giờ.",
    )
}

fn broken_copy(suspect: &Path) -> Refusal {
    Refusal::new(
        "copy_broken",
        "--database",
        "Bản sao không qua được kiểm tra nên không được coi là bản sao lưu.",
        format!(
            "Bản đó được giữ riêng ở {}; hãy xem dòng hỏng ở trên và giữ bản sao lưu trước đó.",
            suspect.display()
        ),
    )
}
