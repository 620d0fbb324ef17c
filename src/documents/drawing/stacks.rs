//! Stacked bars: name and total on one line, the parts under them, the key at the foot.

use super::{Drawing, LINE, Shape, WIDTH, Weight, head, scaled, width, words};
use crate::documents::chart::{Stack, Stacks};
use crate::documents::layout::Ink;

const BAR: i64 = 16;
const GAP: i64 = 12;
const SAMPLE: i64 = 16;
/// Fills that a photocopy keeps apart, in the order of the parts.
const FILLS: [(Ink, Ink); 6] = [
    (Ink::Primary, Ink::Primary),
    (Ink::Paper, Ink::Primary),
    (Ink::Soft, Ink::Soft),
    (Ink::Wash, Ink::Soft),
    (Ink::Met, Ink::Met),
    (Ink::Paper, Ink::Met),
];

pub fn draw(plot: &Stacks) -> Drawing {
    let mut shapes = Vec::new();
    let mut top = 0;
    for stack in &plot.stacks {
        top = row(&mut shapes, stack, plot.full, top);
    }
    let height = key(&mut shapes, plot, top);
    Drawing { height, shapes }
}

/// One bar of parts; where the next begins. Parts share their edges, so they add up on paper too.
fn row(shapes: &mut Vec<Shape>, stack: &Stack, full: i64, top: i64) -> i64 {
    let top = head(shapes, top, &stack.label, &stack.printed);
    let (mut sum, mut left) = (0_i64, 0);
    for (at, value) in stack.values.iter().enumerate() {
        sum = sum.saturating_add((*value).max(0));
        let right = scaled(sum, full, WIDTH - 2);
        if right > left {
            let size = (right - left, BAR);
            shapes.push(part(at, (1 + left, top), size));
        }
        left = right;
    }
    top + BAR + GAP
}

fn part(at: usize, place: (i64, i64), size: (i64, i64)) -> Shape {
    let (fill, edge) = FILLS[at % FILLS.len()];
    Shape::Box { at: place, size, fill, edge: Some(edge) }
}

/// What each fill means; the height of all.
fn key(shapes: &mut Vec<Shape>, plot: &Stacks, top: i64) -> i64 {
    let (mut x, mut y) = (1, top);
    for (at, name) in plot.parts.iter().enumerate() {
        let takes = SAMPLE + 8 + width(name);
        if x > 1 && x + takes > WIDTH {
            x = 1;
            y += LINE + 4;
        }
        shapes.push(part(at, (x, y), (SAMPLE, SAMPLE - 2)));
        shapes.push(words((x + SAMPLE + 8, y + SAMPLE - 3), name.clone(), Weight::Italic));
        x += takes + 12;
    }
    y + LINE + 4
}
