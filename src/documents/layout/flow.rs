//! Deals slabs out to pages and gives every page its number and marks.
//!
//! Slabs glued to each other go to the same page when a page can hold them; a page starts with
//! the header of the table it continues. An appendix starts a new page and a new numbering.

use std::collections::HashSet;

use super::letterhead::letterhead;
use super::page::{Bookmark, Ink, Item, Laid, Page};
use super::slab::{Sheet, Slab, mm};
use super::typeset::{Set, Setting, Typesetter};
use super::{chart, closing, page, prose, table};
use crate::documents::DocumentFault;
use crate::documents::block::{Block, Document, Level, Style};
use crate::documents::decree30::{MARGIN_TOP_MM, MARK_PT, PAGE_NUMBER_PT};
use crate::documents::fonts::Face;

/// Lines of text that stand on the page of the signature.
const LINES_BEFORE_CLOSING: usize = 2;
/// White between the unit of a table and the table, pt.
const MEASURE_GAP: f32 = 2.0;
/// Two slabs that differ by less are the same height: sums of lengths carry dust.
const DUST: f32 = 0.01;

/// Lays a document out.
pub fn lay_out(document: &Document) -> Result<Laid, DocumentFault> {
    let mut setter = Typesetter::new()?;
    let sections = sections(&mut setter, &document.blocks);
    let mut laid = Laid { pages: Vec::new(), bookmarks: Vec::new() };
    for section in &sections {
        let first = laid.pages.len();
        let mut dealer = Dealer::new(&mut laid, section.sheet);
        dealer.deal(&section.slabs);
        for (index, page) in laid.pages.iter_mut().skip(first).enumerate() {
            furnish(&mut setter, page, section.sheet, index + 1, &document.marks);
        }
    }
    for page in &mut laid.pages {
        page.items.iter_mut().for_each(settle);
        let mut drawn = HashSet::new();
        page.items.retain(|item| rule_key(item).is_none_or(|key| drawn.insert(key)));
    }
    Ok(laid)
}

/// The document proper or one appendix: pages of one shape with one numbering.
struct Section {
    sheet: Sheet,
    appendix: bool,
    slabs: Vec<Slab>,
}

impl Section {
    fn new(landscape: bool, appendix: bool) -> Self {
        Self { sheet: Sheet::new(landscape), appendix, slabs: Vec::new() }
    }
}

fn sections(setter: &mut Typesetter, blocks: &[Block]) -> Vec<Section> {
    let mut done = Vec::new();
    let mut open = Section::new(false, false);
    let mut measure = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        if is_measure(block) && matches!(blocks.get(at + 1), Some(Block::Table(_))) {
            measure = slabs(setter, block, &open, &[]);
            if let Some(line) = measure.first_mut() {
                line.space = 0.0;
                line.height += MEASURE_GAP;
            }
            continue;
        }
        if let Block::Appendix(appendix) = block {
            let next = Section::new(appendix.landscape, true);
            let previous = std::mem::replace(&mut open, next);
            if previous.appendix || !previous.slabs.is_empty() {
                done.push(previous);
            }
        }
        if matches!(block, Block::Closing(_)) {
            let before = open.slabs.iter_mut().rev().take(LINES_BEFORE_CLOSING);
            before.for_each(|slab| slab.glued = true);
        }
        let slabs = slabs(setter, block, &open, &std::mem::take(&mut measure));
        open.slabs.extend(slabs);
    }
    done.push(open);
    done
}

/// The unit of a table stands between its caption and its header.
fn is_measure(block: &Block) -> bool {
    matches!(block, Block::Paragraph(paragraph) if paragraph.style == Style::Measure)
}

fn slabs(setter: &mut Typesetter, block: &Block, section: &Section, measure: &[Slab]) -> Vec<Slab> {
    let width = section.sheet.text_width();
    let inside = u8::from(section.appendix);
    match block {
        Block::Letterhead(head) => vec![letterhead(setter, head, width)],
        Block::Title(title) => prose::title(setter, title, width),
        Block::Heading(heading) => {
            let depth = match heading.level {
                Level::Part => inside,
                Level::Section => inside + 1,
                Level::Item => inside + 2,
            };
            prose::heading(setter, heading, width, depth)
        }
        Block::Paragraph(paragraph) => prose::paragraph(setter, paragraph, width),
        Block::Table(table) => {
            table::table(setter, table, section.sheet, section.appendix.then_some(1), measure)
        }
        Block::Chart(chart) => chart::chart(setter, chart, width),
        Block::Closing(closing) => closing::closing(setter, closing, width),
        Block::Appendix(appendix) => prose::appendix(setter, appendix, width),
    }
}

struct Dealer<'a> {
    laid: &'a mut Laid,
    sheet: Sheet,
    page: Page,
    at: f32,
    /// Nothing but perhaps a repeated header is on the page.
    fresh: bool,
}

impl<'a> Dealer<'a> {
    fn new(laid: &'a mut Laid, sheet: Sheet) -> Self {
        let page = Page { width: sheet.width, height: sheet.height, items: Vec::new() };
        Self { laid, sheet, page, at: 0.0, fresh: true }
    }

    fn deal(&mut self, slabs: &[Slab]) {
        let mut rest = slabs;
        while !rest.is_empty() {
            let end = rest.iter().position(|slab| !slab.glued).map_or(rest.len(), |at| at + 1);
            let (group, after) = rest.split_at(end);
            let height: f32 = group.iter().map(|slab| slab.space + slab.height).sum();
            if !self.fits(height) {
                self.turn();
            }
            for slab in group {
                if !self.fits(slab.space + slab.height) {
                    self.turn();
                }
                self.place(slab);
            }
            rest = after;
        }
        self.end();
    }

    fn fits(&self, height: f32) -> bool {
        self.at + height <= self.sheet.text_height() + DUST
    }

    /// Goes to a new page unless this one is still empty.
    fn turn(&mut self) {
        if !self.fresh {
            self.end();
        }
    }

    fn end(&mut self) {
        let (width, height) = (self.sheet.width, self.sheet.height);
        let empty = Page { width, height, items: Vec::new() };
        self.laid.pages.push(std::mem::replace(&mut self.page, empty));
        self.at = 0.0;
        self.fresh = true;
    }

    fn place(&mut self, slab: &Slab) {
        if self.fresh {
            if let Some(header) = &slab.header {
                self.put(header);
            }
        } else {
            self.at += slab.space;
        }
        self.fresh = false;
        if let Some((depth, title)) = &slab.bookmark {
            self.laid.bookmarks.push(Bookmark {
                depth: *depth,
                title: title.clone(),
                page: self.laid.pages.len(),
                y: self.sheet.top + self.at,
            });
        }
        self.put(slab);
    }

    fn put(&mut self, slab: &Slab) {
        let (dx, dy) = (self.sheet.left, self.sheet.top + self.at);
        self.page.items.extend(slab.items.iter().cloned().map(|item| item.moved(dx, dy)));
        self.at += slab.height;
    }
}

/// The number, centred in the top margin from the second page on, and the marks at its right.
fn furnish(
    setter: &mut Typesetter,
    page: &mut Page,
    sheet: Sheet,
    number: usize,
    marks: &[String],
) {
    let width = sheet.text_width();
    let mut put = |text: &str, size: f32, set: Set| {
        let setting = Setting { size, width, indent: 0.0, set, spacing: 1.0 };
        let top = (mm(MARGIN_TOP_MM) - setting.line_height()) / 2.0;
        for line in setter.plain(text, Face::Regular, &setting).iter() {
            let items = line.items(sheet.left, top, Ink::Black);
            page.items.extend(items.into_iter().map(Item::as_artifact));
        }
    };
    if number > 1 {
        put(&number.to_string(), PAGE_NUMBER_PT, Set::Centre);
    }
    if !marks.is_empty() {
        put(&marks.join(" · "), MARK_PT, Set::Right);
    }
}

/// What makes two lines the same line: neighbouring cells share an edge.
fn rule_key(item: &Item) -> Option<[u32; 5]> {
    let Item::Rule { from, to, thickness, .. } = item else { return None };
    let mut ends = [*from, *to];
    ends.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.total_cmp(&other.1)));
    let [one, other] = ends;
    Some([one.0, one.1, other.0, other.1, *thickness].map(f32::to_bits))
}

/// Rounds positions so that the file is short and the same everywhere.
fn settle(item: &mut Item) {
    let round = |point: &mut (f32, f32)| {
        *point = (page::hundredths(point.0), page::hundredths(point.1));
    };
    match item {
        Item::Text { x, y, .. } => {
            *x = page::hundredths(*x);
            *y = page::hundredths(*y);
        }
        Item::Rule { from, to, .. } => {
            round(from);
            round(to);
        }
        Item::Box { at, size, .. } => {
            round(at);
            round(size);
        }
    }
}
