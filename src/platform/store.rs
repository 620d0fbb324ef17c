//! Rows of the platform: settings of the site, keys of acts, definitions.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use entities::platform::{definition, idempotency_key, site_setting};
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};
use serde::Deserialize;

use super::db::{Source, Work, bundle, unbundled};
use super::outcome::Fault;

pub use entities::platform::definition::Model as Definition;
pub use entities::platform::idempotency_key::Model as Claimed;

pub async fn setting(source: &impl Source, name: &str) -> Result<Option<String>, Fault> {
    let row = site_setting::Entity::find_by_id(name).one(&source.executor()).await?;
    Ok(row.map(|row| row.content))
}

pub async fn write_setting(work: &Work, name: &str, content: &str) -> Result<(), Fault> {
    let row =
        site_setting::ActiveModel { name: Set(name.to_owned()), content: Set(content.to_owned()) };
    site_setting::Entity::insert(row)
        .on_conflict(
            OnConflict::column(site_setting::Column::Name)
                .update_column(site_setting::Column::Content)
                .to_owned(),
        )
        .exec_without_returning(&work.executor())
        .await?;
    Ok(())
}

pub async fn claimed(work: &Work, key: &str) -> Result<Option<Claimed>, Fault> {
    Ok(idempotency_key::Entity::find_by_id(key).one(&work.executor()).await?)
}

pub async fn claim(work: &Work, row: Claimed) -> Result<(), Fault> {
    let new: idempotency_key::ActiveModel = row.into();
    idempotency_key::Entity::insert(sea_orm::ActiveModelTrait::reset_all(new))
        .exec_without_returning(&work.executor())
        .await?;
    Ok(())
}

pub async fn settings(source: &impl Source) -> Result<BTreeMap<String, String>, Fault> {
    let rows = site_setting::Entity::find().all(&source.executor()).await?;
    Ok(rows.into_iter().map(|row| (row.name, row.content)).collect())
}

/// Rows of a kind (of one code, when given) up to a year; each word after the ones before it.
pub async fn definitions(
    source: &impl Source,
    kind: &str,
    code: Option<&str>,
    until: i32,
) -> Result<Vec<Definition>, Fault> {
    Ok(definition::Entity::find()
        .filter(definition::Column::Kind.eq(kind))
        .filter(definition::Column::Since.lte(until))
        .apply_if(code, |query, code| query.filter(definition::Column::Code.eq(code)))
        .order_by_asc(definition::Column::Code)
        .order_by_asc(definition::Column::Since)
        .order_by_asc(definition::Column::Revision)
        .all(&source.executor())
        .await?)
}

/// A definition as somebody said it, with no more than what is needed to hold it.
#[derive(Deserialize)]
pub struct Said {
    pub code: String,
    since: i32,
    revision: i32,
    retired: Truth,
    pub content: String,
}

/// As the database writes it: `true`, or 1.
#[derive(Deserialize)]
#[serde(untagged)]
enum Truth {
    Word(bool),
    Number(i32),
}

impl Said {
    /// The latest word holds.
    pub fn order(&self) -> (i32, i32) {
        (self.since, self.revision)
    }

    pub fn is_retired(&self) -> bool {
        matches!(self.retired, Truth::Word(true) | Truth::Number(1))
    }
}

/// The same rows of a kind, of every code, in one bundle and no order.
pub async fn definitions_until(
    source: &impl Source,
    kind: &str,
    until: i32,
) -> Result<Vec<Said>, Fault> {
    let columns = [
        definition::Column::Code,
        definition::Column::Since,
        definition::Column::Revision,
        definition::Column::Retired,
        definition::Column::Content,
    ];
    let bundle: Option<Option<String>> = definition::Entity::find()
        .select_only()
        .column_as(bundle(source, columns), "bundle")
        .filter(definition::Column::Kind.eq(kind))
        .filter(definition::Column::Since.lte(until))
        .into_tuple()
        .one(&source.executor())
        .await?;
    unbundled(&bundle.flatten().unwrap_or_default())
}

pub async fn write_definition(work: &Work, row: Definition) -> Result<(), Fault> {
    let new: definition::ActiveModel = row.into();
    definition::Entity::insert(sea_orm::ActiveModelTrait::reset_all(new))
        .exec_without_returning(&work.executor())
        .await?;
    Ok(())
}

/// Takes away at most so many keys that were claimed before an instant.
pub async fn forget_keys(work: &Work, before: DateTime<Utc>, most: u64) -> Result<(), Fault> {
    let keys: Vec<String> = idempotency_key::Entity::find()
        .select_only()
        .column(idempotency_key::Column::Key)
        .filter(idempotency_key::Column::ClaimedAt.lt(before))
        .limit(most)
        .into_tuple()
        .all(&work.executor())
        .await?;
    idempotency_key::Entity::delete_many()
        .filter(idempotency_key::Column::Key.is_in(keys))
        .exec(&work.executor())
        .await?;
    Ok(())
}
