//! Definitions that hold from a report year on. What stood in the catalogue until now has always
//! held; the tables of before keep the newest wording until a later release takes them away.

use std::collections::BTreeMap;

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::QueryResult;
use serde_json::{Map, Value as Json, json};

use crate::columns::{append_only, flag, instant, int, key, table, text};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// Columns of a table and the field of the definition that each becomes.
type Fields = &'static [(&'static str, &'static str, Holds)];

#[derive(Clone, Copy)]
enum Holds {
    Text,
    Number,
    Flag,
}
use Holds::{Flag, Number, Text};

const MEASURE: Fields = &[
    ("code", "code", Text),
    ("name", "name", Text),
    ("short", "short", Text),
    ("form", "form", Text),
    ("group_head", "group", Text),
    ("section", "section", Text),
    ("unit_word", "unit", Text),
    ("kind", "kind", Text),
    ("scale", "scale", Number),
    ("totals", "totals", Text),
    ("nature", "nature", Text),
    ("basis", "basis", Text),
    ("position", "position", Number),
    ("hint", "hint", Text),
    ("optional", "optional", Flag),
];
const RELATION: Fields = &[
    ("code", "code", Text),
    ("kind", "kind", Text),
    ("bounded", "bounded", Flag),
    ("says", "says", Text),
    ("position", "position", Number),
];
const INDICATOR: Fields = &[
    ("code", "code", Text),
    ("name", "name", Text),
    ("short", "short", Text),
    ("unit_word", "unit", Text),
    ("kind", "kind", Text),
    ("decimals", "decimals", Number),
    ("direction", "direction", Text),
    ("basis", "basis", Text),
    ("base", "base", Text),
    ("section", "section", Text),
    ("position", "position", Number),
    ("legal_source", "legal_source", Text),
];
const RELATION_TERM: Fields =
    &[("relation", "of", Text), ("side", "side", Text), ("measure", "measure", Text)];
const INDICATOR_TERM: Fields = &[
    ("indicator", "of", Text),
    ("side", "side", Text),
    ("measure", "measure", Text),
    ("sign", "sign", Number),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(definition()).await?;
        append_only(manager, "definition").await?;
        for row in read(manager, "measure", MEASURE, "code").await? {
            say(manager, "measure", row).await?;
        }
        let terms = read(manager, "measure_relation_term", RELATION_TERM, "position").await?;
        let sides = sides(terms, |term| term["measure"].clone());
        for mut row in read(manager, "measure_relation", RELATION, "code").await? {
            take(&mut row, &sides, &["left", "right"]);
            say(manager, "relation", row).await?;
        }
        let terms = read(manager, "indicator_term", INDICATOR_TERM, "position").await?;
        let signed =
            |term: &Map<String, Json>| json!({ "measure": term["measure"], "sign": term["sign"] });
        let sides = self::sides(terms, signed);
        for mut row in read(manager, "indicator", INDICATOR, "code").await? {
            take(&mut row, &sides, &["numerator", "denominator"]);
            say(manager, "indicator", row).await?;
        }
        Ok(())
    }
}

fn definition() -> TableCreateStatement {
    table(
        "definition",
        [
            text("kind"),
            text("code"),
            int("since"),
            int("revision"),
            flag("retired"),
            text("content"),
            text("said_by"),
            text("actor"),
            instant("said_at"),
        ],
    )
    .primary_key(&mut key(["kind", "code", "since", "revision"]))
    .to_owned()
}

async fn read(
    manager: &SchemaManager<'_>,
    table: &'static str,
    fields: Fields,
    order: &'static str,
) -> Result<Vec<Map<String, Json>>, DbErr> {
    let mut select = Query::select();
    select.from(Alias::new(table)).order_by(Alias::new(order), Order::Asc);
    for (column, _, _) in fields {
        select.column(Alias::new(*column));
    }
    let rows = manager.get_connection().query_all(&select).await?;
    rows.iter().map(|row| one(row, fields)).collect()
}

fn one(row: &QueryResult, fields: Fields) -> Result<Map<String, Json>, DbErr> {
    let mut content = Map::new();
    for (column, field, holds) in fields {
        let value = match holds {
            Holds::Text => json!(row.try_get::<String>("", column)?),
            Holds::Number => json!(row.try_get::<i32>("", column)?),
            Holds::Flag => json!(row.try_get::<bool>("", column)?),
        };
        content.insert((*field).to_owned(), value);
    }
    Ok(content)
}

/// The terms of each definition and side, in their order.
fn sides(
    terms: Vec<Map<String, Json>>,
    written: impl Fn(&Map<String, Json>) -> Json,
) -> BTreeMap<(String, String), Vec<Json>> {
    let word = |json: &Json| json.as_str().unwrap_or_default().to_owned();
    let mut sides: BTreeMap<_, Vec<Json>> = BTreeMap::new();
    for term in terms {
        let place = (word(&term["of"]), word(&term["side"]));
        sides.entry(place).or_default().push(written(&term));
    }
    sides
}

fn take(
    row: &mut Map<String, Json>,
    sides: &BTreeMap<(String, String), Vec<Json>>,
    names: &[&str],
) {
    let code = row["code"].as_str().unwrap_or_default().to_owned();
    for name in names {
        let terms = sides.get(&(code.clone(), (*name).to_owned())).cloned().unwrap_or_default();
        row.insert((*name).to_owned(), terms.into());
    }
}

async fn say(
    manager: &SchemaManager<'_>,
    kind: &str,
    content: Map<String, Json>,
) -> Result<(), DbErr> {
    let code = content["code"].as_str().unwrap_or_default().to_owned();
    let epoch = sea_orm_migration::sea_orm::prelude::DateTimeUtc::UNIX_EPOCH;
    let insert = Query::insert()
        .into_table(Alias::new("definition"))
        .columns(
            [
                "kind", "code", "since", "revision", "retired", "content", "said_by", "actor",
                "said_at",
            ]
            .map(Alias::new),
        )
        .values_panic([
            kind.into(),
            code.into(),
            0.into(),
            1.into(),
            false.into(),
            Json::Object(content).to_string().into(),
            "Danh mục sẵn có".into(),
            "operator".into(),
            epoch.into(),
        ])
        .to_owned();
    manager.get_connection().execute(&insert).await?;
    Ok(())
}
