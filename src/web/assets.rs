//! Styles, scripts and icons, inside the program; kept by browsers for ever under their hash.

use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rust_embed::Embed;
use sha2::{Digest, Sha256};

use super::reject::Reject;
use crate::documents;

const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// Letters of the hash that are enough to tell two versions apart.
const HASH_LETTERS: usize = 10;

#[derive(Embed)]
#[folder = "src/web/assets"]
struct Files;

/// The style of printed matter, which `documents` keeps.
pub const PAPER_STYLE: &str = "paper.css";

/// Address of a file, with the hash of its content.
pub fn href(file: &str) -> String {
    let mut hash = match file {
        PAPER_STYLE => URL_SAFE_NO_PAD.encode(Sha256::digest(documents::PAPER_STYLE)),
        file => Files::get(file)
            .map(|found| URL_SAFE_NO_PAD.encode(found.metadata.sha256_hash()))
            .unwrap_or_default(),
    };
    hash.truncate(HASH_LETTERS);
    format!("/assets/{file}?v={hash}")
}

pub async fn show(Path(name): Path<String>) -> Result<Response, Reject> {
    let (content, kind) = if name == PAPER_STYLE {
        (documents::PAPER_STYLE.as_bytes().to_vec(), "text/css".to_owned())
    } else {
        let file = Files::get(&name).ok_or(Reject::NotFound)?;
        (file.data.into_owned(), file.metadata.mimetype().to_owned())
    };
    let kind = HeaderValue::from_str(&kind)
        .unwrap_or(HeaderValue::from_static("application/octet-stream"));
    let mut response = content.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, kind);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(FOR_EVER));
    Ok(response)
}
