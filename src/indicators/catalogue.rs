//! The indicators of a report, and every version of each.

use entities::values::Period;

use super::Indicator;
use crate::platform::db::Source;
use crate::platform::definition::{self, Revision, Version};
use crate::platform::outcome::Fault;

/// The indicators in force in a report, in its order.
pub async fn indicators(source: &impl Source, report: Period) -> Result<Vec<Indicator>, Fault> {
    let mut indicators = definition::in_force::<Indicator>(source, report).await?;
    indicators.sort_by(|a, b| (a.position, &a.code).cmp(&(b.position, &b.code)));
    Ok(indicators)
}

/// Every version of every indicator, by code and year.
pub async fn versions(source: &impl Source) -> Result<Vec<Version<Indicator>>, Fault> {
    definition::versions(source).await
}

/// All that was ever said of an indicator, the latest first.
pub async fn revisions(
    source: &impl Source,
    code: &str,
) -> Result<Vec<Revision<Indicator>>, Fault> {
    definition::revisions(source, code).await
}
