//! The exchange file in and out: how figures, units and definitions travel between sites.
//!
//! The format is `khuyenhoc/1`; its schema is published as `docs/exchange.schema.json`. The
//! standard catalogue of measures and indicators is itself such a file.

mod catalogue;
mod export;
mod file;
mod import;
mod read;
mod refusals;
mod standing;
mod take_definitions;
mod take_targets;
mod take_units;
mod take_values;
mod words;

/// Scheme of the codes by which units are known in exchange files.
pub const KEY_SCHEME: &str = "exchange";

pub use catalogue::{COUNTED, load_standard, needs_catalogue, standard};
pub use export::export;
pub use file::{
    Direction, FORMAT, File, Format, Indicator, IndicatorKind, Measure, MeasureKind, Nature,
    Officer, Relation, RelationOp, Scope, Section, Succession, Target, TargetOp, Totals, Unit,
    UnitCode, UnitVersion, Value, schema,
};
pub use import::{Imported, Stage, Watch, import, import_watched};
pub use read::{LARGEST, read};
