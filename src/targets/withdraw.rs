//! Withdrawing a target (bãi bỏ): a row that supersedes it and promises nothing.

use entities::values::RowId;
use serde_json::json;

use super::{Adopts, Target, handed, refusals, store};
use crate::audit::{Event, EventKind};
use crate::authority::Permit;
use crate::platform::db::Work;
use crate::platform::outcome::{Fault, Outcome};

/// Ends a target that stands.
///
/// Refuses: `no_longer_stands` · `handed_down` · `reason_missing`
pub async fn withdraw<A: Adopts>(
    work: &Work,
    permit: &Permit<A>,
    target: RowId,
    reason: &str,
) -> Outcome<((), Event)> {
    let held = store::hold(work, target).await?.filter(Target::stands);
    let Some(held) = held else { return Err(refusals::no_longer_stands().into()) };
    if !A::may_write(permit, held.new.unit) {
        return Err(Fault::broken("a permit for another unit").into());
    }
    if let Some(refusal) = handed::bound(work, permit.actor(), &held).await? {
        return Err(refusal.into());
    }
    if reason.is_empty() {
        return Err(refusals::reason_missing("Bãi bỏ chỉ tiêu cần có lý do.").into());
    }
    store::withdraw(work, &held, reason, permit.actor().name()).await?;
    let details = json!({
        "target": target.0,
        "indicator": held.new.indicator.as_str(),
        "period": held.new.period.to_string(),
        "reason": reason,
    });
    Ok(((), Event::new(EventKind::TargetWithdrawn, details)))
}
