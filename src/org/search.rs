//! Looking for a unit by its name, now or once.

use entities::values::UnitId;

use super::store;
use super::unit::UnitVersion;
use crate::platform::db::Source;
use crate::platform::outcome::Fault;
use crate::vietnamese::fold;

/// Units that bear a name now or bore it once, with marks or without; each as it was last, those
/// that stand today first, then by name.
pub async fn search(source: &impl Source, text: &str) -> Result<Vec<UnitVersion>, Fault> {
    let wanted = fold(text);
    let wanted = wanted.trim();
    let mut found: Vec<UnitId> = Vec::new();
    let versions = store::versions(source).await?;
    for version in versions.iter().filter(|version| fold(&version.full_name()).contains(wanted)) {
        if !found.contains(&version.unit) {
            found.push(version.unit);
        }
    }
    let today = source.today();
    let mut last: Vec<UnitVersion> = found
        .into_iter()
        .filter_map(|unit| {
            let own = versions.iter().filter(|version| version.unit == unit);
            let now = own.clone().find(|version| version.holds_on(today));
            now.or_else(|| own.max_by_key(|version| version.to)).cloned()
        })
        .collect();
    last.sort_by_key(|version| (!version.holds_on(today), fold(&version.name), version.unit));
    Ok(last)
}
