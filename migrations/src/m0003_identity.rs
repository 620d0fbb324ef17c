//! Accounts, sessions, grants, invitations, failed sign-ins.

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
        manager.create_table(account()).await?;
        manager.create_index(index("account", ["login"]).unique().to_owned()).await?;
        manager.create_table(session()).await?;
        manager.create_index(index("session", ["account_id"])).await?;
        manager.create_table(role_grant()).await?;
        manager.create_index(index("role_grant", ["account_id"])).await?;
        manager.create_table(invitation()).await?;
        manager.create_table(sign_in_failure()).await?;
        manager.create_index(index("sign_in_failure", ["login", "happened_at"])).await?;
        manager.create_index(index("sign_in_failure", ["address", "happened_at"])).await?;
        Ok(())
    }
}

fn account() -> TableCreateStatement {
    table(
        "account",
        [
            id("id"),
            text("login"),
            text("name"),
            optional(text("password_hash")),
            instant("created_at"),
            optional(instant("disabled_at")),
        ],
    )
    .primary_key(&mut key(["id"]))
    .to_owned()
}

fn session() -> TableCreateStatement {
    table(
        "session",
        [
            text("token_hash"),
            id("account_id"),
            instant("created_at"),
            instant("last_seen_at"),
            instant("expires_at"),
            optional(instant("ended_at")),
        ],
    )
    .primary_key(&mut key(["token_hash"]))
    .foreign_key(&mut refers("session", "account_id", ("account", "id")))
    .to_owned()
}

fn role_grant() -> TableCreateStatement {
    table(
        "role_grant",
        [
            id("id"),
            id("account_id"),
            text("role"),
            int("unit_id"),
            day("valid_from"),
            day("valid_to"),
            text("granted_by"),
            instant("granted_at"),
        ],
    )
    .primary_key(&mut key(["id"]))
    .foreign_key(&mut refers("role_grant", "account_id", ("account", "id")))
    .to_owned()
}

fn invitation() -> TableCreateStatement {
    table(
        "invitation",
        [
            text("token_hash"),
            id("account_id"),
            instant("created_at"),
            instant("expires_at"),
            optional(instant("used_at")),
        ],
    )
    .primary_key(&mut key(["token_hash"]))
    .foreign_key(&mut refers("invitation", "account_id", ("account", "id")))
    .to_owned()
}

fn sign_in_failure() -> TableCreateStatement {
    table("sign_in_failure", [id("id"), text("login"), text("address"), instant("happened_at")])
        .primary_key(&mut key(["id"]))
        .to_owned()
}
