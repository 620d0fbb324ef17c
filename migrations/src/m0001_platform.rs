//! Settings of the site and idempotency keys.

use sea_orm_migration::prelude::*;

use crate::columns::{instant, int, key, table, text};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(site_setting()).await?;
        manager.create_table(idempotency_key()).await?;
        Ok(())
    }
}

fn site_setting() -> TableCreateStatement {
    table("site_setting", [text("name"), text("content")])
        .primary_key(&mut key(["name"]))
        .to_owned()
}

fn idempotency_key() -> TableCreateStatement {
    table(
        "idempotency_key",
        [text("key"), text("body_hash"), int("status"), text("answer"), instant("claimed_at")],
    )
    .primary_key(&mut key(["key"]))
    .to_owned()
}
