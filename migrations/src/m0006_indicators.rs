//! Indicators over measures, and targets with their revisions.

use sea_orm_migration::prelude::*;

use crate::columns::{day, id, index, instant, int, key, optional, refers, table, text};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(indicator()).await?;
        manager.create_table(indicator_term()).await?;
        manager.create_table(target()).await?;
        manager.create_index(index("target", ["unit_id", "period"])).await?;
        manager.create_table(target_unit()).await?;
        Ok(())
    }
}

fn indicator() -> TableCreateStatement {
    table(
        "indicator",
        [
            text("code"),
            text("name"),
            text("short"),
            text("unit_word"),
            text("kind"),
            int("decimals"),
            text("direction"),
            text("basis"),
            text("base"),
            text("section"),
            int("position"),
            text("legal_source"),
        ],
    )
    .primary_key(&mut key(["code"]))
    .to_owned()
}

fn indicator_term() -> TableCreateStatement {
    table(
        "indicator_term",
        [text("indicator"), text("side"), text("measure"), int("sign"), int("position")],
    )
    .primary_key(&mut key(["indicator", "side", "measure"]))
    .foreign_key(&mut refers("indicator_term", "indicator", ("indicator", "code")))
    .to_owned()
}

fn target() -> TableCreateStatement {
    table(
        "target",
        [
            id("id"),
            text("indicator"),
            int("unit_id"),
            text("period"),
            text("operator"),
            optional(text("value")),
            optional(text("value2")),
            text("scope"),
            text("scope_kind"),
            text("basis"),
            text("wording"),
            text("legal_source"),
            day("adopted_on"),
            optional(id("superseded_by")),
            text("adopted_by"),
            instant("adopted_at"),
        ],
    )
    .primary_key(&mut key(["id"]))
    .foreign_key(&mut refers("target", "indicator", ("indicator", "code")))
    .foreign_key(&mut refers("target", "unit_id", ("unit", "id")))
    .to_owned()
}

fn target_unit() -> TableCreateStatement {
    table("target_unit", [id("target_id"), int("unit_id")])
        .primary_key(&mut key(["target_id", "unit_id"]))
        .foreign_key(&mut refers("target_unit", "target_id", ("target", "id")))
        .to_owned()
}
