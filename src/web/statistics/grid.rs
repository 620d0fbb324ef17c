//! The units below side by side: cells of one form, typed one by one or posted whole.

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use entities::values::{Code, Period};
use serde::{Deserialize, Serialize};

use super::block_view::{BlockView, block_views};
use super::choices::{self, Choice};
use super::entry_view::{answer_words, typed_text};
use super::grid_view::{
    CellKind, FormLink, GroupHead, HeadView, IssueView, RowView, TotalView, Versions, cell_name,
    form_asked, form_title, heads, issues, picker, rows, sheet, totals,
};
use super::typed::typed_side_by_side;
use crate::authority::{ActionKind, EnterGrid, Permit, ViewGrid};
use crate::facts::MeasureIndex;
use crate::platform::outcome::Fault;
use crate::progress::{self, Columns, Grid};
use crate::statistics::{self, BlockAnswer, BlocksOf};
use crate::vietnamese::capitalised;
use crate::web::access::Visitor;
use crate::web::act::{Act, Answer};
use crate::web::edge::wants_json;
use crate::web::form::Fields;
use crate::web::page::{Layout, Note, Tab};
use crate::web::reject::Reject;
use crate::web::{download, show as show_page, unit_page, url};

#[derive(Deserialize)]
pub struct Asked {
    /// Code of a form.
    bieu: Option<String>,
    /// The measure that a phone shows.
    muc: Option<String>,
    /// The block that was just entered.
    khoi: Option<String>,
}

#[derive(Template)]
#[template(path = "statistics/grid.html")]
struct GridPage {
    layout: Layout,
    full_name: String,
    period: Period,
    last_period: Period,
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
    /// Versions of the cells shown, for a block to be pasted over them.
    versions: String,
    action: String,
    blocks_url: String,
}

/// The grid of one form.
pub async fn show(
    visitor: Visitor,
    permit: Permit<ViewGrid>,
    Path((_, period)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Reject> {
    let period = unit_page::period(&period)?;
    let form = Columns::Form(asked.bieu.as_deref().map(form_asked));
    let grid = progress::grid(&visitor.reader, &permit, period, form).await?;
    let grid = grid.ok_or(Reject::NotFound)?;
    if grid.rows.is_empty() {
        let (unit, slug) = (grid.root.unit, &grid.root.slug);
        return Ok(Redirect::to(&url::figures(unit, slug, period)).into_response());
    }
    let action = url::grid(grid.root.unit, &grid.root.slug, period);
    let block = match asked.khoi.as_deref() {
        Some(id) => latest(&visitor, &permit, &grid, id).await?,
        None => None,
    };
    let picked = asked.muc.as_deref().map(Code::new).filter(|code| grid.column(code).is_some());
    let picked = picked.or_else(|| grid.measures.first().map(|m| m.code.clone()));
    let can_enter = visitor.may(ActionKind::EnterGrid, visitor.unit()?);
    let mut layout = Layout::of_unit(&visitor, "Các xã", period, Tab::Grid)
        .await?
        .ok_or(Reject::NotFound)?
        .with_style("grid.css")
        .with_script("grid.js");
    layout.keep_in_years(&format!("bieu={}", picker(&grid.form)));
    let page = GridPage {
        layout,
        full_name: capitalised(&grid.root.full_name()),
        period,
        last_period: period.previous(),
        form_title: form_title(&grid.form),
        forms: FormLink::all(&grid, &action),
        groups: GroupHead::all(&grid.measures),
        heads: heads(&grid, picked.as_ref()),
        rows: rows(&grid, picked.as_ref()),
        totals: totals(&grid, picked.as_ref()),
        issues: issues(&grid),
        block,
        can_enter,
        versions: Versions::of(&grid).to_string(),
        blocks_url: url::blocks(grid.root.unit, &grid.root.slug, period),
        form: picker(&grid.form).to_owned(),
        action,
    };
    Ok(show_page(StatusCode::OK, &page))
}

/// The block that the address speaks of, with its button to undo it.
async fn latest(
    visitor: &Visitor,
    permit: &Permit<ViewGrid>,
    grid: &Grid,
    id: &str,
) -> Result<Option<BlockView>, Fault> {
    let blocks = statistics::blocks(&visitor.reader, BlocksOf::Within(permit), grid.report).await?;
    let back = url::blocks(grid.root.unit, &grid.root.slug, grid.report);
    let can_undo = visitor.may(ActionKind::EnterGrid, visitor.unit()?);
    let views = block_views(&blocks, &back, can_undo);
    Ok(views.into_iter().find(|view| view.id == id))
}

/// Takes the cells that were touched; answers a script in JSON, a browser with the grid again.
pub async fn save(
    act: Act,
    visitor: Visitor,
    permit: Permit<EnterGrid>,
    fields: Fields,
    Path((_, period)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Reject> {
    let period = unit_page::period(&period)?;
    let unit = unit_page::unit_in(&visitor.reader, permit.unit(), period).await?;
    let index = MeasureIndex::new(statistics::measures(&visitor.reader, period).await?);
    let cells = typed_side_by_side(&fields, &index, period);
    let form = fields.get("bieu").unwrap_or_default();
    let back = format!("{}?bieu={form}", url::grid(unit.unit, &unit.slug, period));
    let json = wants_json(&headers);
    act.run(async move |work| {
        let (judged, event) = statistics::enter_grid(&work, &permit, &cells).await?;
        let answer = if json {
            let codes: Vec<Code> = cells.iter().map(|cell| cell.typed.measure.clone()).collect();
            let columns = Columns::Only(&codes);
            let grid = progress::grid(&work, &permit.viewing(), period, columns).await?;
            Answer::json(StatusCode::OK, &told(&judged, grid.as_ref()))?
        } else {
            Answer::see_other(said(url::within_site(&back), &judged))
        };
        Ok((answer, event))
    })
    .await
}

fn said(back: &str, judged: &[BlockAnswer]) -> String {
    let stands = judged.iter().filter(|one| one.answer.standing().is_some()).count();
    match stands {
        0 if !judged.is_empty() => back.to_owned(),
        some if some < judged.len() => url::with_note(back, Note::SavedInPart.code()),
        _ => url::with_note(back, Note::Saved.code()),
    }
}

#[derive(Serialize)]
struct Told {
    cells: Vec<ToldCell>,
    totals: Vec<ToldTotal>,
}

#[derive(Serialize)]
struct ToldCell {
    cell: String,
    state: &'static str,
    words: String,
    /// What stands in the database now, as it would be typed.
    text: String,
    version: i32,
    /// Of a conflict: whose value it is, and the value.
    choices: Vec<Choice>,
}

#[derive(Serialize)]
struct ToldTotal {
    measure: String,
    text: String,
}

fn told(judged: &[BlockAnswer], grid: Option<&Grid>) -> Told {
    let cell = |one: &BlockAnswer| {
        let grid = grid?;
        let code = one.answer.measure();
        let measure = grid.measures.get(grid.column(code)?)?;
        let standing = grid.cell(one.unit, code);
        let (state, words) = answer_words(measure, &one.answer);
        Some(ToldCell {
            cell: cell_name(one.unit, code),
            state,
            words,
            text: standing.map(|cell| typed_text(measure, cell.value)).unwrap_or_default(),
            version: standing.map(|cell| cell.version).unwrap_or_default(),
            choices: choices::of_answer(measure, &one.answer),
        })
    };
    let total = |grid: &Grid| {
        let pairs = grid.measures.iter().zip(&grid.totals);
        let told = pairs.map(|(measure, total)| ToldTotal {
            measure: measure.code.to_string(),
            text: total.now.text.clone(),
        });
        told.collect()
    };
    Told {
        cells: judged.iter().filter_map(cell).collect(),
        totals: grid.map(total).unwrap_or_default(),
    }
}

/// The grid as a workbook, with real numbers.
pub async fn xlsx(
    visitor: Visitor,
    permit: Permit<ViewGrid>,
    Path((_, period)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Reject> {
    let period = unit_page::period(&period)?;
    let form = Columns::Form(asked.bieu.as_deref().map(form_asked));
    let grid = progress::grid(&visitor.reader, &permit, period, form).await?;
    let grid = grid.ok_or(Reject::NotFound)?;
    let name = format!("cac-xa-{}-{period}.xlsx", grid.root.slug);
    Ok(download::excel(&visitor.reader, &name, vec![sheet(&grid)]).await?)
}
