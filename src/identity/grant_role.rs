//! Giving and ending roles.

use chrono::NaiveDate;
use entities::values::{AccountId, Role, RowId, UnitId};
use serde_json::json;

use super::{refusals, store};
use crate::audit::{Event, EventKind};
use crate::authority::{Administer, Grant, Permit};
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
    if permit.actor().is(new.account) {
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
    let on = on.max(held.valid_from);
    let lost = Grant { role: held.role, unit: held.unit_id, from: on, to: held.valid_to };
    if leaves_nobody(work, held.account_id, &[lost]).await? {
        return Err(refusals::last_administrator().into());
    }
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

/// Whether, once an account loses these grants, there is a day of them on which nobody else who can
/// sign in administers.
pub(super) async fn leaves_nobody(
    work: &Work,
    account: AccountId,
    lost: &[Grant],
) -> Result<bool, Fault> {
    let all = store::all_grants(work).await?;
    let accounts = store::accounts(work).await?;
    let others: Vec<&Grant> = accounts
        .iter()
        .filter(|other| other.id != account && other.disabled_at.is_none())
        .filter(|other| other.password_hash.is_some())
        .filter_map(|other| all.get(&other.id))
        .flatten()
        .filter(|grant| grant.role == Role::Admin)
        .collect();
    // Where somebody administers on a day, somebody does until one of the others ends.
    let lost = lost.iter().filter(|grant| grant.role == Role::Admin && grant.from < grant.to);
    Ok(lost
        .flat_map(|grant| days_of(grant, &others))
        .any(|day| !others.iter().any(|grant| grant.holds_on(day))))
}

/// The first day of a grant, and each in it on which one of the others holds no more.
fn days_of(grant: &Grant, others: &[&Grant]) -> Vec<NaiveDate> {
    let ends = others.iter().map(|other| other.to).filter(|end| grant.holds_on(*end));
    ends.chain([grant.from]).collect()
}
