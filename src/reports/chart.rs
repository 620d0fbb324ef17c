//! Bars of the units below for the few indicators that matter most: the headline, then those
//! where most units lack something.

use super::yearly::Yearly;
use crate::documents::Block;
use crate::progress::{Line, Standing, bars, gap_of_standing, length, line};
use crate::targets::Gap;

/// The figure every review opens with; drawn even without a target.
const HEADLINE: &str = "HV_DS";
/// Charts in one report.
const MOST: usize = 3;
/// Units a chart compares at least.
const FEWEST: usize = 2;

/// The charts that stand in a section.
pub fn of_section(of: &Yearly, section: &str) -> Vec<Block> {
    let chosen = chosen(of);
    let here = chosen.iter().filter(|line| line.indicator.section == section);
    here.filter_map(|line| {
        let units: Vec<&Standing> = line.children.iter().collect();
        Some(Block::Chart(bars(&of.gathered, line, &units)?))
    })
    .collect()
}

fn chosen(of: &Yearly) -> Vec<Line> {
    let root = of.root();
    let children = of.gathered.tree.children(root);
    let headline = of
        .indicator(HEADLINE)
        .filter(|indicator| of.board.lines.iter().all(|line| line.indicator.code != indicator.code))
        .map(|indicator| line(&of.gathered, indicator, root, children));
    let lacking = |line: &Line| {
        line.children.iter().filter(|child| gap_of_standing(child) != Gap::None).count()
    };
    let mut lines: Vec<Line> = of.board.lines.clone();
    lines.sort_by_key(|line| std::cmp::Reverse(lacking(line)));
    let comparable = |line: &Line| {
        let known = line.children.iter().filter(|child| length(&child.figure).is_some());
        line.indicator.is_fraction() && known.count() >= FEWEST
    };
    headline.into_iter().chain(lines).filter(comparable).take(MOST).collect()
}
