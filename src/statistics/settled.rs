//! Which days of a unit are settled: those of years that were reported.

use chrono::NaiveDate;
use entities::values::{Period, UnitId};

use super::store;
use crate::platform::clock::report_year_on;
use crate::platform::db::Source;
use crate::platform::outcome::Fault;

/// The first day of the year being reported, where figures of an earlier one stand for a unit or
/// for any that ever lay within it: what was printed of those years stays as it is.
pub async fn settled_before(
    source: &impl Source,
    unit: UnitId,
) -> Result<Option<NaiveDate>, Fault> {
    let reported = Period::Year(report_year_on(source.today()));
    let periods = store::cells::periods_within(source, unit).await?;
    let is_settled = periods.into_iter().any(|period| period.year() < reported.year());
    Ok(is_settled.then(|| reported.first_day()))
}
