//! A definition that holds from a report year on, as somebody said it; never changed.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "definition")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub code: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub since: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub revision: i32,
    pub retired: bool,
    pub content: String,
    pub said_by: String,
    pub actor: String,
    pub said_at: DateTimeUtc,
    /// Why, where what had been printed changed by it.
    pub reason: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
