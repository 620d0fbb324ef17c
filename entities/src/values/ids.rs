//! Identities. A unit has a small number given by org; everything else a `UUIDv7` made by the
//! application.

use sea_orm::DeriveValueType;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Identity of a unit (đơn vị), kept through every renaming.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    DeriveValueType,
    Serialize,
    Deserialize,
)]
pub struct UnitId(pub i32);

impl UnitId {
    /// The chain of acts that belong to no unit (sign-ins, accounts, whole-site imports).
    pub const SITE: Self = Self(0);
}

impl std::fmt::Display for UnitId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// Identity of an account (tài khoản).
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    DeriveValueType,
    Serialize,
    Deserialize,
)]
pub struct AccountId(pub Uuid);

/// Identity of any other row.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    DeriveValueType,
    Serialize,
    Deserialize,
)]
pub struct RowId(pub Uuid);

/// None of these is made by the database, so no number of its can become one.
macro_rules! never_generated {
    ($($name:ty),+) => {$(
        impl sea_orm::TryFromU64 for $name {
            fn try_from_u64(_: u64) -> Result<Self, sea_orm::DbErr> {
                Err(sea_orm::DbErr::ConvertFromU64(stringify!($name)))
            }
        }
    )+};
}

never_generated!(AccountId, RowId, crate::values::Code, crate::values::Period);
