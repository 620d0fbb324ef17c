//! Units, their versions, codes and officers; who lies within whom and when.

use sea_orm_migration::prelude::*;

use crate::columns::{day, flag, id, index, instant, int, key, optional, refers, table, text};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(unit()).await?;
        manager.create_table(unit_version()).await?;
        manager
            .create_index(index("unit_version", ["unit_id", "valid_from"]).unique().to_owned())
            .await?;
        manager.create_index(index("unit_version", ["parent_id"])).await?;
        manager.create_table(unit_code()).await?;
        manager.create_table(unit_within()).await?;
        manager.create_index(index("unit_within", ["descendant_id"])).await?;
        manager.create_table(unit_succession()).await?;
        manager.create_table(officer()).await?;
        Ok(())
    }
}

fn unit() -> TableCreateStatement {
    table("unit", [int("id"), instant("created_at")]).primary_key(&mut key(["id"])).to_owned()
}

fn unit_version() -> TableCreateStatement {
    table(
        "unit_version",
        [
            id("id"),
            int("unit_id"),
            text("name"),
            text("kind"),
            text("slug"),
            optional(int("parent_id")),
            day("valid_from"),
            day("valid_to"),
            text("legal_basis"),
            text("agency"),
            text("superior"),
            text("place"),
            int("position"),
        ],
    )
    .primary_key(&mut key(["id"]))
    .foreign_key(&mut refers("unit_version", "unit_id", ("unit", "id")))
    .foreign_key(&mut refers("unit_version", "parent_id", ("unit", "id")))
    .to_owned()
}

fn unit_code() -> TableCreateStatement {
    table(
        "unit_code",
        [int("unit_id"), text("scheme"), text("code"), day("valid_from"), day("valid_to")],
    )
    .primary_key(&mut key(["scheme", "code", "valid_from"]))
    .foreign_key(&mut refers("unit_code", "unit_id", ("unit", "id")))
    .to_owned()
}

fn unit_within() -> TableCreateStatement {
    table(
        "unit_within",
        [
            int("ancestor_id"),
            int("descendant_id"),
            int("depth"),
            day("valid_from"),
            day("valid_to"),
        ],
    )
    .primary_key(&mut key(["ancestor_id", "descendant_id", "valid_from"]))
    .foreign_key(&mut refers("unit_within", "ancestor_id", ("unit", "id")))
    .foreign_key(&mut refers("unit_within", "descendant_id", ("unit", "id")))
    .to_owned()
}

fn unit_succession() -> TableCreateStatement {
    table(
        "unit_succession",
        [
            id("id"),
            int("predecessor_id"),
            int("successor_id"),
            day("happened_on"),
            text("kind"),
            text("legal_basis"),
        ],
    )
    .primary_key(&mut key(["id"]))
    .foreign_key(&mut refers("unit_succession", "predecessor_id", ("unit", "id")))
    .foreign_key(&mut refers("unit_succession", "successor_id", ("unit", "id")))
    .to_owned()
}

fn officer() -> TableCreateStatement {
    table(
        "officer",
        [
            id("id"),
            int("unit_id"),
            text("name"),
            text("position"),
            flag("signs"),
            day("valid_from"),
            day("valid_to"),
        ],
    )
    .primary_key(&mut key(["id"]))
    .foreign_key(&mut refers("officer", "unit_id", ("unit", "id")))
    .to_owned()
}
