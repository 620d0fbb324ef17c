//! The import table of docs/ARCHITECTURE.md against what `src` imports.

use std::collections::{BTreeMap, BTreeSet};

use crate::tree::{File, files, is_word_at};
use crate::{nothing_wrong, objects, sample};

const PAGE: &str = "docs/ARCHITECTURE.md";
const FOUNDATIONS: [&str; 7] =
    ["vietnamese", "facts", "authority", "platform", "documents", "workbooks", "audit"];

type Table = BTreeMap<String, BTreeSet<String>>;

/// Rows of the table whose head starts with `| head |`: first cell, words of the second.
pub fn rows(page: &str, head: &str) -> Vec<(String, Vec<String>)> {
    page.lines()
        .skip_while(|line| !line.starts_with(&format!("| {head} |")))
        .skip(2)
        .take_while(|line| line.starts_with('|'))
        .map(|line| {
            let mut cells = line.trim_matches('|').split('|').map(str::trim);
            let first = cells.next().unwrap_or_default().to_owned();
            let words = cells.next().unwrap_or_default().split_whitespace();
            (first, words.map(str::to_owned).collect())
        })
        .collect()
}

pub fn page(files: &[File]) -> &str {
    let page = files.iter().find(|file| file.path == PAGE);
    page.map_or_else(|| panic!("{PAGE} is not there"), |file| file.text.as_str())
}

fn table(page: &str) -> Table {
    rows(page, "room")
        .into_iter()
        .map(|(room, words)| {
            let mut may = BTreeSet::new();
            for word in words.into_iter().filter(|word| word != "–") {
                if word == "foundations" {
                    may.extend(FOUNDATIONS.map(str::to_owned));
                } else {
                    may.insert(word);
                }
            }
            (room, may)
        })
        .collect()
}

/// Whether some room reaches itself through the table.
fn circle(table: &Table) -> Option<String> {
    table.keys().find_map(|room| {
        let mut seen = BTreeSet::new();
        let mut next: Vec<&String> = table[room].iter().collect();
        while let Some(other) = next.pop() {
            if other == room {
                return Some(room.clone());
            }
            if seen.insert(other) {
                next.extend(table.get(other).into_iter().flatten());
            }
        }
        None
    })
}

/// What follows `prefix` (`crate::`): one name, or the names of a group in braces.
fn named(line: &str, rest_of_file: &str, prefix: &str) -> Vec<String> {
    let mut names = Vec::new();
    for (at, _) in line.match_indices(prefix) {
        if !is_word_at(line, at, prefix.trim_end_matches(':')) {
            continue;
        }
        let after = &rest_of_file[at + prefix.len()..];
        match after.strip_prefix('{') {
            Some(group) => names.extend(heads(group)),
            None => names.push(head(after)),
        }
    }
    names
}

fn head(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// First names in a group: `a::{b, c}, d::e}` → a, d.
fn heads(group: &str) -> Vec<String> {
    let (mut depth, mut start, mut names) = (0_u32, 0, Vec::new());
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                names.push(head(group[start..at].trim_start()));
                start = at + 1;
                if c == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

/// Complaints about arrows that the table does not have.
fn arrows(files: &[File], table: &Table) -> Vec<String> {
    let mut complaints = Vec::new();
    for file in files.iter().filter(|file| file.is("rs")) {
        let Some(room) = file.room() else { continue };
        let Some(may) = table.get(room) else {
            complaints.push(format!("{}: {PAGE} has no row for {room}", file.path));
            continue;
        };
        let mut at = 0;
        for (line, (number, code)) in file.text.lines().zip(file.code()) {
            let rest = &file.text[at..];
            at += line.len() + 1;
            let place = || format!("{}:{number}", file.path);
            for other in named(code, rest, "crate::") {
                let known = table.contains_key(&other);
                if known && other != room && !may.contains(&other) {
                    complaints.push(format!("{}: {room} may not import {other}", place()));
                }
            }
            for other in named(code, rest, "entities::") {
                let joined = code.contains("entities::org::unit_within")
                    || rest.starts_with("use entities::org::{self, unit_within}");
                if other != "values" && other != room && !joined {
                    complaints.push(format!("{}: {room} may not use rows of {other}", place()));
                }
            }
            if climbs_out(file, code) {
                complaints.push(format!("{}: super:: leaves the room; write crate::", place()));
            }
        }
    }
    complaints
}

/// Whether a chain of `super::` reaches the root of the crate.
fn climbs_out(file: &File, code: &str) -> bool {
    let inside = file.path.split('/').count().saturating_sub(2);
    let own = if file.path.ends_with("/mod.rs") { inside - 1 } else { inside };
    let inline = code.starts_with("    ") && file.text.contains("mod tests {");
    let in_tests = usize::from(inline || file.path.ends_with("_tests.rs"));
    let chain = "super::".repeat(own + in_tests + 1);
    code.contains(&chain)
}

#[test]
fn no_room_imports_another_than_the_table_says() {
    let files = files();
    nothing_wrong(&arrows(&files, &table(page(&files))));
}

#[test]
fn the_table_has_no_circle() {
    let files = files();
    assert_eq!(circle(&table(page(&files))), None);
}

#[test]
fn every_room_has_a_row() {
    let files = files();
    let table = table(page(&files));
    let rooms: BTreeSet<&str> = files.iter().filter_map(File::room).collect();
    let without: Vec<_> = rooms.into_iter().filter(|room| !table.contains_key(*room)).collect();
    assert!(without.is_empty(), "{PAGE} has no row for {without:?}");
}

const SMALL: &str = "| room | may import |\n|---|---|\n| facts | – |\n| org | facts |\n\
                     | web | org |\n| identity | – |\n";

#[test]
fn an_arrow_upwards_is_seen_in_every_form() {
    for text in [
        "use crate::web::page;",
        "fn f() { crate::web::page() }",
        "use crate::{facts::Value, web};",
        "use crate::{\n    facts::{Value, Measure},\n    web::{page, form},\n};",
        "    vec![crate::web::page()]",
    ] {
        let found = arrows(&sample("src/org/tree.rs", text), &table(SMALL));
        objects(&found, "org may not import web");
    }
    let fine = "use crate::facts::Value; // crate::web\n//! crate::web::page\nuse crate::org::x;";
    nothing_wrong(&arrows(&sample("src/org/tree.rs", fine), &table(SMALL)));
}

#[test]
fn another_rooms_rows_are_seen_and_the_one_shared_table_is_not() {
    let found =
        arrows(&sample("src/org/store.rs", "use entities::identity::account;"), &table(SMALL));
    objects(&found, "org may not use rows of identity");
    let shared = "use entities::org::unit_within;\nuse entities::values::Code;";
    nothing_wrong(&arrows(&sample("src/identity/store.rs", shared), &table(SMALL)));
}

#[test]
fn climbing_out_of_the_room_is_seen() {
    let out = "use super::super::web::page;";
    objects(&arrows(&sample("src/org/tree.rs", out), &table(SMALL)), "leaves the room");
    objects(
        &arrows(&sample("src/org/mod.rs", "use super::web;"), &table(SMALL)),
        "leaves the room",
    );
    nothing_wrong(&arrows(&sample("src/org/tree.rs", "use super::store;"), &table(SMALL)));
}

#[test]
fn a_room_without_a_row_and_a_circle_are_seen() {
    objects(&arrows(&sample("src/fund/post.rs", ""), &table(SMALL)), "no row for fund");
    let round = "| room | may import |\n|---|---|\n| a | b |\n| b | c |\n| c | a |\n";
    assert_eq!(circle(&table(round)), Some("a".to_owned()));
    assert_eq!(circle(&table(SMALL)), None);
}
