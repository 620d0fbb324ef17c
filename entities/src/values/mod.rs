//! Value types: what a cell of a table or a part of a figure may be. Pure, no room, no words
//! that people read.

mod code;
mod ids;
mod labels;
mod period;
mod share;

pub use code::Code;
pub use ids::{AccountId, RowId, UnitId};
pub use labels::{
    Direction, FigureKind, Kind, Nature, Operator, Origin, Precision, ProposalState, RelationKind,
    Role, State, Totals,
};
pub use period::{OPEN_END, Period, PeriodError, PeriodKind, SchoolBasis};
pub use share::{Dong, Share, ShareError};
