//! What statistics hands to progress: every cell of a subtree, in one query.

use chrono::NaiveDate;
use entities::values::Period;

use super::store;
use crate::authority::Scope;
use crate::facts::FactTable;
use crate::platform::db::Source;
use crate::platform::outcome::Fault;

/// Facts of all units that lay within the scope on a day, for some periods.
pub async fn facts(
    source: &impl Source,
    scope: Scope,
    on: NaiveDate,
    periods: &[Period],
) -> Result<FactTable, Fault> {
    let mut table = FactTable::default();
    for cell in store::cells::within(source, scope.root(), on, periods).await? {
        let key = crate::facts::FactKey::new(cell.key.unit, cell.key.period, &cell.key.measure);
        table.insert(key, cell.fact);
    }
    for (key, origin) in store::choices::within(source, scope.root(), on, periods).await? {
        table.choose(key, origin);
    }
    Ok(table)
}
