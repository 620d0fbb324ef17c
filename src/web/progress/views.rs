//! What the progress pages show. Words only; the figures are worked out in progress.

use entities::values::{Code, Period, Totals, UnitId};
use rust_decimal::Decimal;

use crate::documents::{Bar, Chart, Tone};
use crate::facts::{FactKey, Frame, Quantity};
use crate::indicators::{Indicator, Term};
use crate::org::{Keeps, UnitVersion};
use crate::progress::{
    Board, Figure, Gathered, Judged, Line, Standing, change_in_words, coverage_in_words, fraction,
    gap_in_words, printed, printed_against, target_in_words, total,
};
use crate::targets::Verdict;
use crate::vietnamese::{date, scaled};
use crate::web::url;

/// A verdict as a word, a sign and a class for its colour.
#[derive(Clone, Copy)]
pub struct StateView {
    pub class: &'static str,
    pub words: &'static str,
}

pub fn state(verdict: Verdict) -> StateView {
    let (class, words) = match verdict {
        Verdict::Met => ("met", "✓ Đạt"),
        Verdict::NotMet => ("missed", "✗ Chưa đạt"),
        Verdict::Unknown => ("unknown", "– Chưa có số liệu"),
        Verdict::NotApplicable => ("not-applicable", "○ Không áp dụng"),
    };
    StateView { class, words }
}

/// One indicator of the unit itself.
pub struct RowView {
    pub url: String,
    pub name: String,
    pub short: String,
    pub target: String,
    pub value: String,
    pub fraction: String,
    pub coverage: String,
    pub state: Option<StateView>,
    pub gap: String,
    pub change: String,
}

/// One unit across all indicators.
pub struct UnitView {
    pub name: String,
    pub url: Option<String>,
    pub cells: Vec<CellView>,
}

pub struct CellView {
    pub url: Option<String>,
    pub label: String,
    pub value: String,
    pub fraction: String,
    pub state: Option<StateView>,
    pub gap: String,
    pub change: String,
}

/// The board of a unit.
pub fn board_of(version: &UnitVersion, frame: Frame) -> String {
    url::in_frame(&url::progress(version.unit, &version.slug, frame.period), frame)
}

/// The page of a figure, from its board.
pub fn figure_of(board: &str, indicator: &Code) -> String {
    match board.split_once('?') {
        Some((board, query)) => format!("{board}/{indicator}?{query}"),
        None => format!("{board}/{indicator}"),
    }
}

/// Rows of a table of indicators; `here` is the board of the unit.
pub fn rows(gathered: &Gathered, lines: &[Line], here: &str) -> Vec<RowView> {
    lines
        .iter()
        .map(|line| {
            let judged = line.root.judged.as_ref();
            RowView {
                url: figure_of(here, &line.indicator.code),
                name: line.indicator.name.clone(),
                short: line.indicator.short.clone(),
                target: line
                    .targets
                    .iter()
                    .map(|target| target_in_words(&line.indicator, &target.new))
                    .collect::<Vec<_>>()
                    .join("; "),
                value: value(&line.root, &line.indicator),
                fraction: fraction(&line.root.figure),
                coverage: coverage_in_words(&line.root.figure),
                state: judged.map(|judged| state(judged.verdict)),
                gap: gap(gathered, &line.indicator, &line.root),
                change: change_in_words(line.root.change),
            }
        })
        .collect()
}

pub fn units(
    gathered: &Gathered,
    board: &Board,
    url: impl Fn(UnitId) -> Option<String>,
) -> Vec<UnitView> {
    let cell = |line: &Line, standing: &Standing| CellView {
        url: url(standing.figure.unit).map(|board| figure_of(&board, &line.indicator.code)),
        label: line.indicator.short.clone(),
        value: value(standing, &line.indicator),
        fraction: fraction(&standing.figure),
        state: standing.judged.as_ref().map(|judged| state(judged.verdict)),
        gap: prefixed_gap(&gap(gathered, &line.indicator, standing)),
        change: change_in_words(standing.change),
    };
    (0..board.children.len())
        .map(|at| UnitView {
            name: gathered.name(board.children[at]).to_owned(),
            url: url(board.children[at]),
            cells: board
                .lines
                .iter()
                .filter_map(|line| Some(cell(line, line.children.get(at)?)))
                .collect(),
        })
        .collect()
}

pub fn value(standing: &Standing, indicator: &Indicator) -> String {
    let judged: Option<&Judged> = standing.judged.as_ref();
    match judged {
        Some(judged) => printed_against(&standing.figure, indicator, &judged.target.new),
        None => printed(&standing.figure, indicator),
    }
}

pub fn gap(gathered: &Gathered, indicator: &Indicator, standing: &Standing) -> String {
    let gap = match &standing.judged {
        Some(judged) => judged.gap,
        None => standing.gap_to_whole,
    };
    gap_in_words(gathered, indicator, gap).unwrap_or_default()
}

fn prefixed_gap(gap: &str) -> String {
    if gap.starts_with(|c: char| c.is_ascii_digit()) {
        format!("thiếu {gap}")
    } else {
        gap.to_owned()
    }
}

/// The figure as a sum or a fraction of named measures.
pub fn formula(gathered: &Gathered, indicator: &Indicator) -> String {
    let side = |terms: &[Term]| {
        terms
            .iter()
            .enumerate()
            .map(|(at, term)| {
                let name = gathered.measures.find(&term.measure).map_or("", |m| m.name.as_str());
                let sign = match (at, term.sign) {
                    (_, -1) => "− ",
                    (0, _) => "",
                    _ => "+ ",
                };
                format!("{sign}{name}")
            })
            .collect::<Vec<_>>()
            .join(" ")
    };
    if !indicator.is_fraction() {
        return format!("cộng {} của các đơn vị", side(&indicator.numerator));
    }
    format!(
        "tổng {} chia tổng {}{}",
        side(&indicator.numerator),
        side(&indicator.denominator),
        if indicator.base.is_empty() { String::new() } else { format!(" ({})", indicator.base) }
    )
}

/// One entered number a figure is made of.
pub struct SourceView {
    pub unit: String,
    pub measure: String,
    pub value: String,
    pub url: Option<String>,
    pub source: String,
    pub as_of: String,
    pub entered: String,
}

/// Every cell the figure of a unit is made of, in the order of the tree.
pub fn sources(
    gathered: &Gathered,
    indicator: &Indicator,
    unit: UnitId,
    url: impl Fn(UnitId, &FactKey) -> Option<String>,
) -> Vec<SourceView> {
    let mut found = Vec::new();
    for unit in gathered.tree.under(unit) {
        for term in indicator.terms() {
            let Some(measure) = gathered.measures.find(&term.measure) else { continue };
            let has_cell = match gathered.tree.keeps(unit) {
                Keeps::Everything => true,
                Keeps::Own | Keeps::Office => measure.totals == Totals::Own,
                Keeps::Nothing => false,
            };
            if !has_cell {
                continue;
            }
            let key = FactKey::new(unit, gathered.period.on(measure.basis), &term.measure);
            let fact = gathered.facts.fact(&key);
            let value = fact.map_or(crate::facts::Value::Missing, |fact| fact.value);
            found.push(SourceView {
                unit: gathered.tree.stood(unit).map(|of| of.name.clone()).unwrap_or_default(),
                measure: measure.name.clone(),
                value: crate::web::statistics::shown_text(measure, value),
                url: if measure.counted { None } else { url(unit, &key) },
                source: fact.map(|fact| fact.source.clone()).unwrap_or_default(),
                as_of: fact.and_then(|fact| fact.as_of).map(date).unwrap_or_default(),
                entered: fact.map(|fact| fact.entered_by.clone()).unwrap_or_default(),
            });
        }
    }
    found
}

/// Length of a bar for a figure, in hundredths of the printed unit.
fn bar_length(quantity: Quantity) -> Option<i64> {
    match quantity {
        Quantity::Unknown | Quantity::NotApplicable => None,
        Quantity::Amount { amount, .. } => i64::try_from(amount.shown).ok(),
        Quantity::Ratio { part, whole, per } => {
            i64::try_from((part.shown * per * 100).checked_div(whole.shown)?).ok()
        }
    }
}

/// A target of the unit, with the sentence of the resolution.
pub struct TargetView {
    pub words: String,
    pub wording: String,
    pub legal_source: String,
}

pub fn targets(line: &Line) -> Vec<TargetView> {
    line.targets
        .iter()
        .map(|target| TargetView {
            words: format!("Chỉ tiêu: {}", target_in_words(&line.indicator, &target.new)),
            wording: target.new.wording.clone(),
            legal_source: target.new.legal_source.clone(),
        })
        .collect()
}

/// One child of the unit for one indicator.
pub struct ChildView {
    pub url: Option<String>,
    pub name: String,
    pub value: String,
    pub fraction: String,
    pub state: Option<StateView>,
    pub gap: String,
    pub change: String,
}

/// Children of the unit for one indicator; `url` is the board of a child that may be opened.
pub fn children(
    gathered: &Gathered,
    line: &Line,
    url: impl Fn(UnitId) -> Option<String>,
) -> Vec<ChildView> {
    line.children
        .iter()
        .map(|standing| ChildView {
            url: url(standing.figure.unit).map(|board| figure_of(&board, &line.indicator.code)),
            name: gathered.name(standing.figure.unit).to_owned(),
            value: value(standing, &line.indicator),
            fraction: fraction(&standing.figure),
            state: standing.judged.as_ref().map(|judged| state(judged.verdict)),
            gap: gap(gathered, &line.indicator, standing),
            change: change_in_words(standing.change),
        })
        .collect()
}

/// A published figure beside the computed one.
pub struct ControlView {
    pub name: String,
    pub code: String,
    pub published: String,
    pub computed: String,
    pub difference: String,
    pub source: String,
    pub used: &'static str,
    pub other: &'static str,
    pub button: &'static str,
    pub action: String,
    pub back: String,
    pub key: String,
}

pub fn controls(gathered: &Gathered, figure: &Figure, board: &str, key: &str) -> Vec<ControlView> {
    figure
        .controls
        .iter()
        .filter_map(|(code, fact)| {
            let measure = gathered.measures.find(code)?;
            let computed = computed(gathered, figure.unit, code, figure.period);
            let published = fact.value.amount();
            let used = total(gathered, figure.unit, code, figure.period).published;
            let shown = |amount: Option<i64>| {
                amount.map_or_else(
                    || "chưa có số liệu".to_owned(),
                    |amount| scaled(amount, measure.scale),
                )
            };
            let (used, other, button) = if used {
                ("số công bố chung", "cong_lai", "Dùng số cộng từ các đơn vị")
            } else {
                ("số cộng từ các đơn vị", "cong_bo", "Dùng số công bố chung")
            };
            Some(ControlView {
                name: measure.name.clone(),
                code: code.to_string(),
                published: shown(published),
                computed: shown(computed),
                difference: match (published, computed) {
                    (Some(published), Some(computed)) => {
                        format!("Chênh lệch {}.", scaled(published - computed, measure.scale))
                    }
                    _ => String::new(),
                },
                source: fact.source.clone(),
                used,
                other,
                button,
                action: format!("{board}/chon-so"),
                back: format!("{board}/{}", figure.indicator),
                key: format!("{key}-{code}"),
            })
        })
        .collect()
}

/// The sum of the children, whatever is published for the whole.
fn computed(gathered: &Gathered, unit: UnitId, code: &Code, period: Period) -> Option<i64> {
    let mut sum: Option<i128> = None;
    for child in gathered.tree.children(unit) {
        if let Some(part) = total(gathered, *child, code, period).sum {
            sum = Some(sum.unwrap_or_default() + part.shown);
        }
    }
    sum.and_then(|sum| i64::try_from(sum).ok())
}

/// Bars of the children, with a tick at the target; `None` without children.
pub fn chart(gathered: &Gathered, line: &Line) -> Option<Chart> {
    let target = line.targets.first();
    let tick = target.and_then(|target| target.new.value).and_then(|value| {
        let scale = if line.indicator.is_fraction() { 100 } else { 1 };
        i64::try_from((value * Decimal::from(scale)).round()).ok()
    });
    let bars: Vec<Bar> = line
        .children
        .iter()
        .map(|standing| {
            let verdict = standing.judged.as_ref().map(|judged| judged.verdict);
            Bar {
                label: gathered.name(standing.figure.unit).to_owned(),
                value: bar_length(standing.figure.quantity),
                tick,
                printed: value(standing, &line.indicator),
                tone: match verdict {
                    Some(Verdict::Met) => Tone::Met,
                    Some(Verdict::NotMet) => Tone::NotMet,
                    _ => Tone::Neutral,
                },
            }
        })
        .collect();
    let full = bars.iter().filter_map(|bar| bar.value).chain(tick).max()?;
    let known = bars.iter().any(|bar| bar.value.is_some());
    (known && full > 0).then(|| Chart {
        title: line.indicator.name.clone(),
        description: bars
            .iter()
            .map(|bar| format!("{}: {}", bar.label, bar.printed))
            .collect::<Vec<_>>()
            .join("; "),
        full,
        tick_label: target
            .map(|target| format!("chỉ tiêu: {}", target_in_words(&line.indicator, &target.new)))
            .unwrap_or_default(),
        bars,
    })
}
