//! The model of a chart: a finding, words for those who cannot see it, and one of three plots.
//!
//! Values are whole numbers in a unit of the caller's (hundredths of a per cent, đồng); what is
//! printed comes in words beside each, so that nothing is rounded here. `drawing` gives a chart
//! its geometry, `svg` and `layout` draw it on pages and on paper.

/// A chart (biểu đồ).
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// States the finding, e.g. *3/4 xã đạt trên 92 %*.
    pub title: String,
    /// Words for a reader who cannot see it.
    pub description: String,
    pub plot: Plot,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Plot {
    Bars(Bars),
    Lines(Lines),
    Stacks(Stacks),
}

/// Horizontal bars, one a line, each with an optional tick at its target.
#[derive(Clone, Debug, PartialEq)]
pub struct Bars {
    pub bars: Vec<Bar>,
    /// Value at the right edge; every `value` and `tick` is at most this.
    pub full: i64,
    /// Label of the tick, e.g. `chỉ tiêu: trên 92%`; empty when no bar has one.
    pub tick_label: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    pub label: String,
    /// Length in the unit of `full`; `None` draws no bar and prints `printed` alone.
    pub value: Option<i64>,
    pub tick: Option<i64>,
    pub printed: String,
    pub tone: Tone,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    Neutral,
    /// What a neutral bar is compared with.
    Plain,
    Met,
    NotMet,
}

impl Tone {
    /// What stands before the words of a verdict on a page.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Met => "✓",
            Self::NotMet => "✗",
            Self::Neutral => "–",
            Self::Plain => "○",
        }
    }
}

/// Lines over the years, with steps at the target; a year without a number is a gap.
#[derive(Clone, Debug, PartialEq)]
pub struct Lines {
    /// Words under each place of the line, e.g. the years, in order.
    pub places: Vec<String>,
    /// The first is the main one.
    pub curves: Vec<Curve>,
    /// Value at the foot and at the head; all others lie between.
    pub low: i64,
    pub high: i64,
    /// Values that have a thin level line, with their words.
    pub levels: Vec<(i64, String)>,
    /// Target at each place, where there is one.
    pub targets: Vec<Option<i64>>,
    /// e.g. `chỉ tiêu: trên 98%`; empty when no place has one.
    pub target_label: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Curve {
    pub label: String,
    /// One for each place.
    pub points: Vec<Option<Point>>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    pub value: i64,
    pub printed: String,
}

/// Horizontal bars made of parts, one a line, with the total in words.
#[derive(Clone, Debug, PartialEq)]
pub struct Stacks {
    /// Name of each part, in the order they are stacked.
    pub parts: Vec<String>,
    pub stacks: Vec<Stack>,
    /// Value at the right edge; no stack is longer.
    pub full: i64,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Stack {
    pub label: String,
    /// One for each part; empty when nothing is known.
    pub values: Vec<i64>,
    /// The total.
    pub printed: String,
}
