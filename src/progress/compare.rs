//! Two units, or two years of one unit, side by side (so sánh).

use entities::values::{Direction, Period, UnitId};

use super::charts::length;
use super::{Change, Figure, Gathered, change, figure, printed};
use crate::documents::{Bar, Bars, Chart, Plot, Tone};
use crate::facts::Quantity;
use crate::indicators::Indicator;
use crate::vietnamese::capitalised;

/// Pairs of bars in the chart.
const MOST: usize = 5;

/// One indicator of both sides.
#[derive(Clone, Debug)]
pub struct Compared {
    pub indicator: Indicator,
    pub left: Figure,
    pub right: Figure,
    /// What the left has more than the right.
    pub difference: Option<Change>,
}

/// A unit in a period, out of what was gathered for it.
#[derive(Clone, Copy, Debug)]
pub struct Looked<'a> {
    pub gathered: &'a Gathered,
    pub unit: UnitId,
    pub period: Period,
}

/// All indicators of which either side knows something, in the order of reports.
pub fn compare(left: Looked<'_>, right: Looked<'_>) -> Vec<Compared> {
    let of = |side: Looked<'_>, indicator: &Indicator| {
        figure(side.gathered, indicator, side.unit, side.period)
    };
    let known = |figure: &Figure| figure.quantity != Quantity::Unknown;
    left.gathered
        .indicators
        .iter()
        .map(|indicator| (indicator, of(left, indicator), of(right, indicator)))
        .filter(|(_, left, right)| known(left) || known(right))
        .map(|(indicator, left, right)| Compared {
            indicator: indicator.clone(),
            difference: change(&left, &right),
            left,
            right,
        })
        .collect()
}

/// How many are better on the left, and how many worse. Of two units only rates are compared: a
/// small unit has less of everything.
pub fn compare_finding(lines: &[Compared], left: &str, right: &str) -> String {
    let same_unit = |line: &&Compared| line.left.unit == line.right.unit;
    let better = |line: &Compared| {
        let more = match line.difference? {
            Change::Points(value) | Change::Percent(value) if value.is_zero() => return None,
            Change::Points(value) | Change::Percent(value) => value.is_sign_positive(),
        };
        match line.indicator.direction {
            Direction::Higher => Some(more),
            Direction::Lower => Some(!more),
            Direction::Neutral => None,
        }
    };
    let fair = lines.iter().filter(|line| line.indicator.is_fraction() || same_unit(line));
    let known: Vec<bool> = fair.filter_map(better).collect();
    let higher = known.iter().filter(|better| **better).count();
    let of = if lines.iter().any(|line| same_unit(&line)) { "nội dung" } else { "tỷ lệ" };
    format!(
        "{} tốt hơn {right} ở {higher} {of}, kém hơn ở {} {of}.",
        capitalised(left),
        known.len().saturating_sub(higher)
    )
}

/// The rates that differ most, a bar for each side.
pub fn compare_chart(lines: &[Compared], left: &str, right: &str) -> Option<Chart> {
    let points = |line: &&Compared| match line.difference {
        Some(Change::Points(value)) if line.indicator.direction != Direction::Neutral => {
            (!value.is_zero()).then(|| value.abs())
        }
        _ => None,
    };
    let mut lines: Vec<&Compared> = lines.iter().filter(|line| points(line).is_some()).collect();
    lines.sort_by_key(|line| std::cmp::Reverse(points(line)));
    lines.truncate(MOST);
    let bar = |line: &Compared, figure: &Figure, side: &str, tone: Tone| Bar {
        label: format!("{}: {side}", line.indicator.short),
        value: length(figure),
        tick: None,
        printed: printed(figure, &line.indicator),
        tone,
    };
    let bars: Vec<Bar> = lines
        .iter()
        .flat_map(|line| {
            let of_left = bar(line, &line.left, left, Tone::Neutral);
            [of_left, bar(line, &line.right, right, Tone::Plain)]
        })
        .collect();
    let full = bars.iter().filter_map(|bar| bar.value).max()?;
    let told = bars.iter().map(|bar| format!("{} {}", bar.label, bar.printed));
    Some(Chart {
        title: format!(
            "{} và {right} cách nhau nhiều nhất ở {} tỷ lệ này",
            capitalised(left),
            lines.len()
        ),
        description: told.collect::<Vec<_>>().join("; "),
        plot: Plot::Bars(Bars { bars, full, tick_label: String::new() }),
    })
}
