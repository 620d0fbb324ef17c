//! Where crates of others, and the environment, may be named.

use crate::arrows::{page, rows};
use crate::tree::{File, files, is_word_at};
use crate::{nothing_wrong, objects, sample};

type Places = Vec<(String, Vec<String>)>;

/// Crate and places, from the second table of the page.
fn table(page: &str) -> Places {
    let mut places = Vec::new();
    for (crates, allowed) in rows(page, "crate") {
        places.extend(crates.split_whitespace().map(|name| (name.to_owned(), allowed.clone())));
    }
    places
}

fn stands_in(path: &str, place: &str) -> bool {
    if place == "store" {
        return path.starts_with("src/")
            && (path.ends_with("/store.rs") || path.contains("/store/"));
    }
    let rest = path.strip_prefix(place);
    rest.is_some_and(|rest| rest.starts_with('/') || rest.starts_with('.'))
}

fn names(code: &str, name: &str) -> bool {
    code.match_indices(name).any(|(at, _)| {
        let path = code[at + name.len()..].starts_with("::") || code[..at].ends_with("use ");
        path && is_word_at(code, at, name) && !code[..at].ends_with("::")
    })
}

fn strangers(files: &[File], table: &Places) -> Vec<String> {
    let mut complaints = Vec::new();
    let ours = |file: &&File| file.is("rs") && !file.path.starts_with("tests/");
    for file in files.iter().filter(ours) {
        for (number, code) in file.code() {
            let stranger = table.iter().find(|(name, places)| {
                names(code, name) && !places.iter().any(|place| stands_in(&file.path, place))
            });
            if let Some((name, places)) = stranger {
                let places = places.join(", ");
                complaints.push(format!("{}:{number}: {name} stands in {places}", file.path));
            }
        }
    }
    complaints
}

fn environment(files: &[File]) -> Vec<String> {
    let mut complaints = Vec::new();
    for file in files.iter().filter(|file| file.is("rs") && file.path.starts_with("src/")) {
        for (number, code) in file.code() {
            let reads = names(code, "std::env") || code.contains("std::env::");
            if reads && !file.path.starts_with("src/platform/config") {
                complaints.push(format!("{}:{number}: platform::config reads", file.path));
            }
        }
    }
    complaints
}

#[test]
fn crates_of_others_stand_where_the_table_says() {
    let files = files();
    let table = table(page(&files));
    assert!(table.len() > 10, "the table of crates was not read");
    nothing_wrong(&strangers(&files, &table));
}

#[test]
fn only_the_settings_read_the_environment() {
    nothing_wrong(&environment(&files()));
}

const SMALL: &str = "| crate | place |\n|---|---|\n| axum tower | src/web |\n\
                     | sea_orm | store src/platform/db entities |\n\
                     | printpdf | src/documents/pdf |\n";

#[test]
fn a_crate_out_of_place_is_seen() {
    let table = table(SMALL);
    for (path, text, says) in [
        ("src/org/tree.rs", "use axum::Router;", "axum stands in src/web"),
        ("src/org/tree.rs", "fn f(x: tower::Service) {}", "tower stands in"),
        ("src/org/tree.rs", "use sea_orm::EntityTrait;", "sea_orm stands in"),
        ("src/platform/database.rs", "use sea_orm;", "sea_orm stands in"),
        ("src/documents/html.rs", "use printpdf::Mm;", "printpdf stands in"),
    ] {
        objects(&strangers(&sample(path, text), &table), says);
    }
    for (path, text) in [
        ("src/web/page.rs", "use axum::Router;"),
        ("src/org/store.rs", "use sea_orm::EntityTrait;"),
        ("src/org/store/cells.rs", "use sea_orm::EntityTrait;"),
        ("src/platform/db.rs", "use sea_orm::Database;"),
        ("src/documents/pdf/finish.rs", "use printpdf::Mm;"),
        ("src/org/tree.rs", "// axum::Router\nlet my_axum = 1; migrations::tower::x();"),
    ] {
        nothing_wrong(&strangers(&sample(path, text), &table));
    }
}

#[test]
fn a_reader_of_the_environment_is_seen() {
    for text in ["let x = std::env::var(\"X\");", "use std::env;", "    std::env::args()"] {
        objects(&environment(&sample("src/web/page.rs", text)), "platform::config reads");
    }
    nothing_wrong(&environment(&sample("src/platform/config/mod.rs", "std::env::var(name)")));
}
