//! The page of one indicator: its units, its years, its parts, its cells.

use std::collections::HashMap;

use askama::Template;
use khuyenhoc::documents::{
    Bar, Bars, Cell, Chart, Curve, Lines, Plot, Point, Stack, Stacks, Tone,
};
use khuyenhoc::vietnamese::{capitalised, number, percent, scaled};
use khuyenhoc::web::components::Markup;
use khuyenhoc::web::page::Layout;

use super::figures::{Figures, Indicator, Target, Twin, text};
use super::standing::{Standing, length, worth};
use super::views::{address, full_name, layout, of_indicator, parts, table};
use crate::province::YEAR;

const BARS: usize = 12;
const CURVES: usize = 4;
const YEARS: usize = 10;

#[derive(Template)]
#[template(path = "progress/figure.html")]
struct FigurePage {
    layout: Layout,
    full_name: String,
    period: i32,
    name: String,
    value: String,
    fraction: String,
    state: Option<StateView>,
    lacks: String,
    formula: String,
    coverage: String,
    targets: Vec<TargetView>,
    controls: Vec<ControlView>,
    can_choose: bool,
    units: Option<DrawnView>,
    years: Option<DrawnView>,
    units_by_year: Option<DrawnView>,
    parts: Vec<DrawnView>,
    cells: Vec<SourceView>,
    back: String,
    pdf_url: String,
    excel_url: String,
    boundaries: Vec<String>,
}

struct StateView {
    class: &'static str,
    sign: &'static str,
    words: &'static str,
}

struct TargetView {
    words: String,
    wording: String,
    legal_source: String,
}

/// None is published in the generated province.
struct ControlView {
    name: String,
    code: String,
    published: String,
    computed: String,
    difference: String,
    source: String,
    used: String,
    other: String,
    button: String,
    action: String,
    back: String,
}

struct DrawnView {
    says: String,
    chart: Option<Markup>,
    table: Markup,
}

struct SourceView {
    unit: String,
    measure: String,
    value: Cell,
    source: String,
    as_of: String,
    entered: String,
}

pub async fn page(twin: &Twin, code: &str) -> String {
    let back: Vec<i32> = (0..i32::try_from(YEARS).unwrap()).collect();
    let figures = twin.figures(&back, Some(code)).await;
    let said = said(twin, &figures.indicators[0]).await;
    let (root, indicator) = (&figures.units[0], &figures.indicators[0]);
    let whole = Standing::of(&figures, 0, 0);
    let mut units: Vec<Standing> =
        (1..figures.units.len()).map(|unit| Standing::of(&figures, 0, unit)).collect();
    units.sort_by_key(|one| one.figure.map(|figure| length(indicator, figure)));
    let [class, sign, words] = whole.footing.told();
    let target = figures.of_whole(0).into_iter().map(|target| TargetView {
        words: format!("Chỉ tiêu: {}", target.words()),
        wording: target.wording.clone(),
        legal_source: target.legal_source.clone(),
    });
    let page = FigurePage {
        layout: layout(&figures.units, &indicator.name, "tien-do"),
        full_name: capitalised(&full_name(root)),
        period: YEAR,
        name: indicator.name.clone(),
        value: whole.value(&figures),
        fraction: whole.fraction(&figures),
        state: Some(StateView { class, sign, words }),
        lacks: whole.gap(&figures),
        formula: indicator.numerator.iter().map(|term| term.name.as_str()).collect(),
        coverage: String::new(),
        targets: target.collect(),
        controls: Vec::new(),
        can_choose: false,
        units: Some(ranked(&figures, &whole, &units)),
        years: Some(years(&figures, &units)),
        units_by_year: Some(by_year(&figures)),
        parts: if indicator.has_parts() { in_parts(&figures) } else { Vec::new() },
        cells: sources(&figures, &said),
        back: address(root, YEAR, "tien-do"),
        pdf_url: address(root, YEAR, &format!("tien-do/{code}/tai-pdf")),
        excel_url: address(root, YEAR, &format!("tien-do/{code}/tai-excel")),
        boundaries: Vec::new(),
    };
    page.render().unwrap()
}

type Said = HashMap<(i32, String), [String; 3]>;

/// Source, day and person of this year's cells.
async fn said(twin: &Twin, indicator: &Indicator) -> Said {
    let terms = indicator.numerator.iter().chain(&indicator.denominator);
    let codes: Vec<String> = terms.map(|term| format!("'{}'", term.code)).collect();
    let sql = format!(
        "SELECT unit_id, measure, source, as_of, entered_by FROM cell WHERE unit_id IN \
         (SELECT descendant_id FROM unit_within WHERE ancestor_id = $1 \
         AND valid_from <= $2 AND valid_to > $2) AND period IN ($3, $4, $5) \
         AND measure IN ({}) AND origin = 'entered'",
        codes.join(", ")
    );
    let mut values = vec![twin.root.into(), super::figures::last_day().into()];
    values.extend(super::figures::columns(YEAR).map(Into::into));
    let rows = twin.rows(&sql, values).await;
    let day = |day: chrono::NaiveDate| day.format("%d/%m/%Y").to_string();
    rows.iter()
        .map(|row| {
            let as_of: Option<chrono::NaiveDate> = row.try_get_by_index(3).unwrap();
            let told = [text(row, 2), as_of.map(day).unwrap_or_default(), text(row, 4)];
            ((row.try_get_by_index(0).unwrap(), text(row, 1)), told)
        })
        .collect()
}

fn sources(figures: &Figures, said: &Said) -> Vec<SourceView> {
    let indicator = &figures.indicators[0];
    let mut found = Vec::new();
    for (at, unit) in figures.units.iter().enumerate() {
        for term in indicator.numerator.iter().chain(&indicator.denominator) {
            let Some([source, as_of, entered]) = said.get(&(unit.id, term.code.clone())) else {
                continue;
            };
            let amount = figures.amount(at, term.measure, 0);
            found.push(SourceView {
                unit: unit.name.clone(),
                measure: term.name.clone(),
                value: Cell::from(amount.map_or_else(String::new, |a| scaled(a, indicator.scale)))
                    .to(Some(address(unit, YEAR, &format!("so-lieu/{}", term.code)))),
                source: source.clone(),
                as_of: as_of.clone(),
                entered: entered.clone(),
            });
        }
    }
    found
}

fn ranked(figures: &Figures, whole: &Standing, units: &[Standing]) -> DrawnView {
    let indicator = &figures.indicators[0];
    let bar = |one: &Standing| Bar {
        label: figures.units[one.unit].name.clone(),
        value: one.figure.map(|figure| length(indicator, figure)),
        tick: Some(9_000),
        printed: format!("{} ({})", one.value(figures), one.fraction(figures)),
        tone: Tone::Neutral,
    };
    let bars: Vec<Bar> = units.iter().take(BARS).chain([whole]).map(bar).collect();
    let chart = Chart {
        title: format!("{}: toàn tỉnh {}", indicator.name, whole.value(figures)),
        description: bars.iter().map(|bar| bar.printed.as_str()).collect::<Vec<_>>().join("; "),
        plot: Plot::Bars(Bars {
            full: bars.iter().filter_map(|bar| bar.value).max().unwrap_or(1),
            bars,
            tick_label: "chỉ tiêu".to_owned(),
        }),
    };
    let columns = [
        "Đơn vị",
        "Hạng",
        "Tử số",
        "Mẫu số",
        "Thực hiện",
        "Đánh giá",
        "Còn thiếu",
        "Kéo mức chung xuống",
        "Mức chung nếu không kể đơn vị",
        "So với năm trước",
    ];
    let all = whole.figure.unwrap_or_default();
    let row = |(at, one): (usize, &Standing)| -> Vec<Cell> {
        let (part, of) = one.figure.unwrap_or_default();
        let without = percent(all.0 - part, (all.1 - of).max(1), 2);
        vec![
            Cell::from(figures.units[one.unit].name.as_str())
                .to(Some(of_indicator(&figures.units[one.unit], indicator))),
            (units.len() - at.min(units.len())).to_string().into(),
            number(part).into(),
            number(of).into(),
            one.value(figures).into(),
            one.footing.told()[2].into(),
            one.gap(figures).into(),
            if indicator.is_rate() { without.clone().into() } else { Cell::default() },
            if indicator.is_rate() { without.into() } else { Cell::default() },
            one.change(figures).into(),
        ]
    };
    let rows = units.iter().chain([whole]).enumerate().map(row).collect();
    DrawnView {
        says: String::new(),
        chart: Some(Markup::of_figure(&chart)),
        table: table("xep-hang", &columns, rows, true),
    }
}

fn years(figures: &Figures, units: &[Standing]) -> DrawnView {
    let indicator = &figures.indicators[0];
    let point = |unit: usize, back: usize| {
        let figure = figures.figure(indicator, unit, back)?;
        Some(Point { value: length(indicator, figure), printed: worth(indicator, Some(figure)) })
    };
    let worst = units.iter().take(if indicator.is_rate() { CURVES } else { 0 });
    let curve = |unit: usize| Curve {
        label: figures.units[unit].name.clone(),
        points: (0..YEARS).rev().map(|back| point(unit, back)).collect(),
    };
    let curves: Vec<Curve> = [0].into_iter().chain(worst.map(|one| one.unit)).map(curve).collect();
    let values = || curves.iter().flat_map(|curve| curve.points.iter().flatten()).map(|p| p.value);
    let (low, high) = (values().min().unwrap_or(0), values().max().unwrap_or(1));
    let year = |back: usize| (YEAR - i32::try_from(back).unwrap()).to_string();
    let chart = Chart {
        title: format!("{} qua các năm", indicator.name),
        description: (0..YEARS).map(year).collect::<Vec<_>>().join("; "),
        plot: Plot::Lines(Lines {
            places: (0..YEARS).rev().map(year).collect(),
            curves,
            low,
            high,
            levels: vec![(low, number(low)), (high, number(high))],
            targets: vec![None; YEARS],
            target_label: String::new(),
        }),
    };
    let columns =
        ["Năm", "Tử số", "Mẫu số", "Thực hiện", "Phấn đấu", "Đánh giá", "So với năm trước"];
    let row = |back: usize| -> Vec<Cell> {
        let figure = figures.figure(indicator, 0, back);
        let (part, whole) = figure.unwrap_or_default();
        let href = address(&figures.units[0], YEAR, &format!("tien-do/{}", indicator.code));
        vec![
            Cell::from(year(back)).to(Some(href)),
            number(part).into(),
            number(whole).into(),
            worth(indicator, figure).into(),
            figures.of_whole(0).map_or_else(String::new, Target::words).into(),
            "Đạt".into(),
            worth(indicator, figure).into(),
        ]
    };
    DrawnView {
        says: String::new(),
        chart: Some(Markup::of_figure(&chart)),
        table: table("theo-nam", &columns, (0..YEARS).map(row).collect(), false),
    }
}

fn by_year(figures: &Figures) -> DrawnView {
    let indicator = &figures.indicators[0];
    let titles: Vec<String> =
        (0..YEARS).rev().map(|back| (YEAR - i32::try_from(back).unwrap()).to_string()).collect();
    let columns: Vec<&str> =
        ["Đơn vị"].into_iter().chain(titles.iter().map(String::as_str)).collect();
    let row = |unit: usize| {
        let href = of_indicator(&figures.units[unit], indicator);
        let mut cells = vec![Cell::from(figures.units[unit].name.as_str()).to(Some(href))];
        let worth = |back| worth(indicator, figures.figure(indicator, unit, back));
        cells.extend((0..YEARS).rev().map(|back| Cell::from(worth(back))));
        cells
    };
    let rows = (1..figures.units.len()).chain([0]).map(row).collect();
    let table = table("don-vi-theo-nam", &columns, rows, true);
    DrawnView { says: String::new(), chart: None, table }
}

fn in_parts(figures: &Figures) -> Vec<DrawnView> {
    let indicator = &figures.indicators[0];
    let (columns, rows) = parts(figures, indicator);
    let titles: Vec<&str> = columns.iter().map(String::as_str).collect();
    let drawn = |rows: &[(String, Vec<i64>)]| {
        let stack = |(label, values): &(String, Vec<i64>)| Stack {
            label: label.clone(),
            values: values.clone(),
            printed: number(values.iter().sum()),
        };
        let chart = Chart {
            title: indicator.name.clone(),
            description: indicator.name.clone(),
            plot: Plot::Stacks(Stacks {
                parts: columns[1..columns.len() - 1].to_vec(),
                stacks: rows.iter().take(BARS).map(stack).collect(),
                full: rows.iter().map(|(_, v)| v.iter().sum()).max().unwrap_or(1),
            }),
        };
        let cells = rows.iter().map(|(label, values)| {
            let mut cells = vec![Cell::from(label.as_str())];
            cells.extend(values.iter().map(|value| Cell::from(scaled(*value, indicator.scale))));
            cells.push(scaled(values.iter().sum(), indicator.scale).into());
            cells
        });
        let table = table("cac-phan", &titles, cells.collect(), true);
        DrawnView { says: String::new(), chart: Some(Markup::of_figure(&chart)), table }
    };
    let year = |back: usize| {
        let part = |measure: usize| -> i64 {
            (0..figures.units.len()).filter_map(|unit| figures.amount(unit, measure, back)).sum()
        };
        let sums = indicator.numerator.iter().map(|term| part(term.measure)).collect();
        ((YEAR - i32::try_from(back).unwrap()).to_string(), sums)
    };
    let by_year: Vec<(String, Vec<i64>)> = (0..YEARS).rev().map(year).collect();
    vec![drawn(&rows), drawn(&by_year)]
}
