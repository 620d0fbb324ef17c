//! Which unit was meant, among those that existed in a period.

use chrono::Datelike;
use entities::values::Period;

use crate::org::{self, UnitVersion};
use crate::platform::db::Source;
use crate::platform::outcome::{Outcome, Refusal};

/// Every day that a unit can have existed on.
pub const ANY_TIME: Period = Period::Term(1900, 9998);

/// The one unit that answers to a number, a name or a slug.
///
/// Refuses: `no_such_unit` · `several_units`, naming each with its number
pub async fn one(source: &impl Source, text: &str, period: Period) -> Outcome<UnitVersion> {
    the_one(text, period, org::find(source, text, period).await?)
}

/// The one unit that stands today and answers so.
///
/// Refuses: what [`one`] refuses
pub async fn one_today(source: &impl Source, text: &str) -> Outcome<UnitVersion> {
    let (today, this_year) = (source.today(), Period::Year(source.today().year()));
    let mut found = org::find(source, text, this_year).await?;
    found.retain(|version| version.holds_on(today));
    the_one(text, this_year, found)
}

fn the_one(text: &str, period: Period, mut found: Vec<UnitVersion>) -> Outcome<UnitVersion> {
    match found.len() {
        1 => Ok(found.remove(0)),
        0 => Err(none(text, period).into()),
        _ => {
            let listed: Vec<String> =
                found.iter().map(|unit| format!("{} ({})", unit.unit, unit.full_name())).collect();
            Err(Refusal::new(
                "several_units",
                "--unit",
                format!(
                    "Có {} đơn vị «{text}»{}: {}.",
                    found.len(),
                    when(period),
                    listed.join("; ")
                ),
                format!("Xin ghi số của một đơn vị, ví dụ --unit {}.", found[0].unit),
            )
            .into())
        }
    }
}

/// Nobody of that name in that period.
pub fn none(text: &str, period: Period) -> Refusal {
    Refusal::new(
        "no_such_unit",
        "--unit",
        format!("Không có đơn vị «{text}»{}.", when(period)),
        "Xin ghi tên, tên không dấu có nối (ví dụ kien-hai) hoặc số của đơn vị.",
    )
}

fn when(period: Period) -> String {
    if period == ANY_TIME { String::new() } else { format!(" trong kỳ {period}") }
}
