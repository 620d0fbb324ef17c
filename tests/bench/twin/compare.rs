//! Two years side by side, and the figures that nobody asked for.

use askama::Template;
use khuyenhoc::documents::{Bar, Bars, Cell, Chart, Plot, Tone};
use khuyenhoc::vietnamese::capitalised;
use khuyenhoc::web::components::Markup;
use khuyenhoc::web::page::Layout;

use super::figures::{Figures, Twin};
use super::standing::{Standing, length, worth};
use super::views::{address, full_name, layout, of_indicator, table};
use crate::province::YEAR;

const PAIRS: usize = 5;

#[derive(Template)]
#[template(path = "progress/compare.html")]
struct ComparePage {
    layout: Layout,
    full_name: String,
    period: i32,
    units: Vec<Choice>,
    years: Vec<Choice>,
    finding: String,
    chart: Option<Markup>,
    table: Option<Markup>,
    back: String,
    pdf_url: String,
    excel_url: String,
    is_now: bool,
    boundaries: Vec<String>,
}

struct Choice {
    code: String,
    text: String,
    is_chosen: bool,
}

#[derive(Template)]
#[template(path = "progress/others.html")]
struct OthersPage {
    layout: Layout,
    full_name: String,
    period: i32,
    table: Option<Markup>,
    back: String,
    boundaries: Vec<String>,
}

pub async fn page(twin: &Twin) -> String {
    let figures = twin.figures(&[0, 1], None).await;
    let root = &figures.units[0];
    let known: Vec<usize> = (0..figures.indicators.len())
        .filter(|at| figures.figure(&figures.indicators[*at], 0, 0).is_some())
        .collect();
    let choice = |text: String, is_chosen| Choice { code: text.clone(), text, is_chosen };
    let unit = |unit| choice(capitalised(&full_name(unit)), false);
    let mut rates: Vec<usize> = known.clone();
    rates.retain(|at| figures.indicators[*at].is_rate());
    rates.sort_by_key(|at| std::cmp::Reverse(distance(&figures, *at)));
    rates.truncate(PAIRS);
    let better =
        known.iter().filter(|at| Standing::of(&figures, **at, 0).change(&figures).starts_with('t'));
    let page = ComparePage {
        layout: layout(&figures.units, "So sánh", "tien-do/so-sanh"),
        full_name: capitalised(&full_name(root)),
        period: YEAR,
        units: figures.units[1..].iter().map(unit).collect(),
        years: (YEAR - 9..=YEAR + 1)
            .map(|year| choice(format!("Năm {year}"), year == YEAR - 1))
            .collect(),
        finding: format!("Năm {YEAR} tốt hơn năm {} ở {} nội dung.", YEAR - 1, better.count()),
        chart: Some(chart(&figures, &rates)),
        table: Some(rows(&figures, &known)),
        back: address(root, YEAR, "tien-do"),
        pdf_url: address(root, YEAR, "tien-do/so-sanh/tai-pdf"),
        excel_url: address(root, YEAR, "tien-do/so-sanh/tai-excel"),
        is_now: false,
        boundaries: Vec::new(),
    };
    page.render().unwrap()
}

fn distance(figures: &Figures, at: usize) -> i64 {
    let indicator = &figures.indicators[at];
    let of =
        |back| figures.figure(indicator, 0, back).map_or(0, |figure| length(indicator, figure));
    (of(0) - of(1)).abs()
}

fn chart(figures: &Figures, rates: &[usize]) -> Markup {
    let bar = |at: usize, back: usize| {
        let indicator = &figures.indicators[at];
        let figure = figures.figure(indicator, 0, back);
        Bar {
            label: format!("{}: Năm {back}", indicator.short),
            value: figure.map(|figure| length(indicator, figure)),
            tick: None,
            printed: worth(indicator, figure),
            tone: if back == 0 { Tone::Neutral } else { Tone::Plain },
        }
    };
    let bars: Vec<Bar> = rates.iter().flat_map(|at| [bar(*at, 0), bar(*at, 1)]).collect();
    let full = bars.iter().filter_map(|bar| bar.value).max().unwrap_or(1);
    let told: Vec<String> = bars.iter().map(|b| format!("{} {}", b.label, b.printed)).collect();
    Markup::of_figure(&Chart {
        title: "Hai năm cách nhau nhiều nhất ở các tỷ lệ này".to_owned(),
        description: told.join("; "),
        plot: Plot::Bars(Bars { bars, full, tick_label: String::new() }),
    })
}

fn rows(figures: &Figures, known: &[usize]) -> Markup {
    let columns =
        ["Chỉ tiêu", "Thực hiện", "Tử số/mẫu số", "Thực hiện", "Tử số/mẫu số", "Chênh lệch"];
    let row = |at: &usize| {
        let indicator = &figures.indicators[*at];
        let mut cells = vec![Cell::from(indicator.name.as_str())];
        for back in [0, 1] {
            let figure = figures.figure(indicator, 0, back);
            let one = Standing { figure, ..Standing::of(figures, *at, 0) };
            let href = Some(of_indicator(&figures.units[0], indicator));
            cells.push(Cell::from(one.value(figures)).to(href));
            cells.push(one.fraction(figures).into());
        }
        cells.push(Standing::of(figures, *at, 0).change(figures).into());
        cells
    };
    table("so-sanh", &columns, known.iter().map(row).collect(), false)
}

pub async fn others(twin: &Twin) -> String {
    let figures = twin.figures(&[0, 1], None).await;
    let root = &figures.units[0];
    let unasked = (0..figures.indicators.len()).filter(|at| !figures.is_spoken_of(*at));
    let known = unasked.map(|at| Standing::of(&figures, at, 0)).filter(|one| one.figure.is_some());
    let row = |one: Standing| -> Vec<Cell> {
        let indicator = &figures.indicators[one.indicator];
        let href = Some(of_indicator(root, indicator));
        vec![
            Cell::from(indicator.name.as_str()).to(href.clone()),
            Cell::from(one.value(&figures)).to(href),
            one.fraction(&figures).into(),
            one.change(&figures).into(),
        ]
    };
    let columns = ["Chỉ tiêu", "Thực hiện", "Tử số/mẫu số", "So với năm trước"];
    let page = OthersPage {
        layout: layout(&figures.units, "Các số khác", "tien-do/so-khac"),
        full_name: capitalised(&full_name(root)),
        period: YEAR,
        table: Some(table("chi-tieu", &columns, known.map(row).collect(), false)),
        back: address(root, YEAR, "tien-do"),
        boundaries: Vec::new(),
    };
    page.render().unwrap()
}
