//! Charts of progress: bars of the units of an indicator. Over the years: `trend`; parts: `parts`.

use std::cmp::Ordering;

use entities::values::{Direction, Operator, UnitId};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::{Figure, Gathered, Line, Standing, fraction, in_words, printed, target_in_words};
use crate::documents::{Bar, Bars, Chart, Plot, Tone};
use crate::facts::Quantity;
use crate::targets::{Reach, Target, Verdict};
use crate::vietnamese::capitalised;

/// Hundredths of a per cent in a whole.
const WHOLE: i64 = 10_000;

/// Bars of some units of a line, then of the whole, with a tick at the target; the title says
/// what is to be seen in them. `None` when nothing of it is known.
pub fn bars(gathered: &Gathered, line: &Line, shown: &[&Standing]) -> Option<Chart> {
    let target = line.targets.first();
    let name = |child: &Standing| gathered.name(child.figure.unit).to_owned();
    let mut bars: Vec<Bar> = shown.iter().map(|child| bar(name(child), child, line)).collect();
    bars.push(bar(format!("Toàn {}", gathered.root_kind()), &line.root, line));
    let longest = bars.iter().filter_map(|bar| bar.value).max()?;
    let ticked = target.and_then(|target| tick(target, &line.root.figure));
    let full = longest.max(ticked.unwrap_or_default());
    let full = if is_share(&line.root.figure) && full * 2 > WHOLE { full.max(WHOLE) } else { full };
    // an amount asked of the whole is asked of none of its parts, nor the other way round
    let whole = bars.len() - 1;
    let of_whole = target.is_some_and(|target| target.new.reach == Reach::Whole);
    for (at, bar) in bars.iter_mut().enumerate() {
        bar.tick = ticked.filter(|_| line.indicator.is_fraction() || of_whole == (at == whole));
    }
    let described: Vec<String> =
        bars.iter().map(|bar| format!("{} {}", bar.label, bar.printed)).collect();
    let tick_label = match (target, ticked) {
        (Some(target), Some(_)) => {
            format!("chỉ tiêu: {}", target_in_words(&line.indicator, &target.new))
        }
        _ => String::new(),
    };
    (full > 0).then(|| Chart {
        title: finding(gathered, line),
        description: format!("{}: {}.", line.indicator.name, described.join("; ")),
        plot: Plot::Bars(Bars { bars, full, tick_label }),
    })
}

fn bar(label: String, standing: &Standing, line: &Line) -> Bar {
    let parts = fraction(&standing.figure);
    let worth = printed(&standing.figure, &line.indicator);
    Bar {
        label,
        value: length(&standing.figure),
        tick: None,
        printed: if parts.is_empty() { worth } else { format!("{worth} ({parts})") },
        tone: match standing.judged.as_ref().map(|judged| judged.verdict) {
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
pub fn length(figure: &Figure) -> Option<i64> {
    match figure.quantity {
        Quantity::Ratio { part, whole, per, .. } if whole.shown > 0 && part.shown >= 0 => {
            let scale = if per == 100 { i128::from(WHOLE) } else { per };
            i64::try_from(part.shown.checked_mul(scale)? / whole.shown).ok()
        }
        Quantity::Amount { amount, .. } => i64::try_from(amount.shown).ok().filter(|sum| *sum >= 0),
        _ => None,
    }
}

/// Where the target stands on the same scale.
pub fn tick(target: &Target, figure: &Figure) -> Option<i64> {
    if target.new.operator == Operator::Maintain {
        return is_share(figure).then_some(WHOLE);
    }
    let factor = match figure.quantity {
        Quantity::Ratio { per: 100, .. } => Decimal::ONE_HUNDRED,
        Quantity::Amount { scale, .. } => Decimal::from(10_i64.checked_pow(scale)?),
        _ => Decimal::ONE,
    };
    target.new.value?.checked_mul(factor)?.to_i64().filter(|tick| *tick >= 0)
}

/// The title of a chart says what is to be seen in it.
fn finding(gathered: &Gathered, line: &Line) -> String {
    let name = &line.indicator.name;
    let kind = gathered.root_kind();
    let whole = format!("toàn {kind} {}", in_words(&line.root.figure, &line.indicator));
    match line.targets.first() {
        Some(target) if target.new.reach != Reach::Whole => {
            let judged = line.children.iter().filter(|child| child.judged.is_some()).count();
            let units: Vec<UnitId> = line.children.iter().map(|c| c.figure.unit).collect();
            let met = line.count(Verdict::Met);
            let words = target_in_words(&line.indicator, &target.new);
            format!("{name}: {met}/{judged} {} đạt ({words})", gathered.kind_of(&units))
        }
        Some(target) => {
            let verdict = match line.root.judged.as_ref().map(|judged| judged.verdict) {
                Some(Verdict::Met) => "đạt",
                Some(Verdict::NotMet) => "chưa đạt",
                _ => "chưa đủ số liệu so với",
            };
            let words = target_in_words(&line.indicator, &target.new);
            format!("{name}: {whole}, {verdict} chỉ tiêu {words}{}", lowest(gathered, line))
        }
        None => format!("{name}: {whole}{}", lowest(gathered, line)),
    }
}

/// `; thấp nhất là Nam Du 95,12%`; of rates only, an amount is not low because a unit is small.
fn lowest(gathered: &Gathered, line: &Line) -> String {
    if !line.indicator.is_fraction() {
        return String::new();
    }
    let known = || line.children.iter().filter(|child| length(&child.figure).is_some());
    let least = known().min_by(|a, b| by_worth(&a.figure, &b.figure));
    let most = known().max_by(|a, b| by_worth(&a.figure, &b.figure));
    match (least, most) {
        (Some(child), Some(most)) if by_worth(&child.figure, &most.figure).is_lt() => format!(
            "; thấp nhất là {} {}",
            capitalised(gathered.name(child.figure.unit)),
            printed(&child.figure, &line.indicator)
        ),
        _ => String::new(),
    }
}

/// Compares two figures of one indicator, unrounded.
pub fn by_worth(left: &Figure, right: &Figure) -> Ordering {
    let parts = |figure: &Figure| match figure.quantity {
        Quantity::Ratio { part, whole, .. } if whole.shown > 0 => Some((part.shown, whole.shown)),
        Quantity::Amount { amount, .. } => Some((amount.shown, 1)),
        _ => None,
    };
    match (parts(left), parts(right)) {
        (Some(left), Some(right)) => (left.0 * right.1).cmp(&(right.0 * left.1)),
        _ => Ordering::Equal,
    }
}

/// Units from the worst to the best, those of which nothing is known at the end.
pub fn worst_first(line: &Line) -> Vec<&Standing> {
    let (mut known, unknown): (Vec<&Standing>, Vec<&Standing>) =
        line.children.iter().partition(|child| length(&child.figure).is_some());
    known.sort_by(|a, b| match line.indicator.direction {
        Direction::Lower => by_worth(&b.figure, &a.figure),
        Direction::Higher | Direction::Neutral => by_worth(&a.figure, &b.figure),
    });
    known.extend(unknown);
    known
}
