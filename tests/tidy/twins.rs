//! One word finds a feature everywhere: folders that carry a room's name, and the glossary.

use std::collections::BTreeSet;

use crate::tree::{File, files};
use crate::{nothing_wrong, objects, sample};

/// Folders whose names are rooms, and names there that are none.
const MIRRORS: [(&str, &[&str]); 4] = [
    ("src/web/", &["assets"]),
    ("templates/", &["components"]),
    ("entities/src/", &["values"]),
    ("tests/it/rooms/", &[]),
];

fn rooms(files: &[File]) -> BTreeSet<&str> {
    files.iter().filter_map(File::room).collect()
}

fn strangers(files: &[File]) -> Vec<String> {
    let rooms = rooms(files);
    let mut complaints = BTreeSet::new();
    for (mirror, others) in MIRRORS {
        for file in files {
            let Some(rest) = file.path.strip_prefix(mirror) else { continue };
            let name = match rest.split_once('/') {
                Some((folder, _)) => folder,
                None if mirror.starts_with("tests/") => rest.trim_end_matches(".rs"),
                None => continue,
            };
            if !rooms.contains(name) && !others.contains(&name) && name != "mod" {
                complaints.insert(format!("{mirror}{name}: no room of that name"));
            }
        }
    }
    complaints.into_iter().collect()
}

/// A room that keeps rows has its tables under its name.
fn stores_without_tables(files: &[File]) -> Vec<String> {
    let has = |path: String| files.iter().any(|file| file.path == path);
    rooms(files)
        .into_iter()
        .filter(|room| {
            has(format!("src/{room}/store.rs")) || has(format!("src/{room}/store/mod.rs"))
        })
        .filter(|room| !has(format!("entities/src/{room}/mod.rs")))
        .map(|room| format!("src/{room} has a store, entities/src/{room} is not there"))
        .collect()
}

fn rooms_without_glossary_line(files: &[File]) -> Vec<String> {
    let glossary = files.iter().find(|file| file.path == "docs/GLOSSARY.md");
    let text = glossary.map(|file| file.text.as_str()).unwrap_or_default();
    rooms(files)
        .into_iter()
        .filter(|room| !text.contains(&format!("`{room}`")))
        .map(|room| format!("docs/GLOSSARY.md has no line for `{room}`"))
        .collect()
}

/// A template that no Rust file and no other template names is dead.
fn dead_templates(files: &[File]) -> Vec<String> {
    let users: Vec<&File> = files
        .iter()
        .filter(|file| file.path.starts_with("src/") || file.path.starts_with("templates/"))
        .collect();
    files
        .iter()
        .filter_map(|file| file.path.strip_prefix("templates/"))
        .filter(|name| {
            let quoted = format!("\"{name}\"");
            !users.iter().any(|user| user.text.contains(&quoted))
        })
        .map(|name| format!("templates/{name}: nobody uses it"))
        .collect()
}

#[test]
fn folders_that_mirror_src_carry_the_names_of_rooms() {
    nothing_wrong(&strangers(&files()));
}

#[test]
fn every_store_has_its_tables() {
    nothing_wrong(&stores_without_tables(&files()));
}

#[test]
fn every_room_has_a_line_in_the_glossary() {
    nothing_wrong(&rooms_without_glossary_line(&files()));
}

#[test]
fn every_template_is_used() {
    nothing_wrong(&dead_templates(&files()));
}

#[test]
fn a_folder_without_its_room_is_seen() {
    for path in [
        "src/web/fund/x.rs",
        "templates/fund/x.html",
        "entities/src/fund/x.rs",
        "tests/it/rooms/fund.rs",
    ] {
        objects(&strangers(&sample(path, "")), "fund: no room");
    }
    objects(&stores_without_tables(&sample("src/fund/store.rs", "")), "entities/src/fund");
    objects(&rooms_without_glossary_line(&sample("src/fund/mod.rs", "")), "`fund`");
    objects(&dead_templates(&sample("templates/fund/x.html", "")), "nobody uses it");
}
