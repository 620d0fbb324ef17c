//! A page of help (trợ giúp): how a year goes, in the words of the office.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;

use crate::web::access::Visitor;
use crate::web::page::Layout;
use crate::web::reject::Reject;
use crate::web::show as page;

#[derive(Template)]
#[template(path = "platform/help.html")]
struct HelpPage {
    layout: Layout,
}

pub async fn show(visitor: Visitor) -> Result<Response, Reject> {
    let layout = Layout::plain(&visitor, "Trợ giúp").await?;
    Ok(page(StatusCode::OK, &HelpPage { layout }))
}
