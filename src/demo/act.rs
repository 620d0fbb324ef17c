//! One act of the story: open, do, commit, and a minute goes by.

use chrono::Duration;
use entities::values::UnitId;

use crate::audit::{self, Event};
use crate::authority::{Action, Actor, Permit, Place, decide};
use crate::platform::db::{Db, Work};
use crate::platform::outcome::{Fault, Outcome};

const STEP: Duration = Duration::minutes(1);

/// Does one act on a chain, as somebody.
pub async fn act<T>(
    db: &Db,
    chain: UnitId,
    actor: &Actor,
    verb: impl AsyncFnOnce(&Work) -> Outcome<(T, Event)>,
) -> Outcome<T> {
    let work = audit::open(db, chain).await?;
    let (done, event) = verb(&work).await?;
    audit::commit(work, chain, actor, &event).await?;
    db.clock().advance(STEP);
    Ok(done)
}

/// The right of somebody at a place; the story asks for none that the policy does not give.
pub fn permit<A: Action>(db: &Db, actor: &Actor, place: &Place) -> Result<Permit<A>, Fault> {
    decide(actor, A::KIND, place, db.clock().today())
        .ok()
        .and_then(|granted| granted.permit())
        .ok_or_else(|| Fault::broken("the policy leaves the story without a right"))
}
