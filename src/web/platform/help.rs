//! A page of help (trợ giúp): how a year goes, and the guide of every page.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;

use super::guide::{GUIDES, Guide};
use crate::platform::site;
use crate::web::access::Visitor;
use crate::web::page::Layout;
use crate::web::reject::Reject;
use crate::web::show as page;

#[derive(Template)]
#[template(path = "platform/help.html")]
struct HelpPage {
    layout: Layout,
    guides: &'static [Guide],
    /// Whom to ask; may be empty.
    contact: String,
}

pub async fn show(visitor: Visitor) -> Result<Response, Reject> {
    let layout = Layout::plain(&visitor, "Trợ giúp").await?;
    let contact = site::imprint(&visitor.reader).await?.contact;
    Ok(page(StatusCode::OK, &HelpPage { layout, guides: GUIDES, contact }))
}
