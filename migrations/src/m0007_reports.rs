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
        manager.create_table(prose()).await?;
        manager.create_table(prose_entry()).await?;
        append_only(manager, "prose_entry").await?;
        Ok(())
    }
}

fn prose_columns() -> Vec<ColumnDef> {
    vec![
        int("unit_id"),
        text("period"),
        text("section"),
        int("version"),
        text("content"),
        text("written_by"),
        instant("written_at"),
    ]
}

fn prose() -> TableCreateStatement {
    table("prose", prose_columns())
        .primary_key(&mut key(["unit_id", "period", "section"]))
        .foreign_key(&mut refers("prose", "unit_id", ("unit", "id")))
        .to_owned()
}

fn prose_entry() -> TableCreateStatement {
    table("prose_entry", prose_columns())
        .primary_key(&mut key(["unit_id", "period", "section", "version"]))
        .to_owned()
}
