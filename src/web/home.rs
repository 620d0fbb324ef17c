//! Việc cần làm: the first page after the log-in, one card for each unit of the visitor.

use askama::Template;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use entities::values::{Period, UnitId};
use serde::Deserialize;

use crate::authority::{ActionKind, Actor, Administer, EnterFigures, Place, ViewProgress};
use crate::facts::Frame;
use crate::identity;
use crate::org;
use crate::platform::db::Source;
use crate::platform::outcome::Fault;
use crate::progress;
use crate::statistics;
use crate::web::access::Visitor;
use crate::web::boundaries;
use crate::web::components::role_words;
use crate::web::page::{Layout, Link, Tab, Years, report_year};
use crate::web::reject::Reject;
use crate::web::{show as page, targets, url};

#[derive(Template)]
#[template(path = "home.html")]
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
    /// How the unit stands against its targets.
    pub finding: Option<String>,
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
    /// Where it is done, when that is no place of the card.
    pub href: Option<String>,
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
    let mut cards = cards(&visitor, period).await?;
    cards.extend(administration(&visitor).await?);
    Ok(page(StatusCode::OK, &HomePage { layout, year, cards }))
}

async fn cards(visitor: &Visitor, period: Period) -> Result<Vec<Card>, Fault> {
    let Actor::Person(person) = &visitor.actor else { return Ok(Vec::new()) };
    let today = visitor.reader.today();
    let mut cards: Vec<Card> = Vec::new();
    for grant in person.grants.iter().filter(|grant| grant.holds_on(today)) {
        let role = role_words(grant.role);
        if let Some(card) = cards.iter_mut().find(|card| card.unit == grant.unit) {
            card.roles = format!("{}, {role}", card.roles);
        } else if grant.unit != UnitId::SITE
            && let Some(card) = card(visitor, grant.unit, role, period).await?
        {
            cards.push(card);
        }
    }
    Ok(cards)
}

/// What waits for an administrator.
async fn administration(visitor: &Visitor) -> Result<Option<Card>, Fault> {
    let Some(permit) = visitor.permit::<Administer>(&Place::site()) else { return Ok(None) };
    let requests = identity::reset_requests(&visitor.reader, &permit).await?.len();
    let due = match requests {
        0 => Vec::new(),
        some => {
            let says = format!("{some} người xin đặt lại mật khẩu.");
            vec![Due { says, is_done: false, href: Some(url::ACCOUNTS.to_owned()) }]
        }
    };
    let link = |text: &str, href: &str| Link {
        text: text.to_owned(),
        href: href.to_owned(),
        is_current: false,
    };
    Ok(Some(Card {
        unit: UnitId::SITE,
        name: "Quản trị".to_owned(),
        roles: "Cả trang".to_owned(),
        finding: None,
        due,
        links: vec![link("Tài khoản", url::ACCOUNTS), link("Quản trị", url::ADMINISTRATION)],
    }))
}

async fn card(
    visitor: &Visitor,
    unit: UnitId,
    role: &str,
    period: Period,
) -> Result<Option<Card>, Fault> {
    // A unit that came later shows what went into it.
    let mut frame = Frame::from(period);
    let mut tree = boundaries::tree(&visitor.reader, unit, frame).await?;
    if tree.is_none() {
        frame = Frame::now(period);
        tree = boundaries::tree(&visitor.reader, unit, frame).await?;
    }
    let Some(node) = tree.as_ref().and_then(org::Tree::root_node) else { return Ok(None) };
    let Some(place) = org::place(&visitor.reader, unit).await? else { return Ok(None) };
    let version = &node.version;
    let offers = [
        (ActionKind::EnterFigures, "Nhập số liệu", Tab::Figures.href(version, frame)),
        (ActionKind::ViewProgress, "Xem tổng quan", Tab::Progress.href(version, frame)),
        (ActionKind::ViewReport, "Báo cáo", Tab::Report.href(version, frame)),
    ];
    let is_there = |action| action != ActionKind::EnterFigures || !frame.is_now();
    let links = offers
        .into_iter()
        .filter(|(action, _, _)| is_there(*action) && visitor.may(*action, &place))
        .map(|(_, text, href)| Link { text: text.to_owned(), href, is_current: false })
        .collect();
    let mut due = due(visitor, &place, period).await?;
    due.extend(targets::due::due(visitor, &place, version).await?);
    Ok(Some(Card {
        unit,
        name: version.full_name(),
        roles: role.to_owned(),
        finding: finding(visitor, &place, frame).await?,
        due,
        links,
    }))
}

/// How the unit stands, in a sentence; nothing where no target is set.
async fn finding(visitor: &Visitor, place: &Place, frame: Frame) -> Result<Option<String>, Fault> {
    let Some(permit) = visitor.permit::<ViewProgress>(place) else { return Ok(None) };
    let gathered = progress::gather_promised(&visitor.reader, permit.scope(), frame).await?;
    let Some(gathered) = gathered else { return Ok(None) };
    let board = progress::board(&gathered, place.unit);
    if !board.lines.iter().any(|line| line.root.judged.is_some()) {
        return Ok(None);
    }
    Ok(Some(progress::findings(&gathered, &board).first))
}

/// What waits to be typed; nothing for those who do not type.
async fn due(visitor: &Visitor, place: &Place, period: Period) -> Result<Vec<Due>, Fault> {
    let Some(permit) = visitor.permit::<EnterFigures>(place) else { return Ok(Vec::new()) };
    let form = statistics::form(&visitor.reader, &permit.viewing(), period).await?;
    let Some(form) = form else { return Ok(Vec::new()) };
    let (answered, asked) = form.progress();
    let mut due = Vec::new();
    if asked > 0 {
        let says = format!("Đã nhập {answered}/{asked} ô số liệu.");
        due.push(Due { says, is_done: answered == asked, href: None });
    }
    let refused = form.cells().filter(|cell| cell.refused.is_some()).count();
    if refused > 0 {
        let says = format!("{refused} ô chưa nhận, cần sửa.");
        due.push(Due { says, is_done: false, href: None });
    }
    let unexplained = form.cells().filter(|cell| cell.wants_reason()).count();
    if unexplained > 0 {
        let says = format!("{unexplained} số khác thường, cần ghi lý do.");
        due.push(Due { says, is_done: false, href: None });
    }
    Ok(due)
}
