//! Giving and ending roles.

use chrono::NaiveDate;
use entities::values::{AccountId, Role, RowId, UnitId};
use serde_json::json;

use super::{refusals, store};
use crate::audit::{Event, EventKind};
use crate::authority::{Actor, Administer, Grant, Permit};
use crate::platform::db::{Source, Work};
use crate::platform::outcome::{Fault, Outcome};

/// A role to be given, in [from, to).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewGrant {
    pub account: AccountId,
    pub role: Role,
    pub unit: UnitId,
    pub from: NaiveDate,
    pub to: NaiveDate,
}

/// Gives a role on a unit for a time (giao vai trò).
///
/// Refuses: `grant_to_himself` · `dates_backwards` · `role_misplaced` · `account_unknown` ·
///          `grant_overlaps`
pub async fn grant_role(
    work: &Work,
    permit: &Permit<Administer>,
    new: &NewGrant,
) -> Outcome<(RowId, Event)> {
    if matches!(permit.actor(), Actor::Person(person) if person.account == new.account) {
        return Err(refusals::grant_to_himself().into());
    }
    if new.to <= new.from {
        return Err(refusals::dates_backwards().into());
    }
    if (new.role == Role::Admin) != (new.unit == UnitId::SITE) {
        return Err(refusals::role_misplaced().into());
    }
    let account = store::account(work, new.account).await?;
    if account.is_none_or(|account| account.disabled_at.is_some()) {
        return Err(refusals::account_unknown().into());
    }
    let held = store::grants_of(work, new.account).await?;
    let overlaps = held.iter().any(|grant| {
        grant.role == new.role
            && grant.unit == new.unit
            && grant.from < new.to
            && new.from < grant.to
    });
    if overlaps {
        return Err(refusals::grant_overlaps().into());
    }
    let id = store::insert_grant(work, new, &permit.actor().key()).await?;
    let details = json!({
        "grant": id, "account": new.account, "role": new.role, "unit": new.unit,
        "from": new.from, "to": new.to,
    });
    Ok((id, Event::new(EventKind::RoleGranted, details)))
}

/// Ends a role: from `on` on it no longer holds.
///
/// Refuses: `grant_unknown` · `end_in_the_past` · `end_not_earlier` · `last_administrator`
pub async fn end_grant(
    work: &Work,
    _permit: &Permit<Administer>,
    grant: RowId,
    on: NaiveDate,
) -> Outcome<((), Event)> {
    let held = store::grant(work, grant).await?.filter(|row| row.valid_to > work.today());
    let Some(held) = held else {
        return Err(refusals::grant_unknown().into());
    };
    if on < work.today() {
        return Err(refusals::end_in_the_past().into());
    }
    if on >= held.valid_to {
        return Err(refusals::end_not_earlier(held.valid_to).into());
    }
    let is_last = is_last_administrator(work, held.account_id, on).await?;
    if held.role == Role::Admin && is_last {
        return Err(refusals::last_administrator().into());
    }
    let on = on.max(held.valid_from);
    store::end_grant(work, grant, on).await?;
    let details = json!({ "grant": grant, "account": held.account_id, "on": on });
    Ok(((), Event::new(EventKind::RoleEnded, details)))
}

/// The grants of an account with their identities.
pub async fn grants(
    source: &impl Source,
    account: AccountId,
) -> Result<Vec<(RowId, Grant)>, Fault> {
    store::grants_with_ids(source, account).await
}

/// Whether nobody else who can sign in would administer on a day.
pub(super) async fn is_last_administrator(
    work: &Work,
    account: AccountId,
    day: NaiveDate,
) -> Result<bool, Fault> {
    let all = store::all_grants(work).await?;
    let administers =
        |grants: &[Grant]| grants.iter().any(|g| g.role == Role::Admin && g.holds_on(day));
    if !all.get(&account).is_some_and(|grants| administers(grants)) {
        return Ok(false);
    }
    let active = store::accounts(work).await?;
    Ok(!active.iter().any(|other| {
        other.id != account
            && other.disabled_at.is_none()
            && other.password_hash.is_some()
            && all.get(&other.id).is_some_and(|grants| administers(grants))
    }))
}
