//! What printpdf cannot say: version, language, title bar, nested bookmarks, dates, identity.
//!
//! Everything that would differ from run to run is replaced here; the identity of the file is
//! the hash of its content. Nothing here knows a font or a position.

use chrono::NaiveDate;
use lopdf::{Dictionary, Document, Object, ObjectId, SaveOptions, StringFormat, dictionary};
use sha2::{Digest, Sha256};

use crate::documents::DocumentFault;
use crate::documents::block::About;
use crate::documents::layout::{Bookmark, Laid};

const VERSION: &str = "1.7";
const LANGUAGE: &str = "vi-VN";
/// The program that made the file; without a version, so that an update changes no bytes.
const PRODUCER: &str = "khuyenhoc";

pub(super) fn finish(
    mut file: Document,
    about: &About,
    laid: &Laid,
) -> Result<Vec<u8>, DocumentFault> {
    VERSION.clone_into(&mut file.version);
    describe(&mut file, about).map_err(fault)?;
    let pages: Vec<ObjectId> = file.get_pages().into_values().collect();
    for page in &pages {
        let page = file.get_dictionary_mut(*page).map_err(fault)?;
        page.remove(b"Annots");
        page.remove(b"TrimBox");
    }
    let outlines = outline(&mut file, laid, &pages);
    let catalog = file.catalog_mut().map_err(fault)?;
    catalog.set("Lang", Object::string_literal(LANGUAGE));
    catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    if let Some(outlines) = outlines {
        catalog.set("Outlines", outlines);
        catalog.set("PageMode", "UseOutlines");
    }
    file.compress();
    identify(&mut file)
}

fn fault(error: impl std::fmt::Display) -> DocumentFault {
    DocumentFault::Write(error.to_string())
}

/// Title, author, subject and the one date.
fn describe(file: &mut Document, about: &About) -> lopdf::Result<()> {
    let date = Object::string_literal(stamp(about.changed_on));
    let info = dictionary! {
        "Title" => words(&about.title),
        "Author" => words(&about.author),
        "Subject" => words(&about.subject),
        "Producer" => words(PRODUCER),
        "CreationDate" => date.clone(),
        "ModDate" => date,
    };
    let id = file.trailer.get(b"Info")?.as_reference()?;
    *file.get_dictionary_mut(id)? = info;
    Ok(())
}

/// Midnight of a day in Vietnam.
fn stamp(day: NaiveDate) -> String {
    format!("D:{}000000+07'00'", day.format("%Y%m%d"))
}

fn words(text: &str) -> Object {
    use unicode_normalization::UnicodeNormalization;
    let text: String = text.nfc().collect();
    let mut bytes = vec![0xFE, 0xFF];
    bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, StringFormat::Hexadecimal)
}

/// A bookmark with those below it.
struct Branch<'a> {
    own: &'a Bookmark,
    below: Vec<Branch<'a>>,
}

impl Branch<'_> {
    fn count(&self) -> i64 {
        self.below.iter().map(|branch| 1 + branch.count()).sum()
    }
}

/// Bookmarks in reading order → a tree by depth; a depth without a parent moves up.
fn tree(flat: &[Bookmark]) -> Vec<Branch<'_>> {
    let mut branches = Vec::new();
    let mut rest = flat;
    while let Some((own, after)) = rest.split_first() {
        let inside = after.iter().take_while(|next| next.depth > own.depth).count();
        let (below, next) = after.split_at(inside);
        branches.push(Branch { own, below: tree(below) });
        rest = next;
    }
    branches
}

fn outline(file: &mut Document, laid: &Laid, pages: &[ObjectId]) -> Option<ObjectId> {
    let branches = tree(&laid.bookmarks);
    if branches.is_empty() {
        return None;
    }
    let root = file.new_object_id();
    let count: i64 = branches.iter().map(|branch| 1 + branch.count()).sum();
    let mut top = dictionary! { "Type" => "Outlines", "Count" => count };
    hang(file, laid, pages, root, &branches, &mut top);
    file.objects.insert(root, Object::Dictionary(top));
    Some(root)
}

/// Writes the children of a node and links them to it and to each other.
fn hang(
    file: &mut Document,
    laid: &Laid,
    pages: &[ObjectId],
    parent: ObjectId,
    branches: &[Branch<'_>],
    node: &mut Dictionary,
) {
    let ids: Vec<ObjectId> = branches.iter().map(|_| file.new_object_id()).collect();
    if let (Some(first), Some(last)) = (ids.first(), ids.last()) {
        node.set("First", *first);
        node.set("Last", *last);
    }
    for (at, (branch, id)) in branches.iter().zip(&ids).enumerate() {
        let mut entry = dictionary! { "Title" => words(&branch.own.title), "Parent" => parent };
        let page = pages.get(branch.own.page).zip(laid.pages.get(branch.own.page));
        if let Some((page_id, page)) = page {
            let height = Object::Real(page.up(branch.own.y));
            let place: Vec<Object> =
                vec![(*page_id).into(), "XYZ".into(), Object::Null, height, Object::Null];
            entry.set("Dest", place);
        }
        if let Some(previous) = at.checked_sub(1).and_then(|at| ids.get(at)) {
            entry.set("Prev", *previous);
        }
        if let Some(next) = ids.get(at + 1) {
            entry.set("Next", *next);
        }
        if !branch.below.is_empty() {
            entry.set("Count", branch.count());
            hang(file, laid, pages, *id, &branch.below, &mut entry);
        }
        file.objects.insert(*id, Object::Dictionary(entry));
    }
}

/// Writes the file; its `/ID` is the hash of the file with an empty one.
fn identify(file: &mut Document) -> Result<Vec<u8>, DocumentFault> {
    set_id(file, &[0; 16]);
    let digest = Sha256::digest(save(file)?);
    set_id(file, digest.get(..16).unwrap_or_default());
    save(file)
}

fn set_id(file: &mut Document, id: &[u8]) {
    let id = Object::String(id.to_vec(), StringFormat::Hexadecimal);
    file.trailer.set("ID", vec![id.clone(), id]);
}

/// Saves a copy: saving itself changes a document.
fn save(file: &Document) -> Result<Vec<u8>, DocumentFault> {
    let options = SaveOptions::builder().use_object_streams(true).use_xref_streams(true);
    let options = options.compression_level(6).build();
    let mut bytes = Vec::new();
    file.clone().save_with_options(&mut bytes, options).map_err(fault)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bookmark(depth: u8, title: &str) -> Bookmark {
        Bookmark { depth, title: title.to_owned(), page: 0, y: 0.0 }
    }

    #[test]
    fn bookmarks_nest_by_depth_and_an_orphan_moves_up() {
        let flat = [bookmark(1, "a"), bookmark(0, "b"), bookmark(2, "c"), bookmark(1, "d")];
        let tree = tree(&flat);
        let top: Vec<&str> = tree.iter().map(|branch| branch.own.title.as_str()).collect();
        assert_eq!(top, ["a", "b"]);
        assert_eq!(tree[1].below.len(), 2);
        assert_eq!(tree[1].count(), 2);
    }

    #[test]
    fn the_date_is_midnight_in_vietnam() {
        let day = NaiveDate::from_ymd_opt(2021, 1, 15).unwrap();
        assert_eq!(stamp(day), "D:20210115000000+07'00'");
    }
}
