//! A workbook that was entered: what it changed, what stands now, and taking it back.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use entities::values::{Period, RowId};
use uuid::Uuid;

use super::entry_view::shown_text;
use crate::authority::{ActionKind, EnterFigures, Permit, ViewFigures};
use crate::facts::{Measure, MeasureIndex, Value};
use crate::platform::clock::{day_in_vietnam, hour_in_vietnam};
use crate::statistics::{self, BlockRight, BlocksOf, PastBlock, PastCell, Undoing};
use crate::vietnamese::{capitalised, date};
use crate::web::access::Visitor;
use crate::web::act::{Act, Answer};
use crate::web::page::{Layout, Tab};
use crate::web::reject::Reject;
use crate::web::{show as show_page, unit_page, url};

/// A workbook of several years ends at the year of the page.
const MOST_YEARS: usize = 10;

#[derive(Template)]
#[template(path = "statistics/book_done.html")]
struct DonePage {
    layout: Layout,
    full_name: String,
    file: String,
    by: String,
    at: String,
    lines: Vec<LineView>,
    undone: Option<UndoneView>,
    can_undo: bool,
    back: String,
    here: String,
}

struct LineView {
    label: String,
    period: Period,
    before: String,
    after: String,
    now: String,
}

struct UndoneView {
    restored: usize,
    left: Vec<String>,
    words: String,
}

pub async fn show(
    visitor: Visitor,
    permit: Permit<ViewFigures>,
    Path((_, period, block)): Path<(String, String, String)>,
) -> Result<Response, Reject> {
    let period = unit_page::period(&period)?;
    let unit = unit_page::unit_in(&visitor.reader, permit.unit(), period).await?;
    let index = MeasureIndex::new(statistics::measures(&visitor.reader, period).await?);
    let form = url::figures(unit.unit, &unit.slug, period);
    let Some((block, cells)) = found(&visitor, &permit, period, &block).await? else {
        return Ok(Answer::see_other(format!("{form}/nop-excel")).into_response());
    };
    let layout = Layout::of_unit(&visitor, "Tệp Excel đã nộp", period, Tab::Figures).await?;
    let may = visitor.may(ActionKind::EnterFigures, visitor.unit()?);
    let line = |(report, cell): &(Period, PastCell)| {
        index.find(&cell.key.measure).map(|measure| line(measure, *report, cell))
    };
    let page = DonePage {
        layout: layout.ok_or(Reject::NotFound)?,
        full_name: capitalised(&unit.full_name()),
        file: block.source.file().to_owned(),
        by: block.by.clone(),
        at: moment(block.at),
        lines: cells.iter().filter_map(line).collect(),
        can_undo: may && block.is_whole && block.undone.is_none(),
        here: format!("{form}/nop-excel/{}", block.id.0),
        undone: block.undone.map(undone_view),
        back: form,
    };
    Ok(show_page(StatusCode::OK, &page))
}

type Found = (PastBlock, Vec<(Period, PastCell)>);

/// The block with its cells of every year, the latest year first.
async fn found(
    visitor: &Visitor,
    permit: &Permit<ViewFigures>,
    last: Period,
    id: &str,
) -> Result<Option<Found>, Reject> {
    let Ok(id) = Uuid::parse_str(id).map(RowId) else { return Ok(None) };
    let mut found = None;
    let mut all = Vec::new();
    let years = std::iter::successors(Some(last), |period| Some(period.previous()));
    for report in years.take(MOST_YEARS) {
        let of = BlocksOf::Own(permit);
        if let Some((block, cells)) = statistics::block(&visitor.reader, of, report, id).await? {
            all.extend(cells.into_iter().map(|cell| (report, cell)));
            found = Some(block);
        }
    }
    Ok(found.map(|block| (block, all)))
}

fn line(measure: &Measure, period: Period, cell: &PastCell) -> LineView {
    let now = cell.now.as_ref().map_or(Value::Missing, |cell| cell.fact.value);
    LineView {
        label: measure.name.clone(),
        period,
        before: shown_text(measure, cell.before),
        after: shown_text(measure, cell.after),
        now: shown_text(measure, now),
    }
}

fn undone_view(undone: Undoing) -> UndoneView {
    let left = undone.left.iter().map(|one| format!("{} {}", one.says, one.remedy)).collect();
    let words = format!("{} hoàn tác lúc {}", undone.by, moment(undone.at));
    UndoneView { restored: undone.restored, left, words }
}

fn moment(at: chrono::DateTime<chrono::Utc>) -> String {
    format!("{} ngày {}", hour_in_vietnam(at), date(day_in_vietnam(at)))
}

/// Takes it back, and shows what was left.
pub async fn undo(
    act: Act,
    visitor: Visitor,
    permit: Permit<EnterFigures>,
    Path((_, period, block)): Path<(String, String, String)>,
) -> Result<Response, Reject> {
    let period = unit_page::period(&period)?;
    let unit = unit_page::unit_in(&visitor.reader, permit.unit(), period).await?;
    let form = url::figures(unit.unit, &unit.slug, period);
    let Some((block, _)) = found(&visitor, &permit.viewing(), period, &block).await? else {
        return Ok(Answer::see_other(format!("{form}/nop-excel")).into_response());
    };
    act.run(async move |work| {
        let (_, event) = statistics::undo_block(&work, BlockRight::Own(&permit), block.id).await?;
        Ok((Answer::see_other(format!("{form}/nop-excel/{}", block.id.0)), event))
    })
    .await
}
