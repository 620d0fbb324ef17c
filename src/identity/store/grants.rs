//! Rows of roles.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use entities::identity::role_grant;
use entities::org::unit_within;
use entities::values::{AccountId, RowId, UnitId};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::authority::Grant;
use crate::identity::grant_role::NewGrant;
use crate::platform::db::{Source, Work};
use crate::platform::outcome::Fault;
use crate::platform::rng;

pub async fn grant(source: &impl Source, id: RowId) -> Result<Option<role_grant::Model>, Fault> {
    Ok(role_grant::Entity::find_by_id(id).one(&source.executor()).await?)
}

pub async fn grants_with_ids(
    source: &impl Source,
    account: AccountId,
) -> Result<Vec<(RowId, Grant)>, Fault> {
    let rows = role_grant::Entity::find()
        .filter(role_grant::Column::AccountId.eq(account))
        .order_by_asc(role_grant::Column::Id)
        .all(&source.executor())
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, noun(&row))).collect())
}

pub async fn grants_of(source: &impl Source, account: AccountId) -> Result<Vec<Grant>, Fault> {
    let rows = grants_with_ids(source, account).await?;
    Ok(rows.into_iter().map(|(_, grant)| grant).collect())
}

pub async fn all_grants(source: &impl Source) -> Result<BTreeMap<AccountId, Vec<Grant>>, Fault> {
    let rows = role_grant::Entity::find()
        .order_by_asc(role_grant::Column::Id)
        .all(&source.executor())
        .await?;
    let mut grants: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for row in rows {
        grants.entry(row.account_id).or_default().push(noun(&row));
    }
    Ok(grants)
}

fn noun(row: &role_grant::Model) -> Grant {
    Grant { role: row.role, unit: row.unit_id, from: row.valid_from, to: row.valid_to }
}

pub async fn insert_grant(work: &Work, new: &NewGrant, by: &str) -> Result<RowId, Fault> {
    let id = RowId(rng::identity(work.now()));
    let row = role_grant::ActiveModel {
        id: Set(id),
        account_id: Set(new.account),
        role: Set(new.role),
        unit_id: Set(new.unit),
        valid_from: Set(new.from),
        valid_to: Set(new.to),
        granted_by: Set(by.to_owned()),
        granted_at: Set(work.now()),
    };
    role_grant::Entity::insert(row).exec_without_returning(&work.executor()).await?;
    Ok(id)
}

pub async fn end_grant(work: &Work, id: RowId, on: NaiveDate) -> Result<(), Fault> {
    role_grant::Entity::update_many()
        .filter(role_grant::Column::Id.eq(id))
        .col_expr(role_grant::Column::ValidTo, on.into())
        .exec(&work.executor())
        .await?;
    Ok(())
}

/// Whether another unit lies within `unit` on a day.
pub async fn has_units_within(
    source: &impl Source,
    unit: UnitId,
    day: NaiveDate,
) -> Result<bool, Fault> {
    let row = unit_within::Entity::find()
        .filter(unit_within::Column::AncestorId.eq(unit))
        .filter(unit_within::Column::DescendantId.ne(unit))
        .filter(unit_within::Column::ValidFrom.lte(day))
        .filter(unit_within::Column::ValidTo.gt(day))
        .one(&source.executor())
        .await?;
    Ok(row.is_some())
}
