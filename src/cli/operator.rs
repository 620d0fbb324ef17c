//! The operator's hand in the audit: acts of the command line on the whole site.

use entities::values::UnitId;

use crate::audit::{self, Event};
use crate::authority::{Action, Actor, Permit, Place, decide};
use crate::platform::clock::Clock;
use crate::platform::db::{Db, Work};
use crate::platform::outcome::Fault;

/// The operator's permit of `A` on what belongs to no unit.
pub fn permit<A: Action>(clock: &Clock) -> Result<Permit<A>, Fault> {
    decide(&Actor::Operator, A::KIND, &Place::site(), clock.today())
        .ok()
        .and_then(|granted| granted.permit())
        .ok_or_else(|| Fault::broken("the policy leaves the operator without a right"))
}

pub async fn open(db: &Db) -> Result<Work, Fault> {
    audit::open(db, UnitId::SITE).await
}

pub async fn commit(work: Work, event: &Event) -> Result<(), Fault> {
    audit::commit(work, UnitId::SITE, &Actor::Operator, event).await
}
