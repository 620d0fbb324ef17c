//! The files of the tree, read once per test.

use std::path::Path;

/// Folders that are built, fetched or private.
const OUTSIDE: [&str; 6] = ["target", "data", "node_modules", ".git", "pictures", "__pycache__"];
const READ: [&str; 17] = [
    "rs", "md", "toml", "html", "css", "js", "mjs", "json", "svg", "py", "sh", "txt", "yml",
    "yaml", "lock", "snap", "run",
];

/// A file, its path from the root of the tree with slashes.
#[derive(Clone, Debug)]
pub struct File {
    pub path: String,
    pub text: String,
}

impl File {
    pub fn is(&self, extension: &str) -> bool {
        self.path.rsplit_once('.').is_some_and(|(_, end)| end == extension)
    }

    /// Room of a file under `src/`; none for `lib.rs` and `main.rs`.
    pub fn room(&self) -> Option<&str> {
        let (room, _) = self.path.strip_prefix("src/")?.split_once('/')?;
        Some(room)
    }

    /// Numbered lines with comments taken out; a string that holds `//` after a space loses its
    /// end, which no rule minds.
    pub fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().map(|(index, line)| {
            let code = if line.trim_start().starts_with("//") { "" } else { line };
            (index + 1, code.split(" //").next().unwrap_or_default())
        })
    }
}

pub fn files() -> Vec<File> {
    let mut files = Vec::new();
    walk(Path::new(env!("CARGO_MANIFEST_DIR")), "", &mut files);
    assert!(files.len() > 50, "the tree was not found");
    files
}

fn walk(folder: &Path, prefix: &str, files: &mut Vec<File>) {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{prefix}: {error}"));
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{prefix}{name}");
        let kind = entry.file_type().unwrap_or_else(|error| panic!("{path}: {error}"));
        if kind.is_dir() && !OUTSIDE.contains(&name.as_str()) {
            walk(&entry.path(), &format!("{path}/"), files);
        } else if kind.is_file() && READ.contains(&name.rsplit('.').next().unwrap_or_default()) {
            let text = std::fs::read_to_string(entry.path());
            let text = text.unwrap_or_else(|error| panic!("{path}: {error}"));
            files.push(File { path, text });
        }
    }
}

/// Whether `text` has `word` at `at` as a whole word.
pub fn is_word_at(text: &str, at: usize, word: &str) -> bool {
    let joins = |c: char| c.is_alphanumeric() || c == '_';
    !text[..at].chars().next_back().is_some_and(joins)
        && !text[at + word.len()..].chars().next().is_some_and(joins)
}
