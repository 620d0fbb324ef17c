//! The page on which a definition is said: what measures, relations and indicators share.
//!
//! Nothing is overwritten: what is saved begins in its year, and every earlier word stands below.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use chrono::{DateTime, Utc};

use super::controls::{Control, Group, Options, Texts, select, text, word_of};
use crate::audit::Event;
use crate::authority::{DefineCatalogue, Permit};
use crate::platform::clock::instant_in_vietnam;
use crate::platform::db::{Reader, Source, Work};
use crate::platform::definition::{
    self, BEGINNING, Defined, Revision, SAID_MEANWHILE, Version, Word,
};
use crate::platform::outcome::{Fault, Outcome, Refusal};
use crate::statistics;
use crate::vietnamese::{capitalised, slug};
use crate::web::access::Visitor;
use crate::web::act::{Act, Answer};
use crate::web::components::Issues;
use crate::web::form::Fields;
use crate::web::page::{Layout, Note, report_year};
use crate::web::reject::Reject;
use crate::web::{show as show_page, url};

/// In the place of a code: a definition that is not there yet.
pub const NEW: &str = "moi";
/// The last year of a calendar that figures have.
const LAST_YEAR: i32 = 2199;

/// What one kind of definition brings to the page.
pub trait Editable: Defined + 'static {
    /// Part of its address.
    const PLACE: &'static str;
    /// What people call it.
    const CALLED: &'static str;

    /// What stands in the fields of a new one.
    fn blank(next: i32) -> Texts;
    fn texts(&self) -> Texts;
    fn read(texts: &Texts, issues: &mut Vec<Refusal>) -> Self;
    fn groups(texts: &Texts, is_new: bool, names: &BTreeMap<String, String>) -> Vec<Group>;
    /// Its name for people.
    fn named(&self) -> &str;
    /// The definition in a line.
    fn says(&self) -> String;
    fn position(&self) -> i32;

    /// How a figure would print.
    fn sample(_: &Texts) -> Option<String> {
        None
    }

    fn define(
        work: &Work,
        permit: &Permit<DefineCatalogue>,
        new: &Version<Self>,
        word: Word,
    ) -> impl Future<Output = Outcome<Event>> + Send;

    /// What its figures have to say against it.
    fn doubts(
        &self,
        _: &Reader,
        _since: i32,
    ) -> impl Future<Output = Result<Option<String>, Fault>> + Send {
        async { Ok(None) }
    }
}

#[derive(Template)]
#[template(path = "statistics/definition.html")]
struct DefinitionPage {
    layout: Layout,
    title: String,
    issues: Issues,
    groups: Vec<Group>,
    measures: BTreeMap<String, String>,
    sample: Option<String>,
    doubts: Option<String>,
    /// So many words had been said when the page was opened.
    read: String,
    /// What somebody else made of it meanwhile, beside what was typed.
    clash: Option<Clash>,
    said: Vec<Said>,
}

/// The fields that two people filled differently.
struct Clash {
    by: String,
    rows: Vec<ClashRow>,
}

struct ClashRow {
    label: String,
    mine: String,
    theirs: String,
}

struct Said {
    since: String,
    says: String,
    reason: String,
    by: String,
    at: String,
}

const RETIRED: Options<bool> =
    &[(false, "no", "Đang dùng"), (true, "yes", "Không dùng nữa từ năm này")];

pub async fn show<T: Editable>(
    visitor: Visitor,
    _permit: Permit<DefineCatalogue>,
    Path(code): Path<String>,
) -> Result<Response, Reject> {
    let reader = &visitor.reader;
    let figures_in = statistics::years_with_figures(reader).await?;
    let mut first = report_year(reader);
    let mut texts = if code == NEW {
        first = first.max(statistics::open_from(&figures_in, reader.today()));
        let versions = definition::versions::<T>(reader).await?;
        T::blank(versions.iter().map(|v| v.what.position()).max().unwrap_or_default() + 10)
    } else {
        let newest = definition::revisions::<T>(reader, &code).await?.into_iter().next();
        let version = newest.ok_or(Reject::NotFound)?.version;
        let free = figures_in.last().map_or(BEGINNING, |last| last + 1);
        first = first.max(free).max(version.since);
        texts_of(&version)
    };
    texts.set("since", first.to_string());
    page::<T>(&visitor, &code, &texts, Vec::new(), StatusCode::OK).await
}

fn texts_of<T: Editable>(version: &Version<T>) -> Texts {
    let mut texts = version.what.texts();
    texts.set("retired", word_of(RETIRED, &version.retired));
    texts.set("since", version.since.to_string());
    texts
}

pub async fn save<T: Editable>(
    act: Act,
    visitor: Visitor,
    permit: Permit<DefineCatalogue>,
    fields: Fields,
    Path(code): Path<String>,
) -> Result<Response, Reject> {
    let mut texts = Texts::of_form(&fields);
    let is_new = code == NEW;
    let versions = definition::versions::<T>(&visitor.reader).await?;
    let taken = |code: &str| versions.iter().any(|version| version.what.code() == code);
    if !is_new {
        if !taken(&code) {
            return Err(Reject::NotFound);
        }
        texts.set("code", code.clone());
    } else if texts.get("code").is_empty() {
        texts.set("code", proposed(&format!("{}{}", texts.get("name"), texts.get("says")), taken));
    }
    if texts.wants_more() || fields.get("look").is_some() {
        return page::<T>(&visitor, &code, &texts, Vec::new(), StatusCode::OK).await;
    }
    let mut issues = texts.too_long();
    let since = texts.whole("since", LAST_YEAR, &mut issues);
    let retired = texts.chosen("retired", RETIRED, &mut issues).unwrap_or_default();
    let what = T::read(&texts, &mut issues);
    if is_new && taken(what.code()) {
        issues.push(definition::taken(what.code()));
    }
    if !issues.is_empty() {
        return page::<T>(&visitor, &code, &texts, issues, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let there = url::with_note(&url::definition(T::PLACE, what.code()), Note::Saved.code());
    let new = Version { since, retired, what };
    let word =
        Word { reason: texts.get("reason").to_owned(), read: texts.get("read").parse().ok() };
    let done = act
        .run(async move |work| {
            let event = T::define(&work, &permit, &new, word).await?;
            Ok((Answer::see_other(there), event))
        })
        .await;
    match done {
        Err(Reject::Refused(issues)) => {
            let issues = issues.into_iter().map(at_its_field).collect();
            page::<T>(&visitor, &code, &texts, issues, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        done => done,
    }
}

/// `left[1]` of the room is the field `left-1` of the page; a whole side is its first field.
fn at_its_field(refusal: Refusal) -> Refusal {
    let field = match refusal.field.as_str() {
        side @ ("left" | "right" | "numerator" | "denominator") => format!("{side}-0"),
        field => field.replace('[', "-").replace(']', ""),
    };
    Refusal { field, ..refusal }
}

/// A code made of the name, that nothing has yet.
fn proposed(name: &str, taken: impl Fn(&str) -> bool) -> String {
    let letters: String = slug(name).to_uppercase().replace('-', "_").chars().take(30).collect();
    let code =
        letters.trim_matches('_').trim_start_matches(|c: char| c.is_ascii_digit() || c == '_');
    let code = if code.is_empty() { "MUC" } else { code };
    let mut number = 1;
    let mut free = code.to_owned();
    while taken(&free) {
        number += 1;
        free = format!("{code}_{number}");
    }
    free
}

async fn page<T: Editable>(
    visitor: &Visitor,
    code: &str,
    texts: &Texts,
    issues: Vec<Refusal>,
    status: StatusCode,
) -> Result<Response, Reject> {
    let reader = &visitor.reader;
    let is_new = code == NEW;
    let measures = statistics::every_measure(reader).await?.into_iter();
    let measures = measures.map(|measure| (measure.code.to_string(), measure.name)).collect();
    let said = if is_new { Vec::new() } else { definition::revisions::<T>(reader, code).await? };
    let reprints = if is_new { String::new() } else { reprints(reader).await? };
    let fields = |texts: &Texts| {
        let mut groups = T::groups(texts, is_new, &measures);
        groups.push(validity(texts, is_new, &reprints));
        groups
    };
    let groups = fields(texts);
    let clashes = issues.iter().any(|issue| issue.code == SAID_MEANWHILE);
    let clash = said.iter().max_by_key(|word| word.at).filter(|_| clashes).map(|theirs| Clash {
        by: theirs.by.clone(),
        rows: differing(&groups, &fields(&texts_of(&theirs.version))),
    });
    let read = match texts.get("read") {
        typed if !typed.is_empty() && !clashes => typed.to_owned(),
        _ => said.len().to_string(),
    };
    let doubts = match said.first() {
        Some(last) => last.version.what.doubts(reader, last.version.since).await?,
        None => None,
    };
    let title = match said.first() {
        Some(last) => last.version.what.named().to_owned(),
        None => format!("Thêm {}", T::CALLED),
    };
    let page = DefinitionPage {
        layout: Layout::plain(visitor, "Danh mục").await?,
        title,
        groups,
        measures: if T::PLACE == "so-lieu" { BTreeMap::new() } else { measures },
        sample: T::sample(texts),
        doubts,
        read,
        clash,
        said: said.iter().map(said_view).collect(),
        issues: Issues::new(issues),
    };
    Ok(show_page(status, &page))
}

fn said_view<T: Editable>(one: &Revision<T>) -> Said {
    let what = &one.version.what;
    Said {
        since: year_words(one.version.since),
        says: if one.version.retired { "Không dùng nữa".to_owned() } else { what.says() },
        reason: one.reason.clone(),
        by: one.by.clone(),
        at: instant(one.at),
    }
}

/// Which reports would print differently, before anything is saved.
async fn reprints(reader: &Reader) -> Result<String, Fault> {
    let figures_in = statistics::years_with_figures(reader).await?;
    let open_from = statistics::open_from(&figures_in, reader.today());
    let open: Vec<i32> = figures_in.range(open_from..).copied().collect();
    let Some(last) = open.last() else { return Ok(String::new()) };
    let reports = capitalised(&definition::reports_of(&open));
    Ok(format!(
        " {reports} đã có số liệu: áp dụng từ năm {last} trở về trước thì in lại sẽ khác bản đã \
         in, và xin ghi lý do."
    ))
}

/// Rows of the fields that are not the same.
fn differing(mine: &[Group], theirs: &[Group]) -> Vec<ClashRow> {
    let shown = |control: &Control| {
        let chosen = control.choices.iter().find(|choice| choice.is_chosen);
        chosen.map_or_else(|| control.value.clone(), |choice| choice.text.clone())
    };
    let all = |groups: &[Group]| -> Vec<(String, String, String)> {
        let named = groups.iter().flat_map(|group| {
            let label = |control: &Control| match group.side {
                "" => control.label.clone(),
                _ => format!("{}: {}", group.legend, control.label),
            };
            group.controls.iter().map(move |one| (one.name.clone(), label(one), shown(one)))
        });
        named.filter(|(name, _, _)| name != "reason").collect()
    };
    let (mine, theirs) = (all(mine), all(theirs));
    let value = |side: &[(String, String, String)], name: &str| {
        let found = side.iter().find(|(other, _, _)| other == name);
        found.map(|(_, _, value)| value.clone()).unwrap_or_default()
    };
    let mut fields = mine.clone();
    fields.extend(theirs.iter().filter(|(name, _, _)| !mine.iter().any(|m| m.0 == *name)).cloned());
    fields
        .into_iter()
        .map(|(name, label, _)| ClashRow {
            label,
            mine: value(&mine, &name),
            theirs: value(&theirs, &name),
        })
        .filter(|row| row.mine != row.theirs)
        .collect()
}

fn validity(texts: &Texts, is_new: bool, reprints: &str) -> Group {
    let hint = format!("Báo cáo của các năm trước năm này giữ nguyên như đã in.{reprints}");
    let mut controls = vec![text(texts, "since", "Áp dụng từ năm báo cáo", &hint)];
    if !is_new {
        let hint = "Chỉ cần khi báo cáo đã có số liệu sẽ in khác; lưu cùng lần sửa";
        controls.push(text(texts, "reason", "Lý do sửa", hint));
        controls.push(select(texts, "retired", "Tình trạng", "", RETIRED));
    }
    Group::new("Áp dụng", controls)
}

/// The first year of a version, in words.
pub fn year_words(since: i32) -> String {
    if since == BEGINNING { "từ đầu".to_owned() } else { format!("từ năm {since}") }
}

fn instant(at: DateTime<Utc>) -> String {
    if at == DateTime::UNIX_EPOCH {
        return "trước khi nâng cấp".to_owned();
    }
    instant_in_vietnam(at)
}
