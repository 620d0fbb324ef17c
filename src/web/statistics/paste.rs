//! From a block copied from a workbook to cells of a grid. Pure.
//!
//! Columns are matched by their heads and rows by the names of units where the block brings them;
//! otherwise the block is laid from the cell where it begins, to the right and down. An empty
//! cell of the block changes nothing.

use entities::values::{Code, UnitId};

use super::grid_view::Versions;
use super::typed::placed;
use crate::facts::{Measure, MeasureIndex};
use crate::platform::outcome::Refusal;
use crate::progress::{Grid, GridCell, GridRow, RowKind};
use crate::statistics::Placed;
use crate::vietnamese::{canonical, fold, spelling, typed_number};

/// More than any grid has.
const MOST_CELLS: usize = 20_000;
/// First words of a line that adds the others up.
const SUMS: [&str; 5] = ["cong", "tong", "tong cong", "toan huyen", "toan tinh"];

/// Where a block begins when it does not say itself.
#[derive(Clone, Debug)]
pub struct Start {
    pub unit: UnitId,
    pub measure: Code,
}

/// Lays a block over a grid.
///
/// Refuses: `empty_block` · `too_large` · `no_such_column` · `no_such_unit` · `several_units` ·
/// `too_wide` · `too_long` · `unit_twice` · `not_typed`
pub fn lay(
    text: &str,
    grid: &Grid,
    start: &Start,
    versions: Option<&Versions>,
) -> Result<Vec<Placed>, Refusal> {
    let lines = lines(text);
    if lines.iter().flatten().all(String::is_empty) {
        return Err(refusal("empty_block", "Chưa có gì để dán.", "Xin chép lại khối ô từ Excel."));
    }
    if lines.iter().map(Vec::len).sum::<usize>() > MOST_CELLS {
        return Err(refusal("too_large", "Khối quá lớn.", "Xin chia nhỏ rồi dán từng phần."));
    }
    let index = MeasureIndex::new(grid.measures.clone());
    let first_column = grid.column(&start.measure).unwrap_or_default();
    let named = names_rows(&lines, grid);
    let stub = usize::from(named);
    let (heads, body) = headed(&lines, stub, grid);
    let columns = if let Some(heads) = heads {
        by_heads(&heads, first_column, grid)?
    } else {
        let width = body.iter().map(Vec::len).max().unwrap_or_default();
        in_a_row(width.saturating_sub(stub), first_column, grid)?
    };
    let rows = if named { by_names(body, grid)? } else { downwards(body, start.unit, grid)? };
    let mut cells = Vec::new();
    for (row, line) in rows.into_iter().zip(body) {
        let Some(row) = row else { continue };
        for (column, text) in columns.iter().zip(line.iter().skip(stub)) {
            let Some(cell) = row.cells.get(*column).filter(|_| !text.is_empty()) else { continue };
            let measure = &grid.measures[*column];
            let GridCell::Typed(cell) = cell else { return Err(not_typed(row, measure)) };
            let unit = row.unit.unit;
            let base = versions.and_then(|v| v.version(unit, *column)).unwrap_or(cell.version);
            let code = measure.code.clone();
            cells.push(placed(unit, code, text.clone(), base, &index, grid.report));
        }
    }
    Ok(cells)
}

/// Lines and cells of a copied block; a cell in quotes may hold line ends.
fn lines(text: &str) -> Vec<Vec<String>> {
    let mut lines = vec![vec![String::new()]];
    let mut quoted = false;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let line = lines.len() - 1;
        let cell = lines[line].len() - 1;
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                lines[line][cell].push('"');
            }
            '"' if quoted => quoted = false,
            '"' if lines[line][cell].is_empty() => quoted = true,
            '\t' if !quoted => lines[line].push(String::new()),
            '\n' if !quoted => lines.push(vec![String::new()]),
            '\r' if !quoted => {}
            other => lines[line][cell].push(other),
        }
    }
    for cell in lines.iter_mut().flatten() {
        *cell = canonical(cell);
    }
    while lines.last().is_some_and(|line| line.iter().all(String::is_empty)) {
        lines.pop();
    }
    lines
}

/// Whether the first column names units.
fn names_rows(lines: &[Vec<String>], grid: &Grid) -> bool {
    let firsts = lines.iter().filter_map(|line| line.first());
    lines.iter().any(|line| line.len() > 1)
        && firsts.into_iter().any(|name| !units_named(name, grid).is_empty())
}

/// The rows that answer to a name: by the full name, else by the bare one, else without marks.
fn units_named<'a>(name: &str, grid: &'a Grid) -> Vec<&'a GridRow> {
    let (exact, folded) = (spelling(name), fold(name));
    let full = |row: &GridRow| match row.kind {
        RowKind::Own => format!("riêng {}", row.unit.full_name()),
        _ => row.unit.full_name(),
    };
    let bare = |row: &GridRow| match row.kind {
        RowKind::Own => full(row),
        _ => row.unit.name.clone(),
    };
    let levels: [&dyn Fn(&GridRow) -> bool; 3] =
        [&|row| spelling(&full(row)) == exact, &|row| spelling(&bare(row)) == exact, &|row| {
            fold(&full(row)) == folded || fold(&bare(row)) == folded
        }];
    let found = |level: &&dyn Fn(&GridRow) -> bool| -> Vec<&'a GridRow> {
        grid.rows.iter().filter(|row| !exact.is_empty() && level(row)).collect()
    };
    levels.iter().map(found).find(|found| !found.is_empty()).unwrap_or_default()
}

/// The heads of the columns, where the block brings them, and the lines below.
fn headed<'a>(
    lines: &'a [Vec<String>],
    stub: usize,
    grid: &Grid,
) -> (Option<Vec<String>>, &'a [Vec<String>]) {
    let is_head = |line: &[String]| {
        let mut cells = line.iter().skip(stub).filter(|cell| !cell.is_empty()).peekable();
        let is_of_head = |cell: &String| {
            let folded = fold(cell);
            !is_value(cell) || grid.measures.iter().any(|measure| is_named(measure, &folded))
        };
        cells.peek().is_some() && cells.all(is_of_head)
    };
    let names = |line: &[String]| {
        let heads = line.iter().skip(stub).map(|cell| fold(cell));
        heads.into_iter().any(|head| grid.measures.iter().any(|measure| is_named(measure, &head)))
    };
    match lines {
        [groups, heads, rest @ ..] if is_head(groups) && is_head(heads) && names(heads) => {
            let mut group = String::new();
            let mut both = Vec::new();
            for (at, head) in heads.iter().enumerate().skip(stub) {
                if let Some(above) = groups.get(at).filter(|above| !above.is_empty()) {
                    group.clone_from(above);
                }
                both.push(if head.is_empty() { group.clone() } else { head.clone() });
            }
            (Some(both), rest)
        }
        [heads, rest @ ..] if is_head(heads) && names(heads) => {
            (Some(heads.iter().skip(stub).cloned().collect()), rest)
        }
        _ => (None, lines),
    }
}

fn is_value(text: &str) -> bool {
    let flag = ["có", "chưa", "x"].contains(&text.to_lowercase().as_str());
    flag || typed_number(text, 9).is_ok() || text.chars().any(|letter| letter.is_ascii_digit())
}

fn is_named(measure: &Measure, head: &str) -> bool {
    !head.is_empty()
        && [measure.code.as_str(), &measure.name, &measure.short]
            .iter()
            .any(|name| fold(name) == head)
}

/// Each head names a column; the one nearest to the right of those before, when several do.
fn by_heads(heads: &[String], first: usize, grid: &Grid) -> Result<Vec<usize>, Refusal> {
    let mut columns: Vec<usize> = Vec::new();
    let mut next = first;
    for head in heads {
        let folded = fold(head);
        let named = |at: &usize| is_named(&grid.measures[*at], &folded);
        let all = 0..grid.measures.len();
        let free = |at: &usize| named(at) && !columns.contains(at);
        let found = (next..grid.measures.len()).find(free).or_else(|| all.clone().find(free));
        let Some(found) = found else {
            return Err(refusal(
                "no_such_column",
                format!("Biểu này không có cột «{head}», hoặc cột ấy có hai lần."),
                "Xin chọn đúng biểu, hoặc chép khối không kèm dòng tiêu đề.",
            ));
        };
        columns.push(found);
        next = found + 1;
    }
    Ok(columns)
}

fn in_a_row(width: usize, first: usize, grid: &Grid) -> Result<Vec<usize>, Refusal> {
    let left = grid.measures.len() - first;
    if width > left {
        let head = grid.measures.get(first).map(|m| m.name.as_str()).unwrap_or_default();
        return Err(refusal(
            "too_wide",
            format!("Khối có {width} cột, từ cột «{head}» chỉ còn {left} cột."),
            "Xin đặt con trỏ vào đúng ô đầu, hoặc chép ít cột hơn.",
        ));
    }
    Ok((first..first + width).collect())
}

/// The row of each line by its name; lines of sums have none.
fn by_names<'a>(
    lines: &[Vec<String>],
    grid: &'a Grid,
) -> Result<Vec<Option<&'a GridRow>>, Refusal> {
    let mut rows: Vec<Option<&GridRow>> = Vec::new();
    for line in lines {
        let name = line.first().map(String::as_str).unwrap_or_default();
        let found = match units_named(name, grid)[..] {
            [] => None,
            [row] => Some(row),
            ref several => return Err(several_units(name, several)),
        };
        let is_sum = SUMS.iter().any(|sum| fold(name) == *sum);
        let is_blank = line.iter().all(String::is_empty);
        match found {
            Some(row) if rows.iter().flatten().any(|other| other.unit.unit == row.unit.unit) => {
                return Err(refusal(
                    "unit_twice",
                    format!("«{name}» có hai dòng trong khối."),
                    "Xin bỏ bớt một dòng rồi dán lại.",
                ));
            }
            None if !is_sum && !is_blank => {
                return Err(refusal(
                    "no_such_unit",
                    format!("Bảng này không có đơn vị «{name}»."),
                    "Xin sửa tên cho đúng, hoặc chép khối không kèm cột tên.",
                ));
            }
            found => rows.push(found),
        }
    }
    Ok(rows)
}

fn downwards<'a>(
    lines: &[Vec<String>],
    first: UnitId,
    grid: &'a Grid,
) -> Result<Vec<Option<&'a GridRow>>, Refusal> {
    let start = grid.rows.iter().position(|row| row.unit.unit == first).unwrap_or_default();
    let rows: Vec<Option<&GridRow>> =
        grid.rows.iter().skip(start).take(lines.len()).map(Some).collect();
    if rows.len() < lines.len() {
        let name = grid.rows.get(start).map(|row| row.unit.full_name()).unwrap_or_default();
        return Err(refusal(
            "too_long",
            format!("Khối có {} dòng, từ {name} chỉ còn {} dòng.", lines.len(), rows.len()),
            "Xin đặt con trỏ vào đúng ô đầu, hoặc chép ít dòng hơn.",
        ));
    }
    Ok(rows)
}

fn several_units(name: &str, several: &[&GridRow]) -> Refusal {
    let names: Vec<String> = several.iter().map(|row| row.unit.full_name()).collect();
    refusal(
        "several_units",
        format!("Dòng «{name}» có thể là {}.", names.join(" hoặc ")),
        "Xin ghi đủ loại và tên có dấu của đơn vị rồi dán lại.",
    )
}

fn not_typed(row: &GridRow, measure: &Measure) -> Refusal {
    refusal(
        "not_typed",
        format!("Không nhập «{}» ở dòng {}.", measure.name, row.unit.full_name()),
        "Xin để trống ô ấy trong khối rồi dán lại.",
    )
}

fn refusal(code: &str, says: impl Into<String>, remedy: &str) -> Refusal {
    Refusal::new(code, "khoi", says, remedy)
}
