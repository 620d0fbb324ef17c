//! The schema, one file per migration. See README.md for how to change a live database.

use sea_orm_migration::prelude::*;

mod columns;
mod m0001_platform;
mod m0002_org;
mod m0003_identity;
mod m0004_audit;
mod m0005_statistics;
mod m0006_indicators;
mod m0007_reports;
mod m0008_targets;
mod m0009_blocks;
mod m0010_definitions;
mod m0011_second_step;
mod m0012_waiting_choices;
mod m0013_definition_reasons;

pub use sea_orm_migration::MigratorTrait;

pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_platform::Migration),
            Box::new(m0002_org::Migration),
            Box::new(m0003_identity::Migration),
            Box::new(m0004_audit::Migration),
            Box::new(m0005_statistics::Migration),
            Box::new(m0006_indicators::Migration),
            Box::new(m0007_reports::Migration),
            Box::new(m0008_targets::Migration),
            Box::new(m0009_blocks::Migration),
            Box::new(m0010_definitions::Migration),
            Box::new(m0011_second_step::Migration),
            Box::new(m0012_waiting_choices::Migration),
            Box::new(m0013_definition_reasons::Migration),
        ]
    }
}
