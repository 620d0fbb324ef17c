//! One indicator of a unit over the years, all on the ground of the year that is shown.
//!
//! All years come with one query, of the measures of the indicator alone.

use std::iter::successors;

use entities::values::{Code, Period, UnitId};

use super::board::verdict_on;
use super::charts::{length, tick};
use super::{
    Figure, Gathered, Judged, change, change_in_words, figure, has_parts, in_words, parts_of,
    printed,
};
use crate::authority::Scope;
use crate::documents::{Chart, Curve, Lines, Plot, Point};
use crate::facts::{FactTable, Interval, MeasureIndex, Quantity};
use crate::indicators::{self, Indicator};
use crate::org::{self, Tree};
use crate::platform::db::Source;
use crate::platform::definition::{self, Revision};
use crate::platform::outcome::Fault;
use crate::statistics;
use crate::targets;
use crate::vietnamese::{capitalised, decimal, number, scaled};

/// Years looked back at, with the one that is shown.
pub const YEARS: usize = 10;
/// Level lines of a chart, about.
const LEVELS: i64 = 4;

#[derive(Clone, Debug)]
pub struct Trend {
    pub indicator: Indicator,
    /// The units within, as in the year that is shown.
    pub units: Vec<UnitId>,
    /// In order, from the first of which anything is known.
    pub years: Vec<Year>,
    /// Those of the years whose own definition reckons otherwise, or did not exist.
    pub recomputed: Vec<i32>,
}

impl Trend {
    /// `Các năm 2018–2019 tính lại theo cách tính của năm 2020.`, empty where none was.
    pub fn recomputed_in_words(&self) -> String {
        let (Some(first), Some(last)) = (self.recomputed.first(), self.recomputed.last()) else {
            return String::new();
        };
        let Some(shown) = self.years.last() else { return String::new() };
        let count = i32::try_from(self.recomputed.len()).unwrap_or(i32::MAX);
        let years = if first == last {
            format!("Năm {first}")
        } else if count == last - first + 1 {
            format!("Các năm {first}–{last}")
        } else {
            let years: Vec<String> = self.recomputed.iter().map(i32::to_string).collect();
            format!("Các năm {}", years.join(", "))
        };
        format!("{years} tính lại theo cách tính của năm {}.", definition::year(shown.period))
    }
}

#[derive(Clone, Debug)]
pub struct Year {
    pub period: Period,
    pub figure: Figure,
    pub judged: Option<Judged>,
    /// One for each unit; `None` when it was not within then.
    pub units: Vec<Option<Figure>>,
    /// What the sum of the unit is made of.
    pub parts: Option<Vec<Interval>>,
}

/// Reads an indicator of the root of `shown` for the years up to the one that is shown.
pub async fn trend(
    source: &impl Source,
    scope: Scope,
    shown: &Gathered,
    indicator: &Indicator,
) -> Result<Trend, Fault> {
    let back = successors(Some(shown.period), |period| Some(period.previous()));
    let mut reports: Vec<Period> = back.take(YEARS).collect();
    reports.reverse();
    let trees = org::views(source, &shown.tree, shown.boundaries, &reports).await?;
    let facts = facts(source, scope, shown, indicator, &trees).await?;
    let mut holders = shown.above.clone();
    holders.push(shown.root());
    holders.extend(trees.iter().flat_map(|(_, tree)| &tree.changes.past));
    let targets = targets::targets_for(source, &holders, &reports, &indicator.code).await?;
    let terms = indicator.terms().filter_map(|term| shown.measures.find(&term.measure));
    let mut then = Gathered {
        measures: MeasureIndex::new(terms.cloned().collect()),
        indicators: vec![indicator.clone()],
        above: shown.above.clone(),
        tree: shown.tree.clone(),
        earlier: None,
        facts,
        targets,
        ..*shown
    };
    let units = shown.tree.children(shown.root()).to_vec();
    let mut years = Vec::new();
    for (period, tree) in trees {
        then.period = period;
        then.tree = tree;
        years.push(year(&then, indicator, &units));
    }
    let known = |year: &Year| year.figure.quantity != Quantity::Unknown;
    let first = years.iter().position(known).unwrap_or(years.len());
    let years = years.split_off(first);
    let said = indicators::revisions(source, indicator.code.as_str()).await?;
    let recomputed = years.iter().map(|year| definition::year(year.period));
    let recomputed = recomputed.filter(|year| !reckons_alike(&said, *year, indicator)).collect();
    Ok(Trend { indicator: indicator.clone(), units, years, recomputed })
}

/// Whether the definition of a year reckons as the one that is shown. Of the words the latest year
/// stands first.
fn reckons_alike(said: &[Revision<Indicator>], year: i32, shown: &Indicator) -> bool {
    let then = said.iter().map(|word| &word.version).find(|version| version.since <= year);
    let way =
        |one: &Indicator| (one.kind, one.basis, one.numerator.clone(), one.denominator.clone());
    then.is_some_and(|version| !version.retired && way(&version.what) == way(shown))
}

/// The facts of all years under the units they are counted in.
async fn facts(
    source: &impl Source,
    scope: Scope,
    shown: &Gathered,
    indicator: &Indicator,
    trees: &[(Period, Tree)],
) -> Result<FactTable, Fault> {
    let measures: Vec<Code> = indicator.terms().map(|term| term.measure.clone()).collect();
    let basis = |code: &Code| shown.measures.find(code).map(|m| m.basis).unwrap_or_default();
    let mut periods: Vec<Period> = Vec::new();
    let mut past: Vec<UnitId> = Vec::new();
    for (report, tree) in trees {
        periods.extend(measures.iter().map(|code| report.on(basis(code))));
        past.extend(&tree.changes.past);
    }
    past.sort_unstable();
    past.dedup();
    periods.sort();
    periods.dedup();
    let on = shown.tree.on;
    let of = Some(&measures[..]);
    let mut facts = statistics::worths(source, scope, on, &past, &periods, of).await?;
    if !past.is_empty() {
        facts = facts.counted_as(|key| {
            let of = |(report, _): &&(Period, Tree)| report.on(basis(&key.measure)) == key.period;
            trees.iter().find(of).map_or(key.unit, |(_, tree)| tree.counted_as(key.unit))
        });
    }
    for (report, tree) in trees {
        facts.merge(org::measure(tree, *report));
    }
    Ok(facts)
}

fn year(then: &Gathered, indicator: &Indicator, units: &[UnitId]) -> Year {
    let (period, root) = (then.period, then.root());
    let within =
        |unit: &UnitId| then.tree.node(*unit).map(|_| figure(then, indicator, *unit, period));
    let whole = figure(then, indicator, root, period);
    Year {
        period,
        units: units.iter().map(within).collect(),
        parts: has_parts(indicator).then(|| parts_of(then, indicator, root, period)).flatten(),
        judged: verdict_on(then, indicator, &whole),
        figure: whole,
    }
}

/// Lines over the years: the unit, and some of the units within; `None` for fewer than two years.
pub fn lines(shown: &Gathered, trend: &Trend, units: &[UnitId]) -> Option<Chart> {
    let (first, last) = (trend.years.first()?, trend.years.last()?);
    if trend.years.len() < 2 {
        return None;
    }
    let indicator = &trend.indicator;
    let point = |figure: &Figure| {
        Some(Point { value: length(figure)?, printed: printed(figure, indicator) })
    };
    let mut curves = vec![Curve {
        label: format!("Toàn {}", shown.root_kind()),
        points: trend.years.iter().map(|year| point(&year.figure)).collect(),
    }];
    for (at, unit) in trend.units.iter().enumerate().filter(|(_, unit)| units.contains(unit)) {
        let points = trend.years.iter().map(|year| point(year.units.get(at)?.as_ref()?));
        curves.push(Curve { label: shown.name(*unit).to_owned(), points: points.collect() });
    }
    let target = |year: &Year| tick(&year.judged.as_ref()?.target, &year.figure);
    let targets: Vec<Option<i64>> = trend.years.iter().map(target).collect();
    let points = curves.iter().flat_map(|curve| curve.points.iter().flatten());
    let values = points.map(|point| point.value).chain(targets.iter().flatten().copied());
    let (low, high, levels) = scale(values)?;
    let told = |year: &Year| format!("{}: {}", year.period, printed(&year.figure, indicator));
    Some(Chart {
        title: finding(trend, first, last),
        description: trend.years.iter().map(told).collect::<Vec<_>>().join("; "),
        plot: Plot::Lines(Lines {
            places: trend.years.iter().map(|year| year.period.to_string()).collect(),
            curves,
            low,
            high,
            levels: levels.into_iter().map(|value| (value, level(value, &last.figure))).collect(),
            target_label: if targets.iter().any(Option::is_some) {
                "mức phấn đấu của từng năm".to_owned()
            } else {
                String::new()
            },
            targets,
        }),
    })
}

/// `Tỷ lệ …: từ 97,06% năm 2018 đến 98,37% năm 2020, tăng 1,31 điểm %`.
fn finding(trend: &Trend, first: &Year, last: &Year) -> String {
    let told = |year: &Year| in_words(&year.figure, &trend.indicator);
    let changed = change_in_words(change(&last.figure, &first.figure));
    let joint = if changed.is_empty() { "" } else { ", " };
    format!(
        "{}: từ {} năm {} đến {} năm {}{joint}{changed}",
        capitalised(&trend.indicator.name),
        told(first),
        first.period,
        told(last),
        last.period,
    )
}

/// A level in words, short.
fn level(value: i64, figure: &Figure) -> String {
    match figure.quantity {
        Quantity::Ratio { per: 100, .. } => {
            format!("{}%", decimal(rust_decimal::Decimal::new(value, 2), 2))
        }
        Quantity::Amount { scale, .. } if scale > 0 => scaled(value, scale),
        _ if value != 0 && value % 1_000_000 == 0 => format!("{} triệu", number(value / 1_000_000)),
        _ => number(value),
    }
}

/// Foot, head and levels of a scale that holds all values.
fn scale(values: impl Iterator<Item = i64> + Clone) -> Option<(i64, i64, Vec<i64>)> {
    let (least, most) = (values.clone().min()?, values.max()?);
    let mut step = 1_i64;
    for factor in [2, 5, 10].iter().cycle() {
        if most.saturating_sub(least) <= step.saturating_mul(LEVELS) {
            break;
        }
        // 1, 2, 5, 10, 20, …
        let power = 10_i64.pow(step.ilog10());
        step = power.saturating_mul(*factor);
    }
    let low = least.div_euclid(step) * step;
    let high = (most.div_euclid(step) + i64::from(most.rem_euclid(step) != 0)) * step;
    let high = if high == low { low.saturating_add(step) } else { high };
    let mut levels = vec![low];
    while let Some(next) = levels.last().map(|last| last + step).filter(|next| *next <= high) {
        levels.push(next);
    }
    Some((low, high, levels))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_holds_all_its_values_on_few_round_levels() {
        for values in [vec![9_706, 9_837, 9_800], vec![0, 841_150_000], vec![7], vec![3, 4]] {
            let (low, high, levels) = scale(values.iter().copied()).unwrap();
            assert!(values.iter().all(|value| (low..=high).contains(value)), "{values:?}");
            assert!((2..=6).contains(&levels.len()), "{levels:?}");
            assert_eq!((levels.first(), levels.last()), (Some(&low), Some(&high)));
        }
        let (_, _, levels) = scale([9_706, 9_837].into_iter()).unwrap();
        assert_eq!(levels, [9_700, 9_750, 9_800, 9_850]);
    }
}
