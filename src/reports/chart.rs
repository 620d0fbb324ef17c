//! Bars of the units below for the few indicators that matter most: the headline, then those
//! where most units lack something.

use entities::values::{Operator, UnitId};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::sentence::capital;
use super::tables::shortfalls;
use super::yearly::Yearly;
use crate::documents::{Bar, Block, Chart, Tone};
use crate::facts::Quantity;
use crate::progress::{Figure, Line, Standing, fraction, line, printed, target_in_words};
use crate::targets::{Gap, Reach, Target, Verdict};

/// The figure every review opens with; drawn even without a target.
const HEADLINE: &str = "HV_DS";
/// Charts in one report.
const MOST: usize = 3;
/// Units a chart compares at least.
const FEWEST: usize = 2;
/// Hundredths of a per cent in a whole.
const WHOLE: i64 = 10_000;

/// The charts that stand in a section.
pub fn of_section(of: &Yearly, section: &str) -> Vec<Block> {
    let chosen = chosen(of);
    let here = chosen.iter().filter(|line| line.indicator.section == section);
    here.map(|line| Block::Chart(chart(of, line))).collect()
}

fn chosen(of: &Yearly) -> Vec<Line> {
    let root = of.root();
    let children = of.gathered.tree.children(root);
    let headline = of
        .indicator(HEADLINE)
        .filter(|indicator| of.board.lines.iter().all(|line| line.indicator.code != indicator.code))
        .map(|indicator| line(&of.gathered, indicator, root, children));
    let lacking = |line: &Line| {
        line.children.iter().filter(|child| shortfalls::gap(child) != Gap::None).count()
    };
    let mut lines: Vec<Line> = of.board.lines.clone();
    lines.sort_by_key(|line| std::cmp::Reverse(lacking(line)));
    let comparable = |line: &Line| {
        let known = line.children.iter().filter(|child| length(&child.figure).is_some());
        line.indicator.is_fraction() && known.count() >= FEWEST
    };
    headline.into_iter().chain(lines).filter(comparable).take(MOST).collect()
}

fn chart(of: &Yearly, line: &Line) -> Chart {
    let target = line.targets.first();
    let mut bars: Vec<Bar> = line
        .children
        .iter()
        .map(|child| bar(of.gathered.name(child.figure.unit), child, line))
        .collect();
    bars.push(bar(&format!("Toàn {}", of.unit.kind), &line.root, line));
    let longest = bars.iter().filter_map(|bar| bar.value).max().unwrap_or_default();
    let ticked = target.and_then(|target| tick(target, &line.root.figure));
    let full = longest.max(ticked.unwrap_or_default());
    let full = if is_share(&line.root.figure) && full * 2 > WHOLE { full.max(WHOLE) } else { full };
    for bar in &mut bars {
        bar.tick = ticked;
    }
    let described: Vec<String> =
        bars.iter().map(|bar| format!("{} {}", bar.label, bar.printed)).collect();
    Chart {
        title: finding(of, line),
        description: format!("{}: {}.", line.indicator.name, described.join("; ")),
        bars,
        full,
        tick_label: match (target, ticked) {
            (Some(target), Some(_)) => {
                format!("chỉ tiêu: {}", target_in_words(&line.indicator, &target.new))
            }
            _ => String::new(),
        },
    }
}

fn bar(label: &str, standing: &Standing, line: &Line) -> Bar {
    let verdict = standing.judged.as_ref().map(|judged| judged.verdict);
    let parts = fraction(&standing.figure);
    let worth = printed(&standing.figure, &line.indicator);
    Bar {
        label: label.to_owned(),
        value: length(&standing.figure),
        tick: None,
        printed: if parts.is_empty() { worth } else { format!("{worth} ({parts})") },
        tone: match verdict {
            Some(Verdict::Met) => Tone::Met,
            Some(Verdict::NotMet) => Tone::NotMet,
            Some(Verdict::Unknown | Verdict::NotApplicable) | None => Tone::Neutral,
        },
    }
}

fn is_share(figure: &Figure) -> bool {
    matches!(figure.quantity, Quantity::Ratio { per: 100, .. })
}

/// Length of a bar: hundredths of a per cent for shares, whole units for the rest.
fn length(figure: &Figure) -> Option<i64> {
    match figure.quantity {
        Quantity::Ratio { part, whole, per } if whole.shown > 0 && part.shown >= 0 => {
            let scale = if per == 100 { i128::from(WHOLE) } else { per };
            i64::try_from(part.shown.checked_mul(scale)? / whole.shown).ok()
        }
        _ => None,
    }
}

/// Where the target stands on the same scale.
fn tick(target: &Target, figure: &Figure) -> Option<i64> {
    if target.new.operator == Operator::Maintain {
        return is_share(figure).then_some(WHOLE);
    }
    let factor = if is_share(figure) { Decimal::ONE_HUNDRED } else { Decimal::ONE };
    target.new.value?.checked_mul(factor)?.to_i64().filter(|tick| *tick >= 0)
}

/// The title of a chart says what is to be seen in it.
fn finding(of: &Yearly, line: &Line) -> String {
    let name = &line.indicator.name;
    let whole = format!("toàn {} {}", of.unit.kind, printed(&line.root.figure, &line.indicator));
    match line.targets.first() {
        Some(target) if target.new.reach != Reach::Whole => {
            let judged = line.children.iter().filter(|child| child.judged.is_some()).count();
            let units: Vec<UnitId> = line.children.iter().map(|c| c.figure.unit).collect();
            let met = line.count(Verdict::Met);
            let words = target_in_words(&line.indicator, &target.new);
            format!("{name}: {met}/{judged} {} đạt ({words})", of.kind_of(&units))
        }
        Some(target) => {
            let verdict = match line.root.judged.as_ref().map(|judged| judged.verdict) {
                Some(Verdict::Met) => "đạt",
                Some(Verdict::NotMet) => "chưa đạt",
                _ => "chưa đủ số liệu so với",
            };
            let words = target_in_words(&line.indicator, &target.new);
            format!("{name}: {whole}, {verdict} chỉ tiêu {words}{}", lowest(of, line))
        }
        None => format!("{name}: {whole}{}", lowest(of, line)),
    }
}

/// `; thấp nhất là Nam Du 95,12%`.
fn lowest(of: &Yearly, line: &Line) -> String {
    let known = || line.children.iter().filter(|child| length(&child.figure).is_some());
    let least = known().min_by(|a, b| order(&a.figure, &b.figure));
    let most = known().max_by(|a, b| order(&a.figure, &b.figure));
    match (least, most) {
        (Some(child), Some(most)) if order(&child.figure, &most.figure).is_lt() => format!(
            "; thấp nhất là {} {}",
            capital(of.gathered.name(child.figure.unit)),
            printed(&child.figure, &line.indicator)
        ),
        _ => String::new(),
    }
}

/// Compares two shares unrounded.
fn order(left: &Figure, right: &Figure) -> std::cmp::Ordering {
    let parts = |figure: &Figure| match figure.quantity {
        Quantity::Ratio { part, whole, .. } => Some((part.shown, whole.shown)),
        _ => None,
    };
    match (parts(left), parts(right)) {
        (Some(left), Some(right)) => (left.0 * right.1).cmp(&(right.0 * left.1)),
        _ => std::cmp::Ordering::Equal,
    }
}
