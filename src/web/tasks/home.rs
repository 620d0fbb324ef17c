//! Việc cần làm: the first page after the log-in, one card for each unit of the visitor.

use askama::Template;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use entities::values::{Period, UnitId};
use serde::Deserialize;

use crate::authority::{self, Action, ActionKind, Actor, Permit, Place, ViewFigures, ViewProgress};
use crate::org;
use crate::platform::db::Source;
use crate::platform::outcome::Fault;
use crate::progress;
use crate::statistics::{self, Form, FormCell};
use crate::web::access::Visitor;
use crate::web::components::role_words;
use crate::web::page::{Layout, Link, Years, report_year};
use crate::web::reject::Reject;
use crate::web::{show as page, url};

#[derive(Template)]
#[template(path = "tasks/home.html")]
struct HomePage {
    layout: Layout,
    year: i32,
    cards: Vec<Card>,
}

/// One unit of the visitor in one year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    pub unit: UnitId,
    pub name: String,
    pub roles: String,
    /// What is due, most urgent first.
    pub due: Vec<Due>,
    /// What may be done there; the first is the main one.
    pub links: Vec<Link>,
}

/// Something that waits to be done, or a word on how things stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    pub says: String,
    pub is_done: bool,
}

#[derive(Deserialize)]
pub struct Asked {
    nam: Option<String>,
}

pub async fn show(visitor: Visitor, Query(asked): Query<Asked>) -> Result<Response, Reject> {
    let year = match asked.nam.as_deref().map(str::parse) {
        Some(Ok(Period::Year(year))) => year,
        None => report_year(&visitor.reader),
        Some(_) => return Err(Reject::NotFound),
    };
    let mut layout = Layout::plain(&visitor, "Việc cần làm").await?;
    let period = Period::Year(year);
    layout.years = Some(Years::around(period, |period| url::home_of(period.year())));
    let cards = cards(&visitor, period).await?;
    Ok(page(StatusCode::OK, &HomePage { layout, year, cards }))
}

async fn cards(visitor: &Visitor, period: Period) -> Result<Vec<Card>, Fault> {
    let Actor::Person(person) = &visitor.actor else { return Ok(Vec::new()) };
    let reader = &visitor.reader;
    let today = reader.today();
    let mut cards: Vec<Card> = Vec::new();
    for grant in person.grants.iter().filter(|grant| grant.holds_on(today)) {
        let role = role_words(grant.role);
        if let Some(card) = cards.iter_mut().find(|card| card.unit == grant.unit) {
            card.roles = format!("{}, {role}", card.roles);
            continue;
        }
        if grant.unit == UnitId::SITE {
            continue;
        }
        let tree = org::in_period(reader, grant.unit, period).await?;
        let Some(node) = tree.as_ref().and_then(org::Tree::root_node) else { continue };
        let Some(place) = org::place(reader, grant.unit).await? else { continue };
        let version = &node.version;
        let (unit, slug) = (version.unit, version.slug.as_str());
        let offers = [
            (ActionKind::EnterFigures, "Nhập số liệu", url::figures(unit, slug, period)),
            (ActionKind::ViewProgress, "Xem tiến độ", url::progress(unit, slug, period)),
            (ActionKind::ViewReport, "Báo cáo", url::report(unit, slug, period)),
        ];
        let links = offers
            .into_iter()
            .filter(|(action, _, _)| visitor.may(*action, &place))
            .map(|(_, text, href)| Link { text: text.to_owned(), href, is_current: false })
            .collect();
        let name = version.full_name();
        let due = due(visitor, &place, period).await?;
        cards.push(Card { unit, name, roles: role.to_owned(), due, links });
    }
    Ok(cards)
}

/// What waits in a unit: cells to fill, to mend and to explain; then how its targets stand.
async fn due(visitor: &Visitor, place: &Place, period: Period) -> Result<Vec<Due>, Fault> {
    let mut due = Vec::new();
    let reader = &visitor.reader;
    if visitor.may(ActionKind::EnterFigures, place)
        && let Some(permit) = permit::<ViewFigures>(visitor, place)
        && let Some(form) = statistics::form(reader, &permit, period).await?
    {
        due.extend(of_form(&form));
    }
    if let Some(permit) = permit::<ViewProgress>(visitor, place)
        && let Some(gathered) = progress::gather(reader, permit.scope(), period).await?
    {
        let board = progress::board(&gathered, gathered.root());
        if !board.lines.is_empty() {
            let findings = progress::findings(&gathered, &board);
            due.extend(findings.into_iter().take(1).map(|says| Due { says, is_done: true }));
        }
    }
    Ok(due)
}

fn permit<A: Action>(visitor: &Visitor, place: &Place) -> Option<Permit<A>> {
    let today = visitor.reader.today();
    let granted = authority::decide(&visitor.actor, A::KIND, place, today).ok()?;
    granted.permit()
}

fn of_form(form: &Form) -> Vec<Due> {
    let (answered, asked) = form.progress();
    let says = format!("Đã nhập {answered}/{asked} ô số liệu.");
    let mut due = vec![Due { says, is_done: answered == asked }];
    let refused = form.cells().filter(|cell| cell.refused.is_some()).count();
    if refused > 0 {
        due.push(Due { says: format!("{refused} ô chưa nhận, cần sửa."), is_done: false });
    }
    let strange = form.cells().filter(|cell| FormCell::wants_reason(cell)).count();
    if strange > 0 {
        let says = format!("{strange} số khác thường, cần ghi lý do.");
        due.push(Due { says, is_done: false });
    }
    due
}
