//! What statistics hands to progress and reports about a subtree: its cells, and what was typed
//! and not taken.

use chrono::NaiveDate;
use entities::values::{Code, Period, UnitId};

use super::enter::periods;
use super::{Refused, SideCell, store};
use crate::authority::Scope;
use crate::facts::{Fact, FactKey, FactTable};
use crate::platform::db::Source;
use crate::platform::outcome::Fault;

/// Facts of all units that lay within the scope on a day, for some periods; and of those that went
/// into it, which whoever may read the scope may read.
pub async fn facts(
    source: &impl Source,
    scope: Scope,
    on: NaiveDate,
    past: &[UnitId],
    periods: &[Period],
) -> Result<FactTable, Fault> {
    read(source, scope, on, past, periods, None).await
}

/// The same of some measures alone.
pub async fn facts_of(
    source: &impl Source,
    scope: Scope,
    on: NaiveDate,
    past: &[UnitId],
    periods: &[Period],
    measures: &[Code],
) -> Result<FactTable, Fault> {
    read(source, scope, on, past, periods, Some(measures)).await
}

async fn read(
    source: &impl Source,
    scope: Scope,
    on: NaiveDate,
    past: &[UnitId],
    periods: &[Period],
    measures: Option<&[Code]>,
) -> Result<FactTable, Fault> {
    let mut table = FactTable::default();
    for cell in store::cells::within(source, scope.root(), on, past, periods, measures).await? {
        let key = FactKey::new(cell.key.unit, cell.key.period, &cell.key.measure);
        table.insert(key, cell.fact);
    }
    for (key, origin) in store::choices::within(source, scope.root(), on, past, periods).await? {
        table.choose(key, origin);
    }
    Ok(table)
}

/// The same of all measures or of some, with no more of each fact than what it is worth.
pub async fn worths(
    source: &impl Source,
    scope: Scope,
    on: NaiveDate,
    past: &[UnitId],
    periods: &[Period],
    measures: Option<&[Code]>,
) -> Result<FactTable, Fault> {
    let root = scope.root();
    let cells = store::cells::worths(source, root, on, past, periods, measures).await?;
    let mut table = bare(&cells);
    for (key, origin) in store::choices::within(source, root, on, past, periods).await? {
        table.choose(key, origin);
    }
    Ok(table)
}

/// Facts of which only the worth is known.
pub fn bare(cells: &[SideCell]) -> FactTable {
    let mut table = FactTable::default();
    for SideCell { key, value, .. } in cells {
        let fact = Fact::bare(*value, key.origin);
        table.insert(FactKey::new(key.unit, key.period, &key.measure), fact);
    }
    table
}

/// What was typed and not taken by the units within the scope, for one report.
pub async fn refused(
    source: &impl Source,
    scope: Scope,
    on: NaiveDate,
    report: Period,
) -> Result<Vec<(UnitId, Refused)>, Fault> {
    store::refused::within(source, scope.root(), on, &periods(report)).await
}
