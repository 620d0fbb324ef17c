//! Prose of the reports, with every earlier text.

use sea_orm_migration::prelude::*;

use crate::columns::{append_only, instant, int, key, refers, table, text};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let content = || {
            vec![
                int("unit_id"),
                text("period"),
                text("section"),
                int("version"),
                text("content"),
                text("written_by"),
                instant("written_at"),
            ]
        };
        manager
            .create_table(
                table("prose", content())
                    .primary_key(&mut key(["unit_id", "period", "section"]))
                    .foreign_key(&mut refers("prose", "unit_id", ("unit", "id")))
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                table("prose_entry", content())
                    .primary_key(&mut key(["unit_id", "period", "section", "version"]))
                    .to_owned(),
            )
            .await?;
        append_only(manager, "prose_entry").await?;
        Ok(())
    }
}
