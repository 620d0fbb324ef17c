//! Handing the parts of a target down: each becomes a target of its unit.

use axum::extract::Path;
use axum::response::Response;
use entities::values::UnitId;

use super::desk::Desk;
use super::draft::{at_fields, day, row_id};
use super::target::{self, Typed};
use crate::authority::{AdoptTargets, Permit};
use crate::platform::db::Source;
use crate::platform::outcome::Refusal;
use crate::targets::{self, Handing};
use crate::web::access::Visitor;
use crate::web::act::{Act, Answer};
use crate::web::form::Fields;
use crate::web::page::Note;
use crate::web::reject::Reject;
use crate::web::url;

pub async fn create(
    act: Act,
    visitor: Visitor,
    permit: Permit<AdoptTargets>,
    fields: Fields,
    Path((_, period, id)): Path<(String, String, String)>,
) -> Result<Response, Reject> {
    let desk = Desk::read(&visitor, &period).await?;
    if desk.gathered.is_none() {
        return Err(Reject::Forbidden);
    }
    target::find(&desk, &id)?;
    let typed = Typed::of_fields(&fields);
    let handing = match read(&visitor, &id, &fields, &typed) {
        Ok(handing) => handing,
        Err(issues) => return target::again(&visitor, &period, &id, Some((typed, issues))).await,
    };
    let to = url::with_note(&format!("{}/{id}", desk.here()), Note::Saved.code());
    let done = act
        .run(async move |work| {
            let (_, event) = targets::hand_down(&work, &permit, &handing).await?;
            Ok((Answer::see_other(to), event))
        })
        .await;
    match done {
        Err(Reject::Refused(issues)) => {
            target::again(&visitor, &period, &id, Some((typed, at_fields(issues)))).await
        }
        other => other,
    }
}

fn read(
    visitor: &Visitor,
    id: &str,
    fields: &Fields,
    typed: &Typed,
) -> Result<Handing, Vec<Refusal>> {
    let unit = |name: &str| name.strip_prefix("dv.")?.parse().ok().map(UnitId);
    let chosen = fields.iter().filter_map(|(name, step)| Some((unit(name)?, step.parse().ok()?)));
    let mut issues = Vec::new();
    for (field, text) in [("cau", &typed.wording), ("van_ban", &typed.legal_source)] {
        if text.is_empty() {
            let says = "Giao chính thức cần có câu và văn bản giao chỉ tiêu.";
            issues.push(Refusal::new("not_typed", field, says, "Xin chép đúng như văn bản."));
        }
    }
    let today = visitor.reader.today();
    let adopted_on = day(&typed.adopted_on, today).unwrap_or_else(|issue| {
        issues.push(issue);
        today
    });
    match row_id(id).filter(|_| issues.is_empty()) {
        Some(target) => Ok(Handing {
            target,
            units: chosen.collect(),
            reason: typed.reason.clone(),
            wording: typed.wording.clone(),
            legal_source: typed.legal_source.clone(),
            adopted_on,
        }),
        None => Err(issues),
    }
}
