//! The entry form of one unit for one period; each cell or the whole form is posted here.

use askama::Template;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use entities::values::Period;
use serde::Serialize;

use super::choices::{self, Choice};
use super::entry_view::{SectionView, answer_words, done, sections, typed_text};
use super::typed::typed;
use crate::authority::{ActionKind, EnterFigures, Permit, ViewFigures};
use crate::facts::MeasureIndex;
use crate::statistics::{self, Answer as Judged, Form};
use crate::vietnamese::capitalised;
use crate::web::access::Visitor;
use crate::web::act::{Act, Answer};
use crate::web::edge::wants_json;
use crate::web::form::Fields;
use crate::web::page::{Layout, Note, Tab};
use crate::web::reject::Reject;
use crate::web::{show as show_page, unit_page, url};

#[derive(Template)]
#[template(path = "statistics/form.html")]
struct FormPage {
    layout: Layout,
    full_name: String,
    period: Period,
    last_period: Period,
    done: String,
    errors: Vec<ErrorView>,
    sections: Vec<SectionView>,
    can_enter: bool,
    action: String,
    progress_url: String,
}

struct ErrorView {
    code: String,
    label: String,
    words: String,
    choices: Vec<Choice>,
}

/// The form with what stands in it.
pub async fn show(
    visitor: Visitor,
    permit: Permit<ViewFigures>,
    Path((_, period)): Path<(String, String)>,
) -> Result<Response, Reject> {
    let period = unit_page::period(&period)?;
    let unit = unit_page::unit_in(&visitor.reader, permit.unit(), period).await?;
    let form = statistics::form(&visitor.reader, &permit, period).await?.ok_or(Reject::NotFound)?;
    let action = url::figures(unit.unit, &unit.slug, period);
    let mut views = sections(&form, |cell| Some(format!("{action}/{}", cell.measure.code)));
    let can_enter = visitor.may(ActionKind::EnterFigures, visitor.unit()?);
    let errors = views
        .iter_mut()
        .flat_map(|section| section.groups.iter_mut().flat_map(|group| &mut group.cells))
        .filter(|cell| cell.invalid)
        .map(|cell| ErrorView {
            code: cell.code.clone(),
            label: cell.label.clone(),
            words: cell.words.clone(),
            choices: std::mem::take(&mut cell.choices),
        })
        .collect();
    let layout = Layout::of_unit(&visitor, "Số liệu", period, Tab::Figures)
        .await?
        .ok_or(Reject::NotFound)?
        .with_script("entry.js");
    let page = FormPage {
        layout,
        full_name: capitalised(&unit.full_name()),
        period,
        last_period: period.previous(),
        done: done(&form),
        errors,
        sections: views,
        can_enter,
        progress_url: url::progress(unit.unit, &unit.slug, period),
        action,
    };
    Ok(show_page(StatusCode::OK, &page))
}

/// Takes the cells that were touched; answers a script in JSON, a browser with the form again.
pub async fn save(
    act: Act,
    visitor: Visitor,
    permit: Permit<EnterFigures>,
    fields: Fields,
    Path((_, period)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Reject> {
    let period = unit_page::period(&period)?;
    let unit = unit_page::unit_in(&visitor.reader, permit.unit(), period).await?;
    let index = MeasureIndex::new(statistics::measures(&visitor.reader, period).await?);
    let cells = typed(&fields, &index, period);
    let back = fields.get("ve").map_or_else(
        || url::figures(unit.unit, &unit.slug, period),
        |back| url::within_site(back).to_owned(),
    );
    let json = wants_json(&headers);
    act.run(async move |work| {
        let (judged, event) = statistics::enter(&work, &permit, period, &cells).await?;
        let answer = if json {
            let form = statistics::form(&work, &permit.viewing(), period).await?;
            Answer::json(StatusCode::OK, &told(&judged, &index, form.as_ref()))?
        } else {
            Answer::see_other(said(&back, &judged))
        };
        Ok((answer, event))
    })
    .await
}

/// The page to go to, with what was done: all taken, some, or nothing to be said.
fn said(back: &str, judged: &[Judged]) -> String {
    let stands = judged.iter().filter(|answer| answer.standing().is_some()).count();
    match stands {
        0 if !judged.is_empty() => back.to_owned(),
        some if some < judged.len() => url::with_note(back, Note::SavedInPart.code()),
        _ => url::with_note(back, Note::Saved.code()),
    }
}

#[derive(Serialize)]
struct Told {
    done: String,
    cells: Vec<ToldCell>,
}

#[derive(Serialize)]
struct ToldCell {
    cell: String,
    state: &'static str,
    words: String,
    /// What stands in the database now, as it would be typed.
    text: String,
    version: i32,
    surprises: Vec<String>,
    /// Of a conflict: whose value it is, and the value.
    choices: Vec<Choice>,
}

fn told(judged: &[Judged], index: &MeasureIndex, form: Option<&Form>) -> Told {
    let cell = |judged: &Judged| {
        let measure = index.find(judged.measure())?;
        let standing = form.and_then(|form| form.find(judged.measure()));
        let (state, words) = answer_words(measure, judged);
        Some(ToldCell {
            cell: measure.code.to_string(),
            state,
            words,
            text: standing.map(|cell| typed_text(measure, cell.value())).unwrap_or_default(),
            version: standing.map(statistics::FormCell::version).unwrap_or_default(),
            surprises: standing.map(|cell| cell.surprises.clone()).unwrap_or_default(),
            choices: choices::of_answer(measure, judged),
        })
    };
    Told {
        done: form.map(done).unwrap_or_default(),
        cells: judged.iter().filter_map(cell).collect(),
    }
}
