//! The entry form on paper: as it stands, or blank for a pen (`?trong`).

use axum::extract::{Path, RawQuery};
use axum::response::Response;

use crate::authority::{Permit, ViewFigures};
use crate::org;
use crate::platform::clock::day_in_vietnam;
use crate::statistics::{self, FormPaper};
use crate::web::access::Visitor;
use crate::web::reject::Reject;
use crate::web::{download, unit_page};

pub async fn pdf(
    visitor: Visitor,
    permit: Permit<ViewFigures>,
    Path((_, period)): Path<(String, String)>,
    RawQuery(query): RawQuery,
) -> Result<Response, Reject> {
    let period = unit_page::period(&period)?;
    let reader = &visitor.reader;
    let unit = unit_page::unit_in(reader, permit.unit(), period).await?;
    let form = statistics::form(reader, &permit, period).await?.ok_or(Reject::NotFound)?;
    let changed = form.cells().filter_map(|cell| Some(cell.cell.as_ref()?.fact.entered_at)).max();
    let on = changed.map_or(period.last_day(), day_in_vietnam);
    let signatory = org::signatory_on(reader, unit.unit, on).await?;
    let blank = query.is_some_and(|query| query.split('&').any(|word| word == "trong"));
    let paper = FormPaper { form: &form, unit: &unit, signatory: signatory.as_ref(), blank, on };
    let document = paper.document();
    let name = if blank { "bieu-trong" } else { "bieu-nhap" };
    Ok(download::pdf(reader, &format!("{name}-{}-{period}.pdf", unit.slug), document).await?)
}
