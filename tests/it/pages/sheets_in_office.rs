//! Every workbook that a page offers, opened by LibreOffice: it says what the page says, and what
//! is a number there is a number.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::support::World;
use crate::support::browser::Browser;
use crate::support::office::converted_all;
use crate::support::page_form::plain;

/// A cell as LibreOffice read it.
#[derive(Clone, Debug, Default)]
struct Read {
    text: String,
    /// Of a number or a percentage.
    value: Option<Decimal>,
}

type Line = Vec<Read>;

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    tag.split_once(&format!("{name}=\""))?.1.split('"').next()
}

/// Words between tags, spaces single.
fn words(marked: &str) -> String {
    let mut text = String::new();
    for (at, part) in marked.split('<').enumerate() {
        let rest = if at == 0 { Some(part) } else { part.split_once('>').map(|(_, rest)| rest) };
        text.push_str(rest.unwrap_or_default());
        text.push(' ');
    }
    plain(&text).replace("&apos;", "'").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn decimal(text: &str) -> Decimal {
    text.parse().or_else(|_| Decimal::from_scientific(text)).unwrap()
}

/// All rows of a workbook that was opened and saved flat.
fn lines(flat: &[u8]) -> Vec<Line> {
    let flat = String::from_utf8_lossy(flat);
    let body = flat.split_once("<office:spreadsheet").unwrap().1;
    let rows = body.split("<table:table-row").skip(1);
    let row = |row: &str| {
        let row = row.split("</table:table-row>").next().unwrap();
        let mut line = Vec::new();
        for cell in row.split("table-cell").skip(1).filter(|part| !part.starts_with('>')) {
            let (tag, inside) = cell.split_once('>').unwrap();
            let times = attribute(tag, "number-columns-repeated");
            let times: usize = times.map_or(1, |times| times.parse().unwrap());
            let is_number = matches!(attribute(tag, "value-type"), Some("float" | "percentage"));
            let value = attribute(tag, "office:value").filter(|_| is_number);
            let inside = inside.rsplit_once("</table:").map_or("", |(inside, _)| inside);
            let read = Read { text: words(inside), value: value.map(decimal) };
            line.extend(std::iter::repeat_n(read, times.min(60)));
        }
        line
    };
    rows.map(row).collect()
}

/// The tables of a page as words: their heads, and their rows.
fn shown(page: &str) -> Vec<(Vec<String>, Vec<Vec<String>>)> {
    let tables = page.split("<table").skip(1).map(|table| table.split("</table>").next().unwrap());
    let rows = |part: &str| -> Vec<Vec<String>> { part.split("<tr").skip(1).map(row_of).collect() };
    // The matrix of the overview says in one cell what its sheet says in two.
    let tables = tables.filter(|table| !table.starts_with(" class=\"data matrix"));
    let parts = tables.filter_map(|table| table.split_once("<tbody"));
    parts.map(|(heads, body)| (rows(heads).concat(), rows(body))).collect()
}

fn row_of(row: &str) -> Vec<String> {
    let row = row.split("</tr>").next().unwrap();
    let cells = row.replace("<th", "<td").replace("</th>", "</td>");
    let cell = |cell: &str| words(cell.split_once('>').unwrap().1.split("</td>").next().unwrap());
    cells.split("<td").skip(1).filter(|part| !part.starts_with("ead")).map(cell).collect()
}

/// The number that a text is as a whole, with how many decimals it shows.
fn number(text: &str) -> Option<(Decimal, u32)> {
    let percent = text.ends_with('%');
    let figures = text.trim_end_matches('%');
    let all = |c: char| c.is_ascii_digit() || c == '.' || c == ',';
    if figures.is_empty() || !figures.chars().all(all) {
        return None;
    }
    let mut value: Decimal = figures.replace('.', "").replace(',', ".").parse().ok()?;
    let shift = if percent { 2 } else { 0 };
    let decimals = value.scale() + shift;
    value.set_scale(decimals).unwrap();
    Some((value, decimals))
}

/// Signs that stand before a state on a page.
fn bare(text: &str) -> &str {
    text.trim_start_matches(['✓', '✗', '○']).trim()
}

fn is_same(shown: &str, read: &Read) -> bool {
    match (number(shown), read.value) {
        (Some((value, decimals)), Some(kept)) => {
            let half_up = RoundingStrategy::MidpointAwayFromZero;
            kept.round_dp_with_strategy(decimals, half_up) == value
        }
        (None, None) => bare(shown) == bare(&read.text),
        // The number of a row, a year.
        (Some(_), None) => shown == read.text && shown.len() < 5,
        // A column of points says so in its head.
        (None, Some(_)) => {
            shown.strip_suffix(" điểm %").is_some_and(|points| is_same(points, read))
        }
    }
}

fn stands(shown: &[String], lines: &[Line]) -> bool {
    lines.iter().any(|line| {
        shown.len() <= line.len() && shown.iter().zip(line).all(|(cell, read)| is_same(cell, read))
    })
}

/// Rows that begin alike, for who reads why it fails.
fn near(shown: &[String], lines: &[Line]) -> String {
    let alike = lines.iter().filter(|line| line.iter().any(|read| is_same(&shown[0], read)));
    alike.map(|line| format!("\n{line:?}")).collect()
}

struct Desk {
    /// Its database lives as long.
    _world: World,
    staff: Browser,
    admin: Browser,
    own: String,
}

impl Desk {
    async fn new() -> Self {
        let world = World::story().await;
        let unit = world.unit_of("kien-hai").await;
        Self {
            staff: world.browser_as("lanh-dao.kien-hai").await,
            admin: world.browser_as("quan-tri").await,
            own: format!("/dv/{unit}/2020"),
            _world: world,
        }
    }

    async fn get(&mut self, path: &str) -> crate::support::browser::Seen {
        let seen = match path.strip_prefix("/quan-tri") {
            Some(_) => self.admin.get(path).await,
            None => self.staff.get(&format!("{}{path}", self.own)).await,
        };
        assert_eq!(seen.status, 200, "{path}: {}", seen.body);
        seen
    }
}

#[tokio::test]
async fn each_workbook_of_a_page_says_in_libreoffice_what_the_page_says_with_real_numbers() {
    let mut desk = Desk::new().await;
    // A workbook, the pages whose tables it holds row by row, and how many rows at least.
    let offered = [
        ("/tien-do/tai-excel", vec!["/tien-do", "/tien-do/so-khac"], 30),
        ("/nhat-ky/tai-excel", vec!["/nhat-ky"], 5),
        ("/bang/tai-excel?bieu=B1", vec![], 0),
        ("/chi-tieu/tai-excel", vec![], 0),
        ("/quan-tri/don-vi/tai-excel", vec![], 0),
        ("/quan-tri/tai-khoan/tai-excel", vec![], 0),
        ("/quan-tri/danh-muc/tai-excel", vec![], 0),
        ("/quan-tri/nhat-ky/tai-excel", vec!["/quan-tri/nhat-ky"], 5),
        ("/tien-do/HD_5T/tai-excel", vec!["/tien-do/HD_5T"], 5),
        ("/tien-do/so-sanh/tai-excel", vec!["/tien-do/so-sanh"], 5),
    ];
    let mut files = Vec::new();
    for (at, (book, ..)) in offered.iter().enumerate() {
        files.push((format!("{at}.xlsx"), desk.get(book).await.bytes));
    }
    let books: Vec<Vec<Line>> =
        converted_all(&files, "fods").iter().map(|flat| lines(flat)).collect();
    for ((book, pages, least), lines) in offered.iter().zip(&books) {
        let mut found = 0;
        for path in pages {
            // A table whose heads are in no sheet is of the page alone.
            let is_there = |head: &String| lines.iter().flatten().any(|read| read.text == *head);
            let tables = shown(&desk.get(path).await.body);
            for (_, rows) in tables.iter().filter(|(heads, _)| heads.iter().all(is_there)) {
                for row in rows {
                    assert!(stands(row, lines), "{book}: {row:?} of {path}{}", near(row, lines));
                    found += 1;
                }
            }
        }
        assert!(found >= *least, "{book}: {found} rows");
    }
    the_grid(&mut desk, &books[2]).await;
    the_lists(&mut desk, &books).await;
}

/// What stands in the fields of the grid, row by row, with the totals beneath.
async fn the_grid(desk: &mut Desk, lines: &[Line]) {
    let page = desk.get("/bang?bieu=B1").await.body;
    let mut numbers = 0;
    for row in page.split("<tr data-row=").skip(1) {
        let row = row.split("</tr>").next().unwrap();
        let mut cells = vec![words(row.split("</th>").next().unwrap().split_once('>').unwrap().1)];
        for cell in row.split("<td").skip(1) {
            // Last year's stands small beneath.
            let now = cell.split("<small>").next().unwrap();
            cells.push(words(now.split_once('>').unwrap().1));
        }
        numbers += cells.iter().filter(|cell| number(cell).is_some()).count();
        assert!(stands(&cells, lines), "{cells:?}{}", near(&cells, lines));
    }
    assert!(numbers > 50, "{numbers} numbers");
}

/// Lists are laid out otherwise on their pages; each of their names stands in the workbook.
async fn the_lists(desk: &mut Desk, books: &[Vec<Line>]) {
    let lists = [
        ("/chi-tieu", 3),
        ("/quan-tri/don-vi", 4),
        ("/quan-tri/tai-khoan", 5),
        ("/quan-tri/danh-muc", 6),
    ];
    for (path, at) in lists {
        let page = desk.get(path).await.body;
        let said: Vec<&str> = books[at].iter().flatten().map(|read| read.text.as_str()).collect();
        let mut names = 0;
        for head in page.split("<th scope=\"row\"").skip(1) {
            let name = words(head.split_once('>').unwrap().1.split("</th>").next().unwrap());
            assert!(said.iter().any(|text| text.contains(&name)), "{path}: {name} in {said:?}");
            names += 1;
        }
        assert!(names > 3, "{path}: {names} names");
    }
    // Results of the year before are numbers, not words that look like them.
    assert!(books[3].iter().flatten().filter(|read| read.value.is_some()).count() > 3);
}
