//! The catalogue of measures, their relations, and the cells with every earlier value.

use sea_orm_migration::prelude::*;

use crate::columns::{
    append_only, big, day, flag, instant, int, key, optional, refers, table, text,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(measure()).await?;
        manager.create_table(measure_relation()).await?;
        manager.create_table(measure_relation_term()).await?;
        manager.create_table(cell()).await?;
        manager.create_table(cell_entry()).await?;
        append_only(manager, "cell_entry").await?;
        manager.create_table(cell_refusal()).await?;
        manager.create_table(counting_choice()).await?;
        Ok(())
    }
}

fn cell_columns() -> Vec<ColumnDef> {
    vec![
        int("unit_id"),
        text("period"),
        text("measure"),
        text("origin"),
        int("version"),
        text("state"),
        optional(big("amount")),
        text("precision"),
        text("source"),
        optional(day("as_of")),
        text("note"),
        text("reason"),
        text("entered_by"),
        instant("entered_at"),
    ]
}

fn measure() -> TableCreateStatement {
    table(
        "measure",
        [
            text("code"),
            text("name"),
            text("short"),
            text("form"),
            text("group_head"),
            text("section"),
            text("unit_word"),
            text("kind"),
            int("scale"),
            text("totals"),
            text("nature"),
            text("basis"),
            int("position"),
            text("hint"),
            flag("optional"),
        ],
    )
    .primary_key(&mut key(["code"]))
    .to_owned()
}

fn measure_relation() -> TableCreateStatement {
    table(
        "measure_relation",
        [text("code"), text("kind"), flag("bounded"), text("says"), int("position")],
    )
    .primary_key(&mut key(["code"]))
    .to_owned()
}

fn measure_relation_term() -> TableCreateStatement {
    table(
        "measure_relation_term",
        [text("relation"), text("side"), text("measure"), int("position")],
    )
    .primary_key(&mut key(["relation", "side", "measure"]))
    .foreign_key(&mut refers("measure_relation_term", "relation", ("measure_relation", "code")))
    .foreign_key(&mut refers("measure_relation_term", "measure", ("measure", "code")))
    .to_owned()
}

fn cell() -> TableCreateStatement {
    table("cell", cell_columns())
        .primary_key(&mut key(["unit_id", "period", "measure", "origin"]))
        .foreign_key(&mut refers("cell", "unit_id", ("unit", "id")))
        .foreign_key(&mut refers("cell", "measure", ("measure", "code")))
        .to_owned()
}

fn cell_entry() -> TableCreateStatement {
    table("cell_entry", cell_columns())
        .primary_key(&mut key(["unit_id", "period", "measure", "origin", "version"]))
        .to_owned()
}

fn cell_refusal() -> TableCreateStatement {
    table(
        "cell_refusal",
        [
            int("unit_id"),
            text("period"),
            text("measure"),
            text("typed"),
            text("says"),
            text("remedy"),
            text("refused_by"),
            instant("refused_at"),
        ],
    )
    .primary_key(&mut key(["unit_id", "period", "measure"]))
    .to_owned()
}

fn counting_choice() -> TableCreateStatement {
    table(
        "counting_choice",
        [
            int("unit_id"),
            text("period"),
            text("measure"),
            text("origin"),
            text("chosen_by"),
            instant("chosen_at"),
        ],
    )
    .primary_key(&mut key(["unit_id", "period", "measure"]))
    .to_owned()
}
