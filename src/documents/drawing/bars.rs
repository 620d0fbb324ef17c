//! Bars: name and worth on one line, the bar under them, the key at the foot.

use super::{Drawing, LINE, Shape, WIDTH, Weight, fill, head, scaled, words, wrapped};
use crate::documents::chart::{Bar, Bars, Tone};
use crate::documents::layout::Ink;

/// Height of a bar, and the white under it.
const BAR: i64 = 14;
const GAP: i64 = 12;
/// How far a tick reaches beyond its bar.
const TICK: i64 = 4;
/// Length of a sample in the key.
const SAMPLE: i64 = 26;

pub fn draw(plot: &Bars) -> Drawing {
    let mut shapes = Vec::new();
    let mut top = 0;
    for bar in &plot.bars {
        top = row(&mut shapes, bar, plot.full, top);
    }
    let height = key(&mut shapes, plot, top);
    Drawing { height, shapes }
}

/// One bar; where the next begins.
fn row(shapes: &mut Vec<Shape>, bar: &Bar, full: i64, top: i64) -> i64 {
    let top = head(shapes, top, &bar.label, &bar.printed);
    // the edge of a box is drawn half outside
    let room = WIDTH - 2;
    if let Some(value) = bar.value {
        let (fill, edge) = fill(bar.tone);
        let size = (scaled(value, full, room), BAR);
        shapes.push(Shape::Box { at: (1, top), size, fill, edge });
    }
    if let Some(at) = bar.tick {
        shapes.push(tick(1 + scaled(at, full, room), top));
    }
    top + BAR + GAP
}

fn tick(x: i64, top: i64) -> Shape {
    let (from, to) = ((x, top - TICK), (x, top + BAR + TICK));
    Shape::Rule { from, to, thick: 2, ink: Ink::Black }
}

/// What full, hollow and tick mean; the height of all.
fn key(shapes: &mut Vec<Shape>, plot: &Bars, top: i64) -> i64 {
    let (mut x, mut foot) = (1, top);
    for (tone, text) in [(Tone::Met, "đạt"), (Tone::NotMet, "chưa đạt")] {
        if plot.bars.iter().any(|bar| bar.tone == tone) {
            let (fill, edge) = fill(tone);
            shapes.push(Shape::Box { at: (x, top), size: (SAMPLE, BAR), fill, edge });
            shapes.push(words((x + SAMPLE + 8, top + BAR - 2), text.to_owned(), Weight::Italic));
            x += 130;
            foot = top + BAR + GAP;
        }
    }
    if plot.tick_label.is_empty() {
        return foot;
    }
    shapes.push(tick(2, foot + TICK));
    let mut y = foot + TICK + BAR - 2;
    for line in wrapped(&plot.tick_label, WIDTH - 12) {
        shapes.push(words((12, y), line, Weight::Italic));
        y += LINE;
    }
    y - LINE + TICK + 4
}
