//! One target of a unit: its sentence, its revisions, its parts.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;

use super::cascade_view::{Cascade, cascade};
use super::desk::Desk;
use super::draft::row_id;
use super::rows::{PastRow, Row, is_to_be_shared, past, row};
use crate::authority::{ActionKind, Permit, ViewTargets};
use crate::platform::outcome::Refusal;
use crate::targets::{self, Target};
use crate::vietnamese::{capitalised, date};
use crate::web::access::Visitor;
use crate::web::components::Issues;
use crate::web::form::Fields;
use crate::web::page::{Layout, Tab, period_words};
use crate::web::reject::Reject;
use crate::web::show as page;

#[derive(Template)]
#[template(path = "targets/target.html")]
struct TargetPage {
    layout: Layout,
    issues: Issues,
    full_name: String,
    period: String,
    back: String,
    row: Row,
    shows_results: bool,
    basis: String,
    handed_from: bool,
    stands: bool,
    cascade: Option<Cascade>,
    earlier: Vec<PastRow>,
    can_adopt: bool,
    can_change: bool,
    can_share: bool,
    /// Why it is not to be changed here.
    bound: Option<Refusal>,
    typed: Typed,
}

/// What is typed into the forms of the page.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    pub reason: String,
    pub wording: String,
    pub legal_source: String,
    pub adopted_on: String,
    /// Why it is withdrawn.
    pub withdrawn_because: String,
}

impl Typed {
    fn of(target: &Target) -> Self {
        Self {
            wording: target.new.wording.clone(),
            legal_source: target.new.legal_source.clone(),
            adopted_on: date(target.new.adopted_on),
            ..Self::default()
        }
    }

    /// As it was typed.
    pub fn of_fields(fields: &Fields) -> Self {
        let text = |name: &str| fields.get(name).unwrap_or_default().to_owned();
        Self {
            reason: text("ly_do"),
            wording: text("cau"),
            legal_source: text("van_ban"),
            adopted_on: text("ngay"),
            withdrawn_because: text("ly_do_bai_bo"),
        }
    }
}

pub async fn show(
    visitor: Visitor,
    _permit: Permit<ViewTargets>,
    Path((_, period, target)): Path<(String, String, String)>,
) -> Result<Response, Reject> {
    again(&visitor, &period, &target, None).await
}

/// The page; with what was refused and what was typed.
pub async fn again(
    visitor: &Visitor,
    period: &str,
    target: &str,
    refused: Option<(Typed, Vec<Refusal>)>,
) -> Result<Response, Reject> {
    let desk = Desk::read(visitor, period).await?;
    let target = find(&desk, target)?;
    let layout = Layout::of_unit(visitor, "Chỉ tiêu", desk.period, Tab::Targets).await?;
    let can_adopt = visitor.may(ActionKind::AdoptTargets, visitor.unit()?) && target.stands();
    let bound = targets::bound(&visitor.reader, &visitor.actor, target).await?;
    let bound = bound.filter(|_| can_adopt);
    let status = match &refused {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    let (typed, issues) = refused.unwrap_or_else(|| (Typed::of(target), Vec::new()));
    let shown = TargetPage {
        layout: layout.ok_or(Reject::NotFound)?,
        issues: Issues::new(issues),
        full_name: capitalised(&desk.unit.full_name()),
        period: period_words(desk.period).to_lowercase(),
        back: desk.here(),
        row: row(&desk, target).ok_or(Reject::NotFound)?,
        shows_results: desk.gathered.is_some(),
        basis: target.new.basis.clone(),
        handed_from: target.handed_from.is_some(),
        stands: target.stands(),
        cascade: cascade(&desk, target),
        earlier: earlier(&desk, target),
        can_adopt,
        can_change: can_adopt && bound.is_none(),
        can_share: can_adopt && is_to_be_shared(&desk, target),
        bound,
        typed,
    };
    Ok(page(status, &shown))
}

/// A target of the unit, whether it stands or not.
pub fn find<'a>(desk: &'a Desk, id: &str) -> Result<&'a Target, Reject> {
    let id = row_id(id).ok_or(Reject::NotFound)?;
    let all = || desk.own.iter().chain(&desk.past);
    all().find(|target| target.id == id).ok_or(Reject::NotFound)
}

/// What stood in its place before, the latest first.
fn earlier(desk: &Desk, target: &Target) -> Vec<PastRow> {
    let mut found: Vec<&Target> = Vec::new();
    let mut later = vec![target.id];
    while !later.is_empty() {
        let replaced = |old: &&Target| old.superseded_by.is_some_and(|by| later.contains(&by));
        let before: Vec<&Target> = desk.past.iter().filter(replaced).collect();
        later = before.iter().map(|old| old.id).collect();
        found.extend(before);
    }
    found.into_iter().filter_map(|old| past(desk, old)).collect()
}
