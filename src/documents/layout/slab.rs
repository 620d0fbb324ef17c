//! The strip of paper that is never cut: a line of text, a row, a chart's bar, a signature.
//!
//! Items of a slab are placed from its own upper left corner; `flow` gives it a page.

use std::sync::Arc;

use super::page::{Ink, Item};
use super::typeset::Line;
use crate::documents::decree30::{
    MARGIN_BOTTOM_MM, MARGIN_LEFT_MM, MARGIN_RIGHT_MM, MARGIN_TOP_MM, PAPER_LONG_MM, PAPER_SHORT_MM,
};

/// Millimetres in points.
pub fn mm(length: f32) -> f32 {
    length * 72.0 / 25.4
}

/// The paper and what of it may be printed on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sheet {
    pub width: f32,
    pub height: f32,
    /// Left edge of the text.
    pub left: f32,
    /// Upper edge of the text.
    pub top: f32,
}

impl Sheet {
    pub fn new(landscape: bool) -> Self {
        let (short, long) = (mm(PAPER_SHORT_MM), mm(PAPER_LONG_MM));
        let (width, height) = if landscape { (long, short) } else { (short, long) };
        Self { width, height, left: mm(MARGIN_LEFT_MM), top: mm(MARGIN_TOP_MM) }
    }

    pub fn text_width(self) -> f32 {
        self.width - self.left - mm(MARGIN_RIGHT_MM)
    }

    pub fn text_height(self) -> f32 {
        self.height - self.top - mm(MARGIN_BOTTOM_MM)
    }
}

#[derive(Clone, Debug, Default)]
pub struct Slab {
    pub height: f32,
    /// Distance from the slab above, dropped at the head of a page.
    pub space: f32,
    pub items: Vec<Item>,
    /// Stands on the same page as the slab below it.
    pub glued: bool,
    /// Printed above this slab when it is the first of a page.
    pub header: Option<Arc<Slab>>,
    pub bookmark: Option<(u8, String)>,
}

impl Slab {
    /// One slab a line.
    pub fn lines(lines: &[Line], line_height: f32, left: f32, ink: Ink) -> Vec<Self> {
        let slab = |line: &Line| Self {
            height: line_height,
            items: line.items(left, 0.0, ink),
            ..Self::default()
        };
        lines.iter().map(slab).collect()
    }

    /// All lines on one slab, their items from `top` on; the height they take.
    pub fn stack(&mut self, lines: &[Line], line_height: f32, left: f32, top: f32) -> f32 {
        let mut at = top;
        for line in lines {
            self.items.extend(line.items(left, at, Ink::Black));
            at += line_height;
        }
        self.height = self.height.max(at);
        at - top
    }
}

/// Sets the distance above the first slab.
pub fn spaced(mut slabs: Vec<Slab>, space: f32) -> Vec<Slab> {
    if let Some(first) = slabs.first_mut() {
        first.space = space;
    }
    slabs
}

/// Keeps at least two lines of a paragraph on either side of a page's end.
pub fn without_widows(mut slabs: Vec<Slab>) -> Vec<Slab> {
    let count = slabs.len();
    for (index, slab) in slabs.iter_mut().enumerate() {
        slab.glued |= count > 1 && (index == 0 || index + 2 == count);
    }
    slabs
}

/// Ties all slabs to each other and to what follows.
pub fn glued(mut slabs: Vec<Slab>) -> Vec<Slab> {
    for slab in &mut slabs {
        slab.glued = true;
    }
    slabs
}
