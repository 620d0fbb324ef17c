//! One row per act (nhật ký), in one chain of hashes per unit.
//!
//! [`open`] begins every unit of work and holds the unit's chain, so the acts of one unit follow
//! each other, and [`hold`] takes more of them; [`commit`] is the only commit. Rows are never
//! changed: a trigger refuses it and [`verify`] names the first row that was changed all the same.

mod chain;
mod checks;
mod event;
mod store;
mod trail;

pub use chain::{Broken, commit, hold, latest, open, verify};
pub use checks::CHECKS;
pub use event::{Event, EventKind};
pub use trail::{Act, PAGE, Place, site_trail, trail};
