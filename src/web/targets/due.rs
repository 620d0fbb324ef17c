//! What waits about targets, for the first page.

use std::collections::BTreeMap;

use entities::values::{Period, ProposalState};

use super::desk::asked;
use crate::authority::{ActionKind, Place, ViewProgress};
use crate::org::UnitVersion;
use crate::platform::db::Source;
use crate::platform::outcome::Fault;
use crate::targets::{self, Given};
use crate::web::access::Visitor;
use crate::web::home::Due;
use crate::web::page::period_words;
use crate::web::url;
use chrono::Datelike;

/// Parts to answer, then answers to see to; each line leads to its year.
pub async fn due(visitor: &Visitor, place: &Place, unit: &UnitVersion) -> Result<Vec<Due>, Fault> {
    let mut due = Vec::new();
    let line = |period: Period, says: String| Due {
        says: format!("{}: {says}", period_words(period)),
        is_done: false,
        href: Some(url::targets(unit.unit, &unit.slug, period)),
    };
    if visitor.may(ActionKind::AnswerTargets, place) {
        let waiting = asked(&visitor.reader, place.unit, None).await?;
        let waiting = waiting.into_iter().filter(|(given, _)| given.waits_for_answer());
        for (period, count) in counted(waiting.map(|(_, target)| target.new.period)) {
            due.push(line(period, format!("{count} mức giao chờ trả lời.")));
        }
    }
    if visitor.may(ActionKind::AdoptTargets, place)
        && visitor.permit::<ViewProgress>(place).is_some()
    {
        let given = given(visitor, place).await?;
        let of = |wanted| {
            let those = given.iter().filter(move |(_, given)| given.latest.state == wanted);
            counted(those.map(|(period, _)| *period))
        };
        for (period, count) in of(ProposalState::Objected) {
            due.push(line(period, format!("{count} mức giao có ý kiến khác.")));
        }
        for (period, count) in of(ProposalState::Accepted) {
            due.push(line(period, format!("{count} mức đã được nhận, chờ giao chính thức.")));
        }
    }
    Ok(due)
}

fn counted(periods: impl Iterator<Item = Period>) -> BTreeMap<Period, usize> {
    let mut counts = BTreeMap::new();
    for period in periods {
        *counts.entry(period).or_default() += 1;
    }
    counts
}

/// What the unit has given of its targets of this year and of its neighbours.
async fn given(visitor: &Visitor, place: &Place) -> Result<Vec<(Period, Given)>, Fault> {
    let year = visitor.reader.today().year();
    let periods = [year - 1, year, year + 1].map(Period::Year);
    let own = targets::targets_of(&visitor.reader, &[place.unit], &periods).await?;
    let ids: Vec<_> = own.iter().map(|target| target.id).collect();
    let given = targets::given_by(&visitor.reader, &ids).await?;
    let with_period = given.into_iter().filter_map(|given| {
        let of = own.iter().find(|target| target.id == given.target)?;
        Some((of.new.period, given))
    });
    Ok(with_period.collect())
}
