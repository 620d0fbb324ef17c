//! Whether the server answers and its database can be read; for machines.

use axum::response::{IntoResponse, Response};

use crate::platform::site;
use crate::web::access::Visitor;
use crate::web::reject::Reject;

pub async fn show(visitor: Visitor) -> Result<Response, Reject> {
    site::is_demo(&visitor.reader).await?;
    Ok("ok\n".into_response())
}
