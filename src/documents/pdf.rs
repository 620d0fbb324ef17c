//! Pages → bytes: the only importer of printpdf; `pdf/finish.rs` is the only one of lopdf.
//!
//! Faces are cut down to the letters used and numbered here, so that what is copied out of the
//! file is the NFC text that went in. Positions come from `layout` and are not touched.

mod finish;

use std::collections::{BTreeMap, BTreeSet};

use printpdf::{
    Color, FontId, FontMetrics, Line, LinePoint, Op, PaintMode, ParsedFont, PdfDocument, PdfFont,
    PdfFontHandle, PdfPage, PdfSaveOptions, Point, Pt, Rect, Rgb, TextItem, TextMatrix,
};
use sha2::{Digest, Sha256};
use subsetter::GlyphRemapper;

use super::DocumentFault;
use super::block::Document;
use super::fonts::{Face, Fonts};
use super::layout::{Ink, Item, Laid, Page, Part, Role, lay_out};

/// Glyph space of a PDF font: widths are whole thousandths of an em.
const UNITS: u16 = 1000;

/// The document as a PDF 1.7 file; the same document gives the same bytes.
pub fn pdf(document: &Document) -> Result<Vec<u8>, DocumentFault> {
    let laid = lay_out(document)?;
    let fonts = Fonts::bundled()?;
    let mut file = PdfDocument::new("");
    for (face, letters) in letters(&laid) {
        file.resources.fonts.map.insert(font_id(face), font(fonts, face, &letters)?);
    }
    file.pages = laid.pages.iter().map(page).collect();
    let mut warnings = Vec::new();
    let raw = file.to_lopdf_document(&PdfSaveOptions::default(), &mut warnings);
    finish::finish(raw, &document.about, &laid)
}

/// The letters that every face must have.
fn letters(laid: &Laid) -> BTreeMap<Face, BTreeSet<char>> {
    let mut letters: BTreeMap<Face, BTreeSet<char>> = BTreeMap::new();
    for item in laid.pages.iter().flat_map(|page| &page.items) {
        if let Item::Text { face, .. } = item {
            letters.entry(*face).or_default().extend(item.words().chars());
        }
    }
    letters
}

/// Not `F1` to `F14`: those are read as the built-in fonts.
fn font_id(face: Face) -> FontId {
    let name = match face {
        Face::Regular => "SerifR",
        Face::Bold => "SerifB",
        Face::Italic => "SerifI",
        Face::BoldItalic => "SerifX",
    };
    FontId(name.to_owned())
}

/// A face with the given letters alone.
fn font(fonts: &Fonts, face: Face, letters: &BTreeSet<char>) -> Result<PdfFont, DocumentFault> {
    let data = fonts.face(face);
    let mut numbers = GlyphRemapper::new();
    let mut glyphs = BTreeMap::new();
    let mut widths = BTreeMap::new();
    for letter in letters {
        let glyph = numbers.remap(data.glyph(*letter).unwrap_or_default());
        glyphs.insert(u32::from(*letter), glyph);
        widths.insert(glyph, data.advance(*letter));
    }
    let bytes = subsetter::subset(data.bytes, 0, &numbers)
        .map_err(|error| DocumentFault::Font(error.to_string()))?;
    let metrics = data.metrics();
    let scaled = |units: i16| scaled(units, metrics.units_per_em);
    let name = format!("{}+{}", tag(letters), face.post_script_name());
    let vertical =
        FontMetrics { ascent: scaled(metrics.ascender), descent: scaled(metrics.descender) };
    let mut parsed =
        ParsedFont::with_glyph_data(bytes, 0, Some(name), glyphs, widths, UNITS, vertical);
    let [x_min, y_min, x_max, y_max] = metrics.bounds.map(scaled);
    let stub = &mut parsed.pdf_font_metrics;
    (stub.x_min, stub.y_min, stub.x_max, stub.y_max) = (x_min, y_min, x_max, y_max);
    (stub.caret_slope_rise, stub.caret_slope_run) = metrics.caret;
    stub.us_weight_class = metrics.weight;
    Ok(PdfFont::new(parsed))
}

fn scaled(units: i16, per_em: u16) -> i16 {
    let scaled = i32::from(units) * i32::from(UNITS) / i32::from(per_em.max(1));
    i16::try_from(scaled).unwrap_or(i16::MAX)
}

/// Six capitals that name a subset; other letters, another tag.
fn tag(letters: &BTreeSet<char>) -> String {
    let letters: String = letters.iter().collect();
    let digest = Sha256::digest(letters.as_bytes());
    digest.iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect()
}

/// Drawings first, then the page's furniture, then the text: reading order is writing order.
fn page(page: &Page) -> PdfPage {
    let mut pen = Pen { ops: Vec::new(), fill: None, stroke: None, width: None, font: None };
    let (text, drawn): (Vec<&Item>, Vec<&Item>) =
        page.items.iter().partition(|item| matches!(item, Item::Text { .. }));
    let (furniture, content): (Vec<&Item>, Vec<&Item>) =
        text.into_iter().partition(|item| matches!(item, Item::Text { role: Role::Artifact, .. }));
    pen.artifact(page, &drawn);
    pen.artifact(page, &furniture);
    for item in content {
        pen.draw(page, item);
    }
    let [width, height] = [page.width, page.height].map(|length| printpdf::Mm::from(Pt(length)));
    PdfPage::new(width, height, pen.ops)
}

/// Writes operators and leaves out those that would change nothing.
struct Pen {
    ops: Vec<Op>,
    fill: Option<Ink>,
    stroke: Option<Ink>,
    width: Option<u32>,
    font: Option<(Face, u32)>,
}

impl Pen {
    fn artifact(&mut self, page: &Page, items: &[&Item]) {
        if !items.is_empty() {
            self.ops.push(Op::BeginMarkedContent { tag: "Artifact".to_owned() });
            for item in items {
                self.draw(page, item);
            }
            self.ops.push(Op::EndMarkedContent);
        }
    }

    fn draw(&mut self, page: &Page, item: &Item) {
        match item {
            Item::Text { face, size, x, y, parts, ink, .. } => {
                self.fill(*ink);
                self.ops.push(Op::StartTextSection);
                self.font(*face, *size);
                let matrix = TextMatrix::Translate(Pt(*x), Pt(page.up(*y)));
                self.ops.push(Op::SetTextMatrix { matrix });
                self.ops.push(Op::ShowText { items: parts.iter().map(text_item).collect() });
                self.ops.push(Op::EndTextSection);
            }
            Item::Rule { from, to, thickness, ink } => {
                self.stroke(*ink, *thickness);
                let points = [from, to].map(|at| point(at.0, page.up(at.1)));
                let line = Line { points: points.to_vec(), is_closed: false };
                self.ops.push(Op::DrawLine { line });
            }
            Item::Box { at, size, fill, edge } => {
                self.fill(*fill);
                if let Some(edge) = edge {
                    self.stroke(*edge, EDGE);
                }
                let mode = if edge.is_some() { PaintMode::FillStroke } else { PaintMode::Fill };
                let low = page.up_below(at.1, size.1);
                let mut rectangle = Rect::from_xywh(Pt(at.0), Pt(low), Pt(size.0), Pt(size.1));
                rectangle.mode = Some(mode);
                self.ops.push(Op::DrawRectangle { rectangle });
            }
        }
    }

    fn fill(&mut self, ink: Ink) {
        if self.fill.replace(ink) != Some(ink) {
            self.ops.push(Op::SetFillColor { col: color(ink) });
        }
    }

    fn stroke(&mut self, ink: Ink, thickness: f32) {
        if self.stroke.replace(ink) != Some(ink) {
            self.ops.push(Op::SetOutlineColor { col: color(ink) });
        }
        if self.width.replace(thickness.to_bits()) != Some(thickness.to_bits()) {
            self.ops.push(Op::SetOutlineThickness { pt: Pt(thickness) });
        }
    }

    fn font(&mut self, face: Face, size: f32) {
        let font = (face, size.to_bits());
        if self.font.replace(font) != Some(font) {
            let font = PdfFontHandle::External(font_id(face));
            self.ops.push(Op::SetFont { font, size: Pt(size) });
        }
    }
}

/// Thickness of the edge of a box, pt.
const EDGE: f32 = 1.0;

fn text_item(part: &Part) -> TextItem {
    match part {
        Part::Show(text) => TextItem::Text(text.clone()),
        Part::Back(units) => TextItem::from(*units),
    }
}

fn point(x: f32, y: f32) -> LinePoint {
    LinePoint { p: Point { x: Pt(x), y: Pt(y) }, bezier: false }
}

fn color(ink: Ink) -> Color {
    let [r, g, b] = ink.shares();
    Color::Rgb(Rgb { r, g, b, icc_profile: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subset_is_small_and_its_tag_is_six_capitals() {
        let fonts = Fonts::bundled().unwrap();
        let letters: BTreeSet<char> = "Hội Khuyến học".chars().collect();
        let font = font(fonts, Face::Bold, &letters).unwrap().parsed_font;
        assert!(font.original_bytes.len() < 20_000, "{} bytes", font.original_bytes.len());
        let name = font.font_name.unwrap();
        let (tag, face) = name.split_once('+').unwrap();
        assert!(tag.len() == 6 && tag.chars().all(|letter| letter.is_ascii_uppercase()));
        assert_eq!(face, "LiberationSerif-Bold");
    }
}
