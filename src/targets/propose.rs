//! Proposing parts of a target to the units within (đề xuất mức giao), and proposing others.

use std::collections::BTreeMap;

use entities::values::{FigureKind, ProposalState, RowId, UnitId};
use rust_decimal::Decimal;
use serde_json::json;

use super::store::{self, NewStep};
use super::{Balance, Given, Reach, Target, balance, refusals};
use crate::audit::{Event, EventKind};
use crate::authority::{AdoptTargets, Permit};
use crate::indicators::{self, Indicator};
use crate::org;
use crate::platform::db::Work;
use crate::platform::outcome::{Fault, Outcome, Refusal};
use crate::vietnamese::scaled;

/// What one unit is to promise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    pub unit: UnitId,
    /// In the unit of the target: per cent for shares.
    pub value: Decimal,
    /// For rates: what it is a rate of, where that is known.
    pub whole: Option<i128>,
}

/// The parts of one target. A part of the target's own unit is what it does itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewParts {
    pub target: RowId,
    pub parts: Vec<Part>,
    /// Why they do not make up the whole.
    pub reason: String,
}

/// Proposes; a unit that is left out and had a part loses it, one that has the same part already
/// keeps it with its answer. Returns how many parts are new or other than before.
///
/// Refuses: `no_longer_stands` · `not_to_be_shared` · `not_a_part` · `beyond_100` ·
///          `difference_unexplained`
pub async fn propose(
    work: &Work,
    permit: &Permit<AdoptTargets>,
    new: &NewParts,
) -> Outcome<(usize, Event)> {
    let held = store::hold(work, new.target).await?.filter(Target::stands);
    let Some(target) = held.filter(|held| held.new.unit == permit.unit()) else {
        return Err(refusals::no_longer_stands().into());
    };
    let known = indicators::indicators(work, target.new.period).await?;
    let Some(indicator) = known.iter().find(|known| known.code == target.new.indicator) else {
        return Err(Fault::broken("a target without its indicator").into());
    };
    let tree = org::in_period(work, target.new.unit, target.new.period).await?;
    let within = tree.map(|tree| tree.children(target.new.unit).to_vec()).unwrap_or_default();
    let issues = issues(indicator, &target, new, &within);
    if !issues.is_empty() {
        return Err(issues.into());
    }
    let before = store::given_by(work, &[target.id]).await?;
    let steps = steps(&target, new, &before);
    for step in &steps {
        store::write_step(work, step, permit.actor().name()).await?;
    }
    Ok((steps.len(), event(&target, new, &steps)))
}

fn event(target: &Target, new: &NewParts, steps: &[NewStep]) -> Event {
    let parts: Vec<_> = steps
        .iter()
        .map(|step| {
            json!({
                "unit": step.unit.0,
                "state": step.state.word(),
                "revision": step.revision,
                "value": step.value.normalize().to_string(),
            })
        })
        .collect();
    let details = json!({ "target": target.id.0, "parts": parts, "reason": new.reason });
    Event::new(EventKind::TargetProposed, details)
}

fn issues(
    indicator: &Indicator,
    target: &Target,
    new: &NewParts,
    within: &[UnitId],
) -> Vec<Refusal> {
    let is_rate = indicator.is_fraction();
    let ours = |unit: UnitId| within.contains(&unit) || (!is_rate && unit == target.new.unit);
    let shared = target.new.reach == Reach::Whole
        && target.new.value.is_some()
        && target.new.operator != entities::values::Operator::Maintain;
    if !shared || !new.parts.iter().all(|part| ours(part.unit)) {
        return vec![refusals::not_to_be_shared()];
    }
    let mut issues = Vec::new();
    for part in &new.parts {
        let field = format!("unit.{}", part.unit);
        let fine = is_rate || part.value.normalize().scale() <= indicator.decimals;
        if part.value.is_sign_negative() || !fine {
            issues.push(refusals::not_a_part(field));
        } else if indicator.kind == FigureKind::Share && part.value > Decimal::ONE_HUNDRED {
            issues.push(refusals::beyond_100(&field, &indicator.name));
        }
    }
    if let Some(open) = unexplained(indicator, target, new, within)
        && issues.is_empty()
        && new.reason.is_empty()
    {
        issues.push(refusals::difference_unexplained(&open));
    }
    issues
}

/// What the parts lack or have too much, in words; rates may come to more.
fn unexplained(
    indicator: &Indicator,
    target: &Target,
    new: &NewParts,
    within: &[UnitId],
) -> Option<String> {
    let is_rate = indicator.is_fraction();
    let everybody = within.iter().all(|unit| new.parts.iter().any(|part| part.unit == *unit));
    match balance(indicator, &target.new, &new.parts) {
        Some(balance) if !is_rate => open_in_words(indicator, balance),
        _ if !everybody => Some("có đơn vị chưa được giao".to_owned()),
        Some(balance) => (balance.open() > 0).then(|| open_in_words(indicator, balance)).flatten(),
        None => {
            let reached = |part: &Part| Some(part.value) >= target.new.value;
            let all = new.parts.iter().all(reached);
            (!all).then(|| "có mức thấp hơn chỉ tiêu chung, chưa đủ số để cộng".to_owned())
        }
    }
}

/// `còn 12 hội viên chưa giao`, `giao vượt 12 hội viên`; nothing when it fits.
pub fn open_in_words(indicator: &Indicator, balance: Balance) -> Option<String> {
    let (open, unit) = (balance.open(), indicator.unit.as_str());
    let is_rate = indicator.is_fraction();
    let scale = if is_rate { 0 } else { indicator.decimals };
    let amount = scaled(i64::try_from(open.abs()).unwrap_or(i64::MAX), scale);
    match open {
        0 => None,
        1.. if is_rate => Some(format!("các mức giao còn thiếu {amount} so với số cần đạt")),
        _ if is_rate => None,
        1.. => Some(format!("còn {amount} {unit} chưa giao")),
        _ => Some(format!("giao vượt {amount} {unit}")),
    }
}

fn steps(target: &Target, new: &NewParts, before: &[Given]) -> Vec<NewStep> {
    let had: BTreeMap<UnitId, &Given> = before.iter().map(|given| (given.unit, given)).collect();
    let step = |unit: UnitId, state, value, reason: &str| {
        let last = had.get(&unit).map(|given| &given.latest);
        let again = i32::from(state != ProposalState::Withdrawn);
        NewStep {
            target: target.id,
            unit,
            number: last.map_or(1, |last| last.number + 1),
            revision: last.map_or(1, |last| last.revision + again),
            state,
            value,
            counter: None,
            reason: reason.to_owned(),
        }
    };
    let mut steps = Vec::new();
    for part in &new.parts {
        let kept = had.get(&part.unit).filter(|given| given.counts());
        if kept.is_some_and(|given| given.latest.value == part.value) {
            continue;
        }
        let own = part.unit == target.new.unit;
        let state = if own { ProposalState::Kept } else { ProposalState::Proposed };
        steps.push(step(part.unit, state, part.value, &new.reason));
    }
    for given in before.iter().filter(|given| given.counts()) {
        if !new.parts.iter().any(|part| part.unit == given.unit) {
            let value = given.latest.value;
            steps.push(step(given.unit, ProposalState::Withdrawn, value, &new.reason));
        }
    }
    steps
}
