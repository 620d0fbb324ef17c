//! Tables and value types. Everybody may use [`values`]; only the owning room uses its tables.

pub mod values;
