//! Closed lists stored as text.

use sea_orm::{DeriveActiveEnum, EnumIter};
use serde::{Deserialize, Serialize};

/// How exact a known amount is (đúng, hơn, gần, khoảng).
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, DeriveActiveEnum,
    Serialize, Deserialize,
)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    #[default]
    #[sea_orm(string_value = "exact")]
    Exact,
    /// *hơn x*: somewhere in (x, ∞)
    #[sea_orm(string_value = "over")]
    Over,
    /// *gần x*: somewhere in (−∞, x)
    #[sea_orm(string_value = "under")]
    Under,
    /// *khoảng x*: anywhere
    #[sea_orm(string_value = "about")]
    About,
}

/// Where a number comes from.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, DeriveActiveEnum,
    Serialize, Deserialize,
)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// Typed by the unit (nhập).
    #[sea_orm(string_value = "entered")]
    Entered,
    /// Counted by a register (đếm từ sổ).
    #[sea_orm(string_value = "counted")]
    Counted,
    /// Published for a whole unit without its parts (số công bố).
    #[sea_orm(string_value = "control")]
    Control,
}

/// What is said of a number.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, DeriveActiveEnum,
    Serialize, Deserialize,
)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "snake_case")]
pub enum State {
    #[sea_orm(string_value = "known")]
    Known,
    /// Declared: there is none (không có).
    #[sea_orm(string_value = "nothing")]
    Nothing,
    /// Not known; also what a cell becomes when its content is taken away.
    #[sea_orm(string_value = "missing")]
    Missing,
}

/// What a person is to a unit.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, DeriveActiveEnum,
    Serialize, Deserialize,
)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Cán bộ Hội của đơn vị.
    #[sea_orm(string_value = "officer")]
    Officer,
    /// Thủ quỹ, kế toán.
    #[sea_orm(string_value = "treasurer")]
    Treasurer,
    /// Văn phòng, chuyên viên.
    #[sea_orm(string_value = "staff")]
    Staff,
    /// Lãnh đạo.
    #[sea_orm(string_value = "leader")]
    Leader,
    /// Kiểm tra.
    #[sea_orm(string_value = "auditor")]
    Auditor,
    /// Quản trị: grants roles, reads no register.
    #[sea_orm(string_value = "admin")]
    Admin,
}
