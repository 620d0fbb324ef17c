//! The grid of one form: every cell with its version and last year's, and the totals.

use std::collections::HashMap;

use askama::Template;
use khuyenhoc::vietnamese::{capitalised, number, scaled};
use khuyenhoc::web::page::Layout;

use super::figures::{Twin, Unit, last_day, text};
use super::views::{address, full_name, layout};
use crate::province::YEAR;

#[derive(Template)]
#[template(path = "statistics/grid.html")]
struct GridPage {
    layout: Layout,
    full_name: String,
    period: i32,
    last_period: i32,
    form: String,
    form_title: String,
    forms: Vec<FormLink>,
    groups: Vec<GroupHead>,
    heads: Vec<HeadView>,
    rows: Vec<RowView>,
    totals: Vec<TotalView>,
    issues: Vec<IssueView>,
    block: Option<BlockView>,
    can_enter: bool,
    versions: String,
    action: String,
    blocks_url: String,
}

struct FormLink {
    text: String,
    title: String,
    href: String,
    is_current: bool,
}

struct GroupHead {
    text: String,
    span: usize,
}

struct HeadView {
    code: String,
    name: String,
    short: String,
    unit: String,
    school_year: String,
    is_picked: bool,
}

struct RowView {
    unit: i32,
    name: String,
    href: String,
    is_open: bool,
    cells: Vec<CellView>,
}

struct CellView {
    kind: CellKind,
    name: String,
    code: String,
    text: String,
    original: String,
    version: i32,
    previous: String,
    state: &'static str,
    is_picked: bool,
}

#[expect(dead_code, reason = "the template knows all three")]
enum CellKind {
    Typed,
    Sum,
    Absent,
}

struct TotalView {
    code: String,
    text: String,
    previous: String,
    coverage: String,
    is_picked: bool,
}

struct IssueView {
    cell: String,
    unit: String,
    words: String,
    choices: Vec<Choice>,
}

/// None waits.
struct Choice {
    whose: String,
    text: String,
}

impl Choice {
    fn words(&self) -> &str {
        &self.text
    }
}

/// None was just entered.
struct BlockView {
    source: String,
    cells: usize,
    units: usize,
    href: String,
    undo: Option<String>,
    undone: Option<UndoneView>,
}

struct UndoneView {
    restored: usize,
    left: Vec<String>,
}

struct Column {
    code: String,
    short: String,
    unit: String,
    name: String,
    group: String,
    basis: String,
    scale: u32,
    is_own: bool,
}

struct Shown {
    units: Vec<Unit>,
    columns: Vec<Column>,
    cells: Cells,
}

impl Shown {
    fn cell(&self, unit: i32, column: &Column, year: i32) -> Option<&(Option<i64>, i32)> {
        self.cells.get(&(unit, column.code.clone(), period(column, year)))
    }

    fn view(&self, at: usize, column: &Column) -> CellView {
        let unit = self.units[at].id;
        let told = |year: i32| {
            let amount = self.cell(unit, column, year).and_then(|(amount, _)| *amount);
            amount.map(|amount| scaled(amount, column.scale))
        };
        let text = told(YEAR).unwrap_or_default();
        CellView {
            kind: if at == 0 && !column.is_own { CellKind::Absent } else { CellKind::Typed },
            name: format!("{unit}.{}", column.code),
            code: column.code.clone(),
            original: text.clone(),
            text,
            version: self.cell(unit, column, YEAR).map_or(0, |(_, version)| *version),
            previous: told(YEAR - 1).unwrap_or_else(|| "–".to_owned()),
            state: "",
            is_picked: column.code == self.columns[0].code,
        }
    }

    fn rows(&self) -> Vec<RowView> {
        let has_own = self.columns.iter().any(|column| column.is_own);
        let shown = (1..self.units.len()).chain(has_own.then_some(0));
        shown
            .map(|at| RowView {
                unit: self.units[at].id,
                name: self.units[at].name.clone(),
                href: address(&self.units[at], YEAR, "so-lieu"),
                is_open: true,
                cells: self.columns.iter().map(|column| self.view(at, column)).collect(),
            })
            .collect()
    }

    fn total(&self, column: &Column) -> TotalView {
        let sum = |year: i32| {
            let amounts = self.units.iter().filter_map(|unit| self.cell(unit.id, column, year)?.0);
            number(amounts.sum())
        };
        TotalView {
            code: column.code.clone(),
            text: sum(YEAR),
            previous: sum(YEAR - 1),
            coverage: String::new(),
            is_picked: column.code == self.columns[0].code,
        }
    }
}

pub async fn page(twin: &Twin, form: &str) -> String {
    let units = twin.units().await;
    let (forms, columns) = columns(twin, form).await;
    let cells = cells(twin, form).await;
    let shown = Shown { units, columns, cells };
    let root = &shown.units[0];
    let action = address(root, YEAR, "bang");
    let rows = shown.rows();
    let link = |code: String| FormLink {
        title: code.clone(),
        href: format!("{action}?bieu={code}"),
        is_current: code == form,
        text: code,
    };
    let page = GridPage {
        layout: layout(&shown.units, "Các xã", "bang"),
        full_name: capitalised(&full_name(root)),
        period: YEAR,
        last_period: YEAR - 1,
        form: form.to_owned(),
        form_title: form.to_owned(),
        forms: forms.into_iter().map(link).collect(),
        groups: groups(&shown.columns),
        heads: shown.columns.iter().map(|column| head(column, &shown.columns[0])).collect(),
        totals: shown.columns.iter().map(|column| shown.total(column)).collect(),
        versions: versions(&rows),
        rows,
        issues: Vec::new(),
        block: None,
        can_enter: false,
        blocks_url: address(root, YEAR, "khoi"),
        action: action.clone(),
    };
    page.render().unwrap()
}

fn head(column: &Column, first: &Column) -> HeadView {
    let period = period(column, YEAR);
    HeadView {
        code: column.code.clone(),
        name: column.name.clone(),
        short: column.short.clone(),
        unit: column.unit.clone(),
        school_year: if period.len() > 4 { period } else { String::new() },
        is_picked: column.code == first.code,
    }
}

fn groups(columns: &[Column]) -> Vec<GroupHead> {
    let same = columns.chunk_by(|one, next| !one.group.is_empty() && one.group == next.group);
    same.map(|same| GroupHead { text: same[0].group.clone(), span: same.len() }).collect()
}

fn versions(rows: &[RowView]) -> String {
    let row = |row: &RowView| {
        let versions: Vec<String> = row.cells.iter().map(|cell| cell.version.to_string()).collect();
        format!("{}:{}", row.unit, versions.join(","))
    };
    rows.iter().map(row).collect::<Vec<_>>().join(";")
}

fn period(column: &Column, year: i32) -> String {
    let [report, starting, ending] = super::figures::columns(year);
    match column.basis.as_str() {
        "starting" => starting,
        "ending" => ending,
        _ => report,
    }
}

/// Codes of all forms, and the columns of one.
async fn columns(twin: &Twin, form: &str) -> (Vec<String>, Vec<Column>) {
    let sql = "SELECT code, short, unit_word, name, group_head, basis, scale, totals, form \
               FROM measure ORDER BY position";
    let (mut forms, mut columns) = (Vec::new(), Vec::new());
    for row in twin.rows(sql, Vec::new()).await {
        let of = text(&row, 8);
        if !forms.contains(&of) {
            forms.push(of.clone());
        }
        if of != form {
            continue;
        }
        columns.push(Column {
            code: text(&row, 0),
            short: text(&row, 1),
            unit: text(&row, 2),
            name: text(&row, 3),
            group: text(&row, 4),
            basis: text(&row, 5),
            scale: row.try_get_by_index::<i32>(6).unwrap().cast_unsigned(),
            is_own: text(&row, 7) == "own",
        });
    }
    (forms, columns)
}

type Cells = HashMap<(i32, String, String), (Option<i64>, i32)>;

async fn cells(twin: &Twin, form: &str) -> Cells {
    let sql = "SELECT unit_id, measure, period, amount, version FROM cell WHERE unit_id IN \
               (SELECT descendant_id FROM unit_within WHERE ancestor_id = $1 \
               AND valid_from <= $2 AND valid_to > $2) AND period IN ($3, $4, $5, $6, $7) \
               AND measure IN (SELECT code FROM measure WHERE form = $8) AND origin = 'entered'";
    let periods = [
        format!("{}", YEAR - 1),
        format!("{YEAR}"),
        format!("{}-{}", YEAR - 2, YEAR - 1),
        format!("{}-{YEAR}", YEAR - 1),
        format!("{YEAR}-{}", YEAR + 1),
    ];
    let mut values = vec![twin.root.into(), last_day().into()];
    values.extend(periods.map(Into::into));
    values.push(form.into());
    let rows = twin.rows(sql, values).await;
    rows.iter()
        .map(|row| {
            let key = (row.try_get_by_index(0).unwrap(), text(row, 1), text(row, 2));
            (key, (row.try_get_by_index(3).unwrap(), row.try_get_by_index(4).unwrap()))
        })
        .collect()
}
