//! Rows of targets.

use std::collections::BTreeMap;

use entities::targets::{target, target_unit};
use entities::values::{Code, Period, RowId, UnitId};
use rust_decimal::Decimal;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select,
};

use crate::platform::db::{Source, Work};
use crate::platform::outcome::Fault;
use crate::platform::rng;
use crate::targets::{NewTarget, Reach, Target};

const WHOLE: &str = "whole";
const EACH: &str = "each";
const NAMED: &str = "named";

/// Targets that stand, of some units for some periods, in the order they were adopted.
pub async fn targets_of(
    source: &impl Source,
    units: &[UnitId],
    periods: &[Period],
) -> Result<Vec<Target>, Fault> {
    let mut all = every_target_of(source, units, periods).await?;
    all.retain(Target::stands);
    Ok(all)
}

/// The same for one indicator.
pub async fn targets_for(
    source: &impl Source,
    units: &[UnitId],
    periods: &[Period],
    indicator: &Code,
) -> Result<Vec<Target>, Fault> {
    let rows = given(units, periods).filter(target::Column::Indicator.eq(indicator.clone()));
    let mut all = nouns(source, rows.all(&source.executor()).await?).await?;
    all.retain(Target::stands);
    Ok(all)
}

fn given(units: &[UnitId], periods: &[Period]) -> Select<target::Entity> {
    target::Entity::find()
        .filter(target::Column::UnitId.is_in(units.iter().copied()))
        .filter(target::Column::Period.is_in(periods.iter().copied()))
        .order_by_asc(target::Column::Id)
}

/// Every target there ever was.
pub async fn all_targets(source: &impl Source) -> Result<Vec<Target>, Fault> {
    let rows =
        target::Entity::find().order_by_asc(target::Column::Id).all(&source.executor()).await?;
    nouns(source, rows).await
}

/// The same with those that were superseded or withdrawn.
pub async fn every_target_of(
    source: &impl Source,
    units: &[UnitId],
    periods: &[Period],
) -> Result<Vec<Target>, Fault> {
    let rows = given(units, periods).all(&source.executor()).await?;
    nouns(source, rows).await
}

/// One target, whether it stands or not.
pub async fn target(source: &impl Source, id: RowId) -> Result<Option<Target>, Fault> {
    let row = target::Entity::find_by_id(id).one(&source.executor()).await?;
    Ok(nouns(source, row.into_iter().collect()).await?.pop())
}

/// The same, held until the work ends: whoever acts on a target waits for who acts on it now.
pub async fn hold(work: &Work, id: RowId) -> Result<Option<Target>, Fault> {
    let row = target::Entity::find_by_id(id).lock_exclusive().one(&work.executor()).await?;
    Ok(nouns(work, row.into_iter().collect()).await?.pop())
}

async fn nouns(source: &impl Source, rows: Vec<target::Model>) -> Result<Vec<Target>, Fault> {
    let mut named: BTreeMap<RowId, Vec<UnitId>> = BTreeMap::new();
    if rows.iter().any(|row| row.scope == NAMED) {
        let units = target_unit::Entity::find().order_by_asc(target_unit::Column::UnitId);
        for row in units.all(&source.executor()).await? {
            named.entry(row.target_id).or_default().push(row.unit_id);
        }
    }
    rows.into_iter().map(|row| noun(row, &mut named)).collect()
}

/// A target to be written.
pub struct Write<'a> {
    pub new: &'a NewTarget,
    /// What it replaces beside those of the same indicator and reach.
    pub instead_of: Option<RowId>,
    pub handed_from: Option<RowId>,
}

/// Writes a target and supersedes what it replaces; `None` when the same stands already.
pub async fn adopt(work: &Work, write: &Write<'_>, by: &str) -> Result<Option<RowId>, Fault> {
    let new = write.new;
    let replaced: Vec<Target> = every_target_of(work, &[new.unit], &[new.period])
        .await?
        .into_iter()
        .filter(|old| old.superseded_by.is_none())
        .filter(|old| {
            let same = old.new.indicator == new.indicator && old.new.reach == new.reach;
            same || Some(old.id) == write.instead_of
        })
        .collect();
    // A file knows nothing of what was handed down and does not undo it.
    let from = |old: &Target| write.handed_from.is_none() || old.handed_from == write.handed_from;
    let same = |old: &Target| old.stands() && old.new == *new && from(old);
    if replaced.len() == 1 && replaced.iter().all(same) {
        return Ok(None);
    }
    let id = insert(work, write, None, by).await?;
    for old in replaced {
        supersede(work, old.id, id).await?;
    }
    Ok(Some(id))
}

/// Writes the row that ends a target and promises nothing.
pub async fn withdraw(work: &Work, old: &Target, reason: &str, by: &str) -> Result<(), Fault> {
    let write = Write { new: &old.new, instead_of: None, handed_from: None };
    let id = insert(work, &write, Some(reason.to_owned()), by).await?;
    supersede(work, old.id, id).await
}

async fn insert(
    work: &Work,
    write: &Write<'_>,
    withdrawn_because: Option<String>,
    by: &str,
) -> Result<RowId, Fault> {
    let (executor, new) = (work.executor(), write.new);
    let id = RowId(rng::identity(work.now()));
    let (scope, kind, units) = match &new.reach {
        Reach::Whole => (WHOLE, String::new(), [].as_slice()),
        Reach::Each(kind) => (EACH, kind.clone(), [].as_slice()),
        Reach::Named(units) => (NAMED, String::new(), units.as_slice()),
    };
    let text = |value: Option<Decimal>| value.map(|value| value.normalize().to_string());
    let row = target::ActiveModel {
        id: Set(id),
        indicator: Set(new.indicator.clone()),
        unit_id: Set(new.unit),
        period: Set(new.period),
        operator: Set(new.operator),
        value: Set(text(new.value)),
        value2: Set(text(new.value2)),
        scope: Set(scope.to_owned()),
        scope_kind: Set(kind),
        basis: Set(new.basis.clone()),
        wording: Set(new.wording.clone()),
        legal_source: Set(new.legal_source.clone()),
        adopted_on: Set(new.adopted_on),
        superseded_by: Set(None),
        adopted_by: Set(by.to_owned()),
        adopted_at: Set(work.now()),
        withdrawn_because: Set(withdrawn_because),
        handed_from: Set(write.handed_from),
    };
    target::Entity::insert(row).exec_without_returning(&executor).await?;
    for unit in units {
        let row = target_unit::ActiveModel { target_id: Set(id), unit_id: Set(*unit) };
        target_unit::Entity::insert(row).exec_without_returning(&executor).await?;
    }
    Ok(id)
}

async fn supersede(work: &Work, old: RowId, by: RowId) -> Result<(), Fault> {
    target::Entity::update_many()
        .filter(target::Column::Id.eq(old))
        .col_expr(target::Column::SupersededBy, Some(by.0).into())
        .exec(&work.executor())
        .await?;
    Ok(())
}

fn noun(row: target::Model, named: &mut BTreeMap<RowId, Vec<UnitId>>) -> Result<Target, Fault> {
    let number = |text: Option<String>| {
        text.map(|text| text.parse::<Decimal>().map_err(|e| Fault::new("a target's value", e)))
            .transpose()
    };
    let reach = match row.scope.as_str() {
        WHOLE => Reach::Whole,
        EACH => Reach::Each(row.scope_kind),
        NAMED => Reach::Named(named.remove(&row.id).unwrap_or_default()),
        other => return Err(Fault::broken(format!("a target reaches {other}"))),
    };
    Ok(Target {
        id: row.id,
        new: NewTarget {
            indicator: row.indicator,
            unit: row.unit_id,
            period: row.period,
            operator: row.operator,
            value: number(row.value)?,
            value2: number(row.value2)?,
            reach,
            basis: row.basis,
            wording: row.wording,
            legal_source: row.legal_source,
            adopted_on: row.adopted_on,
        },
        superseded_by: row.superseded_by,
        adopted_by: row.adopted_by,
        adopted_at: row.adopted_at,
        withdrawn_because: row.withdrawn_because,
        handed_from: row.handed_from,
    })
}
