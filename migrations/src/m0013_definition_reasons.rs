//! Why a definition was said anew after its year had been printed.

use sea_orm_migration::prelude::*;

use crate::columns::{optional, text};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut change = Table::alter();
        let reason = optional(text("reason"));
        let change = change.table(Alias::new("definition")).add_column(reason);
        manager.alter_table(change.to_owned()).await
    }
}
