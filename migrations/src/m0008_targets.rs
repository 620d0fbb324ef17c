//! Targets that are withdrawn or handed down, and the proposals that lead to it.

use sea_orm_migration::prelude::*;

use crate::columns::{append_only, id, index, instant, int, key, optional, refers, table, text};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for mut column in [optional(text("withdrawn_because")), optional(id("handed_from"))] {
            let change = Table::alter().table(Alias::new("target")).add_column(&mut column).take();
            manager.alter_table(change).await?;
        }
        manager.create_table(target_proposal()).await?;
        let once = ["target_id", "unit_id", "step"];
        manager.create_index(index("target_proposal", once).unique().to_owned()).await?;
        manager.create_index(index("target_proposal", ["unit_id"])).await?;
        append_only(manager, "target_proposal").await
    }
}

fn target_proposal() -> TableCreateStatement {
    table(
        "target_proposal",
        [
            id("id"),
            id("target_id"),
            int("unit_id"),
            int("step"),
            int("revision"),
            text("state"),
            text("value"),
            optional(text("counter")),
            text("reason"),
            text("acted_by"),
            instant("acted_at"),
        ],
    )
    .primary_key(&mut key(["id"]))
    .foreign_key(&mut refers("target_proposal", "target_id", ("target", "id")))
    .foreign_key(&mut refers("target_proposal", "unit_id", ("unit", "id")))
    .to_owned()
}
