//! The parts that say which other parts are sheets. What is read must be what was looked through,
//! each sheet of its own part, so that nothing is read a hundred times.

use std::collections::BTreeSet;

use super::{ReadRefusal, WORKBOOK, extension};

pub fn judge(name: &str, text: &[u8]) -> Result<(), ReadRefusal> {
    let text = std::str::from_utf8(text).map_err(|_| ReadRefusal::Broken)?;
    let sound = match name {
        WORKBOOK => all_differ(attributes(text, "id")),
        "_rels/.rels" => relations(text).all(|one| !one.is_workbook() || one.leads_to_workbook()),
        "xl/_rels/workbook.xml.rels" => {
            let inner = || relations(text).filter(|one| one.mode != Some("External"));
            inner().all(|one| one.is_plain_part()) && all_differ(inner().map(|one| one.target))
        }
        _ => true,
    };
    if sound { Ok(()) } else { Err(ReadRefusal::Broken) }
}

struct Relation<'a> {
    kind: &'a str,
    target: &'a str,
    mode: Option<&'a str>,
}

impl Relation<'_> {
    fn is_workbook(&self) -> bool {
        self.kind.contains("officeDocument") && !self.kind.contains("properties")
    }

    fn leads_to_workbook(&self) -> bool {
        self.target.trim_start_matches('/') == WORKBOOK
    }

    /// One way to write its place, so that two places are two parts.
    fn is_plain_part(&self) -> bool {
        let steps = || self.target.trim_start_matches("/xl/").split('/');
        let plain = steps().all(|step| !matches!(step, "" | "." | ".."));
        plain && extension(self.target) == "xml" && !self.target.contains(['&', '%'])
    }
}

/// The office's own mark names "officeDocument" in every kind; only the last word counts.
fn relations(text: &str) -> impl Iterator<Item = Relation<'_>> {
    text.split('<').filter(|tag| tag.contains("Target")).map(|tag| Relation {
        kind: attributes(tag, "Type").next().and_then(|kind| kind.rsplit('/').next()).unwrap_or(""),
        target: attributes(tag, "Target").next().unwrap_or(""),
        mode: attributes(tag, "TargetMode").next(),
    })
}

/// The values of attributes of this local name.
fn attributes<'a>(text: &'a str, name: &'a str) -> impl Iterator<Item = &'a str> {
    text.match_indices(name).filter_map(move |(at, _)| {
        let before = text.get(..at)?.chars().next_back()?;
        let rest = text.get(at + name.len()..)?.trim_start().strip_prefix('=')?.trim_start();
        let quote = rest.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
        let own = before == ':' || before.is_whitespace();
        own.then(|| rest.get(1..)?.split(quote).next()).flatten()
    })
}

fn all_differ<'a>(words: impl Iterator<Item = &'a str>) -> bool {
    let mut seen = BTreeSet::new();
    words.map(str::to_lowercase).all(|word| seen.insert(word))
}
