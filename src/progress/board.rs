//! Units × indicators: figure, target, verdict, gap, change.

use std::collections::BTreeSet;

use entities::values::{Code, FigureKind, Kind, Operator, Period, UnitId};

use super::figure::{Figure, figure};
use super::{Change, Gathered, change};
use crate::facts::Quantity;
use crate::indicators::Indicator;
use crate::targets::{Gap, NewTarget, Reach, Target, Verdict, gap, judge};

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
    /// Whether it comes up to the level asked of the whole, when it has no target of its own.
    /// That is no verdict: nobody asked the unit.
    pub to_whole: Option<Verdict>,
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

impl Board {
    /// Nobody has said anything of what was promised.
    pub fn is_silent(&self) -> bool {
        let known = |standing: &Standing| standing.figure.coverage.known > 0;
        !self.lines.iter().any(|line| known(&line.root) || line.children.iter().any(known))
    }
}

/// The board of a unit: the indicators that have a target for it or within it this period.
pub fn board(gathered: &Gathered, unit: UnitId) -> Board {
    let children = gathered.tree.children(unit).to_vec();
    let lines = promised(gathered, unit)
        .iter()
        .filter_map(|code| gathered.indicator(code))
        .map(|indicator| line(gathered, indicator, unit, &children))
        .collect();
    Board { unit, period: gathered.period, children, lines }
}

/// The indicators that have a target for a unit or within it, in the order of the targets.
fn promised(gathered: &Gathered, unit: UnitId) -> Vec<Code> {
    let children = gathered.tree.children(unit);
    let mut codes: Vec<Code> = Vec::new();
    let speaking = |target: &&Target| {
        speaks_of(gathered, &target.new, unit)
            || gathered.tree.counted_as(target.new.unit) == unit
            || children.iter().any(|child| speaks_of(gathered, &target.new, *child))
    };
    for target in gathered.targets_of(gathered.period).filter(speaking) {
        if !codes.contains(&target.new.indicator) {
            codes.push(target.new.indicator.clone());
        }
    }
    codes
}

/// The indicators asked of a whole that a unit shares in.
fn shared(gathered: &Gathered, unit: UnitId) -> impl Iterator<Item = &Indicator> {
    gathered
        .targets_of(gathered.period)
        .filter(move |target| is_above(gathered, target, unit))
        .filter_map(|target| gathered.indicator(&target.new.indicator))
        .filter(|indicator| is_shared(gathered, indicator))
}

/// The board with what is asked of a whole that the unit shares in: of it the unit has no verdict,
/// only what it lacks.
pub fn overview(gathered: &Gathered, unit: UnitId) -> Board {
    let mut board = board(gathered, unit);
    let mut told: BTreeSet<Code> =
        board.lines.iter().map(|line| line.indicator.code.clone()).collect();
    for indicator in shared(gathered, unit) {
        if told.insert(indicator.code.clone()) {
            board.lines.push(line(gathered, indicator, unit, &board.children));
        }
    }
    for line in &mut board.lines {
        name_target_above(gathered, line);
    }
    let place = |line: &Line| {
        gathered.indicators.iter().position(|indicator| indicator.code == line.indicator.code)
    };
    board.lines.sort_by_key(place);
    board
}

/// One indicator of a unit and its children, with what is asked of a whole that the unit shares in.
pub fn line_in_whole(
    gathered: &Gathered,
    indicator: &Indicator,
    unit: UnitId,
    children: &[UnitId],
) -> Line {
    let mut line = line(gathered, indicator, unit, children);
    name_target_above(gathered, &mut line);
    line
}

/// Where nothing is asked of the unit itself, the target of the whole that its rate is held to.
fn name_target_above(gathered: &Gathered, line: &mut Line) {
    if !line.targets.is_empty() || line.root.to_whole.is_none() {
        return;
    }
    let unit = line.root.figure.unit;
    let mut here = gathered.targets_of(gathered.period);
    let asked = |target: &&Target| {
        target.new.indicator == line.indicator.code && is_above(gathered, target, unit)
    };
    let above = here.find(asked).cloned();
    line.targets.extend(above);
}

/// Whether a target is promised for a whole that the unit lies within.
fn is_above(gathered: &Gathered, target: &Target, unit: UnitId) -> bool {
    target.new.reach == Reach::Whole && lies_within(gathered, unit, target.new.unit)
}

/// The figures of a unit that are known and that its overview does not show.
pub fn others(gathered: &Gathered, unit: UnitId) -> Vec<Line> {
    let mut shown = promised(gathered, unit);
    shown.extend(shared(gathered, unit).map(|indicator| indicator.code.clone()));
    gathered
        .indicators
        .iter()
        .filter(|indicator| !shown.contains(&indicator.code))
        .map(|indicator| line(gathered, indicator, unit, &[]))
        .filter(|line| line.root.figure.quantity != Quantity::Unknown)
        .collect()
}

/// One indicator of a unit and its children.
pub fn line(gathered: &Gathered, indicator: &Indicator, unit: UnitId, children: &[UnitId]) -> Line {
    let targets = targets_on(gathered, indicator, unit);
    let children = children.iter().map(|child| standing(gathered, indicator, *child)).collect();
    let mut root = standing(gathered, indicator, unit);
    if root.judged.is_none() {
        root.judged = targets.first().map(|target| judged_by_all(gathered, indicator, target));
    }
    Line { indicator: indicator.clone(), root, children, targets }
}

/// Targets of a unit for an indicator: its own, and those that speak of it.
fn targets_on(gathered: &Gathered, indicator: &Indicator, unit: UnitId) -> Vec<Target> {
    let of_it = |target: &&Target| {
        gathered.tree.counted_as(target.new.unit) == unit || speaks_of(gathered, &target.new, unit)
    };
    let here = gathered.targets_of(gathered.period);
    here.filter(|target| target.new.indicator == indicator.code).filter(of_it).cloned().collect()
}

/// The verdict on a figure of a unit with all its parts, as a line gives it.
pub fn verdict_on(gathered: &Gathered, indicator: &Indicator, figure: &Figure) -> Option<Judged> {
    let targets = targets_on(gathered, indicator, figure.unit);
    let own = targets.iter().find(|target| speaks_of(gathered, &target.new, figure.unit));
    let own = own.map(|target| judged(figure, indicator, target));
    own.or_else(|| targets.first().map(|target| judged_by_all(gathered, indicator, target)))
}

/// The verdict of a target that speaks of each unit within another: met when all meet it.
pub fn judged_by_all(gathered: &Gathered, indicator: &Indicator, target: &Target) -> Judged {
    let verdicts: Vec<Verdict> = spoken_of(gathered, target)
        .filter_map(|unit| standing(gathered, indicator, unit).judged)
        .map(|judged| judged.verdict)
        .filter(|verdict| *verdict != Verdict::NotApplicable)
        .collect();
    let verdict = if verdicts.contains(&Verdict::NotMet) {
        Verdict::NotMet
    } else if verdicts.contains(&Verdict::Unknown) {
        Verdict::Unknown
    } else if verdicts.is_empty() {
        Verdict::NotApplicable
    } else {
        Verdict::Met
    };
    Judged { target: target.clone(), verdict, gap: Gap::None }
}

/// The units of the tree that a target speaks of.
pub fn spoken_of<'a>(
    gathered: &'a Gathered,
    target: &'a Target,
) -> impl Iterator<Item = UnitId> + 'a {
    let units = gathered.tree.iter().map(|node| node.version.unit);
    units.filter(|unit| speaks_of(gathered, &target.new, *unit))
}

fn standing(gathered: &Gathered, indicator: &Indicator, unit: UnitId) -> Standing {
    let now = figure(gathered, indicator, unit, gathered.period);
    let previous = figure(gathered, indicator, unit, gathered.period.previous());
    let here = || {
        gathered.targets_of(gathered.period).filter(|target| target.new.indicator == indicator.code)
    };
    let own = here().find(|t| speaks_of(gathered, &t.new, unit));
    let judged = own.map(|target| judged(&now, indicator, target));
    let of_whole = here().find(|target| is_above(gathered, target, unit));
    let level = match (&judged, of_whole) {
        (None, Some(target)) if is_shared(gathered, indicator) => {
            Some(self::judged(&now, indicator, &asked_of_a_part(target)))
        }
        _ => None,
    };
    Standing {
        change: change(&now, &previous),
        figure: now,
        previous,
        judged,
        gap_to_whole: level.as_ref().map_or(Gap::None, |level| level.gap),
        to_whole: level.map(|level| level.verdict),
    }
}

/// What a unit lacks: against the target that speaks of it, else against that of the whole.
pub fn gap_of_standing(standing: &Standing) -> Gap {
    standing.judged.as_ref().map_or(standing.gap_to_whole, |judged| judged.gap)
}

/// Whether what is promised for the whole says what a part owes: a rate of people does; an amount,
/// or a count of units that do something, does not.
pub(super) fn is_shared(gathered: &Gathered, indicator: &Indicator) -> bool {
    indicator.is_fraction() && !counts_units(gathered, indicator)
}

/// Whether an indicator tells how many units do something, which says nothing of one of them.
pub(super) fn counts_units(gathered: &Gathered, indicator: &Indicator) -> bool {
    indicator.terms().any(|term| {
        let measure = gathered.measures.find(&term.measure);
        measure.is_some_and(|measure| measure.counted || measure.kind == Kind::Flag)
    })
}

/// A promise of the whole as it binds a part: the baseline to maintain is the whole's alone.
fn asked_of_a_part(target: &Target) -> Target {
    let mut asked = target.clone();
    if asked.new.operator == Operator::Maintain {
        asked.new.value = None;
    }
    asked
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

pub(super) fn speaks_of(gathered: &Gathered, target: &NewTarget, unit: UnitId) -> bool {
    let Some(stood) = gathered.tree.stood(unit) else { return false };
    let within = match target.reach {
        Reach::Each(_) => lies_within(gathered, unit, target.unit),
        Reach::Whole | Reach::Named(_) => true,
    };
    within && target.speaks_of(stood.unit, &stood.kind)
}

fn lies_within(gathered: &Gathered, unit: UnitId, outer: UnitId) -> bool {
    let now = gathered.tree.counted_as(outer);
    unit != now && (gathered.above.contains(&outer) || gathered.tree.lies_under(unit, now))
}
