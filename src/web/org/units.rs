//! The units that stand today, in the order of the tree; founding one more; the list as a workbook.

use std::collections::BTreeMap;

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use chrono::NaiveDate;
use entities::values::UnitId;
use serde::Deserialize;
use validator::Validate;

use crate::authority::{Administer, Permit};
use crate::documents::{Align, Column, Emphasis, Row, Table};
use crate::org::{self, NewVersion, Officer, UnitVersion};
use crate::platform::db::{Reader, Source};
use crate::platform::outcome::{Fault, Refusal};
use crate::vietnamese::{date, parse_date};
use crate::web::access::Visitor;
use crate::web::act::{Act, Answer};
use crate::web::components::Issues;
use crate::web::form::Form;
use crate::web::page::{Layout, Note};
use crate::web::reject::Reject;
use crate::web::{download, show as page, url};
use crate::workbooks::Sheet;

#[derive(Template)]
#[template(path = "org/units.html")]
struct UnitsPage {
    layout: Layout,
    units: Vec<UnitView>,
    parents: Vec<Choice>,
    typed: Typed,
    issues: Issues,
}

pub struct UnitView {
    pub url: String,
    pub name: String,
    /// How deep it lies; 0 is the highest.
    pub depth: usize,
    pub parent: String,
    pub from: String,
    pub signatory: String,
}

/// A unit to choose from.
pub struct Choice {
    pub id: i32,
    pub name: String,
    pub chosen: bool,
}

#[derive(Clone, Debug, Default, Deserialize, Validate)]
pub struct Typed {
    #[serde(default)]
    #[validate(length(min = 1, max = 100, message = "Chưa có tên đơn vị."))]
    pub ten: String,
    #[serde(default)]
    #[validate(length(min = 1, max = 40, message = "Chưa có loại đơn vị."))]
    pub loai: String,
    #[serde(default)]
    pub cap_tren: String,
    #[serde(default)]
    pub tu_ngay: String,
    #[serde(default)]
    #[validate(length(max = 300, message = "Căn cứ quá dài."))]
    pub can_cu: String,
}

impl Typed {
    /// The version that was typed, or what is wrong with it.
    pub fn version(&self, position: i32) -> Result<NewVersion, Refusal> {
        Ok(NewVersion {
            name: self.ten.clone(),
            kind: self.loai.clone(),
            parent: self.cap_tren.parse().ok().filter(|id| *id > 0).map(UnitId),
            from: day("tu_ngay", &self.tu_ngay)?,
            to: None,
            legal_basis: self.can_cu.clone(),
            agency: String::new(),
            superior: String::new(),
            place: String::new(),
            position,
        })
    }
}

/// A day that was typed.
pub fn day(field: &str, text: &str) -> Result<NaiveDate, Refusal> {
    parse_date(text).ok_or_else(|| {
        let says = if text.is_empty() {
            "Chưa có ngày.".to_owned()
        } else {
            format!("Không có ngày «{text}».")
        };
        Refusal::new("wrong_date", field, says, "Xin gõ ngày/tháng/năm, ví dụ 01/07/2025.")
    })
}

pub async fn show(visitor: Visitor, _permit: Permit<Administer>) -> Result<Response, Reject> {
    again(&visitor, Typed::default(), Vec::new()).await
}

pub async fn found(
    act: Act,
    visitor: Visitor,
    permit: Permit<Administer>,
    form: Form<Typed>,
) -> Result<Response, Reject> {
    let typed = form.value.clone();
    let version =
        match typed.version(standing(&visitor.reader).await?.len().try_into().unwrap_or(0)) {
            Ok(version) if form.issues.is_empty() => version,
            Ok(_) => return again(&visitor, typed, form.issues).await,
            Err(refusal) => {
                let issues = form.issues.into_iter().chain([refusal]).collect();
                return again(&visitor, typed, issues).await;
            }
        };
    let done = act
        .run(move |work| async move {
            let (unit, event) = org::found(&work, &permit, &version).await?;
            let to = url::with_note(&url::unit_administration(unit), Note::Saved.code());
            Ok((Answer::see_other(to), event))
        })
        .await;
    match done {
        Err(Reject::Refused(issues)) => again(&visitor, typed, issues).await,
        other => other,
    }
}

async fn again(visitor: &Visitor, typed: Typed, issues: Vec<Refusal>) -> Result<Response, Reject> {
    let status = if issues.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let layout = Layout::plain(visitor, "Đơn vị và cán bộ").await?;
    let units = views(&visitor.reader).await?;
    let parents = choices(&visitor.reader, typed.cap_tren.parse().ok()).await?;
    let issues = Issues::new(issues);
    Ok(page(status, &UnitsPage { layout, units, parents, typed, issues }))
}

/// The list as a workbook.
pub async fn xlsx(visitor: Visitor, _permit: Permit<Administer>) -> Result<Response, Reject> {
    let column =
        |title: &str| Column { group: String::new(), title: title.to_owned(), align: Align::Left };
    let rows = views(&visitor.reader).await?.into_iter().map(|unit| Row {
        emphasis: Emphasis::Plain,
        cells: vec![unit.name.into(), unit.parent.into(), unit.from.into(), unit.signatory.into()],
    });
    let table = Table {
        key: "don-vi".to_owned(),
        caption: String::new(),
        columns: ["Đơn vị", "Cấp trên", "Từ ngày", "Người ký"].map(column).to_vec(),
        stub: 1,
        rows: rows.collect(),
        notes: Vec::new(),
    };
    let sheet = Sheet::new("Đơn vị", vec!["Các đơn vị hiện nay".into()], table);
    Ok(download::excel(&visitor.reader, "don-vi.xlsx", vec![sheet]).await?)
}

/// The units that stand today, parents before children.
pub async fn standing(reader: &Reader) -> Result<Vec<UnitVersion>, Fault> {
    let today = reader.today();
    let mut versions = org::all_versions(reader).await?;
    versions.retain(|version| version.holds_on(today));
    versions.sort_by_key(|version| (version.position, version.unit));
    let mut found = Vec::new();
    let mut waiting: Vec<UnitVersion> = Vec::new();
    let ids: Vec<UnitId> = versions.iter().map(|version| version.unit).collect();
    let is_root = |version: &UnitVersion| version.parent.is_none_or(|above| !ids.contains(&above));
    let roots: Vec<UnitVersion> = versions.iter().filter(|v| is_root(v)).cloned().collect();
    waiting.extend(roots.into_iter().rev());
    while let Some(next) = waiting.pop() {
        let under = versions.iter().filter(|version| version.parent == Some(next.unit)).rev();
        waiting.extend(under.cloned());
        found.push(next);
    }
    Ok(found)
}

async fn views(reader: &Reader) -> Result<Vec<UnitView>, Fault> {
    let today = reader.today();
    let mut signing: BTreeMap<UnitId, Officer> = BTreeMap::new();
    for officer in org::all_officers(reader).await? {
        if officer.signs && officer.from <= today && today < officer.to {
            signing.insert(officer.unit, officer);
        }
    }
    let standing = standing(reader).await?;
    let mut depths: BTreeMap<UnitId, (usize, String)> = BTreeMap::new();
    let mut views = Vec::new();
    for version in standing {
        let above = version.parent.and_then(|above| depths.get(&above).cloned());
        let (depth, parent) = above.map_or((0, String::new()), |(depth, name)| (depth + 1, name));
        depths.insert(version.unit, (depth, version.full_name()));
        let signatory = signing.get(&version.unit);
        views.push(UnitView {
            url: url::unit_administration(version.unit),
            name: version.full_name(),
            depth: depth.min(5),
            parent,
            from: date(version.from),
            signatory: signatory
                .map(|one| format!("{} ({})", one.name, one.position))
                .unwrap_or_default(),
        });
    }
    Ok(views)
}

pub async fn choices(reader: &Reader, chosen: Option<i32>) -> Result<Vec<Choice>, Fault> {
    let standing = standing(reader).await?;
    let choice = |version: UnitVersion| Choice {
        id: version.unit.0,
        name: version.full_name(),
        chosen: Some(version.unit.0) == chosen,
    };
    Ok(standing.into_iter().map(choice).collect())
}
