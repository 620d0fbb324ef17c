//! LibreOffice, as the officer's own program: opens what we write and says what it reads.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError};

/// One at a time: each start takes a core.
static ONE: Mutex<()> = Mutex::new(());

/// Writes `bytes` as `name`, lets LibreOffice convert it, and reads what came out.
pub fn converted(bytes: &[u8], name: &str, filter: &str) -> Vec<u8> {
    let mut made = converted_all(&[(name.to_owned(), bytes.to_vec())], filter);
    made.pop().unwrap()
}

/// The same of several files in one start, in their order; their names differ before the dot.
pub fn converted_all(files: &[(String, Vec<u8>)], filter: &str) -> Vec<Vec<u8>> {
    let folder = Folder::new();
    let written: Vec<PathBuf> =
        files.iter().map(|(name, bytes)| folder.with(name, bytes)).collect();
    let out = folder.0.join("out");
    let said = run(Command::new("soffice")
        .args([&folder.profile(), "--headless", "--convert-to", filter, "--outdir"])
        .arg(&out)
        .args(&written));
    let end = filter.split(':').next().unwrap();
    let made = |file: &PathBuf| out.join(file.with_extension(end).file_name().unwrap());
    let read = |file: &PathBuf| {
        std::fs::read(made(file))
            .unwrap_or_else(|error| panic!("{}: {error}; {said}", file.display()))
    };
    written.iter().map(read).collect()
}

/// Lets LibreOffice write cells of a workbook as a person types them (see fill.py); the workbook
/// as it was saved, and where each was written.
pub fn filled(bytes: &[u8], cells: &[(String, String)]) -> (Vec<u8>, BTreeMap<String, String>) {
    let folder = Folder::new();
    let source = folder.with("tai-ve.xlsx", bytes);
    let target = folder.0.join("da-dien.xlsx");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/journeys/fill.py");
    // The system's own Python: LibreOffice's bindings belong to it.
    let said = run(Command::new("/usr/bin/python3")
        .args([&script, &folder.0.join("profile"), &source, &target])
        .args(cells.iter().map(|(place, text)| format!("{place}={text}"))));
    let read = std::fs::read(&target).unwrap_or_else(|error| panic!("{error}: {said}"));
    let lines = said.lines().filter_map(|line| line.split_once('\t'));
    (read, lines.map(|(place, cell)| (place.to_owned(), cell.to_owned())).collect())
}

/// A folder of one's own, gone afterwards.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("office-{}-{number}", std::process::id());
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn with(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let file = self.0.join(name);
        std::fs::write(&file, bytes).unwrap();
        file
    }

    fn profile(&self) -> String {
        format!("-env:UserInstallation=file://{}/profile", self.0.display())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn run(command: &mut Command) -> String {
    let _one = ONE.lock().unwrap_or_else(PoisonError::into_inner);
    let ran = command
        .output()
        .unwrap_or_else(|error| panic!("soffice cannot be run (is it installed?): {error}"));
    format!("{}{}", lossy(&ran.stdout), lossy(&ran.stderr))
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
