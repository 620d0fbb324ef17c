//! The geometry of charts: shapes in whole units of a drawing of one width.
//!
//! `svg` writes the shapes for pages and `layout` puts them on paper, so that both show the same.
//! Narrow on purpose: the drawing fills a phone with letters of a size to read.

mod bars;
mod lines;
mod stacks;

use super::chart::{Chart, Plot, Tone};
use super::layout::Ink;

/// Width of every drawing.
pub const WIDTH: i64 = 400;
/// Size of its letters.
pub const LETTER: i64 = 15;
/// What a letter takes, on average, a little more than it does.
const ADVANCE: i64 = 8;
/// Distance between two lines of text.
const LINE: i64 = 18;

#[derive(Clone, Debug, PartialEq)]
pub struct Drawing {
    pub height: i64,
    pub shapes: Vec<Shape>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    Box {
        at: (i64, i64),
        size: (i64, i64),
        fill: Ink,
        edge: Option<Ink>,
    },
    Rule {
        from: (i64, i64),
        to: (i64, i64),
        thick: i64,
        ink: Ink,
    },
    /// `at` is on the baseline.
    Words {
        at: (i64, i64),
        text: String,
        anchor: Anchor,
        ink: Ink,
        weight: Weight,
    },
}

/// Which end of the words stands at their place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    Start,
    Middle,
    End,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    Plain,
    Bold,
    /// Of the key.
    Italic,
}

/// The shapes of a chart, without its title.
pub fn drawing(chart: &Chart) -> Drawing {
    match &chart.plot {
        Plot::Bars(plot) => bars::draw(plot),
        Plot::Lines(plot) => lines::draw(plot),
        Plot::Stacks(plot) => stacks::draw(plot),
    }
}

/// A bar that missed its target is hollow: the sign does not need its colour.
pub fn fill(tone: Tone) -> (Ink, Option<Ink>) {
    match tone {
        Tone::Neutral => (Ink::Primary, Some(Ink::Primary)),
        Tone::Plain => (Ink::Wash, Some(Ink::Soft)),
        Tone::Met => (Ink::Met, Some(Ink::Met)),
        Tone::NotMet => (Ink::Paper, Some(Ink::NotMet)),
    }
}

/// Where `value` stands in `room` when `full` stands at its end; never outside.
fn scaled(value: i64, full: i64, room: i64) -> i64 {
    let value = i128::from(value.clamp(0, full.max(0)));
    let length = (value * i128::from(room)).checked_div(i128::from(full)).unwrap_or(0);
    i64::try_from(length).unwrap_or(0)
}

/// What a text takes, at most.
fn width(text: &str) -> i64 {
    i64::try_from(text.chars().count()).unwrap_or(WIDTH).saturating_mul(ADVANCE)
}

/// A text on as many lines as it needs in `room`.
fn wrapped(text: &str, room: i64) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let Some(line) = lines.last_mut() else { break };
        if line.is_empty() {
            line.push_str(word);
        } else if width(line) + ADVANCE + width(word) <= room {
            line.push(' ');
            line.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
}

/// The name of a bar at the left and its worth at the right, above the bar; where the bar begins.
fn head(shapes: &mut Vec<Shape>, top: i64, label: &str, printed: &str) -> i64 {
    let lines = wrapped(label, WIDTH - width(printed) - ADVANCE);
    let mut y = top + LETTER;
    shapes.push(Shape::Words {
        at: (WIDTH, y),
        text: printed.to_owned(),
        anchor: Anchor::End,
        ink: Ink::Black,
        weight: Weight::Bold,
    });
    for line in lines {
        shapes.push(words((0, y), line, Weight::Plain));
        y += LINE;
    }
    y - LINE + 6
}

fn words(at: (i64, i64), text: String, weight: Weight) -> Shape {
    Shape::Words { at, text, anchor: Anchor::Start, ink: Ink::Black, weight }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_as_long_as_its_share_and_never_longer_than_its_room() {
        assert_eq!(scaled(50, 100, 270), 135);
        assert_eq!(scaled(i64::MAX, i64::MAX, 270), 270);
        assert_eq!(scaled(-5, 100, 270), 0);
        assert_eq!(scaled(7, 0, 270), 0);
    }

    #[test]
    fn a_long_label_takes_more_lines_and_loses_no_word() {
        let label = "Trung tâm học tập cộng đồng xã Thổ Sơn và các ấp đảo xa";
        let lines = wrapped(label, 200);
        assert!(lines.len() > 2 && lines.iter().all(|line| width(line) <= 200));
        assert_eq!(lines.join(" "), label);
    }
}
