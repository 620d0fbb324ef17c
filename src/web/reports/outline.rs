//! The report of a unit section by section: sentences from the data, prose of the staff.

use askama::Template;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use entities::values::{Code, Period, UnitId};
use serde::Serialize;

use crate::authority::{ActionKind, Permit, ViewReport, WriteReport};
use crate::documents::{Paragraph, Run};
use crate::org::UnitVersion;
use crate::platform::clock::instant_in_vietnam;
use crate::platform::site;
use crate::reports::{self, Issue, SectionView, Yearly};
use crate::vietnamese::capitalised;
use crate::web::access::Visitor;
use crate::web::act::{Act, Answer};
use crate::web::edge::wants_json;
use crate::web::form::Fields;
use crate::web::page::{Layout, Tab, period_words};
use crate::web::reject::Reject;
use crate::web::{show as show_page, unit_page, url};

#[derive(Template)]
#[template(path = "reports/outline.html")]
struct OutlinePage {
    layout: Layout,
    full_name: String,
    period: String,
    pdf_url: String,
    word_url: String,
    excel_url: String,
    preview_url: String,
    issues: Vec<IssueView>,
    notice: Option<String>,
    sections: Vec<PartView>,
    can_write: bool,
    action: String,
}

struct IssueView {
    says: String,
    remedy: String,
    url: Option<String>,
}

struct PartView {
    key: &'static str,
    /// Heading of the part, on its first section.
    part: String,
    number: String,
    title: String,
    sentences: Vec<Vec<RunView>>,
    prose: String,
    version: i32,
    rows: usize,
    last_year: String,
    state: String,
}

struct RunView {
    text: String,
    figure: bool,
    unknown: bool,
}

/// What someone typed into a section and could not save.
struct Unsaved {
    section: String,
    text: String,
    says: String,
}

pub async fn show(
    visitor: Visitor,
    permit: Permit<ViewReport>,
    Path((_, period)): Path<(String, String)>,
) -> Result<Response, Reject> {
    let period = unit_page::period(&period)?;
    page(&visitor, &permit, period, StatusCode::OK, None).await
}

async fn page(
    visitor: &Visitor,
    permit: &Permit<ViewReport>,
    period: Period,
    status: StatusCode,
    unsaved: Option<Unsaved>,
) -> Result<Response, Reject> {
    let unit = unit_page::unit_in(&visitor.reader, permit.unit(), period).await?;
    let marks = site::marks(&visitor.reader).await?;
    let report = reports::yearly(&visitor.reader, permit, period, marks).await?;
    let report = report.ok_or(Reject::NotFound)?;
    let layout = Layout::of_unit(visitor, "Báo cáo", period, Tab::Report)
        .await?
        .ok_or(Reject::NotFound)?
        .with_script("prose.js");
    let here = url::report(unit.unit, &unit.slug, period);
    let mut part = String::new();
    let views = report.sections();
    let sections = views.into_iter().map(|view| part_view(view, &mut part, unsaved.as_ref()));
    let page = OutlinePage {
        layout,
        full_name: capitalised(&unit.full_name()),
        period: period_words(period).to_lowercase(),
        pdf_url: format!("{here}/tai-pdf"),
        word_url: format!("{here}/tai-word"),
        excel_url: format!("{here}/tai-excel"),
        preview_url: format!("{here}/ban-in"),
        issues: issues(&report, &unit, period),
        notice: unsaved.as_ref().map(|unsaved| unsaved.says.clone()),
        sections: sections.collect(),
        can_write: visitor.may(ActionKind::WriteReport, visitor.unit()?),
        action: here,
    };
    Ok(show_page(status, &page))
}

fn issues(report: &Yearly, unit: &UnitVersion, period: Period) -> Vec<IssueView> {
    let slug = |of: UnitId| {
        let node = report.gathered.tree.node(of);
        node.map_or(unit.slug.as_str(), |node| node.version.slug.as_str())
    };
    report
        .readiness()
        .into_iter()
        .map(|Issue { section, says, remedy, unit, choice }| IssueView {
            says: capitalised(&says),
            remedy,
            url: Some(match (unit, choice.and_then(|measure| made_of(report, &measure))) {
                // The page of a figure offers the choice between its totals.
                (Some(of), Some(indicator)) => {
                    format!("{}/{indicator}", url::progress(of, slug(of), period))
                }
                (Some(of), None) => format!("{}#{section}", url::figures(of, slug(of), period)),
                (None, _) => format!("#{section}"),
            }),
        })
        .collect()
}

/// The first figure that a measure is part of.
fn made_of(report: &Yearly, measure: &Code) -> Option<Code> {
    let mut indicators = report.gathered.indicators.iter();
    let found = indicators.find(|one| one.terms().any(|term| term.measure == *measure));
    found.map(|indicator| indicator.code.clone())
}

fn part_view(view: SectionView, part: &mut String, unsaved: Option<&Unsaved>) -> PartView {
    let first = *part != view.part;
    part.clone_from(&view.part);
    let unsaved = unsaved.filter(|unsaved| unsaved.section == view.key);
    let state = match view.written_at {
        Some(at) => format!("Đã lưu {}, {}", instant_in_vietnam(at), view.written_by),
        None => String::new(),
    };
    let prose = unsaved.map_or(view.prose, |unsaved| unsaved.text.clone());
    PartView {
        key: view.key,
        part: if first { view.part } else { String::new() },
        number: view.number,
        title: view.title,
        sentences: view.sentences.iter().map(runs).collect(),
        rows: (prose.lines().map(|line| 1 + line.chars().count() / 80).sum::<usize>() + 1).max(3),
        prose,
        version: view.version,
        last_year: view.last_year_prose,
        state: if unsaved.is_some() { "Chưa lưu".to_owned() } else { state },
    }
}

fn runs(paragraph: &Paragraph) -> Vec<RunView> {
    let view = |run: &Run| match run {
        Run::Text(text) => RunView { text: text.clone(), figure: false, unknown: false },
        Run::Figure { text, .. } => RunView { text: text.clone(), figure: true, unknown: false },
        Run::Unknown { text, .. } => RunView { text: text.clone(), figure: true, unknown: true },
    };
    paragraph.runs.iter().map(view).collect()
}

#[derive(Serialize)]
struct Told {
    version: Option<i32>,
    words: String,
}

/// Saves the prose of a section; what cannot be saved is shown again as typed.
pub async fn write(
    act: Act,
    visitor: Visitor,
    permit: Permit<WriteReport>,
    fields: Fields,
    Path((_, period)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Reject> {
    let period = unit_page::period(&period)?;
    let unit = unit_page::unit_in(&visitor.reader, permit.unit(), period).await?;
    let section = fields.get("phan").unwrap_or_default().to_owned();
    let text = fields.get("loi").unwrap_or_default().to_owned();
    let base = fields.get("ban").and_then(|version| version.parse().ok()).unwrap_or_default();
    let json = wants_json(&headers);
    let back = url::report(unit.unit, &unit.slug, period);
    let viewing = permit.viewing();
    let done = {
        let (section, text, viewing) = (section.clone(), text.clone(), viewing.clone());
        act.run(async move |work| {
            let event = reports::write_prose(&work, &permit, period, &section, &text, base).await?;
            let answer = if json {
                let stands = reports::prose(&work, &viewing, period, &section).await?;
                let version = stands.map_or(0, |prose| prose.version);
                let told = Told { version: Some(version), words: "Đã lưu".to_owned() };
                Answer::json(StatusCode::OK, &told)?
            } else {
                Answer::see_other(format!("{}#{section}", url::with_note(&back, "da-luu")))
            };
            Ok((answer, event))
        })
        .await
    };
    match done {
        Err(Reject::Refused(refusals)) => {
            let says = refusals.iter().map(|r| format!("{} {}", r.says, r.remedy));
            let says = says.collect::<Vec<_>>().join(" ");
            if json {
                let words = format!("Chưa lưu: {says}");
                let told = Told { version: None, words };
                return Ok((StatusCode::UNPROCESSABLE_ENTITY, axum::Json(told)).into_response());
            }
            let unsaved = Unsaved { section, text, says };
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            page(&visitor, &viewing, period, status, Some(unsaved)).await
        }
        other => other,
    }
}
