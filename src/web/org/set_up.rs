//! The first set-up (thiết lập ban đầu): a list of units, from a workbook or pasted, shown before
//! anything is written. What is shown and what is written are the same act.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;

use crate::authority::{Administer, Permit};
use crate::documents::{Align, Column, Emphasis, Row, Table};
use crate::org::{self, ListedUnit, SetUp};
use crate::platform::outcome::Refusal;
use crate::vietnamese::{fold, parse_date};
use crate::web::access::Visitor;
use crate::web::act::{Act, Answer};
use crate::web::components::Issues;
use crate::web::form::{BLOCK, Fields};
use crate::web::page::{Layout, Note};
use crate::web::reject::Reject;
use crate::web::upload::Upload;
use crate::web::{download, show as page, url};
use crate::workbooks::{self, Book, Limits, Sheet};

/// Heads of the list, in the order of the sample.
const HEADS: [&str; 7] =
    ["Mã", "Loại", "Tên", "Cấp trên", "Từ ngày", "Người ký văn bản", "Chức vụ"];
const SAMPLE: [[&str; 7]; 3] = [
    ["91", "tỉnh", "An Giang", "", "01/07/2025", "", ""],
    ["", "đặc khu", "Kiên Hải", "91", "01/07/2025", "", "Chủ tịch"],
    ["", "xã", "Vĩnh Tế", "91", "01/07/2025", "", "Chủ tịch"],
];

#[derive(Template)]
#[template(path = "org/set_up.html")]
struct SetUpPage {
    layout: Layout,
    issues: Issues,
    /// The list as it was read, one row a line, columns parted by tabs.
    rows: String,
    listed: Vec<ListedUnit>,
    /// What it would come to; nothing was shown yet when `None`.
    shown: Option<SetUp>,
}

pub async fn show(visitor: Visitor, _permit: Permit<Administer>) -> Result<Response, Reject> {
    again(&visitor, String::new(), None, Vec::new()).await
}

/// A workbook with the heads and three rows to write over.
pub async fn sample(visitor: Visitor, _permit: Permit<Administer>) -> Result<Response, Reject> {
    let column =
        |title: &str| Column { group: String::new(), title: title.to_owned(), align: Align::Left };
    let row =
        |cells: [&str; 7]| Row { emphasis: Emphasis::Plain, cells: cells.map(Into::into).to_vec() };
    let table = Table {
        key: "don-vi".to_owned(),
        caption: String::new(),
        columns: HEADS.map(column).to_vec(),
        stub: 3,
        rows: SAMPLE.map(row).to_vec(),
        notes: Vec::new(),
    };
    let sheet = Sheet::new("Đơn vị", Vec::new(), table);
    Ok(download::excel(&visitor.reader, "mau-don-vi.xlsx", vec![sheet]).await?)
}

/// Shows what a list would do, or does it (`luu`).
pub async fn take(
    act: Act,
    visitor: Visitor,
    permit: Permit<Administer>,
    fields: Fields,
    upload: Upload,
) -> Result<Response, Reject> {
    let rows = match text_of(&fields, &upload).await {
        Ok(rows) => rows,
        Err(refusal) => return again(&visitor, String::new(), None, vec![refusal]).await,
    };
    let listed = listed(&rows);
    if fields.get("luu").is_some() {
        let list = listed.clone();
        let done = act
            .run(move |work| async move {
                let (_, event) = org::set_up(&work, &permit, &list).await?;
                let to = url::with_note(url::UNITS, Note::Saved.code());
                Ok((Answer::see_other(to), event))
            })
            .await;
        return match done {
            Err(Reject::Refused(issues)) => again(&visitor, rows, None, issues).await,
            other => other,
        };
    }
    let list = listed.clone();
    let shown = act.rehearse(async move |work| org::set_up(&work, &permit, &list).await).await;
    match shown {
        Ok(shown) => again(&visitor, rows, Some(shown), Vec::new()).await,
        Err(Reject::Refused(issues)) => again(&visitor, rows, None, issues).await,
        Err(other) => Err(other),
    }
}

async fn again(
    visitor: &Visitor,
    rows: String,
    shown: Option<SetUp>,
    issues: Vec<Refusal>,
) -> Result<Response, Reject> {
    let status = if issues.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let layout = Layout::plain(visitor, "Thiết lập ban đầu").await?;
    let listed = listed(&rows);
    let issues = Issues::new(issues);
    Ok(page(status, &SetUpPage { layout, issues, rows, listed, shown }))
}

/// What was pasted, or what stands in the workbook.
async fn text_of(fields: &Fields, upload: &Upload) -> Result<String, Refusal> {
    if upload.bytes.is_empty() {
        return Ok(fields.get(BLOCK).unwrap_or_default().to_owned());
    }
    let read = workbooks::read(upload.bytes.clone(), Limits::USUAL).await;
    let book = read.map_err(|refused| refused.refusal("tep"))?;
    Ok(lines(&book))
}

/// The first sheet, a row a line.
fn lines(book: &Book) -> String {
    let Some(sheet) = book.sheets.first() else { return String::new() };
    let line = |row: u32| {
        let last = sheet.row(row).map(|(column, _)| column).max().unwrap_or_default();
        let cells: Vec<String> =
            (0..=last.min(30)).map(|column| sheet.text(row, column).replace('\t', " ")).collect();
        cells.join("\t")
    };
    sheet.rows().into_iter().map(line).collect::<Vec<_>>().join("\n")
}

/// The rows under the heads; without heads the order of the sample counts.
fn listed(rows: &str) -> Vec<ListedUnit> {
    let lines: Vec<Vec<&str>> =
        rows.lines().map(|line| line.split('\t').map(str::trim).collect()).collect();
    let head = lines.iter().position(|cells| {
        ["Loại", "Tên"].iter().all(|head| cells.iter().any(|cell| fold(cell) == fold(head)))
    });
    let places: Vec<Option<usize>> = HEADS
        .iter()
        .enumerate()
        .map(|(at, wanted)| match head {
            Some(head) => lines[head].iter().position(|cell| fold(cell) == fold(wanted)),
            None => Some(at),
        })
        .collect();
    lines
        .iter()
        .enumerate()
        .skip(head.map_or(0, |head| head + 1))
        .filter(|(_, cells)| cells.iter().any(|cell| !cell.is_empty()))
        .map(|(at, cells)| {
            let cell = |head: usize| {
                let place = places.get(head).copied().flatten();
                place.and_then(|place| cells.get(place)).copied().unwrap_or_default().to_owned()
            };
            ListedUnit {
                place: format!("Hàng {}", at + 1),
                code: cell(0),
                kind: cell(1).to_lowercase(),
                name: cell(2),
                above: cell(3),
                from: parse_date(&cell(4)),
                signatory: cell(5),
                position: cell(6),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_by_its_heads_wherever_they_stand() {
        let rows = "Danh sách\n\nTên\tLoại\tTừ ngày\nAn Giang\tTỉnh\t1/7/2025\n";
        let listed = listed(rows);
        assert_eq!(listed.len(), 1);
        assert_eq!((&listed[0].name[..], &listed[0].kind[..]), ("An Giang", "tỉnh"));
        assert_eq!(listed[0].place, "Hàng 4");
        assert_eq!(listed[0].from.map(|day| day.to_string()), Some("2025-07-01".to_owned()));
    }

    #[test]
    fn without_heads_the_order_of_the_sample_counts() {
        let listed = listed("91\ttỉnh\tAn Giang\t\t32/7/2025");
        assert_eq!((&listed[0].code[..], &listed[0].name[..]), ("91", "An Giang"));
        assert_eq!(listed[0].from, None);
    }
}
