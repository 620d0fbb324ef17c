//! Adopting a target (giao, thông qua chỉ tiêu) and revising it.

use entities::values::{FigureKind, Operator, RowId};
use rust_decimal::Decimal;
use serde_json::json;

use super::{Adopts, NewTarget, Reach, Target, handed, refusals, store};
use crate::audit::{Event, EventKind};
use crate::authority::Permit;
use crate::indicators;
use crate::org;
use crate::platform::db::Work;
use crate::platform::outcome::{Failure, Fault, Outcome, Refusal};
use crate::vietnamese::decimal;

/// Adopts a target; an earlier one for the same unit, indicator, period and reach is superseded.
/// The same target again changes nothing. Returns what was written, if anything was.
///
/// Refuses: `no_such_indicator` · `value_missing` · `range_upside_down` · `beyond_100` ·
///          `nobody_named` · `not_within` · `handed_down`
pub async fn adopt<A: Adopts>(
    work: &Work,
    permit: &Permit<A>,
    new: &NewTarget,
) -> Outcome<(Option<RowId>, Event)> {
    let written = written(work, permit, new, None).await?;
    Ok((written, event(EventKind::TargetAdopted, new, written)))
}

/// Adopts a target where none stands for the same indicator and reach: nobody replaces in silence
/// what somebody else has just put there.
///
/// Refuses: what [`adopt`] refuses · `stands_already`
pub async fn add<A: Adopts>(
    work: &Work,
    permit: &Permit<A>,
    new: &NewTarget,
) -> Outcome<(Option<RowId>, Event)> {
    let stands = stands_alike(work, new).await?;
    let (written, event) = adopt(work, permit, new).await?;
    // What is refused is not committed.
    if stands && written.is_some() {
        return Err(refusals::stands_already().into());
    }
    Ok((written, event))
}

async fn stands_alike(work: &Work, new: &NewTarget) -> Result<bool, Fault> {
    let standing = store::targets_of(work, &[new.unit], &[new.period]).await?;
    let alike = |old: &Target| old.new.indicator == new.indicator && old.new.reach == new.reach;
    Ok(standing.iter().any(alike))
}

/// Adopts the targets of a new year (mở năm mới), all or none; where one stands already for the
/// same indicator and reach it is left alone, so that the same again changes nothing. Fields of
/// refusals begin with the number of the target they speak of.
///
/// Refuses: what [`adopt`] refuses
pub async fn open_year<A: Adopts>(
    work: &Work,
    permit: &Permit<A>,
    all: &[NewTarget],
) -> Outcome<(usize, Event)> {
    let (mut ids, mut issues) = (Vec::new(), Vec::new());
    for (number, new) in all.iter().enumerate() {
        if stands_alike(work, new).await? {
            continue;
        }
        match written(work, permit, new, None).await {
            Ok(id) => ids.extend(id),
            Err(Failure::Refused(refused)) => issues.extend(refused.into_iter().map(|refusal| {
                let field = format!("{number}.{}", refusal.field);
                Refusal { field, ..refusal }
            })),
            Err(fault) => return Err(fault),
        }
    }
    if !issues.is_empty() {
        return Err(issues.into());
    }
    let details = json!({ "targets": ids.iter().map(|id| id.0).collect::<Vec<_>>() });
    Ok((ids.len(), Event::new(EventKind::YearOfTargetsOpened, details)))
}

/// Puts a new target in the place of one that stands, whatever its reach.
///
/// Refuses: what [`adopt`] refuses · `no_longer_stands`
pub async fn revise<A: Adopts>(
    work: &Work,
    permit: &Permit<A>,
    old: RowId,
    new: &NewTarget,
) -> Outcome<(Option<RowId>, Event)> {
    let held = store::hold(work, old).await?.filter(Target::stands);
    let held = held.filter(|held| held.new.unit == new.unit && held.new.period == new.period);
    let Some(held) = held else { return Err(refusals::no_longer_stands().into()) };
    if let Some(refusal) = handed::bound(work, permit.actor(), &held).await? {
        return Err(refusal.into());
    }
    let written = written(work, permit, new, Some(held.id)).await?;
    Ok((written, event(EventKind::TargetRevised, new, written)))
}

async fn written<A: Adopts>(
    work: &Work,
    permit: &Permit<A>,
    new: &NewTarget,
    instead_of: Option<RowId>,
) -> Outcome<Option<RowId>> {
    if !A::may_write(permit, new.unit) {
        return Err(Fault::broken("a permit for another unit").into());
    }
    let standing = store::targets_of(work, &[new.unit], &[new.period]).await?;
    if let Some(refusal) = handed::binding(work, permit.actor(), new, &standing).await? {
        return Err(refusal.into());
    }
    let known = indicators::indicators(work, new.period).await?;
    let Some(indicator) = known.iter().find(|indicator| indicator.code == new.indicator) else {
        return Err(refusals::no_such_indicator(&new.indicator).into());
    };
    let mut issues = issues(new, &indicator.name, indicator.kind);
    issues.extend(misnamed(work, new).await?);
    if !issues.is_empty() {
        return Err(issues.into());
    }
    let write =
        store::Write { new, instead_of, handed_from: handed::kept(new, instead_of, &standing) };
    Ok(store::adopt(work, &write, permit.actor().name()).await?)
}

fn event(kind: EventKind, new: &NewTarget, written: Option<RowId>) -> Event {
    let text = |value: Option<Decimal>| value.map(|value| value.normalize().to_string());
    let details = json!({
        "target": written.map(|id| id.0),
        "indicator": new.indicator.as_str(),
        "period": new.period.to_string(),
        "operator": new.operator.word(),
        "value": text(new.value),
        "value2": text(new.value2),
    });
    Event::new(kind, details)
}

/// Those named must lie within the unit in the period.
async fn misnamed(work: &Work, new: &NewTarget) -> Result<Vec<Refusal>, Fault> {
    let Reach::Named(units) = &new.reach else { return Ok(Vec::new()) };
    if units.is_empty() {
        return Ok(vec![refusals::nobody_named()]);
    }
    let tree = org::in_period(work, new.unit, new.period).await?;
    let within = tree.map(|tree| tree.under(new.unit)).unwrap_or_default();
    let outside = units.iter().filter(|unit| !within.contains(unit));
    Ok(outside.map(|unit| refusals::not_within(*unit)).collect())
}

fn issues(new: &NewTarget, name: &str, kind: FigureKind) -> Vec<Refusal> {
    let mut issues = Vec::new();
    if new.value.is_none() && new.operator != Operator::Maintain {
        issues.push(Refusal::new(
            "value_missing",
            "value",
            format!("Chỉ tiêu «{name}» chưa có mức phấn đấu."),
            "Xin ghi con số của nghị quyết.",
        ));
    }
    if new.operator == Operator::Range {
        match (new.value, new.value2) {
            (Some(low), Some(high)) if low > high => issues.push(Refusal::new(
                "range_upside_down",
                "value2",
                format!(
                    "Chỉ tiêu «{name}»: khoảng từ {} đến {} bị ngược.",
                    decimal(low, 4),
                    decimal(high, 4)
                ),
                "Xin ghi số nhỏ trước, số lớn sau.",
            )),
            (_, None) => issues.push(Refusal::new(
                "value_missing",
                "value2",
                format!("Chỉ tiêu «{name}» theo khoảng chưa có mức trên."),
                "Xin ghi đủ hai mức của khoảng.",
            )),
            _ => {}
        }
    }
    let beyond = |value: Option<Decimal>| value.is_some_and(|v| v > Decimal::ONE_HUNDRED);
    let bounded = kind == FigureKind::Share && new.operator != Operator::Maintain;
    if bounded && (beyond(new.value) || beyond(new.value2)) {
        issues.push(refusals::beyond_100("value", name));
    }
    issues
}
