//! A unit answers what the unit above proposes to it (nhận mức giao, có ý kiến khác).

use entities::values::{ProposalState, RowId};
use rust_decimal::Decimal;
use serde_json::json;

use super::store::{self, NewStep};
use super::{Given, Target, refusals};
use crate::audit::{Event, EventKind};
use crate::authority::{AnswerTargets, Permit};
use crate::platform::db::Work;
use crate::platform::outcome::Outcome;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    Accept,
    Object { counter: Option<Decimal>, reason: String },
}

/// Answers for the unit of the permit; `seen` is the step that was answered. An answer may be
/// changed until the part is adopted.
///
/// Refuses: `no_longer_stands` · `changed_meanwhile` · `reason_missing` · `counter_missing`
pub async fn answer(
    work: &Work,
    permit: &Permit<AnswerTargets>,
    target: RowId,
    seen: i32,
    answer: &Answer,
) -> Outcome<((), Event)> {
    let unit = permit.unit();
    let held = store::hold(work, target).await?.filter(Target::stands);
    let given = store::given_by(work, &[target]).await?;
    let given = given.into_iter().find(|given| given.unit == unit);
    let (Some(held), Some(given)) = (held, given.filter(Given::may_be_answered)) else {
        return Err(refusals::no_longer_stands().into());
    };
    let last = &given.latest;
    if held.new.unit == unit || last.number != seen {
        return Err(refusals::changed_meanwhile("answer").into());
    }
    let (state, counter, reason) = match answer {
        Answer::Accept => (ProposalState::Accepted, None, String::new()),
        Answer::Object { counter, reason } => {
            let mut issues = Vec::new();
            if counter.is_none() {
                issues.push(refusals::counter_missing());
            }
            if reason.is_empty() {
                issues.push(refusals::reason_missing("Có ý kiến khác thì cần nêu lý do."));
            }
            if !issues.is_empty() {
                return Err(issues.into());
            }
            (ProposalState::Objected, *counter, reason.clone())
        }
    };
    let details = json!({
        "target": target.0,
        "state": state.word(),
        "value": last.value.normalize().to_string(),
        "counter": counter.map(|counter| counter.normalize().to_string()),
        "reason": reason,
    });
    let step = NewStep {
        target,
        unit,
        number: last.number + 1,
        revision: last.revision,
        state,
        value: last.value,
        counter,
        reason,
    };
    store::write_step(work, &step, permit.actor().name()).await?;
    Ok(((), Event::new(EventKind::TargetAnswered, details)))
}
