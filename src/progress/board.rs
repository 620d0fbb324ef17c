//! Units × indicators: figure, target, verdict, gap, change.

use entities::values::{Code, FigureKind, Operator, Period, UnitId};

use super::figure::{Figure, figure};
use super::{Change, Gathered, change};
use crate::facts::Quantity;
use crate::indicators::Indicator;
use crate::targets::{Gap, NewTarget, Target, Verdict, gap, judge};

/// A figure of one unit beside its target.
#[derive(Clone, Debug)]
pub struct Standing {
    pub figure: Figure,
    pub previous: Figure,
    pub change: Option<Change>,
    /// Against the target that speaks of this unit; `None` when none does.
    pub judged: Option<Judged>,
    /// What the unit's rate lacks against the target of the whole, when it has none of its own;
    /// an amount promised for the whole says nothing of its parts.
    pub gap_to_whole: Gap,
}

#[derive(Clone, Debug)]
pub struct Judged {
    pub target: Target,
    pub verdict: Verdict,
    pub gap: Gap,
}

/// One indicator for the root and each of its children.
#[derive(Clone, Debug)]
pub struct Line {
    pub indicator: Indicator,
    /// Targets of the root for this indicator: of the whole, of each, of those named.
    pub targets: Vec<Target>,
    pub root: Standing,
    pub children: Vec<Standing>,
}

impl Line {
    /// Children by verdict of the targets that speak of each of them.
    pub fn count(&self, verdict: Verdict) -> usize {
        let judged = self.children.iter().filter_map(|standing| standing.judged.as_ref());
        judged.filter(|judged| judged.verdict == verdict).count()
    }
}

#[derive(Clone, Debug)]
pub struct Board {
    pub unit: UnitId,
    pub period: Period,
    pub children: Vec<UnitId>,
    pub lines: Vec<Line>,
}

/// The board of a unit: the indicators that have a target for it or within it this period.
pub fn board(gathered: &Gathered, unit: UnitId) -> Board {
    let children = gathered.tree.children(unit).to_vec();
    let mut codes: Vec<Code> = Vec::new();
    let speaking = |target: &&Target| {
        speaks_of(gathered, &target.new, unit)
            || target.new.unit == unit
            || children.iter().any(|child| speaks_of(gathered, &target.new, *child))
    };
    for target in gathered.targets_of(gathered.period).filter(speaking) {
        if !codes.contains(&target.new.indicator) {
            codes.push(target.new.indicator.clone());
        }
    }
    let lines = codes
        .iter()
        .filter_map(|code| gathered.indicator(code))
        .map(|indicator| line(gathered, indicator, unit, &children))
        .collect();
    Board { unit, period: gathered.period, children, lines }
}

/// One indicator of a unit and its children.
pub fn line(gathered: &Gathered, indicator: &Indicator, unit: UnitId, children: &[UnitId]) -> Line {
    let targets: Vec<Target> = gathered
        .targets_of(gathered.period)
        .filter(|target| target.new.indicator == indicator.code)
        .filter(|target| target.new.unit == unit || speaks_of(gathered, &target.new, unit))
        .cloned()
        .collect();
    let children = children.iter().map(|child| standing(gathered, indicator, *child)).collect();
    let mut root = standing(gathered, indicator, unit);
    if root.judged.is_none() {
        root.judged = all_of(gathered, indicator, &targets);
    }
    Line { indicator: indicator.clone(), root, children, targets }
}

/// The verdict on a unit whose target speaks of each unit within it: met when all meet it.
fn all_of(gathered: &Gathered, indicator: &Indicator, targets: &[Target]) -> Option<Judged> {
    let target = targets.first()?;
    let verdicts: Vec<Verdict> = gathered
        .tree
        .iter()
        .map(|node| node.version.unit)
        .filter(|unit| speaks_of(gathered, &target.new, *unit))
        .filter_map(|unit| standing(gathered, indicator, unit).judged)
        .map(|judged| judged.verdict)
        .filter(|verdict| *verdict != Verdict::NotApplicable)
        .collect();
    let verdict = if verdicts.contains(&Verdict::NotMet) {
        Verdict::NotMet
    } else if verdicts.is_empty() || verdicts.contains(&Verdict::Unknown) {
        Verdict::Unknown
    } else {
        Verdict::Met
    };
    Some(Judged { target: target.clone(), verdict, gap: Gap::None })
}

fn standing(gathered: &Gathered, indicator: &Indicator, unit: UnitId) -> Standing {
    let now = figure(gathered, indicator, unit, gathered.period);
    let previous = figure(gathered, indicator, unit, gathered.period.previous());
    let here = || {
        gathered.targets_of(gathered.period).filter(|target| target.new.indicator == indicator.code)
    };
    let own = here().find(|t| speaks_of(gathered, &t.new, unit));
    let judged = own.map(|target| judged(&now, indicator, target));
    let whole = here().find(|target| target.new.unit != unit && indicator.is_fraction());
    let gap_to_whole = match (&judged, whole) {
        (None, Some(target)) => {
            // The baseline of *maintain* counts the whole; a part keeps its own.
            let mut own = target.new.clone();
            if own.operator == Operator::Maintain {
                own.value = None;
            }
            gap_of(&now, indicator, &own)
        }
        _ => Gap::None,
    };
    Standing { change: change(&now, &previous), figure: now, previous, judged, gap_to_whole }
}

/// Judges a figure that is complete; an incomplete one has no verdict yet.
pub fn judged(figure: &Figure, indicator: &Indicator, target: &Target) -> Judged {
    let quantity = if figure.is_complete() { figure.quantity } else { Quantity::Unknown };
    Judged {
        verdict: judge(&target.new, indicator.direction, quantity),
        gap: gap_of(figure, indicator, &target.new),
        target: target.clone(),
    }
}

fn gap_of(figure: &Figure, indicator: &Indicator, target: &NewTarget) -> Gap {
    if !figure.is_complete() {
        return Gap::None;
    }
    let share = indicator.kind == FigureKind::Share;
    gap(target, indicator.direction, share, figure.quantity)
}

fn speaks_of(gathered: &Gathered, target: &NewTarget, unit: UnitId) -> bool {
    let kind = gathered.tree.node(unit).map_or("", |node| node.version.kind.as_str());
    target.speaks_of(unit, kind)
}
