//! Whether the server answers and its database can be read; for machines.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::platform::site;
use crate::web::access::Visitor;

/// 200 while the database can be read, else 503; says which version answers.
pub async fn show(visitor: Visitor) -> Response {
    let (status, database) = match site::imprint(&visitor.reader).await {
        Ok(_) => (StatusCode::OK, "ok"),
        Err(fault) => {
            tracing::error!(%fault, "the database cannot be read");
            (StatusCode::SERVICE_UNAVAILABLE, "unreadable")
        }
    };
    let content = json!({ "database": database, "version": env!("CARGO_PKG_VERSION") });
    (status, [(header::CONTENT_TYPE, "application/json")], content.to_string()).into_response()
}
