//! A filled workbook is looked at: cell by cell what would become of it, nothing written; then
//! the same cells are entered as one block. What was read travels in the fields of the page.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use entities::values::{Code, Period, UnitId};

use super::book::{forms, page};
use super::entry_view::{answer_words, shown_text};
use crate::authority::{EnterFigures, Permit};
use crate::facts::{Measure, MeasureIndex};
use crate::platform::outcome::Refusal;
use crate::statistics::{
    self, Answer as Judged, Block, BlockRight, BlockSource, Filled, FilledCell, Form, Placed, Typed,
};
use crate::vietnamese::capitalised;
use crate::web::access::Visitor;
use crate::web::act::{Act, Answer};
use crate::web::form::Fields;
use crate::web::page::{Layout, Note, Tab};
use crate::web::reject::Reject;
use crate::web::upload::Upload;
use crate::web::{show as show_page, unit_page, url};
use crate::workbooks::{self, Limits, Place};

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
    saved: Vec<LineView>,
    unchanged: usize,
    empty: usize,
    carried: Vec<(String, String)>,
}

struct LineView {
    place: String,
    label: String,
    period: Period,
    before: String,
    after: String,
    words: String,
}

/// Shows what would become of each cell.
pub async fn show(
    act: Act,
    visitor: Visitor,
    permit: Permit<EnterFigures>,
    upload: Upload,
    Path((_, path)): Path<(String, String)>,
) -> Result<Response, Reject> {
    let period = unit_page::period(&path)?;
    let unit = unit_page::unit_in(&visitor.reader, permit.unit(), period).await?;
    let view = permit.viewing();
    let (filled, forms) = match read(&visitor, &permit, &upload).await? {
        Ok(read) => read,
        Err(refusal) => return page(&visitor, &view, &path, Some(refusal)).await,
    };
    let source = BlockSource::Upload { file: upload.name.clone(), hash: upload.hash() };
    let cells: Vec<Placed> = filled.cells.iter().map(|cell| cell.placed.clone()).collect();
    let block = act
        .rehearse(async move |work| {
            statistics::enter_block(&work, BlockRight::Own(&permit), &cells, source).await
        })
        .await?;
    let layout = Layout::of_unit(&visitor, "Xem trước tệp Excel", period, Tab::Figures).await?;
    let layout = layout.ok_or(Reject::NotFound)?;
    let back = format!("{}/nop-excel", url::figures(unit.unit, &unit.slug, period));
    let verdicts = Verdicts { filled: &filled, forms: &forms, block: &block };
    let page = PreviewPage {
        layout,
        full_name: capitalised(&unit.full_name()),
        hash: upload.hash(),
        file: upload.name,
        back,
        faults: verdicts.faults(),
        saved: verdicts.saved(),
        unchanged: verdicts.unchanged(),
        empty: filled.empty,
        carried: verdicts.carried(),
        strange: filled.strange,
    };
    Ok(show_page(StatusCode::OK, &page))
}

/// The workbook as typed cells, and the forms they belong to; or why it is not for this unit.
async fn read(
    visitor: &Visitor,
    permit: &Permit<EnterFigures>,
    upload: &Upload,
) -> Result<Result<(Filled, Vec<Form>), Refusal>, Reject> {
    let book = match workbooks::read(upload.bytes.clone(), Limits::USUAL).await {
        Ok(book) => book,
        Err(refusal) => return Ok(Err(refusal.refusal("tep"))),
    };
    let marks = match statistics::marks(&book) {
        Ok(marks) => marks,
        Err(refusal) => return Ok(Err(refusal)),
    };
    if marks.unit != permit.unit() {
        let says = "Biểu này của một đơn vị khác.";
        let remedy = "Xin mở trang của đúng đơn vị ấy rồi nộp, hoặc tải biểu của đơn vị này.";
        return Ok(Err(Refusal::new("other_unit", "tep", says, remedy)));
    }
    let forms = forms(&visitor.reader, &permit.viewing(), &marks.periods).await?;
    Ok(statistics::filled(&book, permit.unit(), &forms).map(|filled| (filled, forms)))
}

/// What the block said, with the cells of the workbook it spoke of.
struct Verdicts<'a> {
    filled: &'a Filled,
    forms: &'a [Form],
    block: &'a Block,
}

impl Verdicts<'_> {
    fn places(&self) -> BTreeMap<(&Code, Period), &FilledCell> {
        self.filled
            .cells
            .iter()
            .map(|cell| ((&cell.placed.typed.measure, cell.placed.report), cell))
            .collect()
    }

    fn line(
        &self,
        place: Place,
        (code, report): (&Code, Period),
        after: String,
        words: impl FnOnce(&Measure) -> String,
    ) -> Option<LineView> {
        let form = self.forms.iter().find(|form| form.report == report)?;
        let cell = form.find(code)?;
        Some(LineView {
            place: place.to_string(),
            label: cell.measure.name.clone(),
            period: report,
            before: shown_text(&cell.measure, cell.value()),
            after,
            words: words(&cell.measure),
        })
    }

    fn faults(&self) -> Vec<LineView> {
        let places = self.places();
        let unfit = self.filled.unfit.iter().filter_map(|unfit| {
            let spot = (&unfit.measure, unfit.report);
            let Refusal { says, remedy, .. } = &unfit.refusal;
            self.line(unfit.place, spot, String::new(), |measure| {
                format!("Không nhận: «{}»: {says} {remedy}", measure.name)
            })
        });
        let judged = self.block.answers.iter().filter(|one| one.answer.standing().is_none());
        let judged = judged.filter_map(|one| {
            let spot = (one.answer.measure(), one.report);
            let cell = places.get(&spot)?;
            let after = cell.placed.typed.text.clone();
            self.line(cell.place, spot, after, |measure| answer_words(measure, &one.answer).1)
        });
        let mut faults: Vec<LineView> = unfit.chain(judged).collect();
        faults.sort_by(|a, b| (a.place.len(), &a.place).cmp(&(b.place.len(), &b.place)));
        faults
    }

    fn saved(&self) -> Vec<LineView> {
        let places = self.places();
        let saved = self.block.answers.iter().filter_map(|one| {
            let Judged::Saved { value, .. } = &one.answer else { return None };
            let spot = (one.answer.measure(), one.report);
            let mut line = self.line(places.get(&spot)?.place, spot, String::new(), |measure| {
                shown_text(measure, *value)
            })?;
            line.after = std::mem::take(&mut line.words);
            Some(line)
        });
        saved.collect()
    }

    fn unchanged(&self) -> usize {
        let unchanged =
            |one: &&statistics::BlockAnswer| matches!(one.answer, Judged::Unchanged { .. });
        self.block.answers.iter().filter(unchanged).count()
    }

    /// The fields that bring the cells to the next step; what stands already stays behind.
    fn carried(&self) -> Vec<(String, String)> {
        let stands: Vec<(&Code, Period)> = self
            .block
            .answers
            .iter()
            .filter(|one| matches!(one.answer, Judged::Unchanged { .. }))
            .map(|one| (one.answer.measure(), one.report))
            .collect();
        let mut fields = Vec::new();
        for ((code, report), cell) in self.places() {
            if stands.contains(&(code, report)) {
                continue;
            }
            let typed = &cell.placed.typed;
            let mut field = |sign: &str, text: &str| {
                fields.push((format!("{sign}.{report}.{code}"), text.to_owned()));
            };
            field("o", &typed.text);
            field("v", &typed.base.to_string());
            for (sign, text) in [("n", &typed.source), ("g", &typed.note)] {
                if let Some(text) = text {
                    field(sign, text);
                }
            }
        }
        fields
    }
}

/// Enters what was looked at, and goes to what became of it.
pub async fn save(
    act: Act,
    visitor: Visitor,
    permit: Permit<EnterFigures>,
    fields: Fields,
    Path((_, period)): Path<(String, String)>,
) -> Result<Response, Reject> {
    let period = unit_page::period(&period)?;
    let unit = unit_page::unit_in(&visitor.reader, permit.unit(), period).await?;
    let index = MeasureIndex::new(statistics::measures(&visitor.reader, period).await?);
    let cells = placed(&fields, unit.unit, &index);
    let text = |name| fields.get(name).unwrap_or_default().chars().take(200).collect();
    let source = BlockSource::Upload { file: text("ten"), hash: text("bam") };
    let form = url::figures(unit.unit, &unit.slug, period);
    act.run(async move |work| {
        let right = BlockRight::Own(&permit);
        let (block, event) = statistics::enter_block(&work, right, &cells, source).await?;
        let answer = match block.id {
            Some(id) => Answer::see_other(format!("{form}/nop-excel/{}", id.0)),
            None => Answer::see_other(url::with_note(&form, Note::SavedInPart.code())),
        };
        Ok((answer, event))
    })
    .await
}

/// The cells that the page carried: `o.PERIOD.CODE` what was filled in, `v.` its version, `n.`
/// and `g.` source and note.
fn placed(fields: &Fields, unit: UnitId, index: &MeasureIndex) -> Vec<Placed> {
    let one = |(name, text): (&str, &str)| {
        let rest = name.strip_prefix("o.")?;
        let (report, code) = rest.split_once('.')?;
        let report: Period = report.parse().ok()?;
        let field = |sign: &str| fields.get(&format!("{sign}.{rest}"));
        let measure = Code::new(code);
        let basis = index.find(&measure)?.basis;
        Some(Placed {
            unit,
            report,
            typed: Typed {
                source: field("n").map(str::to_owned),
                note: field("g").map(str::to_owned),
                ..Typed::plain(
                    measure,
                    report.on(basis),
                    text.to_owned(),
                    field("v").and_then(|version| version.parse().ok()).unwrap_or_default(),
                )
            },
        })
    };
    fields.iter().filter_map(one).collect()
}
