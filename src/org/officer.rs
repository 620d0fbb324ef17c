//! Officers and their terms (cán bộ Hội, nhiệm kỳ).

use chrono::NaiveDate;
use entities::values::{OPEN_END, UnitId};

use super::right::Shapes;
use super::{refusals, store};
use crate::authority::Permit;
use crate::platform::db::{Source, Work};
use crate::platform::outcome::{Fault, Outcome, Refusal};

/// A term of office, in [from, to).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Officer {
    pub unit: UnitId,
    pub name: String,
    /// As printed: Chủ tịch, Phó Chủ tịch, Thư ký …
    pub position: String,
    /// Signs the unit's papers.
    pub signs: bool,
    pub from: NaiveDate,
    pub to: NaiveDate,
}

/// A term to be recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewOfficer {
    pub name: String,
    pub position: String,
    pub signs: bool,
    pub from: NaiveDate,
    pub to: Option<NaiveDate>,
}

/// Records a term of office (nhận nhiệm vụ).
///
/// Refuses: `name_missing` · `dates_backwards`
pub async fn take_office<A: Shapes>(
    work: &Work,
    _permit: &Permit<A>,
    unit: UnitId,
    new: &NewOfficer,
) -> Outcome<()> {
    store::insert_officers(work, &[checked(unit, new)?]).await?;
    Ok(())
}

pub(super) fn checked(unit: UnitId, new: &NewOfficer) -> Result<Officer, Refusal> {
    let to = new.to.unwrap_or(OPEN_END);
    if new.name.is_empty() {
        return Err(refusals::nameless("name"));
    }
    if to <= new.from {
        return Err(refusals::backwards("to", new.from, to));
    }
    Ok(Officer {
        unit,
        name: new.name.clone(),
        position: new.position.clone(),
        signs: new.signs,
        from: new.from,
        to,
    })
}

/// Every term of everybody.
pub async fn all_officers(source: &impl Source) -> Result<Vec<Officer>, Fault> {
    store::all_officers(source).await
}

pub async fn officers_of(source: &impl Source, unit: UnitId) -> Result<Vec<Officer>, Fault> {
    store::officers(source, unit).await
}

/// Who signs the papers of a unit on a day; the latest to take office when several may.
pub async fn signatory_on(
    source: &impl Source,
    unit: UnitId,
    day: NaiveDate,
) -> Result<Option<Officer>, Fault> {
    let officers = store::officers(source, unit).await?;
    Ok(officers
        .into_iter()
        .filter(|officer| officer.signs && officer.from <= day && day < officer.to)
        .max_by_key(|officer| officer.from))
}
