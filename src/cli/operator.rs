//! The operator's hand in the audit: acts of the command line on the whole site.

use entities::values::UnitId;

use crate::audit::{self, Event};
use crate::authority::Actor;
use crate::platform::db::{Db, Work};
use crate::platform::outcome::Fault;

pub async fn open(db: &Db) -> Result<Work, Fault> {
    audit::open(db, UnitId::SITE).await
}

pub async fn commit(work: Work, event: &Event) -> Result<(), Fault> {
    audit::commit(work, UnitId::SITE, &Actor::Operator, event).await
}
