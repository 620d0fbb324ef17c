//! Blocks: pasted over the grid, shown beforehand, entered; and, wherever they come from, listed,
//! shown and undone.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use entities::values::{Code, Period, RowId, UnitId};

use super::block_view::{BlockView, Preview, block_view, block_views};
use super::entry_view::shown_text;
use super::grid_view::{Versions, form_asked, form_title, picker};
use super::paste::{Start, lay};
use crate::authority::{ActionKind, EnterFigures, EnterGrid, Permit, ViewFigures, ViewGrid};
use crate::facts::{MeasureIndex, Value};
use crate::org;
use crate::platform::db::Reader;
use crate::platform::outcome::Refusal;
use crate::progress::{self, Columns, Grid};
use crate::statistics::{
    self, BlockAnswer, BlockRight, BlockSource, BlocksOf, PastCell, Placed, enter_block, undo_block,
};
use crate::vietnamese::capitalised;
use crate::web::access::Visitor;
use crate::web::act::{Act, Answer};
use crate::web::form::{BLOCK, Fields};
use crate::web::page::{Layout, Tab};
use crate::web::reject::Reject;
use crate::web::{show as show_page, unit_page, url};

/// Where a block begins, and the versions of the page it was pasted on.
const START: [&str; 2] = ["tu_xa", "tu_muc"];
const VERSIONS: &str = "phien";

#[derive(Template)]
#[template(path = "statistics/block_preview.html")]
struct PreviewPage {
    layout: Layout,
    full_name: String,
    form: String,
    form_title: String,
    /// The block and where it begins, to be sent again as they are.
    text: String,
    start: [String; 2],
    versions: String,
    issue: Option<Refusal>,
    preview: Preview,
    rows: Vec<Offer>,
    columns: Vec<Offer>,
    action: String,
    back: String,
}

/// One of the rows or columns where a block may begin.
struct Offer {
    value: String,
    words: String,
    is_chosen: bool,
}

impl Offer {
    fn new(value: String, words: String, chosen: &str) -> Self {
        Self { is_chosen: value == chosen, value, words }
    }
}

/// The grid a block is laid over, and the cells it makes there.
struct Laid {
    grid: Grid,
    cells: Result<Vec<Placed>, Refusal>,
    form: String,
    back: String,
}

async fn laid(
    visitor: &Visitor,
    permit: &Permit<EnterGrid>,
    fields: &Fields,
    period: &str,
) -> Result<Laid, Reject> {
    let period = unit_page::period(period)?;
    let asked = fields.get("bieu").map(form_asked);
    let columns = Columns::Form(asked);
    let grid = progress::grid(&visitor.reader, &permit.viewing(), period, columns).await?;
    let grid = grid.ok_or(Reject::NotFound)?;
    let field = |name: &str| fields.get(name).unwrap_or_default();
    let unit = field(START[0]).parse().map(UnitId).ok();
    let first = grid.rows.first().map_or(UnitId::SITE, |row| row.unit.unit);
    let start = Start { unit: unit.unwrap_or(first), measure: Code::new(field(START[1])) };
    let versions = fields.get(VERSIONS).and_then(Versions::parse);
    let cells = lay(field(BLOCK), &grid, &start, versions.as_ref());
    let form = picker(&grid.form).to_owned();
    let action = url::grid(grid.root.unit, &grid.root.slug, period);
    Ok(Laid { cells, back: format!("{action}?bieu={form}"), form, grid })
}

/// Shows what a block would do: the very write, in a work that is dropped.
pub async fn preview(
    act: Act,
    visitor: Visitor,
    permit: Permit<EnterGrid>,
    fields: Fields,
    Path((_, period)): Path<(String, String)>,
) -> Result<Response, Reject> {
    let laid = laid(&visitor, &permit, &fields, &period).await?;
    let (preview, issue) = match laid.cells {
        Err(refusal) => (Preview::default(), Some(refusal)),
        Ok(cells) => {
            let texts = cells.clone();
            let block = act.rehearse(async move |work| {
                let right = BlockRight::Within(&permit);
                enter_block(&work, right, &cells, BlockSource::Paste).await
            });
            let text = |one: &BlockAnswer| {
                let is_it = |cell: &&Placed| {
                    cell.unit == one.unit && cell.typed.measure == *one.answer.measure()
                };
                texts.iter().find(is_it).map(|cell| cell.typed.text.clone()).unwrap_or_default()
            };
            (Preview::of(&block.await?, &laid.grid, text), None)
        }
    };
    let status = if issue.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let grid = &laid.grid;
    let layout = Layout::of_unit(&visitor, "Xem trước khối dán", grid.report, Tab::Grid)
        .await?
        .ok_or(Reject::NotFound)?
        .with_style("grid.css");
    let field = |name: &str| fields.get(name).unwrap_or_default().to_owned();
    let page = PreviewPage {
        layout,
        full_name: capitalised(&grid.root.full_name()),
        form_title: form_title(&grid.form),
        text: field(BLOCK),
        start: START.map(field),
        versions: field(VERSIONS),
        issue,
        preview,
        rows: grid
            .rows
            .iter()
            .map(|row| {
                let name = capitalised(&row.unit.full_name());
                Offer::new(row.unit.unit.to_string(), name, &field(START[0]))
            })
            .collect(),
        columns: grid
            .measures
            .iter()
            .map(|m| Offer::new(m.code.to_string(), m.name.clone(), &field(START[1])))
            .collect(),
        action: url::grid(grid.root.unit, &grid.root.slug, grid.report),
        form: laid.form,
        back: laid.back,
    };
    Ok(show_page(status, &page))
}

/// Enters a block and goes back to the grid, which names what was not taken.
pub async fn save(
    act: Act,
    visitor: Visitor,
    permit: Permit<EnterGrid>,
    fields: Fields,
    Path((_, period)): Path<(String, String)>,
) -> Result<Response, Reject> {
    let laid = laid(&visitor, &permit, &fields, &period).await?;
    let cells = laid.cells.map_err(|refusal| Reject::Refused(vec![refusal]))?;
    let back = laid.back;
    act.run(async move |work| {
        let right = BlockRight::Within(&permit);
        let (block, event) = enter_block(&work, right, &cells, BlockSource::Paste).await?;
        let to = match block.id {
            Some(id) => format!("{back}&khoi={}", id.0),
            None => back,
        };
        Ok((Answer::see_other(to), event))
    })
    .await
}

#[derive(Template)]
#[template(path = "statistics/blocks.html")]
struct BlocksPage {
    layout: Layout,
    full_name: String,
    period: Period,
    blocks: Vec<BlockView>,
}

/// The latest blocks with figures of the unit, or of those within it.
pub async fn list(
    visitor: Visitor,
    permit: Permit<ViewFigures>,
    Path((_, period)): Path<(String, String)>,
) -> Result<Response, Reject> {
    let period = unit_page::period(&period)?;
    let unit = unit_page::unit_in(&visitor.reader, permit.unit(), period).await?;
    let (side, can_undo) = sight(&visitor)?;
    let of = side.as_ref().map_or(BlocksOf::Own(&permit), BlocksOf::Within);
    let blocks = statistics::blocks(&visitor.reader, of, period).await?;
    let tab = if side.is_some() { Tab::Grid } else { Tab::Figures };
    let layout = Layout::of_unit(&visitor, "Các lần nhập khối", period, tab)
        .await?
        .ok_or(Reject::NotFound)?;
    let back = url::blocks(unit.unit, &unit.slug, period);
    let page = BlocksPage {
        layout,
        full_name: capitalised(&unit.full_name()),
        period,
        blocks: block_views(&blocks, &back, can_undo),
    };
    Ok(show_page(StatusCode::OK, &page))
}

/// How far the visitor sees from the unit of the path, and whether he may undo there.
fn sight(visitor: &Visitor) -> Result<(Option<Permit<ViewGrid>>, bool), Reject> {
    let place = visitor.unit()?;
    let can_undo = visitor.may(ActionKind::EnterFigures, place);
    Ok((visitor.permit::<ViewGrid>(place), can_undo))
}

#[derive(Template)]
#[template(path = "statistics/block.html")]
struct BlockPage {
    layout: Layout,
    full_name: String,
    block: BlockView,
    cells: Vec<PastCellView>,
    /// Whether the cells are of several units, of several reports.
    many_units: bool,
    many_reports: bool,
    /// All blocks, and where the figures stand.
    back: String,
    figures: String,
}

struct PastCellView {
    unit: String,
    report: Period,
    measure: String,
    before: String,
    after: String,
    now: String,
    by: String,
}

/// One block, pasted or sent in as a workbook: what it wrote, what stands now, its undoing.
pub async fn show(
    visitor: Visitor,
    permit: Permit<ViewFigures>,
    Path((_, period, id)): Path<(String, String, String)>,
) -> Result<Response, Reject> {
    let period = unit_page::period(&period)?;
    let id = id.parse().map(RowId).map_err(|_| Reject::NotFound)?;
    let reader = &visitor.reader;
    let unit = unit_page::unit_in(reader, permit.unit(), period).await?;
    let (side, can_undo) = sight(&visitor)?;
    let of = side.as_ref().map_or(BlocksOf::Own(&permit), BlocksOf::Within);
    let (block, cells) = statistics::block(reader, of, id).await?.ok_or(Reject::NotFound)?;
    let cells = past_cells(reader, unit.unit, cells).await?;
    let tree = org::in_period(reader, unit.unit, period).await?.ok_or(Reject::NotFound)?;
    let is_side = side.is_some() && !tree.children(unit.unit).is_empty();
    let tab = if is_side { Tab::Grid } else { Tab::Figures };
    let layout = Layout::of_unit(&visitor, "Một lần nhập khối", period, tab)
        .await?
        .ok_or(Reject::NotFound)?;
    let back = url::blocks(unit.unit, &unit.slug, period);
    let page = BlockPage {
        layout,
        full_name: capitalised(&unit.full_name()),
        block: block_view(&block, &back, can_undo),
        many_units: cells.windows(2).any(|two| two[0].unit != two[1].unit),
        many_reports: cells.windows(2).any(|two| two[0].report != two[1].report),
        cells,
        back,
        figures: if is_side {
            url::grid(unit.unit, &unit.slug, period)
        } else {
            url::figures(unit.unit, &unit.slug, period)
        },
    };
    Ok(show_page(StatusCode::OK, &page))
}

/// By report, then by unit, then in the order of the paper; in the words of each report's year.
async fn past_cells(
    reader: &Reader,
    root: UnitId,
    cells: Vec<PastCell>,
) -> Result<Vec<PastCellView>, Reject> {
    let mut views = Vec::new();
    for together in cells.chunk_by(|one, other| one.report == other.report) {
        let report = together[0].report;
        let index = MeasureIndex::new(statistics::measures(reader, report).await?);
        let tree = org::in_period(reader, root, report).await?.ok_or(Reject::NotFound)?;
        let place = |cell: &&PastCell| index.find(&cell.key.measure).map(|m| m.position);
        let mut together: Vec<&PastCell> = together.iter().collect();
        together.sort_by_key(|cell| (cell.key.unit, place(cell)));
        views.extend(together.iter().filter_map(|cell| past_cell(cell, &tree, &index)));
    }
    Ok(views)
}

fn past_cell(cell: &PastCell, tree: &org::Tree, index: &MeasureIndex) -> Option<PastCellView> {
    let measure = index.find(&cell.key.measure)?;
    let now = cell.now.as_ref().map(|now| &now.fact);
    Some(PastCellView {
        unit: tree.node(cell.key.unit).map(|node| node.version.name.clone()).unwrap_or_default(),
        report: cell.report,
        measure: measure.name.clone(),
        before: shown_text(measure, cell.before),
        after: shown_text(measure, cell.after),
        now: shown_text(measure, now.map_or(Value::Missing, |fact| fact.value)),
        by: now.map(|fact| fact.entered_by.clone()).unwrap_or_default(),
    })
}

/// Undoes a block: of the unit alone, or of all within it for those who enter side by side.
pub async fn undo(
    act: Act,
    visitor: Visitor,
    permit: Permit<EnterFigures>,
    Path((_, period, id)): Path<(String, String, String)>,
) -> Result<Response, Reject> {
    let period = unit_page::period(&period)?;
    let id = id.parse().map(RowId).map_err(|_| Reject::NotFound)?;
    let unit = unit_page::unit_in(&visitor.reader, permit.unit(), period).await?;
    let side = visitor.permit::<EnterGrid>(visitor.unit()?);
    let back = format!("{}/{}", url::blocks(unit.unit, &unit.slug, period), id.0);
    act.run(async move |work| {
        let right = side.as_ref().map_or(BlockRight::Own(&permit), BlockRight::Within);
        let (_, event) = undo_block(&work, right, id).await?;
        Ok((Answer::see_other(back), event))
    })
    .await
}
