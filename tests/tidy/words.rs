//! Words that must not stand in the tree: places and tools of one workplace, registry hosts,
//! empty promises.

use crate::tree::{File, files, is_word_at};
use crate::{nothing_wrong, objects, sample};

/// In two halves, so that this file does not hold them.
const FORBIDDEN: [(&str, &str); 9] = [
    ("/wo", "rk/"),
    ("/tmp/", "briefs"),
    ("anthro", "pic"),
    ("cla", "ude"),
    ("sub-", "agent"),
    ("sub", "agent"),
    ("registry.npm", "js.org"),
    ("index.cra", "tes.io"),
    ("static.cra", "tes.io"),
];
const PROMISES: [(&str, &str); 3] = [("TO", "DO"), ("FIX", "ME"), ("XX", "X")];

fn forbidden(files: &[File]) -> Vec<String> {
    let mut complaints = Vec::new();
    for file in files {
        for (number, line) in file.text.lines().enumerate() {
            let lower = line.to_lowercase();
            for (one, other) in FORBIDDEN {
                let word = format!("{one}{other}");
                if lower.contains(&word) {
                    complaints.push(format!("{}:{}: names {word}", file.path, number + 1));
                }
            }
        }
    }
    complaints
}

fn promises(files: &[File]) -> Vec<String> {
    let mut complaints = Vec::new();
    let code = |file: &&File| ["rs", "mjs", "js", "html", "css"].iter().any(|end| file.is(end));
    for file in files.iter().filter(code) {
        for (number, line) in file.text.lines().enumerate() {
            for (one, other) in PROMISES {
                let word = format!("{one}{other}");
                if line.match_indices(&word).any(|(at, _)| is_word_at(line, at, &word)) {
                    complaints.push(format!("{}:{}: {word}", file.path, number + 1));
                }
            }
        }
    }
    complaints
}

/// Templates escape what they print and carry no script or style of their own.
fn unsafe_templates(files: &[File]) -> Vec<String> {
    let mut complaints = Vec::new();
    for file in files.iter().filter(|file| file.path.starts_with("templates/")) {
        for (number, line) in file.text.lines().enumerate() {
            let bad = ["|safe", "| safe", " style=\"", " onclick=", "javascript:", "<style"];
            if let Some(word) = bad.iter().find(|word| line.contains(**word)) {
                complaints.push(format!("{}:{}: {word}", file.path, number + 1));
            }
        }
    }
    complaints
}

/// A crate of ours that no sentence argues for.
fn crates_without_reason(files: &[File]) -> Vec<String> {
    let text = |path: &str| {
        let file = files.iter().find(|file| file.path == path);
        file.map(|file| file.text.as_str()).unwrap_or_default()
    };
    let argued = text("docs/decisions/0001-crates.md");
    let mut complaints = Vec::new();
    for path in ["Cargo.toml", "entities/Cargo.toml", "migrations/Cargo.toml"] {
        let mut of_crates = false;
        for line in text(path).lines() {
            if line.starts_with('[') {
                of_crates = line == "[dependencies]" || line == "[dev-dependencies]";
                continue;
            }
            let name = line.split([' ', '.', '=']).next().unwrap_or_default();
            let ours = ["", "entities", "migrations"].contains(&name);
            let found = argued.match_indices(name).any(|(at, _)| is_word_at(argued, at, name));
            if of_crates && !ours && !found {
                complaints.push(format!("{path}: {name} is not argued for"));
            }
        }
    }
    complaints
}

#[test]
fn every_crate_is_argued_for() {
    nothing_wrong(&crates_without_reason(&files()));
}

#[test]
fn nothing_names_a_workplace_or_a_registry() {
    nothing_wrong(&forbidden(&files()));
}

#[test]
fn nothing_is_promised_in_the_code() {
    nothing_wrong(&promises(&files()));
}

#[test]
fn templates_escape_and_obey_the_content_policy() {
    nothing_wrong(&unsafe_templates(&files()));
}

#[test]
fn forbidden_words_are_seen() {
    let path = ["see /wo", "rk/notes.md"].concat();
    objects(&forbidden(&sample("docs/x.md", &path)), "docs/x.md:1: names");
    let lock = ["\"resolved\": \"https://registry.npm", "js.org/a\""].concat();
    objects(&forbidden(&sample("tests/package-lock.json", &lock)), "registry");
    let later = ["// TO", "DO: later"].concat();
    objects(&promises(&sample("src/org/a.rs", &later)), "a.rs:1");
    let crates = "[dependencies]\nserde.workspace = true\n[profile.dev]\ndebug = 1\n";
    objects(&crates_without_reason(&sample("Cargo.toml", crates)), "serde is not argued for");
    objects(&unsafe_templates(&sample("templates/a.html", "{{ x|safe }}")), "|safe");
}
