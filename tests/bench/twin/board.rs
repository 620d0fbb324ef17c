//! The overview: what each unit falls short of, the whole against its targets, the matrix, the
//! fund.

use askama::Template;
use khuyenhoc::documents::{Cell, Chart, Plot, Stack, Stacks};
use khuyenhoc::vietnamese::{capitalised, number, percent, scaled};
use khuyenhoc::web::components::Markup;
use khuyenhoc::web::page::{Layout, Link};

use super::figures::{Figures, Indicator, Target, Twin};
use super::standing::{Footing, Standing, length};
use super::views::{address, full_name, layout, link, of_indicator, parts, table};
use crate::province::YEAR;

const STACKS: usize = 12;

#[derive(Template)]
#[template(path = "progress/board.html")]
struct BoardPage {
    layout: Layout,
    full_name: String,
    period: i32,
    finding: String,
    since: String,
    is_silent: bool,
    lacking: Vec<LackingView>,
    standings: Option<Markup>,
    matrix: Option<MatrixView>,
    pulls: Vec<PullView>,
    fund: Option<(Markup, Markup)>,
    more: Vec<Link>,
    all_units: String,
    boundaries: Vec<String>,
    as_of: String,
}

struct LackingView {
    name: String,
    url: Option<String>,
    tally: String,
    lacks: Vec<LackView>,
}

struct LackView {
    label: String,
    url: Option<String>,
    value: String,
    says: String,
}

struct MatrixView {
    heads: Vec<HeadView>,
    units: Vec<UnitView>,
    rest: usize,
}

struct HeadView {
    url: Option<String>,
    short: String,
    target: String,
}

struct UnitView {
    name: String,
    url: Option<String>,
    tally: String,
    cells: Vec<CellView>,
}

struct CellView {
    url: Option<String>,
    label: String,
    value: String,
    fraction: String,
    state: StateView,
    gap: String,
    bar: Option<MiniView>,
}

struct StateView {
    class: &'static str,
    sign: &'static str,
    words: &'static str,
}

struct MiniView {
    width: i64,
    tick: Option<i64>,
}

struct PullView {
    short: String,
    url: Option<String>,
    says: String,
}

/// The page, with so many units in its matrix.
pub async fn page(twin: &Twin, most: usize) -> String {
    let figures = twin.promised(&[0, 1]).await;
    let root = &figures.units[0];
    let told: Vec<usize> =
        (0..figures.indicators.len()).filter(|at| figures.is_spoken_of(*at)).collect();
    let whole: Vec<Standing> = told.iter().map(|at| Standing::of(&figures, *at, 0)).collect();
    let mut units: Vec<Vec<Standing>> = (1..figures.units.len())
        .map(|unit| told.iter().map(|at| Standing::of(&figures, *at, unit)).collect())
        .collect();
    units.sort_by_key(|unit| std::cmp::Reverse(short(unit)));
    let met = whole.iter().filter(|one| one.footing == Footing::Met).count();
    let behind = units.iter().filter(|unit| short(unit) > 0);
    let money = figures.indicators.iter().find(|one| one.kind == "money" && one.has_parts());
    let rise = whole.iter().filter(|one| one.change(&figures).starts_with("tăng")).count();
    let page = BoardPage {
        layout: layout(&figures.units, "Tổng quan", "tien-do"),
        full_name: capitalised(&full_name(root)),
        period: YEAR,
        finding: format!(
            "{} đạt {met}/{} chỉ tiêu; {} đơn vị còn thiếu.",
            full_name(root),
            told.len(),
            behind.clone().count()
        ),
        since: format!("So với năm {}: {rise} chỉ tiêu tăng.", YEAR - 1),
        is_silent: false,
        lacking: behind.map(|unit| lacking(&figures, unit)).collect(),
        standings: Some(standings(&figures, &whole, &units)),
        matrix: Some(matrix(&figures, &told, &units, most)),
        pulls: told.iter().filter_map(|at| pull(&figures, *at)).collect(),
        fund: money.map(|money| fund(&figures, money)),
        more: ["so-sanh", "so-khac", "tai-pdf", "tai-excel"]
            .map(|page| link(page, address(root, YEAR, &format!("tien-do/{page}"))))
            .to_vec(),
        all_units: format!("{}?don-vi=tat-ca", address(root, YEAR, "tien-do")),
        boundaries: Vec::new(),
        as_of: "06:20 ngày 15/01/2026".to_owned(),
    };
    page.render().unwrap()
}

fn short(unit: &[Standing]) -> usize {
    unit.iter().filter(|one| one.footing.is_short()).count()
}

fn tally(unit: &[Standing]) -> String {
    let asked = unit.iter().filter(|one| one.footing != Footing::NotAsked).count();
    let short = short(unit);
    let met = format!("đạt {}", asked - short);
    if short > 0 { format!("{met} · chưa đạt {short}") } else { met }
}

fn lacking(figures: &Figures, unit: &[Standing]) -> LackingView {
    let of = &figures.units[unit[0].unit];
    let lack = |one: &Standing| LackView {
        label: figures.indicators[one.indicator].short.clone(),
        url: Some(of_indicator(of, &figures.indicators[one.indicator])),
        value: format!("{} ({})", one.value(figures), one.fraction(figures)),
        says: one.gap(figures),
    };
    LackingView {
        name: of.name.clone(),
        url: Some(address(of, YEAR, "tien-do")),
        tally: tally(unit),
        lacks: unit.iter().filter(|one| one.footing.is_short()).map(lack).collect(),
    }
}

fn standings(figures: &Figures, whole: &[Standing], units: &[Vec<Standing>]) -> Markup {
    let columns = [
        "Chỉ tiêu",
        "Phấn đấu",
        "Thực hiện",
        "Tử số/mẫu số",
        "Đánh giá",
        "Còn thiếu",
        "So với năm trước",
        "đạt",
        "chưa đạt",
        "chưa có số liệu",
    ];
    let row = |(at, one): (usize, &Standing)| -> Vec<Cell> {
        let indicator = &figures.indicators[one.indicator];
        let href = Some(of_indicator(&figures.units[0], indicator));
        let count = |wanted: fn(Footing) -> bool| -> Cell {
            let found = units.iter().filter(|unit| wanted(unit[at].footing)).count();
            found.to_string().into()
        };
        let target = figures.of_whole(one.indicator);
        vec![
            Cell::from(indicator.name.as_str()).to(href.clone()),
            target.map_or_else(String::new, Target::words).into(),
            Cell::from(one.value(figures)).to(href),
            one.fraction(figures).into(),
            one.footing.told()[2].into(),
            one.gap(figures).into(),
            one.change(figures).into(),
            count(|footing| footing == Footing::Met || footing == Footing::Enough),
            count(Footing::is_short),
            count(|_| false),
        ]
    };
    table("chi-tieu", &columns, whole.iter().enumerate().map(row).collect(), false)
}

fn matrix(figures: &Figures, told: &[usize], units: &[Vec<Standing>], most: usize) -> MatrixView {
    let longest: Vec<i64> = told.iter().map(|at| longest(figures, *at)).collect();
    let head = |at: &usize| HeadView {
        url: Some(of_indicator(&figures.units[0], &figures.indicators[*at])),
        short: figures.indicators[*at].short.clone(),
        target: figures.of_whole(*at).map_or_else(String::new, Target::words),
    };
    let cell = |one: &Standing, longest: i64| {
        let indicator = &figures.indicators[one.indicator];
        let [class, sign, words] = one.footing.told();
        let shown = one.figure.filter(|_| indicator.is_rate());
        CellView {
            url: Some(of_indicator(&figures.units[one.unit], indicator)),
            label: indicator.short.clone(),
            value: one.value(figures),
            fraction: one.fraction(figures),
            state: StateView { class, sign, words },
            gap: one.gap(figures),
            bar: shown.map(|figure| MiniView {
                width: length(indicator, figure) * 100 / longest.max(1),
                tick: Some(90),
            }),
        }
    };
    let unit = |unit: &Vec<Standing>| UnitView {
        name: figures.units[unit[0].unit].name.clone(),
        url: Some(address(&figures.units[unit[0].unit], YEAR, "tien-do")),
        tally: tally(unit),
        cells: unit.iter().zip(&longest).map(|(one, longest)| cell(one, *longest)).collect(),
    };
    MatrixView {
        heads: told.iter().map(head).collect(),
        units: units.iter().take(most).map(unit).collect(),
        rest: units.len().saturating_sub(most),
    }
}

fn longest(figures: &Figures, at: usize) -> i64 {
    let indicator = &figures.indicators[at];
    let all = (1..figures.units.len()).filter_map(|unit| figures.figure(indicator, unit, 0));
    all.map(|figure| length(indicator, figure)).max().unwrap_or_default()
}

/// The unit without which the rate of the whole would be best.
fn pull(figures: &Figures, at: usize) -> Option<PullView> {
    let indicator = &figures.indicators[at];
    let (part, whole) = figures.figure(indicator, 0, 0).filter(|_| indicator.is_rate())?;
    let rest = |unit: usize| {
        let (own, people) = figures.figure(indicator, unit, 0).unwrap_or_default();
        (part - own, whole - people)
    };
    let key = |unit: &usize| {
        let (part, whole) = rest(*unit);
        part * 1_000_000 / whole.max(1)
    };
    let worst = (1..figures.units.len()).max_by_key(key)?;
    let told = |(part, whole): (i64, i64)| {
        let rate = percent(part, whole, indicator.decimals);
        format!("{rate} ({}/{})", number(part), number(whole))
    };
    Some(PullView {
        short: indicator.short.clone(),
        url: Some(of_indicator(&figures.units[0], indicator)),
        says: format!(
            "toàn tỉnh {}; {name} {} kéo mức chung xuống nhiều nhất; không kể {name}, toàn tỉnh \
             là {}.",
            told((part, whole)),
            told(figures.figure(indicator, worst, 0)?),
            told(rest(worst)),
            name = figures.units[worst].name,
        ),
    })
}

fn fund(figures: &Figures, money: &Indicator) -> (Markup, Markup) {
    let (columns, rows) = parts(figures, money);
    let sum = |values: &[i64]| values.iter().sum::<i64>();
    let stack = |(label, values): &(String, Vec<i64>)| Stack {
        label: label.clone(),
        values: values.clone(),
        printed: number(sum(values)),
    };
    let chart = Chart {
        title: format!("{}: {}", money.name, number(sum(&rows[rows.len() - 1].1))),
        description: money.name.clone(),
        plot: Plot::Stacks(Stacks {
            parts: columns[1..columns.len() - 1].to_vec(),
            stacks: rows.iter().take(STACKS).map(stack).collect(),
            full: sum(&rows[0].1),
        }),
    };
    let titles: Vec<&str> = columns.iter().map(String::as_str).collect();
    let cells = rows.iter().map(|(label, values)| {
        let mut cells = vec![Cell::from(label.as_str())];
        cells.extend(values.iter().map(|value| Cell::from(scaled(*value, money.scale))));
        cells.push(scaled(sum(values), money.scale).into());
        cells
    });
    (Markup::of_figure(&chart), table("cac-phan", &titles, cells.collect(), true))
}
