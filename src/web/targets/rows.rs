//! Targets as rows of a page. Words only.

use entities::values::{ProposalState, UnitId};

use super::desk::Desk;
use crate::indicators::Indicator;
use crate::platform::clock::day_in_vietnam;
use crate::progress::{
    Figure, can_be_shared, coverage_in_words, figure, fraction, printed, rated_on,
    surpassed_in_words, target_in_words,
};
use crate::targets::{Balance, Given, NewTarget, Part, Reach, Target, balance};
use crate::vietnamese::date;

/// One target.
pub struct Row {
    pub url: String,
    pub name: String,
    /// `trên 98%`, with the unit of amounts.
    pub promised: String,
    pub unit_word: String,
    /// Those named by it.
    pub named: String,
    pub last_year: String,
    pub last_fraction: String,
    /// `thấp hơn thực hiện năm trước`.
    pub warning: Option<String>,
    pub wording: String,
    pub legal_source: String,
    pub adopted_on: String,
    pub by: String,
    /// Whose target it is, where it is another's.
    pub owner: String,
    /// How far it has been handed down.
    pub given: String,
}

/// A target of the unit itself, or of one above that speaks of it.
pub fn row(desk: &Desk, target: &Target) -> Option<Row> {
    let indicator = desk.indicator(target)?;
    let (last_year, last_fraction) = last_year(desk, indicator);
    let gathered = desk.gathered.as_ref();
    Some(Row {
        url: format!("{}/{}", desk.here(), target.id.0),
        name: indicator.name.clone(),
        promised: promised_in_words(indicator, &target.new),
        unit_word: indicator.unit.clone(),
        named: named(desk, &target.new),
        last_year,
        last_fraction,
        warning: gathered.and_then(|all| surpassed_in_words(all, indicator, &target.new)),
        wording: target.new.wording.clone(),
        legal_source: target.new.legal_source.clone(),
        adopted_on: date(target.new.adopted_on),
        by: target.adopted_by.clone(),
        owner: desk.above.get(&target.new.unit).cloned().unwrap_or_default(),
        given: given_in_words(desk, target),
    })
}

/// With the unit where the number alone does not say it.
pub fn promised_in_words(indicator: &Indicator, target: &NewTarget) -> String {
    let words = target_in_words(indicator, target);
    if indicator.is_percentage() { words } else { format!("{words} ({})", indicator.unit) }
}

fn named(desk: &Desk, target: &NewTarget) -> String {
    match &target.reach {
        // The list of another unit's page is not told to one of those named.
        Reach::Named(units) if target.unit == desk.unit.unit => {
            units.iter().map(|unit| desk.name(*unit)).collect::<Vec<_>>().join(", ")
        }
        _ => String::new(),
    }
}

/// The result of the year before, and its fraction; nothing for who may not see it.
pub fn last_year(desk: &Desk, indicator: &Indicator) -> (String, String) {
    let Some(gathered) = &desk.gathered else { return (String::new(), String::new()) };
    let found = figure(gathered, indicator, desk.unit.unit, desk.period.previous());
    (result(indicator, &found), fraction(&found))
}

/// A result, and how many have reported where not all have.
pub fn result(indicator: &Indicator, found: &Figure) -> String {
    let shown = printed(found, indicator);
    let coverage = coverage_in_words(found);
    let told = !coverage.is_empty() && found.coverage.known > 0;
    if told { format!("{shown} ({coverage})") } else { shown }
}

/// The parts of a target that count, in the order of reports, the unit's own last.
pub fn given_of<'a>(desk: &'a Desk, target: &Target) -> Vec<&'a Given> {
    let id = target.id;
    let parts = desk.given.iter().filter(|given| given.target == id && given.counts());
    let mut parts: Vec<&Given> = parts.collect();
    let order = desk.tree.children(desk.unit.unit);
    let place = |given: &&Given| order.iter().position(|unit| *unit == given.unit);
    parts.sort_by_key(|given| place(given).unwrap_or(order.len()));
    parts
}

/// `3/4 đơn vị đã nhận; còn 12 hội viên chưa giao`.
pub fn given_in_words(desk: &Desk, target: &Target) -> String {
    let given = given_of(desk, target);
    let Some(indicator) = desk.indicator(target).filter(|_| !given.is_empty()) else {
        return String::new();
    };
    let agreed = |given: &&&Given| {
        matches!(given.latest.state, ProposalState::Accepted | ProposalState::Adopted)
    };
    let agreed = given.iter().filter(agreed).count();
    let all = desk.tree.children(desk.unit.unit).len();
    let mut words = format!("{agreed}/{all} đơn vị đã nhận");
    let open = sum(desk, indicator, &target.new, &given);
    if let Some(open) = open.and_then(|sum| crate::targets::open_in_words(indicator, sum)) {
        words.push_str(&format!("; {open}"));
    }
    words
}

/// What the parts come to beside what was promised.
pub fn sum(
    desk: &Desk,
    indicator: &Indicator,
    target: &NewTarget,
    given: &[&Given],
) -> Option<Balance> {
    let part = |given: &&Given| Part {
        unit: given.unit,
        value: given.latest.value,
        whole: whole(desk, indicator, given.unit),
    };
    let parts: Vec<Part> = given.iter().map(part).collect();
    balance(indicator, target, &parts)
}

pub fn whole(desk: &Desk, indicator: &Indicator, unit: UnitId) -> Option<i128> {
    rated_on(desk.gathered.as_ref()?, indicator, unit)
}

/// Whether the page may offer to hand a target down.
pub fn is_to_be_shared(desk: &Desk, target: &Target) -> bool {
    let (Some(gathered), Some(indicator)) = (&desk.gathered, desk.indicator(target)) else {
        return false;
    };
    target.new.unit == desk.unit.unit && can_be_shared(gathered, indicator, &target.new)
}

/// One that no longer stands.
pub struct PastRow {
    pub name: String,
    pub promised: String,
    pub wording: String,
    pub legal_source: String,
    /// `từ 15/01/2021, do …; thay thế ngày 20/02/2021`.
    pub history: String,
}

pub fn past(desk: &Desk, target: &Target) -> Option<PastRow> {
    let indicator = desk.indicator(target)?;
    let on = date(day_in_vietnam(target.adopted_at));
    let by = &target.adopted_by;
    let next = target
        .superseded_by
        .and_then(|next| desk.own.iter().chain(&desk.past).find(|later| later.id == next));
    let history = match (&target.withdrawn_because, next) {
        (Some(reason), _) => format!("Bãi bỏ ngày {on}, {by}. Lý do: {reason}"),
        (None, Some(next)) => {
            let verb = if next.withdrawn_because.is_some() { "Bãi bỏ" } else { "Thay thế" };
            let day = date(day_in_vietnam(next.adopted_at));
            format!("Ghi ngày {on}, {by}. {verb} ngày {day}, {}.", next.adopted_by)
        }
        (None, None) => format!("Ghi ngày {on}, {by}."),
    };
    Some(PastRow {
        name: indicator.name.clone(),
        promised: promised_in_words(indicator, &target.new),
        wording: target.new.wording.clone(),
        legal_source: target.new.legal_source.clone(),
        history,
    })
}
