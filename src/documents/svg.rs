//! A chart as inline SVG, for pages and for the HTML of a document.
//!
//! No style attributes (a strict content policy forbids them) and no ids (several charts share a
//! page). The shapes are those of `drawing`, which paper shows too.

use std::fmt::Write;

use super::chart::Chart;
use super::drawing::{Anchor, Drawing, LETTER, Shape, WIDTH, Weight, drawing};
use super::html::escape;
use super::layout::Ink;

/// The chart as an `<svg>` element with a title and a description for those who cannot see it.
pub fn chart_svg(chart: &Chart) -> String {
    let Drawing { height, shapes } = drawing(chart);
    let (title, description) = (escape(&chart.title), escape(&chart.description));
    let mut svg = format!(
        "<svg class=\"plot\" role=\"img\" viewBox=\"0 0 {WIDTH} {height}\" \
         font-size=\"{LETTER}\" font-family=\"inherit\"><title>{title}</title>\
         <desc>{description}</desc>"
    );
    for shape in &shapes {
        draw(&mut svg, shape);
    }
    svg.push_str("</svg>");
    svg
}

fn draw(svg: &mut String, shape: &Shape) {
    // Writing to a string does not fail.
    let _ = match shape {
        Shape::Box { at: (x, y), size: (width, height), fill, edge } => {
            let stroke = edge.map(|ink| format!(" stroke=\"{}\" stroke-width=\"2\"", hex(ink)));
            write!(
                svg,
                "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" \
                 fill=\"{}\"{}/>",
                hex(*fill),
                stroke.unwrap_or_default()
            )
        }
        Shape::Rule { from: (x1, y1), to: (x2, y2), thick, ink } => write!(
            svg,
            "<line x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\" stroke=\"{}\" \
             stroke-width=\"{thick}\"/>",
            hex(*ink)
        ),
        Shape::Words { at: (x, y), text, anchor, ink, weight } => {
            let anchor = match anchor {
                Anchor::Start => "",
                Anchor::Middle => " text-anchor=\"middle\"",
                Anchor::End => " text-anchor=\"end\"",
            };
            let weight = match weight {
                Weight::Plain => "",
                // readable where a line runs under it
                Weight::Bold => {
                    " font-weight=\"600\" stroke=\"#fff\" stroke-width=\"3\" paint-order=\"stroke\""
                }
                Weight::Italic => " font-style=\"italic\"",
            };
            let (text, ink) = (escape(text), hex(*ink));
            write!(svg, "<text x=\"{x}\" y=\"{y}\" fill=\"{ink}\"{anchor}{weight}>{text}</text>")
        }
    };
}

fn hex(ink: Ink) -> String {
    let [red, green, blue] = ink.rgb();
    format!("#{red:02x}{green:02x}{blue:02x}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::chart::{Bar, Bars, Curve, Lines, Plot, Point, Stack, Stacks, Tone};

    fn chart(plot: Plot) -> Chart {
        Chart { title: "3/4 xã đạt <92%>".into(), description: "Bốn thanh".into(), plot }
    }

    fn bars(value: Option<i64>, printed: &str) -> Chart {
        let (label, printed) = ("Lại Sơn".into(), printed.into());
        let bar = Bar { label, value, tick: Some(92), printed, tone: Tone::NotMet };
        let tick_label = String::new();
        chart(Plot::Bars(Bars { bars: vec![bar], full: 100, tick_label }))
    }

    fn line(values: &[Option<i64>]) -> Chart {
        let point = |value: &Option<i64>| value.map(|value| Point { value, printed: "x".into() });
        chart(Plot::Lines(Lines {
            places: (2011..).take(values.len()).map(|year| year.to_string()).collect(),
            curves: vec![Curve {
                label: "Kiên Hải".into(),
                points: values.iter().map(point).collect(),
            }],
            low: 0,
            high: 100,
            levels: vec![(0, "0%".into()), (100, "100%".into())],
            targets: vec![None; values.len()],
            target_label: String::new(),
        }))
    }

    #[test]
    fn an_unknown_value_draws_no_bar_but_prints_its_words() {
        let svg = chart_svg(&bars(None, "chưa có số liệu"));
        assert_eq!(svg.matches("<rect").count(), 1, "{svg}");
        assert!(svg.contains("chưa có số liệu</text>"));
    }

    #[test]
    fn a_missed_target_is_hollow_and_the_title_is_escaped() {
        let svg = chart_svg(&bars(Some(80), "80%"));
        assert!(svg.contains("fill=\"#ffffff\" stroke=\"#b3261e\""));
        assert!(svg.contains("<title>3/4 xã đạt &lt;92%&gt;</title>"));
        assert!(!svg.contains(" style=") && !svg.contains(" id="));
    }

    #[test]
    fn a_year_without_a_number_is_a_gap_and_not_a_fall() {
        let whole = chart_svg(&line(&[Some(10), Some(20), Some(30)]));
        let torn = chart_svg(&line(&[Some(10), None, Some(30)]));
        assert_eq!(whole.matches("stroke-width=\"3\"/>").count(), 2);
        assert_eq!(torn.matches("stroke-width=\"3\"/>").count(), 0);
        assert!(torn.contains(">2012</text>"));
    }

    #[test]
    fn of_ten_years_only_the_ends_and_the_extremes_are_printed() {
        let values: Vec<Option<i64>> = (0..10).map(|at| Some((at * 7) % 10 * 10)).collect();
        let svg = chart_svg(&line(&values));
        assert_eq!(svg.matches(">x</text>").count(), 3, "the first is the lowest: {svg}");
        assert!(svg.contains(">2020</text>") && !svg.contains(">2019</text>"));
    }

    #[test]
    fn parts_of_a_stack_join_and_end_at_their_total() {
        let stack =
            Stack { label: "Nam Du".into(), values: vec![25, 25], printed: "50 đồng".into() };
        let parts = vec!["tiền mặt".into(), "hiện vật".into()];
        let svg = chart_svg(&chart(Plot::Stacks(Stacks { parts, stacks: vec![stack], full: 100 })));
        assert!(svg.contains("<rect x=\"1\" y=\"21\" width=\"99\""), "{svg}");
        assert!(svg.contains("<rect x=\"100\" y=\"21\" width=\"100\""), "{svg}");
        assert!(svg.contains(">50 đồng</text>") && svg.contains(">hiện vật</text>"));
    }
}
