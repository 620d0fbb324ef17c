//! Charts of horizontal bars → slabs of boxes, lines and words.
//!
//! A bar that missed its target is hollow and says so in the key, so that a photocopy without
//! colour says the same. The SVG twin for pages is `documents::bars`.

use super::page::{Ink, Item};
use super::slab::{Slab, glued, spaced};
use super::typeset::{Set, Setting, Typesetter};
use crate::documents::block::{Bar, Chart, Tone};
use crate::documents::decree30::{CAPTION_PT, PARAGRAPH_GAP_PT, TABLE_PT};
use crate::documents::fonts::Face;

/// Widest column of labels, share of the page.
const LABELS: f32 = 0.38;
/// White between label, bar and value, pt.
const GAP: f32 = 6.0;
/// Height of a bar, pt.
const BAR: f32 = 11.0;
/// White above and below a line of the chart, pt.
const AIR: f32 = 2.5;
/// How far a tick reaches beyond its bar, pt.
const TICK: f32 = 2.0;
/// Thickness of a tick and of the edge of a hollow bar, pt.
const STROKE: f32 = 1.0;
/// A chart of at most so many bars stays on one page.
const WHOLE: usize = 15;

/// The three columns of a chart.
struct Frame {
    labels: f32,
    bars: f32,
    values: f32,
    full: i64,
}

pub fn chart(setter: &mut Typesetter, chart: &Chart, width: f32) -> Vec<Slab> {
    let title = Setting { size: CAPTION_PT, width, indent: 0.0, set: Set::Centre, spacing: 1.0 };
    let lines = setter.balanced(&chart.title, Face::Bold, &title);
    let mut slabs = Slab::lines(&lines, title.line_height(), 0.0, Ink::Black);
    slabs = glued(spaced(slabs, PARAGRAPH_GAP_PT * 2.0));
    let widest = |text: fn(&Bar) -> &str, setter: &Typesetter| {
        let width = |bar| setter.width(text(bar), Face::Regular, TABLE_PT);
        chart.bars.iter().map(width).fold(0.0, f32::max) + 1.0
    };
    let labels = widest(|bar| &bar.label, setter).min(width * LABELS);
    let values = widest(|bar| &bar.printed, setter).min(width * LABELS);
    let bars = width - labels - values - GAP * 2.0;
    let frame = Frame { labels, bars, values, full: chart.full };
    let rows: Vec<Slab> = chart.bars.iter().map(|bar| frame.bar(setter, bar)).collect();
    slabs.extend(if rows.len() <= WHOLE { glued(rows) } else { without_lonely_ends(rows) });
    slabs.extend(key(setter, chart, width));
    slabs
}

/// The last bar stays with the key below it.
fn without_lonely_ends(mut rows: Vec<Slab>) -> Vec<Slab> {
    if let Some(row) = rows.last_mut() {
        row.glued = true;
    }
    rows
}

impl Frame {
    fn at(&self, value: i64) -> f32 {
        share(value, self.full) * self.bars
    }

    fn bar(&self, setter: &mut Typesetter, bar: &Bar) -> Slab {
        let left = self.labels + GAP;
        let setting =
            |width, set| Setting { size: TABLE_PT, width, indent: 0.0, set, spacing: 1.0 };
        let label = setting(self.labels, Set::Right);
        let value = setting(self.values, Set::Left);
        let words = setter.plain(&bar.label, Face::Regular, &label);
        let printed = setter.plain(&bar.printed, Face::Regular, &value);
        let mut slab = Slab::default();
        slab.stack(&words, label.line_height(), 0.0, AIR);
        let end = bar.value.map_or(0.0, |value| self.at(value));
        let room = bar.tick.map_or(end, |tick| end.max(self.at(tick)));
        slab.stack(&printed, value.line_height(), left + room + GAP, AIR);
        slab.height = slab.height.max(BAR) + AIR;
        let top = (slab.height - BAR) / 2.0;
        if bar.value.is_some() {
            let (fill, edge) = fill(bar.tone);
            slab.items.push(Item::Box { at: (left, top), size: (end, BAR), fill, edge });
        }
        if let Some(tick) = bar.tick {
            slab.items.push(tick_at(left + self.at(tick), top));
        }
        slab
    }
}

fn fill(tone: Tone) -> (Ink, Option<Ink>) {
    match tone {
        Tone::Neutral => (Ink::Primary, None),
        Tone::Met => (Ink::Met, None),
        Tone::NotMet => (Ink::Paper, Some(Ink::NotMet)),
    }
}

fn tick_at(x: f32, top: f32) -> Item {
    Item::Rule {
        from: (x, top - TICK),
        to: (x, top + BAR + TICK),
        thickness: STROKE,
        ink: Ink::Black,
    }
}

/// What full, hollow and tick mean, under the bars; nothing when there is nothing to explain.
fn key(setter: &mut Typesetter, chart: &Chart, width: f32) -> Vec<Slab> {
    let has = |tone| chart.bars.iter().any(|bar| bar.tone == tone);
    let mut slab = Slab::default();
    let mut at = 0.0;
    let setting = Setting { size: TABLE_PT, width, indent: 0.0, set: Set::Left, spacing: 1.0 };
    slab.height = setting.line_height() + AIR;
    let top = (slab.height - BAR) / 2.0;
    for (tone, words) in [(Tone::Met, "đạt"), (Tone::NotMet, "chưa đạt")] {
        if has(tone) {
            let (fill, edge) = fill(tone);
            slab.items.push(Item::Box { at: (at, top), size: (BAR * 2.0, BAR), fill, edge });
            let lines = setter.plain(words, Face::Italic, &setting);
            slab.stack(&lines, setting.line_height(), at + BAR * 2.0 + GAP, 0.0);
            at += BAR * 2.0 + GAP * 3.0 + setter.width(words, Face::Italic, TABLE_PT);
        }
    }
    if !chart.tick_label.is_empty() {
        slab.items.push(tick_at(at + STROKE, top));
        let setting = Setting { width: width - at - GAP, ..setting };
        let lines = setter.plain(&chart.tick_label, Face::Italic, &setting);
        slab.stack(&lines, setting.line_height(), at + GAP, 0.0);
    }
    if slab.items.is_empty() { Vec::new() } else { vec![slab] }
}

/// The share of a value in the whole, from 0 to 1.
#[expect(clippy::cast_precision_loss, reason = "a thousandth of a bar is finer than any printer")]
fn share(value: i64, full: i64) -> f32 {
    if full <= 0 { 0.0 } else { (value as f32 / full as f32).clamp(0.0, 1.0) }
}
