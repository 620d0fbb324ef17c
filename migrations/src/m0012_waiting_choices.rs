//! What was typed over somebody else's value waits for a choice: the version it was typed upon.

use sea_orm_migration::prelude::*;

use crate::columns::{int, optional};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut change = Table::alter();
        let change = change.table(Alias::new("cell_refusal"));
        manager.alter_table(change.add_column(optional(int("base"))).to_owned()).await
    }
}
