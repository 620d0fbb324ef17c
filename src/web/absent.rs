//! Instead of a page of a unit that did not exist in the period: which units stood there then, or
//! took over since, and the way to the same page of theirs.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use entities::values::{Period, UnitId};

use super::access::Visitor;
use super::page::{Layout, Link, period_words};
use super::reject::{Notice, Reject};
use super::{show, url};
use crate::authority::ActionKind;
use crate::facts::Frame;
use crate::org::{self, UnitVersion};
use crate::platform::db::Source;
use crate::platform::outcome::Fault;
use crate::progress::summed;
use crate::vietnamese::{capitalised, date};

#[derive(Template)]
#[template(path = "absent.html")]
struct AbsentPage {
    layout: Layout,
    title: String,
    says: String,
    units: Vec<Link>,
    /// The page of today's boundaries, where the unit has one.
    today: String,
}

/// The answer itself, or this page when it says that the unit did not exist.
pub async fn or_else(visitor: Option<Visitor>, answer: Response) -> Response {
    let absent = answer.extensions().get::<Notice>().and_then(|notice| notice.absent);
    let (Some(visitor), Some((unit, period))) = (visitor, absent) else { return answer };
    match page(&visitor, unit, period).await {
        Ok(Some(page)) => page,
        Ok(None) => answer,
        Err(fault) => Reject::from(fault).into_response(),
    }
}

/// Of which unit the page speaks, and where its visitor goes on.
struct Absent {
    unit: UnitVersion,
    says: String,
    instead: Vec<UnitVersion>,
    today: String,
}

async fn page(visitor: &Visitor, unit: UnitId, period: Period) -> Result<Option<Response>, Fault> {
    let reader = &visitor.reader;
    let absent = match org::version_on(reader, unit, reader.today()).await? {
        Some(version) => Some(not_yet(visitor, version, period).await?),
        None => no_more(visitor, unit).await?,
    };
    let Some(Absent { unit, says, instead, today }) = absent else { return Ok(None) };
    let title = format!("{} không có {}", period_words(period), unit.full_name());
    let layout = Layout::plain(visitor, &title).await?;
    let units = links(visitor, &instead, period).await?;
    let page = AbsentPage { layout, title, says, units, today };
    Ok(Some(show(StatusCode::NOT_FOUND, &page)))
}

async fn not_yet(visitor: &Visitor, unit: UnitVersion, period: Period) -> Result<Absent, Fault> {
    let now = Frame::now(period);
    let view = org::view(&visitor.reader, unit.unit, now).await?;
    let before = view.map(|view| summed(&view.tree)).unwrap_or_default();
    let instead = before.into_iter().next().map(|summed| summed.then).unwrap_or_default();
    let says = format!("{} có từ ngày {}.", capitalised(&unit.full_name()), date(unit.from));
    let board = url::in_frame(&url::progress(unit.unit, &unit.slug, period), now);
    let today = if instead.is_empty() { String::new() } else { board };
    Ok(Absent { unit, says, instead, today })
}

async fn no_more(visitor: &Visitor, unit: UnitId) -> Result<Option<Absent>, Fault> {
    let all = org::all_versions(&visitor.reader).await?;
    let own = all.into_iter().filter(|version| version.unit == unit);
    let Some(unit) = own.max_by_key(|version| version.to) else { return Ok(None) };
    let end = date(unit.to.pred_opt().unwrap_or(unit.to));
    let says = format!("{} có đến hết ngày {end}.", capitalised(&unit.full_name()));
    let instead = org::heirs_today(&visitor.reader, unit.unit).await?;
    Ok(Some(Absent { unit, says, instead, today: String::new() }))
}

/// The same page of other units; a name alone where the visitor may not go.
async fn links(
    visitor: &Visitor,
    units: &[UnitVersion],
    period: Period,
) -> Result<Vec<Link>, Fault> {
    let page = page_of(&visitor.asked);
    let mut links = Vec::new();
    for version in units {
        let place = org::place(&visitor.reader, version.unit).await?;
        let may = place.is_some_and(|place| visitor.may(ActionKind::ViewProgress, &place));
        let href = url::of_unit(version.unit, &version.slug, period, page);
        links.push(Link {
            text: version.full_name(),
            href: if may { href } else { String::new() },
            is_current: false,
        });
    }
    Ok(links)
}

/// What stands behind the unit and the period: `tien-do`, `bao-cao/ban-in`.
fn page_of(asked: &str) -> &str {
    let path = asked.split('?').next().unwrap_or_default();
    path.splitn(5, '/').nth(4).unwrap_or("tien-do")
}
