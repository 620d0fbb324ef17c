//! One row per act, chained by hash, one chain per unit.

use sea_orm_migration::prelude::*;

use crate::columns::{append_only, big, instant, int, key, table, text};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(audit_chain()).await?;
        manager.create_table(audit_row()).await?;
        append_only(manager, "audit_row").await?;
        Ok(())
    }
}

fn audit_chain() -> TableCreateStatement {
    table("audit_chain", [int("chain"), big("length"), text("hash")])
        .primary_key(&mut key(["chain"]))
        .to_owned()
}

fn audit_row() -> TableCreateStatement {
    table(
        "audit_row",
        [
            int("chain"),
            big("number"),
            instant("happened_at"),
            text("actor"),
            text("actor_name"),
            text("event"),
            text("details"),
            text("previous_hash"),
            text("hash"),
        ],
    )
    .primary_key(&mut key(["chain", "number"]))
    .to_owned()
}
