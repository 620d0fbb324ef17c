//! A filled workbook is looked at: cell by cell what would become of it, nothing written; then
//! the same cells are entered as one block. What was read travels in a field of the page.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use entities::values::{Code, Period, UnitId};

use super::book::{forms, page, whole_grid};
use super::carried::{carried, placed};
use super::verdicts::{Group, LineView, Paper, Verdicts};
use crate::authority::{EnterFigures, EnterGrid, Permit};
use crate::facts::MeasureIndex;
use crate::platform::outcome::Refusal;
use crate::progress;
use crate::statistics::{self, BlockRight, BlockSource, BlocksOf, Filled, Placed};
use crate::vietnamese::capitalised;
use crate::web::access::Visitor;
use crate::web::act::{Act, Answer};
use crate::web::form::{BLOCK, Fields};
use crate::web::page::{Layout, Note, Tab, period_words};
use crate::web::reject::Reject;
use crate::web::upload::Upload;
use crate::web::{show as show_page, unit_page, url};
use crate::workbooks::{self, Limits};

#[derive(Template)]
#[template(path = "statistics/book_preview.html")]
struct PreviewPage {
    layout: Layout,
    full_name: String,
    file: String,
    hash: String,
    back: String,
    strange: Vec<String>,
    /// Cells that will not be saved, and why.
    faults: Vec<LineView>,
    saved: usize,
    groups: Vec<Group>,
    unchanged: usize,
    empty: usize,
    carried: String,
}

/// Whose workbook comes in: the form of one unit, or of the units below side by side.
pub enum Door {
    Own(Permit<EnterFigures>),
    Side(Permit<EnterGrid>),
}

impl Door {
    fn right(&self) -> BlockRight<'_> {
        match self {
            Self::Own(permit) => BlockRight::Own(permit),
            Self::Side(permit) => BlockRight::Within(permit),
        }
    }

    fn is_side(&self) -> bool {
        matches!(self, Self::Side(_))
    }

    /// Where the figures are typed.
    fn back(&self, slug: &str, period: Period) -> String {
        match self {
            Self::Own(permit) => url::figures(permit.unit(), slug, period),
            Self::Side(permit) => url::grid(permit.unit(), slug, period),
        }
    }

    /// The page again, with why the file was not taken.
    async fn refused(
        &self,
        visitor: &Visitor,
        period: &str,
        refusal: Refusal,
    ) -> Result<Response, Reject> {
        match self {
            Self::Own(permit) => {
                page(visitor, BlocksOf::Own(&permit.viewing()), period, Some(refusal)).await
            }
            Self::Side(permit) => {
                page(visitor, BlocksOf::Within(&permit.viewing()), period, Some(refusal)).await
            }
        }
    }

    /// The workbook as typed cells, and the paper they belong to; or why it is not for here.
    async fn read(
        &self,
        visitor: &Visitor,
        upload: &Upload,
        here: Period,
    ) -> Result<Result<(Filled, Paper), Refusal>, Reject> {
        let book = match workbooks::read(upload.bytes.clone(), Limits::USUAL).await {
            Ok(book) => book,
            Err(refusal) => return Ok(Err(refusal.refusal("tep"))),
        };
        let marks = match statistics::marks(&book) {
            Ok(marks) => marks,
            Err(refusal) => return Ok(Err(refusal)),
        };
        if marks.unit != self.right().unit() {
            return Ok(Err(other_unit()));
        }
        if marks.side_by_side != self.is_side() {
            return Ok(Err(other_page(marks.side_by_side)));
        }
        let latest = marks.periods.iter().max().copied().unwrap_or(here);
        if latest != here {
            return Ok(Err(other_year(latest, here)));
        }
        match self {
            Self::Own(permit) => {
                let forms = forms(&visitor.reader, &permit.viewing(), &marks.periods).await?;
                let filled = statistics::filled(&book, permit.unit(), &forms);
                Ok(filled.map(|filled| (filled, Paper::Forms(forms))))
            }
            Self::Side(permit) => {
                let Some(period) = marks.periods.first() else { return Err(Reject::NotFound) };
                let grid = whole_grid(&visitor.reader, &permit.viewing(), *period).await?;
                let filled = progress::grid_filled(&book, &grid);
                Ok(filled.map(|filled| (filled, Paper::Side(Box::new(grid)))))
            }
        }
    }
}

fn other_unit() -> Refusal {
    let says = "Biểu này của một đơn vị khác.";
    let remedy = "Xin mở trang của đúng đơn vị ấy rồi nộp, hoặc tải biểu của đơn vị này.";
    Refusal::new("other_unit", "tep", says, remedy)
}

fn other_year(of_book: Period, here: Period) -> Refusal {
    let [of_book, here] = [of_book, here].map(|period| period_words(period).to_lowercase());
    let says = format!("Biểu này của {of_book}, còn trang đang mở là {here}.");
    let remedy = format!("Xin mở {of_book} rồi nộp ở đó, hoặc tải biểu của {here}.");
    Refusal::new("other_year", "tep", says, remedy)
}

fn other_page(side_by_side: bool) -> Refusal {
    let (says, remedy) = if side_by_side {
        ("Biểu này ghi các xã trong một tệp.", "Xin nộp ở trang Các xã, mục Điền bằng Excel.")
    } else {
        ("Biểu này của riêng một đơn vị.", "Xin nộp ở trang Số liệu, mục Điền bằng Excel.")
    };
    Refusal::new("other_page", "tep", says, remedy)
}

/// Shows what would become of each cell of the form of a unit.
pub async fn show(
    act: Act,
    visitor: Visitor,
    permit: Permit<EnterFigures>,
    upload: Upload,
    Path((_, period)): Path<(String, String)>,
) -> Result<Response, Reject> {
    look(act, visitor, Door::Own(permit), upload, &period).await
}

/// The same of the units below.
pub async fn show_side(
    act: Act,
    visitor: Visitor,
    permit: Permit<EnterGrid>,
    upload: Upload,
    Path((_, period)): Path<(String, String)>,
) -> Result<Response, Reject> {
    look(act, visitor, Door::Side(permit), upload, &period).await
}

async fn look(
    act: Act,
    visitor: Visitor,
    door: Door,
    upload: Upload,
    path: &str,
) -> Result<Response, Reject> {
    let period = unit_page::period(path)?;
    let unit = unit_page::unit_in(&visitor.reader, door.right().unit(), period).await?;
    let (filled, paper) = match door.read(&visitor, &upload, period).await? {
        Ok(read) => read,
        Err(refusal) => return door.refused(&visitor, path, refusal).await,
    };
    let source = BlockSource::Upload { file: upload.name.clone(), hash: upload.hash() };
    let cells: Vec<Placed> = filled.cells.iter().map(|cell| cell.placed.clone()).collect();
    let tab = if door.is_side() { Tab::Grid } else { Tab::Figures };
    let back = format!("{}/nop-excel", door.back(&unit.slug, period));
    let block = act.rehearse(async move |work| {
        statistics::enter_block(&work, door.right(), &cells, source).await
    });
    let block = block.await?;
    let layout = Layout::of_unit(&visitor, "Xem trước tệp Excel", period, tab).await?;
    let verdicts = Verdicts::new(&filled, &paper, &block);
    let page = PreviewPage {
        layout: layout.ok_or(Reject::NotFound)?,
        full_name: capitalised(&unit.full_name()),
        hash: upload.hash(),
        file: upload.name,
        back,
        faults: verdicts.faults(),
        saved: block.saved(),
        groups: verdicts.saved(),
        unchanged: verdicts.unchanged().len(),
        empty: filled.empty,
        carried: carried(&filled, &verdicts.unchanged()),
        strange: filled.strange,
    };
    Ok(show_page(StatusCode::OK, &page))
}

/// Enters what was looked at, and goes to what became of it.
pub async fn save(
    act: Act,
    visitor: Visitor,
    permit: Permit<EnterFigures>,
    fields: Fields,
    Path((_, period)): Path<(String, String)>,
) -> Result<Response, Reject> {
    enter(act, visitor, Door::Own(permit), fields, &period).await
}

/// The same of the units below.
pub async fn save_side(
    act: Act,
    visitor: Visitor,
    permit: Permit<EnterGrid>,
    fields: Fields,
    Path((_, period)): Path<(String, String)>,
) -> Result<Response, Reject> {
    enter(act, visitor, Door::Side(permit), fields, &period).await
}

async fn enter(
    act: Act,
    visitor: Visitor,
    door: Door,
    fields: Fields,
    period: &str,
) -> Result<Response, Reject> {
    let period = unit_page::period(period)?;
    let unit = unit_page::unit_in(&visitor.reader, door.right().unit(), period).await?;
    let index = MeasureIndex::new(statistics::measures(&visitor.reader, period).await?);
    let cells = placed(fields.get(BLOCK).unwrap_or_default(), &index);
    let text = |name| fields.get(name).unwrap_or_default().chars().take(200).collect();
    let source = BlockSource::Upload { file: text("ten"), hash: text("bam") };
    let blocks = url::blocks(unit.unit, &unit.slug, period);
    let back = door.back(&unit.slug, period);
    act.run(async move |work| {
        let (block, event) = statistics::enter_block(&work, door.right(), &cells, source).await?;
        let answer = match block.id {
            Some(id) => Answer::see_other(format!("{blocks}/{}", id.0)),
            None => Answer::see_other(url::with_note(&back, Note::SavedInPart.code())),
        };
        Ok((answer, event))
    })
    .await
}

/// A cell of a unit in a report.
pub type Key = (UnitId, Code, Period);
