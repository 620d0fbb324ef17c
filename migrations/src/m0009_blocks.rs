//! Blocks of cells entered together, and their undoing.

use sea_orm_migration::prelude::*;

use crate::columns::{append_only, id, index, instant, int, key, refers, table, text};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(block()).await?;
        manager.create_table(block_cell()).await?;
        manager.create_index(index("block_cell", ["unit_id", "report"])).await?;
        manager.create_table(block_undo()).await?;
        for name in ["block", "block_cell", "block_undo"] {
            append_only(manager, name).await?;
        }
        Ok(())
    }
}

fn block() -> TableCreateStatement {
    table(
        "block",
        [
            id("id"),
            int("unit_id"),
            text("source"),
            text("file"),
            text("file_hash"),
            text("entered_by"),
            instant("entered_at"),
        ],
    )
    .primary_key(&mut key(["id"]))
    .foreign_key(&mut refers("block", "unit_id", ("unit", "id")))
    .to_owned()
}

fn block_cell() -> TableCreateStatement {
    table(
        "block_cell",
        [
            id("block_id"),
            int("unit_id"),
            text("period"),
            text("measure"),
            text("origin"),
            text("report"),
            int("version_before"),
            int("version"),
        ],
    )
    .primary_key(&mut key(["block_id", "unit_id", "period", "measure", "origin"]))
    .foreign_key(&mut refers("block_cell", "block_id", ("block", "id")))
    .to_owned()
}

fn block_undo() -> TableCreateStatement {
    table(
        "block_undo",
        [
            id("block_id"),
            int("restored"),
            text("left_out"),
            text("undone_by"),
            instant("undone_at"),
        ],
    )
    .primary_key(&mut key(["block_id"]))
    .foreign_key(&mut refers("block_undo", "block_id", ("block", "id")))
    .to_owned()
}
