//! Lines over the years: thin levels, dashes at the target, words at the points.

use super::{Anchor, Drawing, LETTER, LINE, Shape, WIDTH, Weight, scaled, width, words, wrapped};
use crate::documents::chart::{Curve, Lines, Point};
use crate::documents::layout::Ink;

/// Upper and lower edge of the plot.
const TOP: i64 = 24;
const FOOT: i64 = 204;
/// White at the right of the last place when no name stands there.
const MARGIN: i64 = 30;
/// Half the size of a point.
const DOT: i64 = 3;
/// Length of a dash and of the white after it.
const DASH: i64 = 7;
const WHITE: i64 = 4;
/// So many places have each their number printed; of more, those that matter.
const ALL_PRINTED: usize = 5;

/// The plot's edges and scale.
struct Frame<'a> {
    plot: &'a Lines,
    left: i64,
    right: i64,
}

pub fn draw(plot: &Lines) -> Drawing {
    let widest = |texts: &mut dyn Iterator<Item = i64>| texts.max().unwrap_or(0);
    let left = widest(&mut plot.levels.iter().map(|(_, words)| width(words))) + 14;
    let named = plot.curves.len() > 1;
    let names = widest(&mut plot.curves.iter().map(|curve| width(&curve.label)));
    let right = WIDTH - if named { (names + 8).min(WIDTH / 3) } else { MARGIN };
    let frame = Frame { plot, left: left.min(WIDTH / 3), right };
    let mut shapes = frame.levels();
    shapes.extend(frame.targets());
    for (at, curve) in plot.curves.iter().enumerate().rev() {
        shapes.extend(frame.curve(curve, at == 0));
    }
    if named {
        shapes.extend(frame.names());
    }
    shapes.extend(frame.places());
    let height = key(&mut shapes, plot);
    Drawing { height, shapes }
}

impl Frame<'_> {
    fn x(&self, at: usize) -> i64 {
        let steps = self.plot.places.len().saturating_sub(1);
        if steps == 0 {
            return i64::midpoint(self.left, self.right);
        }
        let (at, steps) = (i64::try_from(at).unwrap_or(0), i64::try_from(steps).unwrap_or(1));
        self.left + at * (self.right - self.left) / steps
    }

    fn y(&self, value: i64) -> i64 {
        let above = value.saturating_sub(self.plot.low);
        FOOT - scaled(above, self.plot.high.saturating_sub(self.plot.low), FOOT - TOP)
    }

    fn levels(&self) -> Vec<Shape> {
        let mut shapes = Vec::new();
        for (value, text) in &self.plot.levels {
            let y = self.y(*value);
            let (from, to) = ((self.left - 6, y), (self.right, y));
            shapes.push(Shape::Rule { from, to, thick: 1, ink: Ink::Wash });
            shapes.push(Shape::Words {
                at: (self.left - 10, y + 5),
                text: text.clone(),
                anchor: Anchor::End,
                ink: Ink::Soft,
                weight: Weight::Plain,
            });
        }
        shapes
    }

    /// A dashed step of the width of its place.
    fn targets(&self) -> Vec<Shape> {
        let half = (self.right - self.left)
            / i64::try_from(self.plot.places.len().saturating_sub(1).max(1)).unwrap_or(1)
            / 2;
        let mut shapes = Vec::new();
        for (at, target) in self.plot.targets.iter().enumerate() {
            if let Some(value) = target {
                let (x, y) = (self.x(at), self.y(*value));
                let from = (x - half).max(self.left - 6);
                shapes.extend(dashed(from, (x + half).min(self.right), y));
            }
        }
        shapes
    }

    fn curve(&self, curve: &Curve, main: bool) -> Vec<Shape> {
        let ink = if main { Ink::Primary } else { Ink::Soft };
        let mut shapes = Vec::new();
        let known: Vec<Option<(i64, i64)>> = curve
            .points
            .iter()
            .enumerate()
            .map(|(at, point)| point.as_ref().map(|point| (self.x(at), self.y(point.value))))
            .collect();
        for pair in known.windows(2) {
            if let [Some(from), Some(to)] = pair {
                let thick = if main { 3 } else { 1 };
                shapes.push(Shape::Rule { from: *from, to: *to, thick, ink });
            }
        }
        for (x, y) in known.iter().flatten() {
            let (at, size) = ((x - DOT, y - DOT), (DOT * 2, DOT * 2));
            shapes.push(Shape::Box { at, size, fill: ink, edge: None });
        }
        if main {
            shapes.extend(self.printed(curve));
        }
        shapes
    }

    /// The numbers of the main line, above their points.
    fn printed(&self, curve: &Curve) -> Vec<Shape> {
        let told = told(&curve.points);
        let points = curve.points.iter().enumerate();
        points
            .filter(|(at, _)| told.contains(at))
            .filter_map(|(at, point)| {
                let point = point.as_ref()?;
                let half = width(&point.printed) / 2;
                // the names of the lines stand right of the last place
                let beside_names = self.plot.curves.len() > 1 && at + 1 == curve.points.len();
                let (x, anchor) = if beside_names {
                    (self.right + DOT, Anchor::End)
                } else {
                    // the words of the levels stand left of the first place
                    (self.x(at).clamp(self.left - DOT + half, WIDTH - half), Anchor::Middle)
                };
                Some(Shape::Words {
                    at: (x, self.y(point.value) - 9),
                    text: point.printed.clone(),
                    anchor,
                    ink: Ink::Black,
                    weight: Weight::Bold,
                })
            })
            .collect()
    }

    /// The name of each line at its end, none over another.
    fn names(&self) -> Vec<Shape> {
        let last = |curve: &Curve| curve.points.iter().flatten().last().map(|p| self.y(p.value));
        let curves = self.plot.curves.iter().enumerate();
        let mut names: Vec<(i64, usize, &str)> = curves
            .filter_map(|(at, curve)| Some((last(curve)?, at, curve.label.as_str())))
            .collect();
        names.sort_unstable();
        let mut free = TOP;
        for (y, _, _) in &mut names {
            *y = (*y).max(free);
            free = *y + LINE;
        }
        let mut limit = FOOT + 6;
        for (y, _, _) in names.iter_mut().rev() {
            *y = (*y).min(limit);
            limit = *y - LINE;
        }
        let shape = |(y, at, name): (i64, usize, &str)| Shape::Words {
            at: (self.right + 8, y + 5),
            text: name.to_owned(),
            anchor: Anchor::Start,
            ink: if at == 0 { Ink::Primary } else { Ink::Soft },
            weight: if at == 0 { Weight::Bold } else { Weight::Plain },
        };
        names.into_iter().map(shape).collect()
    }

    /// The years, as many as there is room for; the last always.
    fn places(&self) -> Vec<Shape> {
        let places = &self.plot.places;
        let widest = places.iter().map(|place| width(place)).max().unwrap_or(0) + 6;
        let room = usize::try_from((self.right - self.left) / widest.max(1)).unwrap_or(1).max(1);
        let step = places.len().div_ceil(room).max(1);
        let shown = |at: usize| (places.len() - 1 - at).is_multiple_of(step);
        let shape = |(at, place): (usize, &String)| Shape::Words {
            at: (self.x(at), FOOT + LINE + 4),
            text: place.clone(),
            anchor: Anchor::Middle,
            ink: Ink::Black,
            weight: Weight::Plain,
        };
        places.iter().enumerate().filter(|(at, _)| shown(*at)).map(shape).collect()
    }
}

/// All when they are few; else the first, the last, the lowest and the highest.
fn told(points: &[Option<Point>]) -> Vec<usize> {
    let known: Vec<(usize, i64)> = points
        .iter()
        .enumerate()
        .filter_map(|(at, point)| Some((at, point.as_ref()?.value)))
        .collect();
    if known.len() <= ALL_PRINTED {
        return known.into_iter().map(|(at, _)| at).collect();
    }
    let ends = [known.first(), known.last()];
    let least = known.iter().min_by_key(|(_, value)| *value);
    let most = known.iter().max_by_key(|(_, value)| *value);
    ends.into_iter().chain([least, most]).flatten().map(|(at, _)| *at).collect()
}

fn dashed(from: i64, to: i64, y: i64) -> Vec<Shape> {
    let mut shapes = Vec::new();
    let mut at = from;
    while at < to {
        let end = (at + DASH).min(to);
        shapes.push(Shape::Rule { from: (at, y), to: (end, y), thick: 2, ink: Ink::Black });
        at += DASH + WHITE;
    }
    shapes
}

/// What the dashes mean; the height of all.
fn key(shapes: &mut Vec<Shape>, plot: &Lines) -> i64 {
    let top = FOOT + LINE * 2;
    if plot.target_label.is_empty() {
        return top;
    }
    shapes.extend(dashed(0, 29, top + LETTER - 5));
    let mut y = top + LETTER;
    for line in wrapped(&plot.target_label, WIDTH - 40) {
        shapes.push(words((40, y), line, Weight::Italic));
        y += LINE;
    }
    y - LINE + 6
}
