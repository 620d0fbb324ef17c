//! What the overview shows beside its tables. Words only; figures are worked out in progress.

use entities::values::{Code, UnitId};

use crate::documents::Tone;
use crate::progress::{
    Board, Footing, Gathered, Line, Standing, Tally, UnitStanding, fraction, gap_in_words,
    gap_of_standing, lack_in_words, length, printed, printed_against, pull, pull_in_words,
    target_in_words, tick,
};
use crate::vietnamese::capitalised;

/// Where the page leads for a unit, or for one indicator of it.
type Way<'a> = dyn Fn(UnitId, Option<&Code>) -> Option<String> + 'a;

/// Width of the small drawing in a cell of the matrix.
const MINI: i128 = 100;

/// A state as a word, a sign and a class for its colour.
#[derive(Clone, Copy)]
pub struct StateView {
    pub class: &'static str,
    pub sign: &'static str,
    pub words: &'static str,
}

pub fn state(footing: Footing) -> StateView {
    let class = match footing {
        Footing::Met | Footing::Enough => "met",
        Footing::NotMet | Footing::Short => "missed",
        Footing::Unknown => "unknown",
        Footing::NotApplicable | Footing::NotAsked => "not-applicable",
    };
    let sign = footing.tone().map_or("", Tone::sign);
    StateView { class, sign, words: footing.words() }
}

/// The state of a standing of which something is asked.
pub fn asked_state(standing: &Standing) -> Option<StateView> {
    let footing = Footing::of(standing);
    footing.tone().map(|_| state(footing))
}

/// A unit that falls short, with what it lacks.
pub struct LackingView {
    pub name: String,
    pub url: Option<String>,
    pub tally: String,
    pub lacks: Vec<LackView>,
}

pub struct LackView {
    pub label: String,
    pub url: Option<String>,
    pub value: String,
    pub says: String,
}

/// Units that fall short of something, the worst first.
pub fn lacking(gathered: &Gathered, units: &[UnitStanding<'_>], way: &Way<'_>) -> Vec<LackingView> {
    let lack = |line: &Line, standing: &Standing| LackView {
        label: line.indicator.short.clone(),
        url: way(standing.figure.unit, Some(&line.indicator.code)),
        value: with_fraction(standing, line),
        says: lack_in_words(gathered, line, standing),
    };
    let short = units.iter().filter(|unit| unit.tally.short > 0);
    short
        .map(|unit| LackingView {
            name: capitalised(gathered.name(unit.unit)),
            url: way(unit.unit, None),
            tally: tally(unit.tally),
            lacks: unit.short().map(|(line, standing)| lack(line, standing)).collect(),
        })
        .collect()
}

/// `Đạt 9 · chưa đạt 3 · chưa có số liệu 1`.
fn tally(of: Tally) -> String {
    let mut told = vec![format!("đạt {}", of.met)];
    if of.short > 0 {
        told.push(format!("chưa đạt {}", of.short));
    }
    if of.unknown > 0 {
        told.push(format!("chưa có số liệu {}", of.unknown));
    }
    told.join(" · ")
}

fn with_fraction(standing: &Standing, line: &Line) -> String {
    let (worth, parts) = (value(standing, line), fraction(&standing.figure));
    if parts.is_empty() { worth } else { format!("{worth} ({parts})") }
}

/// As printed beside its target.
pub fn value(standing: &Standing, line: &Line) -> String {
    match &standing.judged {
        Some(judged) => printed_against(&standing.figure, &line.indicator, &judged.target.new),
        None => printed(&standing.figure, &line.indicator),
    }
}

/// Units × indicators.
pub struct MatrixView {
    pub heads: Vec<HeadView>,
    pub units: Vec<UnitView>,
    /// Units that are not shown.
    pub rest: usize,
}

pub struct HeadView {
    pub url: Option<String>,
    pub short: String,
    pub target: String,
}

/// One unit across all indicators.
pub struct UnitView {
    pub name: String,
    pub url: Option<String>,
    pub tally: String,
    pub cells: Vec<CellView>,
}

pub struct CellView {
    pub url: Option<String>,
    pub label: String,
    pub value: String,
    pub fraction: String,
    pub state: StateView,
    pub gap: String,
    pub bar: Option<MiniView>,
}

/// A bar with a tick at the target, in hundredths of the drawing.
pub struct MiniView {
    pub width: i128,
    pub tick: Option<i128>,
}

/// The first units of the matrix; `None` without units or indicators.
pub fn matrix(
    gathered: &Gathered,
    units: &[UnitStanding<'_>],
    most: usize,
    way: &Way<'_>,
) -> Option<MatrixView> {
    let lines: Vec<&Line> = units.first()?.standings.iter().map(|(line, _)| *line).collect();
    let head = |line: &&Line| HeadView {
        url: way(gathered.root(), Some(&line.indicator.code)),
        short: line.indicator.short.clone(),
        target: line
            .targets
            .iter()
            .map(|target| target_in_words(&line.indicator, &target.new))
            .collect::<Vec<_>>()
            .join("; "),
    };
    let shown = units.iter().take(most).map(|unit| UnitView {
        name: capitalised(gathered.name(unit.unit)),
        url: way(unit.unit, None),
        tally: tally(unit.tally),
        cells: unit.standings.iter().map(|(line, one)| cell(gathered, line, one, way)).collect(),
    });
    (!lines.is_empty()).then(|| MatrixView {
        heads: lines.iter().map(head).collect(),
        units: shown.collect(),
        rest: units.len().saturating_sub(most),
    })
}

fn cell(gathered: &Gathered, line: &Line, standing: &Standing, way: &Way<'_>) -> CellView {
    let gap = gap_in_words(gathered, &line.indicator, gap_of_standing(standing));
    let gap = gap.unwrap_or_default();
    CellView {
        url: way(standing.figure.unit, Some(&line.indicator.code)),
        label: line.indicator.short.clone(),
        value: value(standing, line),
        fraction: fraction(&standing.figure),
        state: state(Footing::of(standing)),
        gap: if gap.starts_with(|c: char| c.is_ascii_digit()) {
            format!("thiếu {gap}")
        } else {
            gap
        },
        bar: mini(line, standing),
    }
}

/// Rates only: amounts of units of different size say nothing side by side.
fn mini(line: &Line, standing: &Standing) -> Option<MiniView> {
    if !line.indicator.is_fraction() {
        return None;
    }
    let longest = line.children.iter().filter_map(|child| length(&child.figure)).max()?;
    let target = line.targets.first().and_then(|target| tick(target, &line.root.figure));
    let full = i128::from(longest.max(target.unwrap_or(0)));
    let at = |value: i64| (i128::from(value) * MINI).checked_div(full);
    Some(MiniView { width: at(length(&standing.figure)?)?, tick: target.and_then(at) })
}

/// Who pulls one rate down.
pub struct PullView {
    pub short: String,
    pub url: Option<String>,
    pub says: String,
}

pub fn pulls(gathered: &Gathered, board: &Board, way: &Way<'_>) -> Vec<PullView> {
    let view = |line: &Line| {
        let says = pull_in_words(gathered, line, &pull(gathered, line)?)?;
        let url = way(board.unit, Some(&line.indicator.code));
        Some(PullView { short: line.indicator.short.clone(), url, says })
    };
    board.lines.iter().filter_map(view).collect()
}
