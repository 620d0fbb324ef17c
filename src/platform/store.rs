//! Rows of the platform.

use entities::platform::site_setting;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, EntityTrait};

use super::db::{Source, Work};
use super::outcome::Fault;

pub async fn setting(source: &impl Source, name: &str) -> Result<Option<String>, Fault> {
    let row = site_setting::Entity::find_by_id(name).one(&source.executor()).await?;
    Ok(row.map(|row| row.content))
}

pub async fn set(work: &Work, name: &str, content: &str) -> Result<(), Fault> {
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
