//! Rows of targets.

use std::collections::BTreeMap;

use entities::targets::{target, target_unit};
use entities::values::{Period, RowId, UnitId};
use rust_decimal::Decimal;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{NewTarget, Reach, Target};
use crate::platform::db::{Source, Work};
use crate::platform::outcome::Fault;
use crate::platform::rng;

const WHOLE: &str = "whole";
const EACH: &str = "each";
const NAMED: &str = "named";

/// Targets that stand, of some units for some periods, in the order they were adopted.
pub async fn targets_of(
    source: &impl Source,
    units: &[UnitId],
    periods: &[Period],
) -> Result<Vec<Target>, Fault> {
    let standing = all_of(source, units, periods).await?;
    Ok(standing.into_iter().filter(|target| target.superseded_by.is_none()).collect())
}

/// Every target there ever was.
pub async fn all_targets(source: &impl Source) -> Result<Vec<Target>, Fault> {
    let rows =
        target::Entity::find().order_by_asc(target::Column::Id).all(&source.executor()).await?;
    nouns(source, rows).await
}

async fn all_of(
    source: &impl Source,
    units: &[UnitId],
    periods: &[Period],
) -> Result<Vec<Target>, Fault> {
    let rows = target::Entity::find()
        .filter(target::Column::UnitId.is_in(units.iter().copied()))
        .filter(target::Column::Period.is_in(periods.iter().copied()))
        .order_by_asc(target::Column::Id)
        .all(&source.executor())
        .await?;
    nouns(source, rows).await
}

async fn nouns(source: &impl Source, rows: Vec<target::Model>) -> Result<Vec<Target>, Fault> {
    let mut named: BTreeMap<RowId, Vec<UnitId>> = BTreeMap::new();
    let units = target_unit::Entity::find().order_by_asc(target_unit::Column::UnitId);
    for row in units.all(&source.executor()).await? {
        named.entry(row.target_id).or_default().push(row.unit_id);
    }
    rows.into_iter().map(|row| noun(row, &mut named)).collect()
}

/// Writes a target and supersedes what it replaces; `false` when the same stands already.
pub async fn adopt(work: &Work, new: &NewTarget, by: &str) -> Result<bool, Fault> {
    let executor = work.executor();
    let replaced: Vec<Target> = targets_of(work, &[new.unit], &[new.period])
        .await?
        .into_iter()
        .filter(|old| old.new.indicator == new.indicator && old.new.reach == new.reach)
        .collect();
    if replaced.iter().any(|old| old.new == *new) {
        return Ok(false);
    }
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
    };
    target::Entity::insert(row).exec_without_returning(&executor).await?;
    for unit in units {
        let row = target_unit::ActiveModel { target_id: Set(id), unit_id: Set(*unit) };
        target_unit::Entity::insert(row).exec_without_returning(&executor).await?;
    }
    for old in replaced {
        target::Entity::update_many()
            .filter(target::Column::Id.eq(old.id))
            .col_expr(target::Column::SupersededBy, Some(id.0).into())
            .exec(&executor)
            .await?;
    }
    Ok(true)
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
    })
}
