//! Steps in which parts of targets are handed down; only ever added.

use std::collections::BTreeMap;

use entities::targets::target_proposal;
use entities::values::{ProposalState, RowId, UnitId};
use rust_decimal::Decimal;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Select};

use crate::platform::db::{Source, Work};
use crate::platform::outcome::Fault;
use crate::platform::rng;
use crate::targets::{Given, Step};

/// A step to be written.
pub struct NewStep {
    pub target: RowId,
    pub unit: UnitId,
    pub number: i32,
    pub revision: i32,
    pub state: ProposalState,
    pub value: Decimal,
    pub counter: Option<Decimal>,
    pub reason: String,
}

/// The parts of some targets, by unit.
pub async fn given_by(source: &impl Source, targets: &[RowId]) -> Result<Vec<Given>, Fault> {
    if targets.is_empty() {
        return Ok(Vec::new());
    }
    let of = target_proposal::Column::TargetId.is_in(targets.iter().copied());
    given(source, target_proposal::Entity::find().filter(of)).await
}

/// What was ever proposed to a unit.
pub async fn given_to(source: &impl Source, unit: UnitId) -> Result<Vec<Given>, Fault> {
    let of = target_proposal::Column::UnitId.eq(unit);
    given(source, target_proposal::Entity::find().filter(of)).await
}

async fn given(
    source: &impl Source,
    rows: Select<target_proposal::Entity>,
) -> Result<Vec<Given>, Fault> {
    let rows = rows.order_by_asc(target_proposal::Column::Step).all(&source.executor()).await?;
    let mut found: BTreeMap<(RowId, UnitId), Given> = BTreeMap::new();
    for row in rows {
        let (target, unit) = (row.target_id, row.unit_id);
        let step = noun(row)?;
        if let Some(given) = found.get_mut(&(target, unit)) {
            given.earlier.push(std::mem::replace(&mut given.latest, step));
        } else {
            let given = Given { target, unit, latest: step, earlier: Vec::new() };
            found.insert((target, unit), given);
        }
    }
    Ok(found.into_values().collect())
}

pub async fn write_step(work: &Work, new: &NewStep, by: &str) -> Result<(), Fault> {
    let text = |value: Decimal| value.normalize().to_string();
    let row = target_proposal::ActiveModel {
        id: Set(RowId(rng::identity(work.now()))),
        target_id: Set(new.target),
        unit_id: Set(new.unit),
        step: Set(new.number),
        revision: Set(new.revision),
        state: Set(new.state),
        value: Set(text(new.value)),
        counter: Set(new.counter.map(text)),
        reason: Set(new.reason.clone()),
        acted_by: Set(by.to_owned()),
        acted_at: Set(work.now()),
    };
    target_proposal::Entity::insert(row).exec_without_returning(&work.executor()).await?;
    Ok(())
}

fn noun(row: target_proposal::Model) -> Result<Step, Fault> {
    let number = |text: &str| {
        text.parse::<Decimal>().map_err(|error| Fault::new("the part of a target", error))
    };
    Ok(Step {
        number: row.step,
        revision: row.revision,
        state: row.state,
        value: number(&row.value)?,
        counter: row.counter.as_deref().map(number).transpose()?,
        reason: row.reason,
        by: row.acted_by,
        at: row.acted_at,
    })
}
