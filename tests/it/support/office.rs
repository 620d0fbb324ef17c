//! LibreOffice, as the officer's own program: opens what we write and says what it reads.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError};

/// One at a time: each start takes a core.
static ONE: Mutex<()> = Mutex::new(());

/// Writes `bytes` as `name`, lets LibreOffice convert it, and reads what came out.
pub fn converted(bytes: &[u8], name: &str, filter: &str) -> Vec<u8> {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join(format!("office-{}-{number}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join(name);
    std::fs::write(&file, bytes).unwrap();
    let read = {
        let _one = ONE.lock().unwrap_or_else(PoisonError::into_inner);
        convert(&file, &folder, filter)
    };
    let _ = std::fs::remove_dir_all(&folder);
    read
}

fn convert(file: &Path, folder: &Path, filter: &str) -> Vec<u8> {
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let out = folder.join("out");
    let ran = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", filter, "--outdir"])
        .args([&out, &file.to_path_buf()])
        .output()
        .unwrap_or_else(|error| panic!("soffice cannot be run (is it installed?): {error}"));
    let made: Vec<PathBuf> = std::fs::read_dir(&out)
        .map(|files| files.flatten().map(|entry| entry.path()).collect())
        .unwrap_or_default();
    let [made] = made.as_slice() else {
        panic!("soffice: {}{}", lossy(&ran.stdout), lossy(&ran.stderr));
    };
    std::fs::read(made).unwrap()
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
