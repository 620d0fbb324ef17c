//! The list of targets as a workbook.

use axum::extract::Path;
use axum::response::Response;

use super::desk::Desk;
use super::rows::{Row, row};
use crate::authority::{Permit, ViewTargets};
use crate::documents::{self, Align, Cell, Column, Emphasis, Table};
use crate::progress::{figure, figure_cell};
use crate::targets::Target;
use crate::vietnamese::capitalised;
use crate::web::access::Visitor;
use crate::web::download;
use crate::web::page::period_words;
use crate::web::reject::Reject;
use crate::workbooks::Sheet;

pub async fn download(
    visitor: Visitor,
    _permit: Permit<ViewTargets>,
    Path((_, period)): Path<(String, String)>,
) -> Result<Response, Reject> {
    let desk = Desk::read(&visitor, &period).await?;
    let head = vec![
        format!("Chỉ tiêu {}", period_words(desk.period).to_lowercase()),
        capitalised(&desk.unit.full_name()),
    ];
    let sheet = Sheet::new("Chỉ tiêu", head, table(&desk));
    let name = format!("chi-tieu-{}-{}.xlsx", desk.unit.slug, desk.period);
    Ok(download::excel(&visitor.reader, &name, vec![sheet]).await?)
}

fn table(desk: &Desk) -> Table {
    let column =
        |title: &str, align| Column { group: String::new(), title: title.to_owned(), align };
    let mut columns = vec![
        column("TT", Align::Centre),
        column("Chỉ tiêu", Align::Left),
        column("ĐVT", Align::Centre),
        column("Mức phấn đấu", Align::Left),
        column("Câu trong nghị quyết", Align::Left),
        column("Văn bản", Align::Left),
        column("Ngày thông qua", Align::Centre),
        column("Người ghi", Align::Left),
        column("Giao cho đơn vị", Align::Left),
    ];
    if desk.gathered.is_some() {
        columns.insert(4, column("Thực hiện năm trước", Align::Right));
        columns.insert(5, column("So với năm trước", Align::Left));
    }
    let all = desk.own.iter().chain(&desk.from_above);
    let rows = all.filter_map(|target| Some((target, row(desk, target)?))).enumerate();
    Table {
        key: "chi-tieu".to_owned(),
        caption: String::new(),
        columns,
        stub: 2,
        rows: rows.map(|(at, (target, row))| line(desk, at + 1, target, &row)).collect(),
        notes: Vec::new(),
    }
}

fn line(desk: &Desk, number: usize, target: &Target, row: &Row) -> documents::Row {
    let text = |text: &String| Cell::from(text.clone());
    let owner = if row.owner.is_empty() { String::new() } else { format!(" ({})", row.owner) };
    let mut cells = vec![
        number.to_string().into(),
        format!("{}{owner}", row.name).into(),
        text(&row.unit_word),
        text(&row.promised),
        text(&row.wording),
        text(&row.legal_source),
        text(&row.adopted_on),
        text(&row.by),
        text(&row.given),
    ];
    if let (Some(gathered), Some(indicator)) = (&desk.gathered, desk.indicator(target)) {
        let before = figure(gathered, indicator, desk.unit.unit, desk.period.previous());
        cells.insert(4, figure_cell(&before, indicator));
        cells.insert(5, row.warning.clone().unwrap_or_default().into());
    }
    documents::Row { emphasis: Emphasis::Plain, cells }
}
