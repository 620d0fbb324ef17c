//! Who may do what where. Pure: the grants and the place are given, nothing is looked up.
//!
//! [`policy`] is the whole policy on one screen. [`decide`] is the only maker of a [`Granted`],
//! which alone turns into the [`Permit`] that a verb asks for.

mod action;
mod actor;
mod decide;
mod policy;

pub use action::{
    Action, ActionKind, Administer, AdoptTargets, AnswerTargets, DefineCatalogue, Defines,
    EnterFigures, EnterGrid, ImportExchange, ViewFigures, ViewGrid, ViewProgress, ViewReport,
    ViewTargets, ViewTrail, WriteReport,
};
pub use actor::{Actor, Grant, Person};
pub use decide::{Denial, Granted, Permit, Place, Scope, decide, may};
pub use policy::{Reach, reach};
