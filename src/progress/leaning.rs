//! What still stands on a definition, so that it may not be retired.

use entities::values::{Code, Period};

use crate::indicators::Indicator;
use crate::platform::db::Source;
use crate::platform::definition::{self, year};
use crate::platform::outcome::Fault;
use crate::targets::{self, Target};

/// Indicators that need a measure in some year from one on.
pub async fn leaning_on_measure(
    source: &impl Source,
    measure: &Code,
    since: i32,
) -> Result<Vec<String>, Fault> {
    let mut using = definition::held_from::<Indicator>(source, since).await?;
    using.retain(|indicator| indicator.terms().any(|term| term.measure == *measure));
    Ok(using.into_iter().map(|indicator| format!("chỉ số «{}»", indicator.name)).collect())
}

/// Years from one on for which somebody has promised something of an indicator.
pub async fn leaning_on_indicator(
    source: &impl Source,
    indicator: &Code,
    since: i32,
) -> Result<Vec<String>, Fault> {
    let mut all = targets::all_targets(source).await?;
    all.retain(|target| {
        target.stands() && target.new.indicator == *indicator && year(target.new.period) >= since
    });
    let mut years: Vec<Period> = all.iter().map(|target: &Target| target.new.period).collect();
    years.sort();
    years.dedup();
    Ok(years.into_iter().map(|period| format!("chỉ tiêu năm {period}")).collect())
}
