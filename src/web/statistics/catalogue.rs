//! The catalogue of a site: measures, relations and indicators, searchable, and as a workbook.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use entities::values::Code;
use serde::Deserialize;

use super::definition::{Editable, NEW, year_words};
use crate::authority::{DefineCatalogue, Permit};
use crate::documents::{Align, Column, Emphasis, Row, Table};
use crate::facts::{Measure, SECTIONS, section_title};
use crate::indicators::Indicator;
use crate::platform::db::Reader;
use crate::platform::definition::{self, Version};
use crate::platform::outcome::Fault;
use crate::statistics::{self, Relation};
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
    parts: Vec<Part>,
}

/// The definitions of one part of the report.
struct Part {
    title: String,
    lines: Vec<Line>,
}

impl List {
    fn count(&self) -> usize {
        self.parts.iter().map(|part| part.lines.len()).sum()
    }
}

/// One definition, by its newest version.
struct Line {
    code: String,
    href: String,
    says: String,
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
        for part in &mut list.parts {
            let told = |line: &Line| fold(&format!("{} {}", line.code, line.says));
            part.lines.retain(|line| told(line).contains(&sought));
        }
        list.parts.retain(|part| !part.lines.is_empty());
    }
    let layout = Layout::plain(&visitor, "Danh mục").await?;
    Ok(show_page(StatusCode::OK, &CataloguePage { layout, sought: asked.tim, lists }))
}

pub async fn xlsx(visitor: Visitor, _permit: Permit<DefineCatalogue>) -> Result<Response, Reject> {
    let sheets: Vec<Sheet> = lists(&visitor.reader).await?.iter().map(sheet).collect();
    Ok(download::excel(&visitor.reader, "danh-muc.xlsx", sheets).await?)
}

async fn lists(reader: &Reader) -> Result<Vec<List>, Fault> {
    let measures = statistics::every_measure(reader).await?.into_iter();
    let sections: BTreeMap<Code, String> = measures.map(|one| (one.code, one.section)).collect();
    let of_measure = |measure: &Measure| measure.section.clone();
    // a relation is looked for where its first measure stands
    let of_relation = |relation: &Relation| {
        relation.left.first().and_then(|code| sections.get(code)).cloned().unwrap_or_default()
    };
    let of_indicator = |indicator: &Indicator| indicator.section.clone();
    Ok(vec![
        list("so-lieu", "Mục số liệu", reader, of_measure).await?,
        list("rang-buoc", "Ràng buộc", reader, of_relation).await?,
        list("chi-so", "Chỉ số", reader, of_indicator).await?,
    ])
}

async fn list<T: Editable>(
    key: &'static str,
    title: &'static str,
    reader: &Reader,
    section: impl Fn(&T) -> String,
) -> Result<List, Fault> {
    let mut newest: BTreeMap<String, Version<T>> = BTreeMap::new();
    for version in definition::versions::<T>(reader).await? {
        newest.insert(version.what.code().to_owned(), version);
    }
    let mut versions: Vec<Version<T>> = newest.into_values().collect();
    versions.sort_by_key(|version| (version.what.position(), version.what.code().to_owned()));
    let line = |version: &Version<T>| Line {
        code: version.what.code().to_owned(),
        href: url::definition(T::PLACE, version.what.code()),
        says: version.what.says(),
        valid: if version.retired {
            format!("không dùng nữa {}", year_words(version.since))
        } else {
            year_words(version.since)
        },
    };
    let order = |key: &str| SECTIONS.iter().position(|(known, _)| *known == key);
    let mut parts: BTreeMap<(Option<usize>, String), Vec<Line>> = BTreeMap::new();
    for version in &versions {
        let key = section(&version.what);
        parts.entry((order(&key), key)).or_default().push(line(version));
    }
    let parts = parts.into_iter().map(|((_, key), lines)| Part {
        title: if key.is_empty() { "Phần khác".into() } else { section_title(&key).into() },
        lines,
    });
    Ok(List {
        key,
        title,
        add: url::definition(T::PLACE, NEW),
        adds: format!("Thêm {}", T::CALLED),
        parts: parts.collect(),
    })
}

fn sheet(list: &List) -> Sheet {
    let column =
        |title: &str| Column { group: String::new(), title: title.to_owned(), align: Align::Left };
    let lines = list.parts.iter().flat_map(|part| part.lines.iter().map(move |line| (part, line)));
    let rows = lines.map(|(part, line)| Row {
        emphasis: Emphasis::Plain,
        cells: [&line.code, &line.says, &part.title, &line.valid]
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
