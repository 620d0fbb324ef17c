//! What is on a page: placed text, lines and boxes, and the bookmarks that point at them.
//!
//! Origin top left, points. [`Page::up`] gives the coordinate that PDF wants.

use crate::documents::fonts::Face;

/// The result of a layout.
#[derive(Clone, Debug, PartialEq)]
pub struct Laid {
    pub pages: Vec<Page>,
    pub bookmarks: Vec<Bookmark>,
}

/// An entry of the outline; `depth` 0 is outermost.
#[derive(Clone, Debug, PartialEq)]
pub struct Bookmark {
    pub depth: u8,
    pub title: String,
    /// Index into [`Laid::pages`].
    pub page: usize,
    pub y: f32,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    pub width: f32,
    pub height: f32,
    pub items: Vec<Item>,
}

impl Page {
    /// The distance from the lower edge of a point `y` below the upper edge.
    pub fn up(&self, y: f32) -> f32 {
        hundredths(self.height - y)
    }

    /// The distance from the lower edge of the foot of a box that starts at `y`.
    pub fn up_below(&self, y: f32, height: f32) -> f32 {
        self.up(y + height)
    }
}

/// Two decimals: finer than any printer, and short in the file.
pub fn hundredths(points: f32) -> f32 {
    (points * 100.0).round() / 100.0
}

/// Whether a thing belongs to the document or only to the page it happens to be on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Content,
    /// Page numbers, marks, repeated headers, lines and fills.
    Artifact,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    Text {
        face: Face,
        size: f32,
        x: f32,
        /// Distance of the baseline from the upper edge.
        y: f32,
        parts: Vec<Part>,
        ink: Ink,
        role: Role,
    },
    Rule {
        from: (f32, f32),
        to: (f32, f32),
        thickness: f32,
        ink: Ink,
    },
    Box {
        at: (f32, f32),
        size: (f32, f32),
        fill: Ink,
        edge: Option<Ink>,
    },
}

/// Text to show with the pen where it is, or a move of the pen to the left, in thousandths of
/// an em (kerning and justification).
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    Show(String),
    Back(i32),
}

impl Item {
    #[must_use]
    pub fn moved(mut self, dx: f32, dy: f32) -> Self {
        match &mut self {
            Self::Text { x, y, .. } => {
                *x += dx;
                *y += dy;
            }
            Self::Rule { from, to, .. } => {
                *from = (from.0 + dx, from.1 + dy);
                *to = (to.0 + dx, to.1 + dy);
            }
            Self::Box { at, .. } => *at = (at.0 + dx, at.1 + dy),
        }
        self
    }

    /// The same thing as a part of the page, not of the document.
    #[must_use]
    pub fn as_artifact(mut self) -> Self {
        if let Self::Text { role, .. } = &mut self {
            *role = Role::Artifact;
        }
        self
    }

    /// What is read, without the moves of the pen.
    pub fn words(&self) -> String {
        let Self::Text { parts, .. } = self else { return String::new() };
        let shown = parts.iter().filter_map(|part| match part {
            Part::Show(text) => Some(text.as_str()),
            Part::Back(_) => None,
        });
        shown.collect()
    }
}

/// The colours of printed matter: black, and the tokens of the pages for charts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    Black,
    Soft,
    Paper,
    Wash,
    Primary,
    Met,
    NotMet,
}

impl Ink {
    /// Red, green and blue, 0–255.
    pub fn rgb(self) -> [u8; 3] {
        match self {
            Self::Black => [0x00, 0x00, 0x00],
            Self::Soft => [0x57, 0x60, 0x6a],
            Self::Paper => [0xff, 0xff, 0xff],
            Self::Wash => [0xf0, 0xf2, 0xf4],
            Self::Primary => [0x0b, 0x5a, 0x6f],
            Self::Met => [0x1a, 0x7f, 0x37],
            Self::NotMet => [0xb3, 0x26, 0x1e],
        }
    }

    /// The same as shares of one, as PDF writes them.
    pub fn shares(self) -> [f32; 3] {
        self.rgb().map(|part| (f32::from(part) / 255.0 * 1000.0).round() / 1000.0)
    }
}
