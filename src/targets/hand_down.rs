//! Handing a target down (giao chính thức): the part of a unit becomes a target of its own.

use chrono::NaiveDate;
use entities::values::{ProposalState, RowId, UnitId};
use rust_decimal::Decimal;
use serde_json::json;

use super::proposal::of_a_part;
use super::store::{self, NewStep};
use super::{Given, NewTarget, Reach, Target, refusals};
use crate::audit::{self, Event, EventKind};
use crate::authority::{AdoptTargets, Permit};
use crate::indicators::{self, Indicator};
use crate::org;
use crate::platform::db::Work;
use crate::platform::outcome::{Fault, Outcome, Refusal};

/// Which parts are handed down, as they were seen, and the paper that says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handing {
    pub target: RowId,
    /// Each unit with the step that was seen.
    pub units: Vec<(UnitId, i32)>,
    /// Why a part stands that its unit has not accepted.
    pub reason: String,
    pub wording: String,
    pub legal_source: String,
    pub adopted_on: NaiveDate,
}

/// Makes each part a target of its unit, which supersedes what that unit promised before for the
/// same indicator and period.
///
/// Refuses: `no_longer_stands` · `nobody_chosen` · `changed_meanwhile` · `not_accepted`
pub async fn hand_down(
    work: &Work,
    permit: &Permit<AdoptTargets>,
    handing: &Handing,
) -> Outcome<(usize, Event)> {
    hold_units(work, permit, handing).await?;
    let held = store::hold(work, handing.target).await?.filter(Target::stands);
    let Some(target) = held.filter(|held| held.new.unit == permit.unit()) else {
        return Err(refusals::no_longer_stands().into());
    };
    let given = store::given_by(work, &[target.id]).await?;
    let chosen = chosen(&target, handing, &given)?;
    let known = indicators::indicators(work, target.new.period).await?;
    let Some(indicator) = known.iter().find(|known| known.code == target.new.indicator) else {
        return Err(Fault::broken("a target without its indicator").into());
    };
    let by = permit.actor().name();
    for given in &chosen {
        let new = NewTarget {
            wording: handing.wording.clone(),
            legal_source: handing.legal_source.clone(),
            adopted_on: handing.adopted_on,
            ..as_part(indicator, &target.new, given.unit, given.latest.value)
        };
        let handed_from = Some(target.id);
        let write = store::Write { new: &new, instead_of: None, handed_from };
        store::adopt(work, &write, by).await?;
        store::write_step(work, &adopted(given, handing), by).await?;
    }
    let units: Vec<_> = chosen.iter().map(|given| given.unit.0).collect();
    let details = json!({ "target": target.id.0, "units": units, "reason": handing.reason });
    Ok((chosen.len(), Event::new(EventKind::TargetHandedDown, details)))
}

/// Takes hold of the units whose targets are written, so that none of them adopts meanwhile: in the
/// order of the tree, as blocks of figures do, and before the row of the target, as answers do.
async fn hold_units(
    work: &Work,
    permit: &Permit<AdoptTargets>,
    handing: &Handing,
) -> Result<(), Fault> {
    let Some(target) = store::target(work, handing.target).await? else { return Ok(()) };
    let tree = org::in_period(work, permit.unit(), target.new.period).await?;
    let within = tree.map(|tree| tree.under(tree.root)).unwrap_or_default();
    for unit in within {
        if handing.units.iter().any(|(chosen, _)| *chosen == unit) {
            audit::hold(work, unit).await?;
        }
    }
    Ok(())
}

/// What a unit promises when it takes a part of a target.
pub fn as_part(
    indicator: &Indicator,
    target: &NewTarget,
    unit: UnitId,
    value: Decimal,
) -> NewTarget {
    NewTarget {
        unit,
        operator: of_a_part(target.operator, indicator.is_fraction()),
        value: Some(value),
        value2: None,
        reach: Reach::Whole,
        ..target.clone()
    }
}

fn adopted(given: &Given, handing: &Handing) -> NewStep {
    NewStep {
        target: given.target,
        unit: given.unit,
        number: given.latest.number + 1,
        revision: given.latest.revision,
        state: ProposalState::Adopted,
        value: given.latest.value,
        counter: None,
        reason: match given.latest.state {
            ProposalState::Accepted => String::new(),
            _ => handing.reason.clone(),
        },
    }
}

fn chosen<'a>(
    target: &Target,
    handing: &Handing,
    given: &'a [Given],
) -> Result<Vec<&'a Given>, Vec<Refusal>> {
    let (mut chosen, mut issues) = (Vec::new(), Vec::new());
    for (unit, seen) in &handing.units {
        let field = format!("unit.{unit}");
        let found = given.iter().find(|given| given.unit == *unit && *unit != target.new.unit);
        match found.filter(|given| given.latest.number == *seen && given.may_be_answered()) {
            None => issues.push(refusals::changed_meanwhile(field)),
            Some(given) => {
                let agreed = given.latest.state == ProposalState::Accepted;
                if !agreed && handing.reason.is_empty() {
                    issues.push(refusals::not_accepted("reason".to_owned()));
                }
                chosen.push(given);
            }
        }
    }
    if handing.units.is_empty() {
        issues.push(refusals::nobody_chosen());
    }
    issues.dedup();
    if issues.is_empty() { Ok(chosen) } else { Err(issues) }
}
