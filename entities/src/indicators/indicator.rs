//! Definition of an indicator.

use sea_orm::entity::prelude::*;

use crate::values::{Code, Direction, FigureKind, SchoolBasis};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "indicator")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub code: Code,
    pub name: String,
    pub short: String,
    pub unit_word: String,
    pub kind: FigureKind,
    pub decimals: i32,
    pub direction: Direction,
    pub basis: SchoolBasis,
    pub base: String,
    pub section: String,
    pub position: i32,
    pub legal_source: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
