//! The catalogue of a site: measures, relations and indicators, searchable, and as a workbook.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use super::definition::{Editable, NEW, year_words};
use crate::authority::{DefineCatalogue, Permit};
use crate::documents::{Align, Column, Emphasis, Row, Table};
use crate::facts::{Measure, section_title};
use crate::indicators::Indicator;
use crate::platform::db::Reader;
use crate::platform::definition::{self, Version};
use crate::platform::outcome::Fault;
use crate::statistics::Relation;
use crate::vietnamese::fold;
use crate::web::access::Visitor;
use crate::web::page::Layout;
use crate::web::reject::Reject;
use crate::web::{download, show as show_page, url};
use crate::workbooks::Sheet;

#[derive(Template)]
#[template(path = "statistics/catalogue.html")]
struct CataloguePage {
    layout: Layout,
    sought: String,
    lists: Vec<List>,
}

/// One kind of definitions.
struct List {
    key: &'static str,
    title: &'static str,
    add: String,
    adds: String,
    lines: Vec<Line>,
}

/// One definition, by its newest version.
struct Line {
    code: String,
    href: String,
    says: String,
    place: String,
    valid: String,
}

#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    tim: String,
}

pub async fn show(
    visitor: Visitor,
    _permit: Permit<DefineCatalogue>,
    Query(asked): Query<Asked>,
) -> Result<Response, Reject> {
    let mut lists = lists(&visitor.reader).await?;
    let sought = fold(&asked.tim);
    for list in &mut lists {
        list.lines.retain(|line| fold(&format!("{} {}", line.code, line.says)).contains(&sought));
    }
    let layout = Layout::plain(&visitor, "Danh mục").await?;
    Ok(show_page(StatusCode::OK, &CataloguePage { layout, sought: asked.tim, lists }))
}

pub async fn xlsx(visitor: Visitor, _permit: Permit<DefineCatalogue>) -> Result<Response, Reject> {
    let sheets: Vec<Sheet> = lists(&visitor.reader).await?.iter().map(sheet).collect();
    Ok(download::excel(&visitor.reader, "danh-muc.xlsx", sheets).await?)
}

async fn lists(reader: &Reader) -> Result<Vec<List>, Fault> {
    let place = |measure: &Measure| section_title(&measure.section).to_owned();
    let nowhere = |relation: &Relation| {
        if relation.bounded { "Bắt buộc".to_owned() } else { "Nên theo".to_owned() }
    };
    let section = |indicator: &Indicator| section_title(&indicator.section).to_owned();
    Ok(vec![
        list("so-lieu", "Mục số liệu", reader, place).await?,
        list("rang-buoc", "Ràng buộc", reader, nowhere).await?,
        list("chi-so", "Chỉ số", reader, section).await?,
    ])
}

async fn list<T: Editable>(
    key: &'static str,
    title: &'static str,
    reader: &Reader,
    place: impl Fn(&T) -> String,
) -> Result<List, Fault> {
    let mut newest: BTreeMap<String, Version<T>> = BTreeMap::new();
    for version in definition::versions::<T>(reader).await? {
        newest.insert(version.what.code().to_owned(), version);
    }
    let mut versions: Vec<Version<T>> = newest.into_values().collect();
    versions.sort_by_key(|version| (version.what.position(), version.what.code().to_owned()));
    let lines = versions.iter().map(|version| Line {
        code: version.what.code().to_owned(),
        href: url::definition(T::PLACE, version.what.code()),
        says: version.what.says(),
        place: place(&version.what),
        valid: if version.retired {
            format!("không dùng nữa {}", year_words(version.since))
        } else {
            year_words(version.since)
        },
    });
    Ok(List {
        key,
        title,
        add: url::definition(T::PLACE, NEW),
        adds: format!("Thêm {}", T::CALLED),
        lines: lines.collect(),
    })
}

fn sheet(list: &List) -> Sheet {
    let column =
        |title: &str| Column { group: String::new(), title: title.to_owned(), align: Align::Left };
    let rows = list.lines.iter().map(|line| Row {
        emphasis: Emphasis::Plain,
        cells: [&line.code, &line.says, &line.place, &line.valid]
            .map(|text| text.clone().into())
            .into(),
    });
    let table = Table {
        key: list.key.to_owned(),
        caption: String::new(),
        columns: ["Mã", "Nội dung", "Phần", "Áp dụng"].map(column).into(),
        stub: 1,
        rows: rows.collect(),
        notes: Vec::new(),
    };
    Sheet::new(list.title, vec![list.title.to_owned()], table)
}
