//! Codes of measures and indicators. Cheap to clone: a page holds thousands of the same few.

use std::borrow::Cow;
use std::sync::Arc;

use sea_orm::sea_query::{ArrayType, ColumnType, Nullable, ValueType, ValueTypeErr};
use sea_orm::{ColIdx, QueryResult, TryGetError, TryGetable, Value};
use serde::{Deserialize, Serialize};

/// Code of a measure or an indicator: capitals, digits, underscores, e.g. `HV_MOI`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(Arc<str>);

impl Code {
    pub fn new(text: &str) -> Self {
        Self(text.into())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The rule of the published schema: a capital, then capitals, digits and underscores.
    pub fn is_well_formed(&self) -> bool {
        let mut letters = self.0.bytes();
        letters.next().is_some_and(|first| first.is_ascii_uppercase())
            && letters.all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_')
    }
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl From<&str> for Code {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl Serialize for Code {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Code {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Cow::<str>::deserialize(from).map(|text| Self::new(&text))
    }
}

impl From<Code> for Value {
    fn from(code: Code) -> Self {
        code.as_str().into()
    }
}

impl TryGetable for Code {
    fn try_get_by<I: ColIdx>(row: &QueryResult, index: I) -> Result<Self, TryGetError> {
        String::try_get_by(row, index).map(|text| Self::new(&text))
    }
}

impl ValueType for Code {
    fn try_from(value: Value) -> Result<Self, ValueTypeErr> {
        <String as ValueType>::try_from(value).map(|text| Self::new(&text))
    }

    fn type_name() -> String {
        "Code".to_owned()
    }

    fn array_type() -> ArrayType {
        ArrayType::String
    }

    fn column_type() -> ColumnType {
        ColumnType::String(sea_orm::sea_query::StringLen::None)
    }
}

impl Nullable for Code {
    fn null() -> Value {
        <String as Nullable>::null()
    }
}
