//! One cell: its value, where it comes from, and every value it ever had.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use entities::values::{Code, Period};

use super::entry_view::{not_taken, shown_text, typed_text};
use crate::authority::{ActionKind, Permit, ViewFigures};
use crate::documents::{Align, Cell, Number, Table};
use crate::facts::Measure;
use crate::org::UnitVersion;
use crate::platform::clock::instant_in_vietnam;
use crate::statistics::{self, Cell as Stored, CellKey, FormCell};
use crate::vietnamese::{capitalised, date, slug};
use crate::web::access::Visitor;
use crate::web::page::{Layout, Tab};
use crate::web::reject::Reject;
use crate::web::{download, show as show_page, unit_page, url};
use crate::workbooks::Sheet;

#[derive(Template)]
#[template(path = "statistics/cell.html")]
struct CellPage {
    layout: Layout,
    full_name: String,
    name: String,
    code: String,
    report: Period,
    period: Period,
    value: String,
    /// What stands in the field: what was typed last when that was not taken.
    text: String,
    refused: Option<String>,
    base: i32,
    source: String,
    as_of: String,
    note: String,
    reason: String,
    can_enter: bool,
    action: String,
    here: String,
    excel_url: String,
    back: String,
    history: Vec<HistoryView>,
}

struct HistoryView {
    version: i32,
    value: Cell,
    by: String,
    at: String,
    source: String,
    as_of: String,
    note: String,
}

pub async fn show(
    visitor: Visitor,
    permit: Permit<ViewFigures>,
    Path((_, report, code)): Path<(String, String, String)>,
) -> Result<Response, Reject> {
    let Seen { unit, report, cell, history } =
        Seen::read(&visitor, &permit, &report, &code).await?;
    let measure = &cell.measure;
    let fact = cell.cell.as_ref().map(|stored| &stored.fact);
    let back = url::figures(unit.unit, &unit.slug, report);
    let layout = Layout::of_unit(&visitor, &measure.name, report, Tab::Figures)
        .await?
        .ok_or(Reject::NotFound)?;
    let page = CellPage {
        layout,
        full_name: capitalised(&unit.full_name()),
        name: measure.name.clone(),
        code: measure.code.to_string(),
        report,
        period: cell.period,
        value: shown_text(measure, cell.value()),
        text: match &cell.refused {
            Some(refused) => refused.typed.clone(),
            None => typed_text(measure, cell.value()),
        },
        refused: cell.refused.as_ref().map(|refused| not_taken(measure, cell.value(), refused)),
        base: cell.version(),
        source: fact.map(|fact| fact.source.clone()).unwrap_or_default(),
        as_of: fact.and_then(|fact| fact.as_of).map(date).unwrap_or_default(),
        note: fact.map(|fact| fact.note.clone()).unwrap_or_default(),
        reason: fact.map(|fact| fact.reason.clone()).unwrap_or_default(),
        can_enter: visitor.may(ActionKind::EnterFigures, visitor.unit()?),
        here: format!("{back}/{}", measure.code),
        excel_url: format!("{back}/{}/tai-excel", measure.code),
        action: back.clone(),
        back,
        history: history.iter().map(|stored| history_view(measure, stored)).collect(),
    };
    Ok(show_page(StatusCode::OK, &page))
}

/// What it ever held, as a workbook.
pub async fn workbook(
    visitor: Visitor,
    permit: Permit<ViewFigures>,
    Path((_, report, code)): Path<(String, String, String)>,
) -> Result<Response, Reject> {
    let seen = Seen::read(&visitor, &permit, &report, &code).await?;
    let measure = &seen.cell.measure;
    let columns = [
        ("Lần", Align::Centre),
        ("Giá trị", Align::Right),
        ("Người nhập", Align::Left),
        ("Lúc", Align::Left),
        ("Nguồn", Align::Left),
        ("Thời điểm", Align::Left),
        ("Ghi chú, lý do", Align::Left),
    ];
    let rows = seen.history.iter().map(|stored| history_view(measure, stored).cells());
    let head = vec![
        measure.name.clone(),
        format!("{}, kỳ {}", capitalised(&seen.unit.full_name()), seen.cell.period),
    ];
    let table = Table::list("lich-su", &columns, rows.collect());
    let name = download::name(&slug(&code), &seen.unit, seen.report.into(), "xlsx");
    let sheet = Sheet::new("Lịch sử", head, table);
    Ok(download::excel(&visitor.reader, &name, vec![sheet]).await?)
}

/// The cell with all it ever held.
struct Seen {
    unit: UnitVersion,
    report: Period,
    cell: FormCell,
    history: Vec<Stored>,
}

impl Seen {
    async fn read(
        visitor: &Visitor,
        permit: &Permit<ViewFigures>,
        report: &str,
        code: &str,
    ) -> Result<Self, Reject> {
        let report = unit_page::period(report)?;
        let unit = unit_page::unit_in(&visitor.reader, permit.unit(), report).await?;
        let form = statistics::form(&visitor.reader, permit, report).await?;
        let form = form.ok_or(Reject::NotFound)?;
        let cell = form.find(&Code::new(code)).ok_or(Reject::NotFound)?.clone();
        let key = CellKey {
            unit: unit.unit,
            period: cell.period,
            measure: cell.measure.code.clone(),
            origin: cell.origin,
        };
        let history = statistics::history(&visitor.reader, permit, &key).await?;
        Ok(Self { unit, report, cell, history })
    }
}

impl HistoryView {
    fn cells(self) -> Vec<Cell> {
        let version = Number { value: self.version.into(), decimals: 0, percent: false };
        let words = [self.by, self.at, self.source, self.as_of, self.note].map(Cell::from);
        let numbers = [Cell::number(self.version.to_string(), Some(version)), self.value];
        numbers.into_iter().chain(words).collect()
    }
}

fn history_view(measure: &Measure, cell: &Stored) -> HistoryView {
    let fact = &cell.fact;
    let parts = [fact.note.as_str(), fact.reason.as_str()];
    HistoryView {
        version: cell.version,
        value: Cell {
            text: shown_text(measure, fact.value),
            ..statistics::value_cell(measure, fact.value)
        },
        by: fact.entered_by.clone(),
        at: instant_in_vietnam(fact.entered_at),
        source: fact.source.clone(),
        as_of: fact.as_of.map(date).unwrap_or_default(),
        note: parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; "),
    }
}
