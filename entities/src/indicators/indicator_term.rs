//! A measure in the numerator or the denominator.

use sea_orm::entity::prelude::*;

use crate::values::Code;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "indicator_term")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub indicator: Code,
    #[sea_orm(primary_key, auto_increment = false)]
    pub side: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub measure: Code,
    pub sign: i32,
    pub position: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
