//! What became of a unit (kế thừa): merged, split, renamed, raised, dissolved.

use chrono::NaiveDate;
use entities::values::UnitId;

use super::right::Shapes;
use super::store;
use crate::authority::Permit;
use crate::platform::db::{Source, Work};
use crate::platform::outcome::{Fault, Outcome};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Succession {
    pub predecessor: UnitId,
    pub successor: UnitId,
    pub on: NaiveDate,
    /// A label people read: sáp nhập, chia tách, đổi tên, chuyển cấp, giải thể.
    pub kind: String,
    pub legal_basis: String,
}

/// Records that one unit took over from another on a day.
pub async fn record_succession<A: Shapes>(
    work: &Work,
    _permit: &Permit<A>,
    succession: &Succession,
) -> Outcome<()> {
    store::insert_succession(work, succession).await?;
    Ok(())
}

pub async fn successions(source: &impl Source) -> Result<Vec<Succession>, Fault> {
    store::successions(source).await
}
