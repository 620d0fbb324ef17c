//! The second step of signing in, where a session comes from, and requests for a new password.

use sea_orm_migration::prelude::*;

use crate::columns::{big, id, index, instant, key, optional, refers, table, text};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(second_factor()).await?;
        manager.create_table(recovery_code()).await?;
        manager.create_index(index("recovery_code", ["account_id"])).await?;
        manager.create_table(reset_request()).await?;
        manager.create_index(index("reset_request", ["asked_at"])).await?;
        manager.create_index(index("idempotency_key", ["claimed_at"])).await?;
        manager.create_index(index("session", ["expires_at"])).await?;
        for (table, column) in [
            ("session", text("address")),
            ("session", text("browser")),
            ("session", instant("owes_code_until")),
            ("session", instant("second_factor_at")),
            ("sign_in_failure", instant("forgiven_at")),
        ] {
            let mut change = Table::alter();
            let change = change.table(Alias::new(table)).add_column(optional(column));
            manager.alter_table(change.to_owned()).await?;
        }
        Ok(())
    }
}

fn second_factor() -> TableCreateStatement {
    table(
        "second_factor",
        [
            id("account_id"),
            text("secret"),
            instant("started_at"),
            optional(instant("confirmed_at")),
            big("last_step"),
        ],
    )
    .primary_key(&mut key(["account_id"]))
    .foreign_key(&mut refers("second_factor", "account_id", ("account", "id")))
    .to_owned()
}

fn recovery_code() -> TableCreateStatement {
    table(
        "recovery_code",
        [text("code_hash"), id("account_id"), instant("made_at"), optional(instant("used_at"))],
    )
    .primary_key(&mut key(["code_hash"]))
    .foreign_key(&mut refers("recovery_code", "account_id", ("account", "id")))
    .to_owned()
}

fn reset_request() -> TableCreateStatement {
    table(
        "reset_request",
        [
            id("id"),
            text("login"),
            text("address"),
            instant("asked_at"),
            optional(instant("handled_at")),
        ],
    )
    .primary_key(&mut key(["id"]))
    .to_owned()
}
