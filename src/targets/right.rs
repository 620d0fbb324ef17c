//! Who may write targets of which unit: a file may of all that it names, a page of its own unit.

use entities::values::UnitId;

use crate::authority::{Action, AdoptTargets, ImportExchange, Permit};

/// A right to adopt, revise and withdraw targets.
pub trait Adopts: Action + Sized {
    fn may_write(permit: &Permit<Self>, unit: UnitId) -> bool;
}

impl Adopts for ImportExchange {
    fn may_write(_: &Permit<Self>, _: UnitId) -> bool {
        true
    }
}

impl Adopts for AdoptTargets {
    fn may_write(permit: &Permit<Self>, unit: UnitId) -> bool {
        permit.unit() == unit
    }
}
