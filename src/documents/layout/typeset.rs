//! Text → lines: parley shapes, breaks and aligns; the result is pieces that a PDF can show.
//!
//! A line breaks at spaces and nowhere else, so that `30/2020/NĐ-CP` and `1.234.567` stay
//! whole; only a word wider than its column is cut. Nothing here knows pages or tables.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use parley::fontique::{Blob, Collection, CollectionOptions, SourceCache};
use parley::{
    Alignment, AlignmentOptions, FontContext, FontFamily, FontFamilyName, FontStyle, FontWeight,
    IndentOptions, LayoutContext, LineBreakContext, OverflowWrap, StyleProperty,
};

use super::page::{Ink, Item, Part, Role};
use crate::documents::DocumentFault;
use crate::documents::fonts::{FAMILY, Face, Fonts, clean};

/// Height of a single line of the family: ascent, descent and line gap, of the size.
const SINGLE_LINE: f32 = 1.149;
/// Ascent of the family, of the size: the baseline stands so far below the top of its line.
const ASCENT: f32 = 0.891;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Set {
    Left,
    Centre,
    Right,
    Justified,
}

/// A piece of a paragraph in one face.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Span {
    pub text: String,
    pub face: Face,
}

/// How a text is set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Setting {
    pub size: f32,
    pub width: f32,
    /// Indent of the first line.
    pub indent: f32,
    pub set: Set,
    /// Line spacing in single lines.
    pub spacing: f32,
}

impl Setting {
    pub fn line_height(&self) -> f32 {
        self.size * SINGLE_LINE * self.spacing
    }

    /// Distance of the baseline from the top of its line.
    pub fn ascent(&self) -> f32 {
        self.size * ASCENT
    }
}

/// One line: its pieces with their distance from the left edge of the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pieces: Vec<Piece>,
    size: f32,
    /// Width of the ink, without spaces at the end.
    pub width: f32,
}

#[derive(Clone, Debug, PartialEq)]
struct Piece {
    face: Face,
    x: f32,
    parts: Vec<Part>,
}

/// Neighbouring letters of one face with their advances, from `x` on.
struct Letters {
    face: Face,
    x: f32,
    shown: Vec<(char, f32)>,
}

impl Line {
    /// The line as items, its upper edge at `top`.
    pub fn items(&self, left: f32, top: f32, ink: Ink) -> Vec<Item> {
        let place = |piece: &Piece| Item::Text {
            face: piece.face,
            size: self.size,
            x: left + piece.x,
            y: top + self.size * ASCENT,
            parts: piece.parts.clone(),
            ink,
            role: Role::Content,
        };
        self.pieces.iter().map(place).collect()
    }

    fn moved(&self, dx: f32) -> Self {
        let mut line = self.clone();
        line.pieces.iter_mut().for_each(|piece| piece.x += dx);
        line
    }
}

/// Step of the search for the narrowest width that keeps the number of lines, pt.
const BALANCE_STEP: f32 = 6.0;

type Key = (Vec<Span>, [u32; 4], Set);

/// Sets text in the bundled family; remembers what it has set, since tables repeat themselves.
pub struct Typesetter {
    fonts: &'static Fonts,
    context: FontContext,
    layouts: LayoutContext<Face>,
    known: HashMap<Key, Arc<Vec<Line>>>,
}

impl Typesetter {
    pub fn new() -> Result<Self, DocumentFault> {
        let fonts = Fonts::bundled()?;
        let options = CollectionOptions { shared: false, system_fonts: false };
        let mut collection = Collection::new(options);
        for face in Face::ALL {
            let bytes: Arc<dyn AsRef<[u8]> + Send + Sync> = Arc::new(fonts.face(face).bytes);
            collection.register_fonts(Blob::new(bytes), None);
        }
        let context = FontContext { collection, source_cache: SourceCache::default() };
        Ok(Self { fonts, context, layouts: LayoutContext::new(), known: HashMap::new() })
    }

    /// Text as it will be printed.
    pub fn clean(&self, text: &str) -> String {
        clean(text, self.fonts)
    }

    /// Lines of a text in one face.
    pub fn plain(&mut self, text: &str, face: Face, setting: &Setting) -> Arc<Vec<Line>> {
        self.lines(&[Span { text: text.to_owned(), face }], setting)
    }

    /// Lines of a paragraph; none when there is no text.
    pub fn lines(&mut self, spans: &[Span], setting: &Setting) -> Arc<Vec<Line>> {
        let sizes = [setting.size, setting.width, setting.indent, setting.spacing];
        let key = (spans.to_vec(), sizes.map(f32::to_bits), setting.set);
        if let Some(lines) = self.known.get(&key) {
            return Arc::clone(lines);
        }
        let lines = Arc::new(self.set(spans, setting));
        self.known.insert(key, Arc::clone(&lines));
        lines
    }

    /// Centred lines of about the same length: as many as they would be anyway, none short.
    pub fn balanced(&mut self, text: &str, face: Face, setting: &Setting) -> Arc<Vec<Line>> {
        let mut best = self.plain(text, face, setting);
        if best.len() < 2 {
            return best;
        }
        let mut missing = 0.0;
        while missing < setting.width / 2.0 {
            let width = setting.width - missing - BALANCE_STEP;
            let tighter = self.plain(text, face, &Setting { width, ..*setting });
            if tighter.len() > best.len() || tighter.iter().any(|line| line.width > width) {
                break;
            }
            best = tighter;
            missing += BALANCE_STEP;
        }
        let shift = |line: &Line| line.moved(missing / 2.0);
        Arc::new(best.iter().map(shift).collect())
    }

    /// Width of a text on one line, not less than it will be when shaped.
    pub fn width(&self, text: &str, face: Face, size: f32) -> f32 {
        let data = self.fonts.face(face);
        let units: u32 = clean(text, self.fonts)
            .chars()
            .map(|letter| u32::from(data.advance(letter)))
            .fold(0, u32::saturating_add);
        units_to_points(units, size)
    }

    fn set(&mut self, spans: &[Span], setting: &Setting) -> Vec<Line> {
        let mut text = String::new();
        let mut faces = Vec::new();
        for span in spans {
            let from = text.len();
            text.push_str(&clean(&span.text, self.fonts));
            faces.push((from..text.len(), span.face));
        }
        if text.is_empty() {
            return Vec::new();
        }
        let mut builder = self.layouts.ranged_builder(&mut self.context, &text, 1.0, false);
        builder.set_line_break_override(Some(&only_at_spaces));
        let family = FontFamily::Single(FontFamilyName::Named(Cow::Borrowed(FAMILY)));
        builder.push_default(StyleProperty::FontFamily(family));
        builder.push_default(StyleProperty::FontSize(setting.size));
        builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::Anywhere));
        for (range, face) in faces {
            builder.push(StyleProperty::Brush(face), range.clone());
            if face.is_bold() {
                builder.push(StyleProperty::FontWeight(FontWeight::BOLD), range.clone());
            }
            if face.is_italic() {
                builder.push(StyleProperty::FontStyle(FontStyle::Italic), range);
            }
        }
        let mut layout = builder.build(&text);
        layout.set_text_indent(setting.indent, IndentOptions::default());
        layout.break_all_lines(Some(setting.width));
        layout.align(alignment(setting.set), AlignmentOptions::default());
        layout.lines().map(|line| self.line(&line, &text, setting.size)).collect()
    }

    fn line(&self, line: &parley::Line<'_, Face>, text: &str, size: f32) -> Line {
        let metrics = line.metrics();
        let mut pen = metrics.inline_min_coord + metrics.offset;
        let mut pieces: Vec<Letters> = Vec::new();
        for cluster in line.runs().flat_map(|run| run.visual_clusters()) {
            let face = cluster.style().brush;
            if pieces.last().is_none_or(|last| last.face != face) {
                pieces.push(Letters { face, x: pen, shown: Vec::new() });
            }
            let letters = text.get(cluster.text_range()).unwrap_or_default();
            let mut advance = cluster.advance();
            pen += advance;
            for letter in letters.chars().filter(|letter| *letter != '\n') {
                let letter = if letter == '\u{00A0}' { ' ' } else { letter };
                if let Some(piece) = pieces.last_mut() {
                    piece.shown.push((letter, advance));
                }
                advance = 0.0;
            }
        }
        let pieces = pieces
            .into_iter()
            .filter(|piece| !piece.shown.is_empty())
            .map(|Letters { face, x, shown }| Piece {
                face,
                x,
                parts: self.parts(face, size, &shown),
            })
            .collect();
        Line { pieces, size, width: metrics.advance - metrics.hanging_advance }
    }

    /// Letters with their advances → what to show and where to step back, following the pen
    /// of a reader that knows only whole thousandths.
    fn parts(&self, face: Face, size: f32, letters: &[(char, f32)]) -> Vec<Part> {
        let data = self.fonts.face(face);
        let mut parts = Vec::new();
        let mut shown = String::new();
        let (mut ideal, mut pen) = (0.0_f32, 0_i32);
        for (letter, advance) in letters {
            let back = whole(pen_units(pen) - ideal);
            if back != 0 && !shown.is_empty() {
                parts.push(Part::Show(std::mem::take(&mut shown)));
                parts.push(Part::Back(back));
                pen -= back;
            }
            shown.push(*letter);
            ideal += advance / size * 1000.0;
            pen += i32::from(data.advance(*letter));
        }
        parts.push(Part::Show(shown));
        parts
    }
}

fn alignment(set: Set) -> Alignment {
    match set {
        Set::Left => Alignment::Left,
        Set::Centre => Alignment::Center,
        Set::Right => Alignment::Right,
        Set::Justified => Alignment::Justify,
    }
}

/// A break is possible after a space that is followed by something else.
#[expect(clippy::unnecessary_wraps, reason = "the breaker's signature; None would ask Unicode")]
fn only_at_spaces(place: LineBreakContext) -> Option<bool> {
    Some(place.before == ' ' && place.after != ' ')
}

#[expect(clippy::cast_precision_loss, reason = "a line is far shorter than 2^24 thousandths")]
fn units_to_points(units: u32, size: f32) -> f32 {
    units as f32 * size / 1000.0
}

#[expect(clippy::cast_precision_loss, reason = "a line is far shorter than 2^24 thousandths")]
fn pen_units(pen: i32) -> f32 {
    pen as f32
}

#[expect(clippy::cast_possible_truncation, reason = "a line is far shorter than 2^31 thousandths")]
fn whole(units: f32) -> i32 {
    units.round() as i32
}
