//! Typing figures (nhập số liệu).

use entities::values::{Origin, Period, SchoolBasis, Totals};
use serde_json::json;

use super::cell::{Answer, Typed};
use super::desk::{Desk, Rules, Taken};
use super::refusals;
use crate::audit::{Event, EventKind};
use crate::authority::{EnterFigures, Permit};
use crate::facts::Measure;
use crate::org;
use crate::platform::db::Work;
use crate::platform::outcome::Outcome;

/// Takes what was typed into cells of one unit for one report (nhập số liệu).
///
/// Good cells are saved, each bad one is answered with its refusal and kept aside as typed; a
/// cell that someone else changed since `base` is left alone and answered with theirs.
///
/// Refuses: `unit_not_in_period` for all together
pub async fn enter(
    work: &Work,
    permit: &Permit<EnterFigures>,
    report: Period,
    typed: &[Typed],
) -> Outcome<(Vec<Answer>, Event)> {
    let unit = permit.unit();
    let tree = org::in_period(work, unit, report)
        .await?
        .ok_or_else(|| refusals::no_such_period(report))?;
    let rules = Rules::read(work, report).await?;
    let desk = Desk::open(work, &rules, &tree, unit, report).await?;
    let typed: Vec<&Typed> = typed.iter().collect();
    let taken = desk.take(work, permit.actor(), &typed).await?;
    let event = event(report, &taken);
    Ok((taken.answers, event))
}

/// The periods that the form of a report has cells in.
pub fn periods(report: Period) -> Vec<Period> {
    let mut all: Vec<_> = SchoolBasis::ALL.iter().map(|basis| report.on(*basis)).collect();
    all.sort();
    all.dedup();
    all
}

/// What a cell of this measure holds for a unit: its own figure, or one for the whole.
pub fn origin(measure: &Measure, has_children: bool) -> Origin {
    match measure.totals {
        Totals::Territorial if has_children => Origin::Control,
        _ => Origin::Entered,
    }
}

fn event(report: Period, taken: &Taken) -> Event {
    let kind = if taken.saved.is_empty() && !taken.refused.is_empty() {
        EventKind::CellRefused
    } else {
        EventKind::CellsEntered
    };
    let (saved, refused) = (taken.saved_as_json(), taken.refused_as_json());
    Event::new(kind, json!({"report": report, "saved": saved, "refused": refused}))
}
