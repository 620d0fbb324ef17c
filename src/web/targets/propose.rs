//! Giving a target to the units within: a first proposal, changed by hand, then proposed.

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use super::cascade_view::{answer, means, state, sum_in_words};
use super::desk::Desk;
use super::draft::{at_fields, part};
use super::rows::{given_of, promised_in_words, result};
use super::target;
use crate::authority::{AdoptTargets, Permit};
use crate::indicators::Indicator;
use crate::platform::outcome::Refusal;
use crate::progress::{Gathered, Portion, SplitBy, can_be_shared, grouped, share_out, ways};
use crate::targets::{self, Given, NewParts, Part, Target, balance};
use crate::vietnamese::{capitalised, scaled};
use crate::web::access::Visitor;
use crate::web::act::{Act, Answer};
use crate::web::components::Issues;
use crate::web::form::Fields;
use crate::web::page::{Layout, Note, Tab, period_words};
use crate::web::reject::Reject;
use crate::web::{show as page, url};

#[derive(Template)]
#[template(path = "targets/propose.html")]
struct ProposePage {
    layout: Layout,
    issues: Issues,
    full_name: String,
    period: String,
    last_period: String,
    name: String,
    promised: String,
    unit_word: String,
    wording: String,
    back: String,
    action: String,
    ways: Vec<WayLink>,
    rows: Vec<PortionRow>,
    sum: String,
    /// For the script that adds up while one types; empty for rates.
    total: String,
    reason: String,
}

struct WayLink {
    href: String,
    text: &'static str,
    is_current: bool,
}

struct PortionRow {
    unit: i32,
    name: String,
    last_year: String,
    text: String,
    means: String,
    class: &'static str,
    state: &'static str,
    answer: String,
    is_wrong: bool,
}

#[derive(Deserialize)]
pub struct Asked {
    #[serde(rename = "cach")]
    way: Option<String>,
}

const WAYS: [(SplitBy, &str); 3] = [
    (SplitBy::LastYear, "nam-truoc"),
    (SplitBy::Population, "dan-so"),
    (SplitBy::Equal, "bang-nhau"),
];

/// A target that can be given to the units within, and what is known of it.
struct Sharing<'a> {
    desk: &'a Desk,
    gathered: &'a Gathered,
    target: &'a Target,
    indicator: &'a Indicator,
}

impl<'a> Sharing<'a> {
    /// Who sees no register proposes no split.
    fn of(desk: &'a Desk, id: &str) -> Result<Self, Reject> {
        let gathered = desk.gathered.as_ref().ok_or(Reject::Forbidden)?;
        let target = target::find(desk, id)?;
        let indicator = desk.indicator(target).ok_or(Reject::NotFound)?;
        let fits = target.stands() && can_be_shared(gathered, indicator, &target.new);
        fits.then_some(Self { desk, gathered, target, indicator }).ok_or(Reject::NotFound)
    }

    fn portions(&self, way: SplitBy) -> Vec<Portion> {
        share_out(self.gathered, self.indicator, &self.target.new, way)
    }

    /// By last year where it can be told, else the same for each.
    fn first_way(&self) -> SplitBy {
        let told = |way: &&SplitBy| self.portions(**way).iter().all(|part| part.value.is_some());
        ways(self.indicator).iter().find(told).copied().unwrap_or(SplitBy::Equal)
    }
}

pub async fn show(
    visitor: Visitor,
    _permit: Permit<AdoptTargets>,
    Path((_, period, id)): Path<(String, String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Reject> {
    let desk = Desk::read(&visitor, &period).await?;
    let sharing = Sharing::of(&desk, &id)?;
    let asked = asked.way.and_then(|word| WAYS.iter().find(|(_, known)| *known == word));
    let given = given_of(&desk, sharing.target);
    let way = asked.map(|(way, _)| *way);
    let way = way.or_else(|| given.is_empty().then(|| sharing.first_way()));
    let portions = sharing.portions(way.unwrap_or(SplitBy::Equal));
    let text = |portion: &Portion| {
        let stands = given.iter().find(|given| given.unit == portion.unit);
        match (way, stands) {
            (Some(_), _) => portion.value,
            (None, stands) => stands.map(|given| given.latest.value),
        }
        .map(grouped)
        .unwrap_or_default()
    };
    let texts = portions.iter().map(text).collect();
    let typed = Typed { way, texts, reason: String::new(), issues: Vec::new() };
    form(&visitor, &sharing, &portions, typed).await
}

/// What stands in the form.
struct Typed {
    way: Option<SplitBy>,
    texts: Vec<String>,
    reason: String,
    issues: Vec<Refusal>,
}

pub async fn create(
    act: Act,
    visitor: Visitor,
    permit: Permit<AdoptTargets>,
    fields: Fields,
    Path((_, period, id)): Path<(String, String, String)>,
) -> Result<Response, Reject> {
    let desk = Desk::read(&visitor, &period).await?;
    let sharing = Sharing::of(&desk, &id)?;
    let portions = sharing.portions(SplitBy::Equal);
    let field = |portion: &Portion| format!("so.{}", portion.unit);
    let text = |portion: &Portion| fields.get(&field(portion)).unwrap_or_default().to_owned();
    let texts: Vec<String> = portions.iter().map(text).collect();
    let reason = fields.get("ly_do").unwrap_or_default().to_owned();
    let mut typed = Typed { way: None, texts, reason, issues: Vec::new() };
    let parts = match read(&sharing, &portions, &typed.texts) {
        Ok(parts) => parts,
        Err(issues) => {
            typed.issues = issues;
            return form(&visitor, &sharing, &portions, typed).await;
        }
    };
    let new = NewParts { target: sharing.target.id, parts, reason: typed.reason.clone() };
    let to = url::with_note(&format!("{}/{id}", desk.here()), Note::Saved.code());
    let done = act
        .run(async move |work| {
            let (_, event) = targets::propose(&work, &permit, &new).await?;
            Ok((Answer::see_other(to), event))
        })
        .await;
    match done {
        Err(Reject::Refused(issues)) => {
            typed.issues = at_fields(issues);
            form(&visitor, &sharing, &portions, typed).await
        }
        other => other,
    }
}

/// The parts that were typed; an empty field gives nothing.
fn read(
    sharing: &Sharing<'_>,
    portions: &[Portion],
    texts: &[String],
) -> Result<Vec<Part>, Vec<Refusal>> {
    let (mut parts, mut issues) = (Vec::new(), Vec::new());
    for (portion, text) in portions.iter().zip(texts) {
        match part(sharing.indicator, text, &format!("so.{}", portion.unit)) {
            Ok(Some(value)) => {
                parts.push(Part { unit: portion.unit, value, whole: portion.whole });
            }
            Ok(None) => {}
            Err(issue) => issues.push(issue),
        }
    }
    if issues.is_empty() { Ok(parts) } else { Err(issues) }
}

async fn form(
    visitor: &Visitor,
    sharing: &Sharing<'_>,
    portions: &[Portion],
    typed: Typed,
) -> Result<Response, Reject> {
    let Sharing { desk, target, indicator, .. } = sharing;
    let title = "Giao cho các đơn vị";
    let layout = Layout::of_unit(visitor, title, desk.period, Tab::Targets).await?;
    let given = given_of(desk, target);
    let rows = portions.iter().zip(&typed.texts).map(|(portion, text)| {
        let stands = given.iter().find(|given| given.unit == portion.unit);
        let wrong = format!("so.{}", portion.unit);
        let is_wrong = typed.issues.iter().any(|issue| issue.field == wrong);
        portion_row(sharing, portion, text, stands.copied(), is_wrong)
    });
    let sum = read(sharing, portions, &typed.texts).ok();
    let sum = sum.and_then(|parts| balance(indicator, &target.new, &parts));
    let total = targets::promised(indicator, &target.new).and_then(|all| i64::try_from(all).ok());
    let back = format!("{}/{}", desk.here(), target.id.0);
    let status =
        if typed.issues.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let shown = ProposePage {
        layout: layout.ok_or(Reject::NotFound)?.with_script("targets.js"),
        full_name: capitalised(&desk.unit.full_name()),
        period: period_words(desk.period).to_lowercase(),
        last_period: period_words(desk.period.previous()).to_lowercase(),
        name: indicator.name.clone(),
        promised: promised_in_words(indicator, &target.new),
        unit_word: indicator.unit.clone(),
        wording: target.new.wording.clone(),
        action: format!("{back}/giao"),
        ways: way_links(indicator, &back, typed.way),
        rows: rows.collect(),
        sum: sum_in_words(indicator, sum),
        total: total.map(|all| scaled(all, indicator.decimals)).unwrap_or_default(),
        reason: typed.reason,
        issues: Issues::new(typed.issues),
        back,
    };
    Ok(page(status, &shown))
}

fn way_links(indicator: &Indicator, back: &str, chosen: Option<SplitBy>) -> Vec<WayLink> {
    let text = |way: SplitBy| match (way, indicator.is_fraction()) {
        (SplitBy::LastYear, false) => "Theo thực hiện năm trước",
        (SplitBy::LastYear, true) => "Giữ mức năm trước nơi đã cao hơn",
        (SplitBy::Population, _) => "Theo dân số",
        (SplitBy::Equal, false) => "Chia đều",
        (SplitBy::Equal, true) => "Cùng một mức",
    };
    let link = |way: &SplitBy| {
        let (_, word) = WAYS.iter().find(|(known, _)| known == way)?;
        Some(WayLink {
            href: format!("{back}/giao?cach={word}"),
            text: text(*way),
            is_current: chosen == Some(*way),
        })
    };
    ways(indicator).iter().filter_map(link).collect()
}

fn portion_row(
    sharing: &Sharing<'_>,
    portion: &Portion,
    text: &str,
    stands: Option<&Given>,
    is_wrong: bool,
) -> PortionRow {
    let Sharing { desk, target, indicator, .. } = sharing;
    let own = portion.unit == desk.unit.unit;
    let value = part(indicator, text, "").ok().flatten();
    let (class, words) = stands.map_or(("", ""), |given| state(given.latest.state));
    PortionRow {
        unit: portion.unit.0,
        name: if own {
            "Phần đơn vị tự làm".into()
        } else {
            desk.name(portion.unit).to_owned()
        },
        last_year: if own { String::new() } else { result(indicator, &portion.last_year) },
        text: text.to_owned(),
        means: value
            .map(|value| means(indicator, target, value, portion.whole))
            .unwrap_or_default(),
        class,
        state: words,
        answer: stands.map(|given| answer(&given.latest)).unwrap_or_default(),
        is_wrong,
    }
}
