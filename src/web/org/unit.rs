//! One unit to be seen to: what it was and is called, its officers, and the acts on both.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use chrono::NaiveDate;
use entities::values::{OPEN_END, Period, UnitId};
use serde::Deserialize;
use validator::Validate;

use super::units::{Choice, Typed, choices, day};
use crate::audit::Event;
use crate::authority::{Administer, Permit};
use crate::identity;
use crate::org::{self, NewOfficer, NewVersion, Officer, UnitVersion};
use crate::platform::db::{Reader, Source, Work};
use crate::platform::outcome::{Fault, Outcome, Refusal};
use crate::statistics;
use crate::vietnamese::{capitalised, date};
use crate::web::access::Visitor;
use crate::web::act::{Act, Answer};
use crate::web::components::{Issues, role_words};
use crate::web::form::Form;
use crate::web::page::{Layout, Link, Note, report_year};
use crate::web::reject::Reject;
use crate::web::{show as page, url};

#[derive(Template)]
#[template(path = "org/unit.html")]
struct UnitPage {
    layout: Layout,
    name: String,
    here: String,
    versions: Vec<VersionView>,
    officers: Vec<OfficerView>,
    parents: Vec<Choice>,
    typed: Asked,
    issues: Issues,
    stands: bool,
    /// The last day, where one is known.
    ends: Option<String>,
    /// Roles on the unit that are open today or later.
    holders: Vec<Holder>,
    /// What the unit promised for the year that is being reported.
    targets: Link,
}

struct Holder {
    words: String,
    href: String,
}

struct VersionView {
    name: String,
    from: String,
    to: String,
    legal_basis: String,
}

struct OfficerView {
    name: String,
    position: String,
    signs: bool,
    from: String,
    to: String,
    is_open: bool,
}

/// One of the acts of the page, with what it asks for.
#[derive(Clone, Debug, Default, Deserialize, Validate)]
pub struct Asked {
    #[serde(default)]
    viec: String,
    #[serde(flatten)]
    #[validate(nested)]
    change: Change,
    #[serde(default)]
    ket_thuc: String,
    #[serde(default)]
    ho_ten: String,
    #[serde(default)]
    chuc_vu: String,
    #[serde(default)]
    ky: String,
    #[serde(default)]
    nhan_viec: String,
    #[serde(default)]
    thoi_viec: String,
    /// Who leaves, and since when.
    #[serde(default)]
    ai: String,
    #[serde(default)]
    tu: String,
}

/// Name, kind and superior from a day on.
#[derive(Clone, Debug, Default, Deserialize, Validate)]
pub struct Change {
    #[serde(default)]
    ten: String,
    #[serde(default)]
    loai: String,
    #[serde(default)]
    cap_tren: String,
    #[serde(default)]
    tu_ngay: String,
    #[serde(default)]
    can_cu: String,
}

/// An act that was asked for, read.
enum Doing {
    Change(NewVersion),
    End(NaiveDate),
    TakeOffice(NewOfficer),
    Leave { name: String, from: NaiveDate, on: NaiveDate },
}

pub async fn show(
    visitor: Visitor,
    _permit: Permit<Administer>,
    Path(number): Path<i32>,
) -> Result<Response, Reject> {
    again(&visitor, UnitId(number), None, Vec::new()).await
}

pub async fn change(
    act: Act,
    visitor: Visitor,
    permit: Permit<Administer>,
    Path(number): Path<i32>,
    form: Form<Asked>,
) -> Result<Response, Reject> {
    let unit = UnitId(number);
    let asked = form.value;
    let doing = match read(&asked) {
        Ok(doing) => doing,
        Err(refusal) => return again(&visitor, unit, Some(asked), vec![refusal]).await,
    };
    let done = act
        .run(move |work| async move {
            let event = perform(&work, &permit, unit, doing).await?;
            let to = url::with_note(&url::unit_administration(unit), Note::Saved.code());
            Ok((Answer::see_other(to), event))
        })
        .await;
    match done {
        Err(Reject::Refused(issues)) => again(&visitor, unit, Some(asked), issues).await,
        other => other,
    }
}

fn read(asked: &Asked) -> Result<Doing, Refusal> {
    match asked.viec.as_str() {
        "doi" => {
            let Change { ten, loai, cap_tren, tu_ngay, can_cu } = asked.change.clone();
            Typed { ten, loai, cap_tren, tu_ngay, can_cu }.version(0).map(Doing::Change)
        }
        "ket-thuc" => day("ket_thuc", &asked.ket_thuc).map(Doing::End),
        "nhan-viec" => Ok(Doing::TakeOffice(NewOfficer {
            name: asked.ho_ten.clone(),
            position: asked.chuc_vu.clone(),
            signs: asked.ky == "co",
            from: day("nhan_viec", &asked.nhan_viec)?,
            to: None,
        })),
        _ => Ok(Doing::Leave {
            name: asked.ai.clone(),
            from: day("tu", &asked.tu)?,
            on: day("thoi_viec", &asked.thoi_viec)?,
        }),
    }
}

async fn perform(
    work: &Work,
    permit: &Permit<Administer>,
    unit: UnitId,
    doing: Doing,
) -> Outcome<Event> {
    match doing {
        Doing::Change(next) => {
            let settled = statistics::settled_before(work, unit).await?;
            org::change(work, permit, unit, &next, settled).await
        }
        Doing::End(on) => {
            let settled = statistics::settled_before(work, unit).await?;
            org::end_unit(work, permit, unit, on, settled).await
        }
        Doing::TakeOffice(new) => org::enter_office(work, permit, unit, &new).await,
        Doing::Leave { name, from, on } => {
            org::leave_office(work, permit, unit, (&name, from), on).await
        }
    }
}

async fn again(
    visitor: &Visitor,
    unit: UnitId,
    asked: Option<Asked>,
    issues: Vec<Refusal>,
) -> Result<Response, Reject> {
    let reader = &visitor.reader;
    let mut versions = org::all_versions(reader).await?;
    versions.retain(|version| version.unit == unit);
    let last = versions.last().ok_or(Reject::NotFound)?.clone();
    let typed = asked.unwrap_or_else(|| Asked { change: as_it_is(&last), ..Asked::default() });
    let officers = org::officers_of(reader, unit).await?;
    let status = if issues.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let year = Period::Year(report_year(reader));
    let targets = Link {
        text: format!("Chỉ tiêu năm {year}"),
        href: url::targets(unit, &last.slug, year),
        is_current: false,
    };
    let page_of_unit = UnitPage {
        targets,
        layout: Layout::plain(visitor, &capitalised(&last.full_name())).await?,
        name: capitalised(&last.full_name()),
        here: url::unit_administration(unit),
        parents: choices(reader, typed.change.cap_tren.parse().ok()).await?,
        ends: (last.to != OPEN_END).then(|| end_words(last.to)),
        holders: holders(reader, unit).await?,
        stands: last.holds_on(reader.today()),
        versions: versions.iter().rev().map(version_view).collect(),
        officers: officers.iter().map(officer_view).collect(),
        typed,
        issues: Issues::new(issues),
    };
    Ok(page(status, &page_of_unit))
}

async fn holders(reader: &Reader, unit: UnitId) -> Result<Vec<Holder>, Fault> {
    let today = reader.today();
    let mut holders = Vec::new();
    for account in identity::accounts(reader).await? {
        for grant in account.grants.iter().filter(|g| g.unit == unit && g.to > today) {
            let words = format!("{}: {}", account.name, role_words(grant.role));
            holders.push(Holder { words, href: url::account(account.id) });
        }
    }
    Ok(holders)
}

fn as_it_is(version: &UnitVersion) -> Change {
    Change {
        ten: version.name.clone(),
        loai: version.kind.clone(),
        cap_tren: version.parent.map(|above| above.0.to_string()).unwrap_or_default(),
        ..Change::default()
    }
}

fn end_words(to: NaiveDate) -> String {
    if to == OPEN_END { "nay".to_owned() } else { date(to.pred_opt().unwrap_or(to)) }
}

fn version_view(version: &UnitVersion) -> VersionView {
    VersionView {
        name: version.full_name(),
        from: date(version.from),
        to: end_words(version.to),
        legal_basis: version.legal_basis.clone(),
    }
}

fn officer_view(officer: &Officer) -> OfficerView {
    OfficerView {
        name: officer.name.clone(),
        position: officer.position.clone(),
        signs: officer.signs,
        from: date(officer.from),
        to: end_words(officer.to),
        is_open: officer.to == OPEN_END,
    }
}
