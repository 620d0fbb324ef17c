//! Sizes, names and opening lines of files; form of docstrings.

use crate::tree::{File, files};
use crate::{nothing_wrong, objects, sample};

const FILE: usize = 600;
const FUNCTION: usize = 60;
const TEMPLATE: usize = 120;
const WIDTH: usize = 100;
const TABLE: usize = 120;
const BANNED: [&str; 16] = [
    "service", "services", "util", "utils", "helper", "helpers", "common", "manager", "managers",
    "misc", "type", "types", "core", "base", "shared", "lib2",
];
/// The labels of other houses; ours are Unit, Basis, Refuses, Law, Example.
const FOREIGN: [&str; 14] = [
    "# ",
    "Note:",
    "Notes:",
    "Warning:",
    "Errors:",
    "Returns:",
    "Arguments:",
    "Parameters:",
    "Params:",
    "Panics:",
    "Safety:",
    "Examples:",
    "See:",
    "Since:",
];

fn sizes(files: &[File]) -> Vec<String> {
    let mut complaints = Vec::new();
    for file in files {
        let most = match () {
            () if file.is("rs") => FILE,
            () if file.is("html") && file.path.starts_with("templates/") => TEMPLATE,
            () => usize::MAX,
        };
        let lines = file.text.lines().count();
        if lines > most {
            complaints.push(format!("{}: {lines} lines, at most {most}", file.path));
        }
        // Templates are wide where a break would print a space, tables where one would hide a row.
        if ["rs", "js", "mjs", "py"].iter().any(|end| file.is(end)) {
            let most = if file.text.contains("#[rustfmt::skip]") { TABLE } else { WIDTH };
            let wide = file.text.lines().enumerate().find(|(_, l)| l.chars().count() > most);
            if let Some((index, _)) = wide {
                complaints.push(format!("{}:{}: wider than {most}", file.path, index + 1));
            }
        }
    }
    complaints
}

/// Counts from `fn` to the brace in the same column, as rustfmt leaves them.
fn functions(files: &[File]) -> Vec<String> {
    let mut complaints = Vec::new();
    for file in files.iter().filter(|file| file.is("rs")) {
        let mut open: Vec<(usize, usize)> = Vec::new();
        for (index, line) in file.text.lines().enumerate() {
            let indent = line.len() - line.trim_start().len();
            if is_function(line.trim_start()) && !line.ends_with('}') && !line.ends_with(';') {
                open.push((indent, index));
            } else if line.trim_end() == format!("{}}}", " ".repeat(indent))
                && open.last().is_some_and(|(column, _)| *column == indent)
            {
                let start = open.pop().map(|(_, start)| start).unwrap_or_default();
                let lines = index + 1 - start;
                if lines > FUNCTION {
                    let place = format!("{}:{}", file.path, start + 1);
                    complaints.push(format!("{place}: a function of {lines} lines"));
                }
            }
        }
    }
    complaints
}

fn is_function(line: &str) -> bool {
    let mut rest = line;
    for word in ["pub(crate) ", "pub(super) ", "pub ", "const ", "async "] {
        rest = rest.strip_prefix(word).unwrap_or(rest);
    }
    rest.starts_with("fn ")
}

fn openings(files: &[File]) -> Vec<String> {
    let rust = files.iter().filter(|file| file.is("rs"));
    rust.filter(|file| !file.text.starts_with("//! "))
        .map(|file| format!("{}: does not open with what it is (//!)", file.path))
        .collect()
}

fn banned_names(files: &[File]) -> Vec<String> {
    let bad = |path: &str| {
        path.split('/').any(|part| BANNED.contains(&part.split('.').next().unwrap_or_default()))
    };
    let ours = |file: &&File| !file.path.starts_with("docs/") && bad(&file.path);
    files.iter().filter(ours).map(|file| format!("{}: says nothing as a name", file.path)).collect()
}

/// A docstring's labels are those of the house.
fn labels(files: &[File]) -> Vec<String> {
    let mut complaints = Vec::new();
    for file in files.iter().filter(|file| file.is("rs") && file.path.starts_with("src/")) {
        for (index, line) in file.text.lines().enumerate() {
            let Some(text) = line.trim_start().strip_prefix("/// ") else { continue };
            if FOREIGN.iter().any(|label| text.starts_with(label)) {
                complaints.push(format!("{}:{}: {text}", file.path, index + 1));
            }
        }
    }
    complaints
}

#[test]
fn files_templates_and_lines_are_of_a_size_to_read() {
    nothing_wrong(&sizes(&files()));
}

#[test]
fn functions_fit_on_a_screen() {
    nothing_wrong(&functions(&files()));
}

#[test]
fn every_file_says_what_it_is() {
    nothing_wrong(&openings(&files()));
}

#[test]
fn no_file_has_a_name_that_says_nothing() {
    nothing_wrong(&banned_names(&files()));
}

#[test]
fn docstrings_use_the_labels_of_the_house() {
    nothing_wrong(&labels(&files()));
}

#[test]
fn what_is_too_long_is_seen() {
    objects(&sizes(&sample("src/org/a.rs", &"\n".repeat(601))), "601 lines");
    objects(&sizes(&sample("templates/org/a.html", &"\n".repeat(121))), "121 lines");
    objects(&sizes(&sample("src/org/a.rs", &"ẵ".repeat(101))), "wider than 100");
    nothing_wrong(&sizes(&sample("src/org/a.rs", &"ẵ".repeat(100))));
    let body = "        let x = 1;\n".repeat(59);
    let text = format!("impl A {{\n    pub async fn f() {{\n{body}    }}\n}}\n");
    objects(&functions(&sample("src/org/a.rs", &text)), "a.rs:2: a function of 61 lines");
    let body = "    let x = 1;\n".repeat(58);
    nothing_wrong(&functions(&sample("src/org/a.rs", &format!("fn f() {{\n{body}}}\n"))));
}

#[test]
fn files_without_an_opening_and_empty_names_are_seen() {
    objects(&openings(&sample("src/org/a.rs", "use x;\n//! Late.\n")), "does not open");
    objects(&banned_names(&sample("src/org/utils.rs", "")), "says nothing");
    objects(&banned_names(&sample("src/helpers/mod.rs", "")), "says nothing");
    nothing_wrong(&banned_names(&sample("src/org/unit.rs", "")));
}

#[test]
fn foreign_labels_are_seen() {
    objects(&labels(&sample("src/org/a.rs", "/// Note: beware.")), "Note:");
    objects(&labels(&sample("src/org/a.rs", "    /// # Errors")), "# Errors");
    nothing_wrong(&labels(&sample("src/org/a.rs", "/// Refuses: x\n/// Microseconds: since 1970")));
}
