//! The operator's hand in the audit: acts of the command line on the whole site.

use entities::values::UnitId;

use crate::audit::{self, Event};
use crate::authority::{Action, Actor, Permit, Place, decide};
use crate::exchange;
use crate::platform::clock::Clock;
use crate::platform::db::{Db, Work};
use crate::platform::outcome::{Fault, Outcome};

/// The operator's right to do `A` on what belongs to no unit.
pub fn permit<A: Action>(clock: &Clock) -> Result<Permit<A>, Fault> {
    permit_at(&Place::site(), clock)
}

/// The operator's right to do `A` at a place.
pub fn permit_at<A: Action>(place: &Place, clock: &Clock) -> Result<Permit<A>, Fault> {
    decide(&Actor::Operator, A::KIND, place, clock.today())
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

/// One act from its beginning to its end.
pub async fn act<T>(db: &Db, verb: impl AsyncFnOnce(&Work) -> Outcome<(T, Event)>) -> Outcome<T> {
    let work = open(db).await?;
    let (done, event) = verb(&work).await?;
    commit(work, &event).await?;
    Ok(done)
}

/// Gives a site that has no catalogue the standard one.
pub async fn with_catalogue(db: &Db) -> Outcome<()> {
    if exchange::needs_catalogue(&db.reader()).await? {
        let permit = permit(db.clock())?;
        act(db, async |work| Ok(((), exchange::load_standard(work, &permit).await?))).await?;
    }
    Ok(())
}
