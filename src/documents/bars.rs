//! A chart of bars as inline SVG, for pages and for the HTML of a document.
//!
//! Whole numbers only, no style attributes (a strict content policy forbids them) and no ids
//! (several charts share a page). The twin on paper is `layout::chart`.

use std::fmt::Write;

use super::block::{Bar, Chart, Tone};
use super::html::escape;
use super::layout::Ink;

/// Width of the drawing; it scales with its container.
const WIDTH: i64 = 640;
/// Columns: labels end here, bars start here and end there, values follow the bar.
const LABEL_END: i64 = 190;
const BAR_START: i64 = 200;
const BAR_END: i64 = 470;
/// Height of a line of the chart and of its bar.
const STEP: i64 = 34;
const BAR: i64 = 18;
/// Where the key starts, and how long its samples of bars are.
const KEY_START: i64 = 20;
const KEY_BAR: i64 = 28;
/// Distance between the two lines of a long label.
const LINE: i64 = 15;
/// Letters of a label that fit into its column.
const LABEL_LETTERS: usize = 26;

/// The chart as an `<svg>` element with a title and a description for those who cannot see it.
pub fn bars_svg(chart: &Chart) -> String {
    let has = |tone| chart.bars.iter().any(|bar| bar.tone == tone);
    let keyed = !chart.tick_label.is_empty() || has(Tone::Met) || has(Tone::NotMet);
    let rows = i64::try_from(chart.bars.len()).unwrap_or(i64::MAX / STEP / 2);
    let height = rows * STEP + if keyed { STEP } else { 0 };
    let mut svg = String::new();
    let title = escape(&chart.title);
    let description = escape(&chart.description);
    let _ = write!(
        svg,
        "<svg class=\"bars\" role=\"img\" viewBox=\"0 0 {WIDTH} {height}\" font-size=\"15\" \
         font-family=\"inherit\"><title>{title}</title><desc>{description}</desc>"
    );
    let mut top = 0;
    for bar in &chart.bars {
        row(&mut svg, bar, chart.full, top);
        top += STEP;
    }
    key(&mut svg, chart, top);
    svg.push_str("</svg>");
    svg
}

/// What full, hollow and tick mean, on the line under the bars.
fn key(svg: &mut String, chart: &Chart, top: i64) {
    let words = |x: i64, text: &str, svg: &mut String| {
        let (y, text) = (top + STEP / 2 + 5, escape(text));
        let _ = write!(
            svg,
            "<text class=\"bar-key\" x=\"{x}\" y=\"{y}\" font-style=\"italic\">{text}</text>"
        );
    };
    let mut x = KEY_START;
    for (tone, text, step) in [(Tone::Met, "đạt", 80), (Tone::NotMet, "chưa đạt", 116)] {
        if chart.bars.iter().any(|bar| bar.tone == tone) {
            rectangle(svg, tone, (x, top), KEY_BAR);
            words(x + KEY_BAR + 8, text, svg);
            x += step;
        }
    }
    if !chart.tick_label.is_empty() {
        tick(svg, x, top);
        words(x + 10, &chart.tick_label, svg);
    }
}

fn row(svg: &mut String, bar: &Bar, full: i64, top: i64) {
    let lines = label_lines(&bar.label);
    let count = i64::try_from(lines.len()).unwrap_or(1);
    let mut y = top + STEP / 2 + 5 - (count - 1) * LINE / 2;
    for line in lines {
        let text = escape(&line);
        let _ = write!(
            svg,
            "<text class=\"bar-label\" x=\"{LABEL_END}\" y=\"{y}\" \
             text-anchor=\"end\">{text}</text>"
        );
        y += LINE;
    }
    let mut end = BAR_START;
    if let Some(value) = bar.value {
        let width = length(value, full);
        end += width;
        rectangle(svg, bar.tone, (BAR_START, top), width);
    }
    if let Some(at) = bar.tick {
        let x = BAR_START + length(at, full);
        end = end.max(x);
        tick(svg, x, top);
    }
    let (x, y, text) = (end + 8, top + STEP / 2 + 5, escape(&bar.printed));
    let _ = write!(svg, "<text class=\"bar-value\" x=\"{x}\" y=\"{y}\">{text}</text>");
}

/// A bar that missed its target is hollow: the sign does not need its colour.
fn rectangle(svg: &mut String, tone: Tone, (x, top): (i64, i64), width: i64) {
    let (class, fill, edge) = match tone {
        Tone::Neutral => ("bar", Ink::Primary, Ink::Primary),
        Tone::Met => ("bar bar-met", Ink::Met, Ink::Met),
        Tone::NotMet => ("bar bar-not-met", Ink::Paper, Ink::NotMet),
    };
    let y = top + (STEP - BAR) / 2;
    let (fill, edge) = (hex(fill), hex(edge));
    let _ = write!(
        svg,
        "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{BAR}\" \
         fill=\"{fill}\" stroke=\"{edge}\" stroke-width=\"2\"/>"
    );
}

fn tick(svg: &mut String, x: i64, top: i64) {
    let from = top + (STEP - BAR) / 2 - 4;
    let to = from + BAR + 8;
    let ink = hex(Ink::Black);
    let _ = write!(
        svg,
        "<line class=\"bar-tick\" x1=\"{x}\" x2=\"{x}\" y1=\"{from}\" y2=\"{to}\" \
         stroke=\"{ink}\" stroke-width=\"2\"/>"
    );
}

fn hex(ink: Ink) -> String {
    let [red, green, blue] = ink.rgb();
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// Length of a bar, rounded down, never outside its column.
fn length(value: i64, full: i64) -> i64 {
    let room = i128::from(BAR_END - BAR_START);
    let value = i128::from(value.clamp(0, full.max(0)));
    let length = (value * room).checked_div(i128::from(full)).unwrap_or(0);
    i64::try_from(length).unwrap_or(0)
}

/// A label on one line, or on two when it is long; the rest is cut with an ellipsis.
fn label_lines(label: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in label.split_whitespace() {
        let full = lines.last().is_some_and(|line| {
            !line.is_empty() && line.chars().count() + word.chars().count() >= LABEL_LETTERS
        });
        if full && lines.len() == 2 {
            if let Some(line) = lines.last_mut() {
                line.push('…');
            }
            break;
        }
        if full {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chart(bar: Bar) -> Chart {
        Chart {
            title: "3/4 xã đạt <92%>".into(),
            description: "Bốn thanh".into(),
            bars: vec![bar],
            full: 100,
            tick_label: "chỉ tiêu: trên 92%".into(),
        }
    }

    fn bar(value: Option<i64>) -> Bar {
        let (label, printed) = ("Lại Sơn".into(), "95%".into());
        Bar { label, value, tick: Some(92), printed, tone: Tone::NotMet }
    }

    #[test]
    fn a_bar_is_as_long_as_its_share_and_never_longer_than_its_column() {
        assert_eq!(length(50, 100), 135);
        assert_eq!(length(i64::MAX, i64::MAX), 270);
        assert_eq!(length(-5, 100), 0);
        assert_eq!(length(7, 0), 0);
    }

    #[test]
    fn an_unknown_value_draws_no_bar_but_prints_its_words() {
        let tone = Tone::Neutral;
        let bar = Bar { printed: "chưa có số liệu".into(), tone, ..bar(None) };
        let svg = bars_svg(&chart(bar));
        assert!(!svg.contains("<rect"));
        assert!(svg.contains("chưa có số liệu"));
    }

    #[test]
    fn a_missed_target_is_hollow_and_the_title_is_escaped() {
        let svg = bars_svg(&chart(bar(Some(80))));
        assert!(svg.contains("bar-not-met") && svg.contains("fill=\"#ffffff\""));
        assert!(svg.contains("<title>3/4 xã đạt &lt;92%&gt;</title>"));
        assert!(!svg.contains(" style=") && !svg.contains(" id="));
    }

    #[test]
    fn a_long_label_takes_two_lines() {
        let lines = label_lines("Trung tâm học tập cộng đồng xã Thổ Sơn và các ấp đảo xa");
        assert_eq!(lines.len(), 2);
        assert!(lines[1].ends_with('…'));
    }
}
