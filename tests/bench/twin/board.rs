//! The twin of the board of the province.

use askama::Template;
use entities::values::Period;
use khuyenhoc::web::page::Layout;

use super::figures::{Figures, Indicator, Twin, Unit};
use super::words::{self, Figure};
use crate::province::YEAR;

#[derive(Template)]
#[template(path = "progress/board.html")]
struct Page {
    layout: Layout,
    full_name: String,
    period: Period,
    finding: String,
    behind: Vec<Behind>,
    rows: Vec<Row>,
    units: Vec<UnitRow>,
    others: Vec<Row>,
    as_of: String,
}

struct Behind {
    url: String,
    short: String,
    says: String,
}

struct Row {
    url: String,
    name: String,
    short: String,
    target: String,
    value: String,
    fraction: String,
    coverage: String,
    state: Option<State>,
    gap: String,
    change: String,
}

struct UnitRow {
    name: String,
    url: Option<String>,
    cells: Vec<Cell>,
}

struct Cell {
    url: Option<String>,
    label: String,
    value: String,
    fraction: String,
    state: Option<State>,
    gap: String,
    change: String,
}

#[derive(Clone, Copy)]
struct State {
    class: &'static str,
    words: &'static str,
}

const MET: State = State { class: "met", words: "✓ Đạt" };
const MISSED: State = State { class: "missed", words: "✗ Chưa đạt" };
const NOT_APPLICABLE: State = State { class: "not-applicable", words: "○ Không áp dụng" };

/// What is said of one indicator of one unit.
struct Said {
    figure: Option<Figure>,
    state: Option<State>,
    gap: String,
    value: String,
    change: String,
}

fn say(figures: &Figures, at: usize, unit: usize) -> Said {
    let indicator = &figures.indicators[at];
    let figure = figures.figure(indicator, unit, 0);
    let own = figures.target_of(at, unit);
    let applies = figure.filter(|(_, whole)| *whole != 0);
    let judged = own.zip(applies).map(|(target, figure)| words::verdict(indicator, target, figure));
    let shared = !indicator.denominator.is_empty() && !indicator.of_units;
    let gap = match (&judged, figures.of_whole(at).filter(|_| unit > 0 && shared), applies) {
        (Some(judged), ..) => words::gap(indicator, judged),
        (None, Some(target), Some(figure)) => {
            words::gap(indicator, &words::verdict(indicator, target, figure))
        }
        _ => String::new(),
    };
    let state = match (own, &judged) {
        (None, _) => None,
        (Some(_), None) => Some(NOT_APPLICABLE),
        (Some(_), Some(judged)) => Some(if judged.met { MET } else { MISSED }),
    };
    Said {
        figure,
        state,
        gap,
        value: words::value(indicator, figure, own),
        change: words::change(indicator, figure, figures.figure(indicator, unit, 1)),
    }
}

pub async fn page(twin: &Twin, as_of: &str) -> String {
    twin.person().await;
    let figures = twin.figures().await;
    let here = url(&figures.units[0]);
    let promised: Vec<usize> = {
        let mut promised: Vec<usize> = figures.targets.iter().map(|t| t.indicator).collect();
        promised.dedup();
        promised
    };
    let said: Vec<Vec<Said>> = promised
        .iter()
        .map(|at| (0..figures.units.len()).map(|unit| say(&figures, *at, unit)).collect())
        .collect();
    let mut rows = Vec::new();
    for (at, said) in promised.iter().zip(&said) {
        let mut row = row(&figures, *at, &said[0], &here);
        if said[0].state.is_none()
            && let Some(each) =
                figures.targets.iter().find(|t| t.indicator == *at && !t.each.is_empty())
        {
            row.target = words::target(&figures.indicators[*at], each);
            let all = said[1..].iter().filter_map(|said| said.state);
            row.state = Some(if all.clone().any(|s| s.class == "missed") { MISSED } else { MET });
        }
        rows.push(row);
    }
    let others = (0..figures.indicators.len())
        .filter(|at| !promised.contains(at))
        .map(|at| (at, say(&figures, at, 0)))
        .filter(|(_, said)| said.figure.is_some())
        .map(|(at, said)| row(&figures, at, &said, &here))
        .collect();
    let full_name = format!("Tỉnh {}", figures.units[0].name);
    let page = Page {
        layout: twin.layout.clone(),
        finding: finding(&full_name, &rows, &said),
        behind: behind(&figures, &promised, &said, &here),
        units: units(&figures, &promised, &said),
        full_name,
        period: Period::Year(YEAR),
        rows,
        others,
        as_of: as_of.to_owned(),
    };
    page.render().unwrap()
}

fn url(unit: &Unit) -> String {
    format!("/dv/{}-{}/{YEAR}/tien-do", unit.id, unit.slug)
}

fn row(figures: &Figures, at: usize, said: &Said, here: &str) -> Row {
    let indicator: &Indicator = &figures.indicators[at];
    let own = figures.of_whole(at);
    Row {
        url: format!("{here}/{}", indicator.code),
        name: indicator.name.clone(),
        short: indicator.short.clone(),
        target: own.map(|target| words::target(indicator, target)).unwrap_or_default(),
        value: said.value.clone(),
        fraction: words::fraction(indicator, said.figure),
        coverage: String::new(),
        state: said.state,
        gap: said.gap.clone(),
        change: said.change.clone(),
    }
}

fn units(figures: &Figures, promised: &[usize], said: &[Vec<Said>]) -> Vec<UnitRow> {
    let cell = |board: &str, at: usize, said: &Said| {
        let indicator = &figures.indicators[at];
        Cell {
            url: Some(format!("{board}/{}", indicator.code)),
            label: indicator.short.clone(),
            value: said.value.clone(),
            fraction: words::fraction(indicator, said.figure),
            state: said.state,
            gap: words::short(&said.gap, "thiếu"),
            change: said.change.clone(),
        }
    };
    (1..figures.units.len())
        .map(|unit| {
            let board = url(&figures.units[unit]);
            let cells = promised.iter().zip(said);
            UnitRow {
                name: figures.units[unit].name.clone(),
                cells: cells.map(|(at, said)| cell(&board, *at, &said[unit])).collect(),
                url: Some(board),
            }
        })
        .collect()
}

fn finding(name: &str, rows: &[Row], said: &[Vec<Said>]) -> String {
    let judged = rows.iter().filter_map(|row| row.state);
    let met = judged.clone().filter(|state| state.class == "met").count();
    let mut first = format!("{name} đạt {met}/{} chỉ tiêu", judged.count());
    let lacks = |unit: &usize| said.iter().any(|line| !line[*unit].gap.is_empty());
    let units = (1..said[0].len()).filter(lacks).count();
    let lines =
        said.iter().filter(|line| line[1..].iter().any(|said| !said.gap.is_empty())).count();
    if units > 0 {
        first.push_str(&format!("; {units} đơn vị còn thiếu ở {lines} chỉ tiêu"));
    }
    first + "."
}

fn behind(figures: &Figures, promised: &[usize], said: &[Vec<Said>], here: &str) -> Vec<Behind> {
    let mut found = Vec::new();
    for (at, line) in promised.iter().zip(said) {
        let indicator = &figures.indicators[*at];
        let lacking = line.iter().enumerate().filter(|(_, said)| !said.gap.is_empty());
        let says: Vec<String> = lacking
            .map(|(unit, said)| {
                let who = if unit == 0 { "toàn đơn vị" } else { &figures.units[unit].name };
                format!("{who} {}", words::short(&said.gap, "còn thiếu"))
            })
            .collect();
        if !says.is_empty() {
            found.push(Behind {
                url: format!("{here}/{}", indicator.code),
                short: indicator.short.clone(),
                says: says.join("; "),
            });
        }
    }
    found
}
