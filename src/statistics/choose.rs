//! Choosing which of two figures for the same thing counts (số nào được tính).

use entities::values::{Code, Origin, Period};
use serde_json::json;

use super::store;
use crate::audit::{Event, EventKind};
use crate::authority::{Permit, WriteReport};
use crate::platform::db::Work;
use crate::platform::outcome::Outcome;

/// Makes the figure of one origin count for a unit, a period and a measure.
pub async fn choose_counting(
    work: &Work,
    permit: &Permit<WriteReport>,
    period: Period,
    measure: &Code,
    origin: Origin,
) -> Outcome<Event> {
    store::choices::choose(work, permit.unit(), period, measure, origin, permit.actor()).await?;
    let details = json!({"period": period, "measure": measure, "origin": origin});
    Ok(Event::new(EventKind::CountingChosen, details))
}
