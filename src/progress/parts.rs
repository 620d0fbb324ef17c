//! What a sum is made of: cash and goods of the fund, the groups of learning citizens.
//!
//! Any indicator that adds two measures or more can be told by its terms. Parts are summed over
//! the same places as the figure, so that they add up to it.

use entities::values::{FigureKind, UnitId};

use super::{Figure, Gathered, Trend, in_words_short, money_in_words, parts_of, scale_of};
use crate::documents::{Chart, Plot, Stack, Stacks};
use crate::facts::{Interval, Quantity};
use crate::indicators::Indicator;
use crate::vietnamese::capitalised;

/// Bars in one chart.
const MOST: usize = 12;

#[derive(Clone, Debug)]
pub struct Parts {
    pub names: Vec<String>,
    pub unit: String,
    pub scale: u32,
    /// Of units the largest first, of years in order.
    pub made: Vec<Made>,
    pub whole: Option<Made>,
    is_money: bool,
}

#[derive(Clone, Debug)]
pub struct Made {
    pub label: String,
    /// One for each name; `None` when nothing is known.
    pub sums: Option<Vec<Interval>>,
}

impl Made {
    pub fn total(&self) -> Option<Interval> {
        let sums = self.sums.as_ref()?.iter().copied();
        sums.reduce(Interval::plus)
    }

    fn shown(&self) -> i128 {
        self.total().map_or(-1, |total| total.shown)
    }
}

/// Whether an indicator is a sum of two measures or more.
pub fn has_parts(indicator: &Indicator) -> bool {
    let terms = &indicator.numerator;
    !indicator.is_fraction() && terms.len() > 1 && terms.iter().all(|term| term.sign > 0)
}

/// Parts of each unit within, then of what the root keeps itself; `None` when nothing is known.
pub fn parts_by_unit(gathered: &Gathered, indicator: &Indicator, root: UnitId) -> Option<Parts> {
    let period = gathered.period;
    let made = |label: String, unit: UnitId| Made {
        label,
        sums: parts_of(gathered, indicator, unit, period),
    };
    let children = gathered.tree.children(root);
    let mut found: Vec<Made> =
        children.iter().map(|unit| made(capitalised(gathered.name(*unit)), *unit)).collect();
    let own = super::figure::own_parts(gathered, indicator, root, period);
    if let Some(own) = own.filter(|_| !children.is_empty()) {
        let label = format!("Riêng cấp {}", gathered.root_kind());
        found.push(Made { label, sums: Some(own) });
    }
    found.sort_by_key(|made| std::cmp::Reverse(made.shown()));
    let whole = made(format!("Toàn {}", gathered.root_kind()), root);
    whole.sums.as_ref()?;
    Some(named(gathered, indicator, found, Some(whole)))
}

/// Parts of the unit in each year.
pub fn parts_by_year(gathered: &Gathered, trend: &Trend) -> Option<Parts> {
    let made: Vec<Made> = trend
        .years
        .iter()
        .map(|year| Made { label: year.period.to_string(), sums: year.parts.clone() })
        .collect();
    let known = made.iter().filter(|made| made.sums.is_some()).count();
    (known > 1).then(|| named(gathered, &trend.indicator, made, None))
}

fn named(
    gathered: &Gathered,
    indicator: &Indicator,
    made: Vec<Made>,
    whole: Option<Made>,
) -> Parts {
    let terms = indicator.numerator.iter();
    let measures: Vec<_> = terms.filter_map(|term| gathered.measures.find(&term.measure)).collect();
    let alike = |short: &str| measures.iter().filter(|other| other.short == short).count() > 1;
    let name = |measure: &&crate::facts::Measure| match measure.group.as_str() {
        "" => measure.short.clone(),
        group if alike(&measure.short) => group.to_owned(),
        _ => measure.short.clone(),
    };
    Parts {
        names: measures.iter().map(name).collect(),
        unit: indicator.unit.clone(),
        scale: scale_of(gathered, indicator),
        is_money: indicator.kind == FigureKind::Money,
        made,
        whole,
    }
}

/// Stacked bars under a title that says the finding.
pub fn stacks(parts: &Parts, title: String) -> Option<Chart> {
    let worth = |made: &Made| match made.total() {
        Some(total) if parts.is_money => money_in_words(total),
        total => in_words_short(total, parts.scale),
    };
    let amount = |sum: &Interval| i64::try_from(sum.shown).unwrap_or(i64::MAX);
    let stacks: Vec<Stack> = parts
        .made
        .iter()
        .take(MOST)
        .map(|made| Stack {
            label: made.label.clone(),
            values: made.sums.iter().flatten().map(amount).collect(),
            printed: worth(made),
        })
        .collect();
    let longest = parts.made.iter().map(Made::shown).max()?;
    let full = i64::try_from(longest).ok().filter(|full| *full > 0)?;
    let told = stacks.iter().map(|stack| format!("{}: {}", stack.label, stack.printed));
    let description = told.collect::<Vec<_>>().join("; ");
    let names = parts.names.clone();
    Some(Chart { title, description, plot: Plot::Stacks(Stacks { parts: names, stacks, full }) })
}

/// `Tổng các nguồn vận động: hơn 841 triệu đồng, Vận động bằng tiền chiếm 72,81%`.
pub fn parts_finding(parts: &Parts, indicator: &Indicator) -> String {
    let Some(whole) = &parts.whole else { return capitalised(&indicator.name) };
    let total = match whole.total() {
        Some(total) if parts.is_money => money_in_words(total),
        total => format!("{} {}", in_words_short(total, parts.scale), parts.unit),
    };
    let share = || {
        let (sum, first) = (whole.total()?, whole.sums.as_ref()?.first()?);
        (sum.shown > 0 && sum.is_exact()).then_some(())?;
        let ratio = Quantity::Ratio { part: *first, whole: sum, per: 100, scale: 0 };
        let percent = crate::vietnamese::decimal(super::change::worth(ratio)?, 1);
        Some(format!("; {} chiếm {percent}%", parts.names.first()?.to_lowercase()))
    };
    format!("{}: {total}{}", capitalised(&indicator.name), share().unwrap_or_default())
}

/// An amount of a unit as a share of the amount of the whole.
pub fn part_of_whole(part: &Figure, whole: &Figure) -> Option<Quantity> {
    match (part.quantity, whole.quantity) {
        (Quantity::Amount { amount: part, .. }, Quantity::Amount { amount: whole, .. })
            if part.is_exact() && whole.is_exact() && whole.shown > 0 =>
        {
            Some(Quantity::Ratio { part, whole, per: 100, scale: 0 })
        }
        _ => None,
    }
}
