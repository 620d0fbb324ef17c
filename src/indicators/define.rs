//! Defining an indicator over the measures there are (định nghĩa chỉ số).

use std::collections::BTreeSet;

use entities::values::FigureKind;
use serde_json::json;

use super::{Indicator, refusals, store};
use crate::audit::{Event, EventKind};
use crate::authority::{Defines, Permit};
use crate::facts::MeasureIndex;
use crate::platform::db::Work;
use crate::platform::definition::{self, Ground, Revision, Version};
use crate::platform::outcome::{Outcome, Refusal};

/// More decimals than any figure of the Association has.
const MOST_DECIMALS: u32 = 6;

/// Says what an indicator is from a report year on.
///
/// Refuses: `bad_code` · `name_missing` · `too_fine` · `no_such_measure` · `twice` ·
///          `basis_differs` · `unlike_units` · `denominator_missing` · `year_closed` ·
///          `reason_missing` · `said_meanwhile` · `still_used` · `promised`
pub async fn define<A: Defines>(
    work: &Work,
    permit: &Permit<A>,
    new: &Version<Indicator>,
    ground: &Ground,
) -> Outcome<Event> {
    let said = definition::revisions::<Indicator>(work, new.what.code.as_str()).await?;
    let mut issues = ground.refuses::<A, _>(new, &said);
    issues.extend(self::issues(&new.what, &ground.index));
    issues.extend(meaning_kept(new, &said, &ground.leaning));
    if !issues.is_empty() {
        return Err(issues.into());
    }
    let reason = &ground.word.reason;
    let before = definition::write(work, permit.actor(), new, reason).await?;
    if said.iter().all(|revision| revision.version.since <= new.since) {
        store::write(work, &new.what).await?;
    }
    let details = json!({
        "code": new.what.code.as_str(),
        "since": new.since,
        "retired": new.retired,
        "again": before.is_some(),
        "reason": reason,
    });
    Ok(Event::new(EventKind::IndicatorDefined, details))
}

/// A number that was promised stays the number of the same thing: of one kind, in one unit, better
/// in one direction.
fn meaning_kept(
    new: &Version<Indicator>,
    said: &[Revision<Indicator>],
    leaning: &[String],
) -> Option<Refusal> {
    let before = said.iter().filter(|word| word.version.since <= new.since);
    let before = &before.max_by_key(|word| (word.version.since, word.number))?.version.what;
    let field = if before.kind != new.what.kind {
        "kind"
    } else if before.unit != new.what.unit {
        "unit"
    } else if before.direction != new.what.direction {
        "direction"
    } else {
        return None;
    };
    (!new.retired && !leaning.is_empty()).then(|| refusals::promised(field, leaning))
}

/// Terms of a side are added, so they count one kind of thing; decimals may differ.
fn unlike(new: &Indicator, index: &MeasureIndex) -> Vec<Refusal> {
    let mut issues = Vec::new();
    for (side, terms) in [("numerator", &new.numerator), ("denominator", &new.denominator)] {
        let mut measures =
            terms.iter().enumerate().filter_map(|(at, t)| Some((at, index.find(&t.measure)?)));
        let Some((_, first)) = measures.next() else { continue };
        if let Some((at, other)) = measures.find(|(_, other)| other.kind != first.kind) {
            let field = format!("{side}[{at}]");
            issues.push(refusals::unlike_units(field, &first.name, &other.name));
        }
    }
    issues
}

fn issues(new: &Indicator, index: &MeasureIndex) -> Vec<Refusal> {
    let mut issues = Vec::new();
    if !new.code.is_well_formed() {
        issues.push(refusals::bad_code(&new.code));
    }
    if new.name.is_empty() {
        issues.push(refusals::nameless(&new.code));
    }
    if new.decimals > MOST_DECIMALS {
        issues.push(refusals::too_fine(MOST_DECIMALS));
    }
    for (side, terms) in [("numerator", &new.numerator), ("denominator", &new.denominator)] {
        let mut seen = BTreeSet::new();
        for (number, term) in terms.iter().enumerate() {
            let field = format!("{side}[{number}]");
            match index.find(&term.measure) {
                _ if !seen.insert(&term.measure) => {
                    issues.push(refusals::twice(field, &term.measure));
                }
                None => issues.push(refusals::no_such_measure(field, &new.name, &term.measure)),
                Some(measure) if !measure.counted && measure.basis != new.basis => {
                    issues.push(refusals::basis_differs(field, &new.name, &measure.name));
                }
                Some(_) => {}
            }
        }
    }
    issues.extend(unlike(new, index));
    let fraction = matches!(new.kind, FigureKind::Share | FigureKind::Ratio | FigureKind::PerHead);
    if new.numerator.is_empty() || fraction != new.is_fraction() {
        issues.push(refusals::denominator_missing(&new.name, new.numerator.is_empty()));
    }
    issues
}
