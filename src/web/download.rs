//! Files that a browser keeps: PDF, Word, Excel.

use axum::http::header;
use axum::response::{IntoResponse, Response};

pub const PDF: &str = "application/pdf";
pub const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// A file to keep under a name of plain letters.
pub fn file(name: &str, content_type: &'static str, bytes: Vec<u8>) -> Response {
    let name = format!("attachment; filename=\"{name}\"");
    let headers =
        [(header::CONTENT_TYPE, content_type.to_owned()), (header::CONTENT_DISPOSITION, name)];
    (headers, bytes).into_response()
}
