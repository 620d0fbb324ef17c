//! A unit answers a part that is proposed to it.

use axum::extract::Path;
use axum::response::Response;

use super::desk::asked;
use super::draft::{at_fields, part, row_id};
use super::list::{Refused, again};
use crate::authority::{AnswerTargets, Permit};
use crate::indicators;
use crate::platform::outcome::Refusal;
use crate::targets::{self, Answer as Answered};
use crate::web::access::Visitor;
use crate::web::act::{Act, Answer};
use crate::web::form::Fields;
use crate::web::page::Note;
use crate::web::reject::Reject;
use crate::web::{unit_page, url};

pub async fn create(
    act: Act,
    visitor: Visitor,
    permit: Permit<AnswerTargets>,
    fields: Fields,
    Path((_, period, target)): Path<(String, String, String)>,
) -> Result<Response, Reject> {
    let id = row_id(&target).ok_or(Reject::NotFound)?;
    let within = unit_page::period(&period)?;
    let unit = unit_page::unit_in(&visitor.reader, permit.unit(), within).await?;
    let text = |name: &str| fields.get(name).unwrap_or_default().to_owned();
    let step = text("buoc").parse().unwrap_or_default();
    let read = read(&visitor, &permit, id, &text("tra_loi"), &text("muc"), text("ly_do")).await?;
    let done = match read {
        Err(issue) => Err(Reject::Refused(vec![issue])),
        Ok(answer) => {
            let back = url::targets(unit.unit, &unit.slug, within);
            let back = url::with_note(&back, Note::Saved.code());
            act.run(async move |work| {
                let ((), event) = targets::answer(&work, &permit, id, step, &answer).await?;
                Ok((Answer::see_other(back), event))
            })
            .await
        }
    };
    match done {
        Err(Reject::Refused(issues)) => {
            let (counter, reason, issues) = (text("muc"), text("ly_do"), at_fields(issues));
            again(&visitor, &period, Some(Refused { target: id, counter, reason, issues })).await
        }
        other => other,
    }
}

async fn read(
    visitor: &Visitor,
    permit: &Permit<AnswerTargets>,
    target: entities::values::RowId,
    word: &str,
    counter: &str,
    reason: String,
) -> Result<Result<Answered, Refusal>, Reject> {
    if word != "khac" {
        return Ok(Ok(Answered::Accept));
    }
    let asked = asked(&visitor.reader, permit.unit(), None).await?;
    let found = asked.into_iter().find(|(given, _)| given.target == target);
    let (_, target) = found.ok_or(Reject::NotFound)?;
    let known = indicators::indicators(&visitor.reader, target.new.period).await?;
    let indicator = known.into_iter().find(|known| known.code == target.new.indicator);
    let indicator = indicator.ok_or(Reject::NotFound)?;
    let read = part(&indicator, counter, "muc");
    Ok(read.map(|counter| Answered::Object { counter, reason }))
}
