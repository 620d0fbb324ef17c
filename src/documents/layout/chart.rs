//! Charts → slabs of boxes, lines and words.
//!
//! Bars have a layout of their own, as wide as the paper; lines and stacks are the shapes of
//! `documents::drawing`, in points. A bar that missed its target is hollow and says so in the
//! key, so that a photocopy without colour says the same.

use super::page::{Ink, Item};
use super::slab::{Slab, glued, spaced};
use super::typeset::{Set, Setting, Typesetter};
use crate::documents::chart::{Bar, Bars, Chart, Plot, Tone};
use crate::documents::decree30::{CAPTION_PT, PARAGRAPH_GAP_PT, TABLE_PT};
use crate::documents::drawing::{Anchor, LETTER, Shape, WIDTH, Weight, drawing};
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
    match &chart.plot {
        Plot::Bars(plot) => slabs.extend(bars(setter, plot, width)),
        Plot::Lines(_) | Plot::Stacks(_) => slabs.push(drawn(setter, chart, width)),
    }
    slabs
}

fn bars(setter: &mut Typesetter, plot: &Bars, width: f32) -> Vec<Slab> {
    let widest = |text: fn(&Bar) -> &str, setter: &Typesetter| {
        let width = |bar| setter.width(text(bar), Face::Regular, TABLE_PT);
        plot.bars.iter().map(width).fold(0.0, f32::max) + 1.0
    };
    let labels = widest(|bar| &bar.label, setter).min(width * LABELS);
    let values = widest(|bar| &bar.printed, setter).min(width * LABELS);
    let bars = width - labels - values - GAP * 2.0;
    let frame = Frame { labels, bars, values, full: plot.full };
    let rows: Vec<Slab> = plot.bars.iter().map(|bar| frame.bar(setter, bar)).collect();
    let mut slabs = if rows.len() <= WHOLE { glued(rows) } else { without_lonely_ends(rows) };
    slabs.extend(key(setter, plot, width));
    slabs
}

/// The shapes of a drawing, centred, their letters of the size of tables.
fn drawn(setter: &mut Typesetter, chart: &Chart, width: f32) -> Slab {
    let drawing = drawing(chart);
    let scale = TABLE_PT / units(LETTER);
    let left = (width - units(WIDTH) * scale).max(0.0) / 2.0;
    let at = |(x, y): (i64, i64)| (left + units(x) * scale, units(y) * scale + AIR);
    let mut slab = Slab { height: units(drawing.height) * scale + AIR * 2.0, ..Slab::default() };
    for shape in &drawing.shapes {
        match shape {
            Shape::Box { at: place, size, fill, edge } => {
                let size = (units(size.0) * scale, units(size.1) * scale);
                slab.items.push(Item::Box { at: at(*place), size, fill: *fill, edge: *edge });
            }
            Shape::Rule { from, to, thick, ink } => slab.items.push(Item::Rule {
                from: at(*from),
                to: at(*to),
                thickness: units(*thick) * scale / 2.0,
                ink: *ink,
            }),
            Shape::Words { at: place, text, anchor, ink, weight } => {
                let face = match weight {
                    Weight::Plain => Face::Regular,
                    Weight::Bold => Face::Bold,
                    Weight::Italic => Face::Italic,
                };
                let setting =
                    Setting { size: TABLE_PT, width, indent: 0.0, set: Set::Left, spacing: 1.0 };
                let taken = setter.width(text, face, TABLE_PT);
                let (x, y) = at(*place);
                let x = match anchor {
                    Anchor::Start => x,
                    Anchor::Middle => x - taken / 2.0,
                    Anchor::End => x - taken,
                };
                for line in setter.plain(text, face, &setting).iter() {
                    slab.items.extend(line.items(x, y - setting.ascent(), *ink));
                }
            }
        }
    }
    slab
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
        Tone::Plain => (Ink::Wash, Some(Ink::Soft)),
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
fn key(setter: &mut Typesetter, chart: &Bars, width: f32) -> Vec<Slab> {
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

/// Units of a drawing are few.
#[expect(clippy::cast_precision_loss, reason = "a drawing is some hundreds of units wide")]
fn units(length: i64) -> f32 {
    length as f32
}

/// The share of a value in the whole, from 0 to 1.
#[expect(clippy::cast_precision_loss, reason = "a thousandth of a bar is finer than any printer")]
fn share(value: i64, full: i64) -> f32 {
    if full <= 0 { 0.0 } else { (value as f32 / full as f32).clamp(0.0, 1.0) }
}
