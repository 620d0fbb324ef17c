//! Headings, paragraphs, the title of the document and of an appendix → slabs.

use super::letterhead::short_rule;
use super::page::Ink;
use super::slab::{Slab, glued, mm, spaced, without_widows};
use super::typeset::{Set, Setting, Span, Typesetter};
use crate::documents::block::{Appendix, Heading, Level, Paragraph, Style, Title};
use crate::documents::decree30::{
    APPENDIX_ATTACHED_PT, APPENDIX_PT, BODY_PT, INDENT_MM, LINE_SPACING, NOTE_PT, PARAGRAPH_GAP_PT,
    TITLE_PT,
};
use crate::documents::fonts::Face;

/// Distance of a large part from what is above it, in gaps of a paragraph.
const PART_GAPS: f32 = 2.0;

fn body(width: f32) -> Setting {
    let indent = mm(INDENT_MM);
    Setting { size: BODY_PT, width, indent, set: Set::Justified, spacing: LINE_SPACING }
}

fn centred(size: f32, width: f32) -> Setting {
    Setting { size, width, indent: 0.0, set: Set::Centre, spacing: LINE_SPACING }
}

pub fn paragraph(setter: &mut Typesetter, paragraph: &Paragraph, width: f32) -> Vec<Slab> {
    let mut setting = body(width);
    let mut face = Face::Regular;
    let mut first = String::new();
    match paragraph.style {
        Style::Body => {}
        Style::Basis => face = Face::Italic,
        Style::Item => first.push_str("- "),
        Style::Note => {
            setting = Setting { size: NOTE_PT, indent: 0.0, spacing: 1.0, ..setting };
            face = Face::Italic;
        }
        Style::Measure => {
            let set = Set::Right;
            setting = Setting { size: NOTE_PT, indent: 0.0, spacing: 1.0, set, ..setting };
            face = Face::Italic;
        }
    }
    let mut spans: Vec<Span> =
        paragraph.runs.iter().map(|run| Span { text: run.text().to_owned(), face }).collect();
    let dashed = spans.first().is_some_and(|span| span.text.trim_start().starts_with(['-', '–']));
    if !first.is_empty() && !dashed {
        spans.insert(0, Span { text: first, face });
    }
    let lines = setter.lines(&spans, &setting);
    let slabs = Slab::lines(&lines, setting.line_height(), 0.0, Ink::Black);
    let slabs = spaced(without_widows(slabs), PARAGRAPH_GAP_PT);
    if paragraph.style == Style::Measure { glued(slabs) } else { slabs }
}

pub fn heading(setter: &mut Typesetter, heading: &Heading, width: f32, depth: u8) -> Vec<Slab> {
    let number = setter.clean(&heading.number);
    let text = setter.clean(&heading.text);
    let title = [number.as_str(), text.as_str()].join(" ").trim().to_owned();
    let centre = heading.level == Level::Part && number.starts_with("Phần");
    let mut slabs = if centre {
        let setting = centred(BODY_PT, width);
        let mut slabs = Vec::new();
        for part in [&number, &text] {
            let lines = setter.balanced(part, Face::Bold, &setting);
            slabs.extend(Slab::lines(&lines, setting.line_height(), 0.0, Ink::Black));
        }
        slabs
    } else {
        let setting = Setting { set: Set::Left, ..body(width) };
        let lines = setter.plain(&title, Face::Bold, &setting);
        Slab::lines(&lines, setting.line_height(), 0.0, Ink::Black)
    };
    if let Some(first) = slabs.first_mut() {
        first.bookmark = Some((depth, title));
    }
    let gaps = if heading.level == Level::Part { PART_GAPS } else { 1.0 };
    glued(spaced(slabs, PARAGRAPH_GAP_PT * gaps))
}

/// Tên loại, trích yếu and the line under them.
pub fn title(setter: &mut Typesetter, title: &Title, width: f32) -> Vec<Slab> {
    let setting = centred(TITLE_PT, width);
    let mut slab = Slab::default();
    let mut at = 0.0;
    let mut last = 0.0;
    for text in std::iter::once(&title.kind).chain(&title.about) {
        let lines = setter.balanced(text, Face::Bold, &setting);
        at += slab.stack(&lines, setting.line_height(), 0.0, at);
        last = lines.last().map_or(last, |line| line.width);
    }
    slab.items.push(short_rule(width / 2.0, at, last));
    slab.height = at + PARAGRAPH_GAP_PT;
    slab.glued = true;
    spaced(vec![slab], PARAGRAPH_GAP_PT * PART_GAPS)
}

/// Number, title and origin of an appendix, at the head of its first page.
pub fn appendix(setter: &mut Typesetter, appendix: &Appendix, width: f32) -> Vec<Slab> {
    let mut slab = Slab::default();
    let mut at = 0.0;
    let bold = centred(APPENDIX_PT, width);
    let italic = centred(APPENDIX_ATTACHED_PT, width);
    let texts = [
        (&appendix.number, Face::Bold, bold),
        (&appendix.title, Face::Bold, bold),
        (&appendix.attached_to, Face::Italic, italic),
    ];
    for (text, face, setting) in texts {
        let lines = setter.balanced(text, face, &setting);
        at += slab.stack(&lines, setting.line_height(), 0.0, at);
    }
    slab.glued = true;
    let parts = [setter.clean(&appendix.number), setter.clean(&appendix.title)];
    let said: Vec<&str> =
        parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    slab.bookmark = Some((0, said.join(". ").replace('\n', " ")));
    vec![slab]
}
