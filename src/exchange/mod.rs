//! The exchange file in and out: how figures, units and definitions travel between sites.
//!
//! The format is `khuyenhoc/1`; its schema is published as `docs/exchange.schema.json`. The
//! standard catalogue of measures and indicators is itself such a file.

mod catalogue;
mod file;

pub use catalogue::{COUNTED, standard};
pub use file::{
    Direction, FORMAT, File, Format, Indicator, IndicatorKind, Measure, MeasureKind, Nature,
    Officer, Relation, RelationOp, Scope, Section, Succession, Target, TargetOp, Totals, Unit,
    UnitCode, UnitVersion, Value, schema,
};
