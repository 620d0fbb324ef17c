//! Definition of a measure.

use sea_orm::entity::prelude::*;

use crate::values::{Code, Kind, Nature, SchoolBasis, Totals};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "measure")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub code: Code,
    pub name: String,
    pub short: String,
    pub form: String,
    pub group_head: String,
    pub section: String,
    pub unit_word: String,
    pub kind: Kind,
    pub scale: i32,
    pub totals: Totals,
    pub nature: Nature,
    pub basis: SchoolBasis,
    pub position: i32,
    pub hint: String,
    pub optional: bool,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
