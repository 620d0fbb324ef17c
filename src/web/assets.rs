//! Styles, scripts and icons, inside the program; kept by browsers for ever under their hash.

use std::borrow::Cow;

use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rust_embed::Embed;
use sha2::{Digest, Sha256};

use super::reject::Reject;
use crate::documents::PAPER_STYLE;

const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// Letters of the hash that are enough to tell two versions apart.
const HASH_LETTERS: usize = 10;

#[derive(Embed)]
#[folder = "src/web/assets"]
struct Files;

/// The look of printed matter belongs to `documents`.
const PAPER: &str = "paper.css";

/// A file: its content and what kind of content that is.
fn file(name: &str) -> Option<(Cow<'static, [u8]>, String)> {
    if name == PAPER {
        return Some((Cow::Borrowed(PAPER_STYLE.as_bytes()), "text/css".to_owned()));
    }
    let found = Files::get(name)?;
    let kind = found.metadata.mimetype().to_owned();
    Some((found.data, kind))
}

/// Address of a file, with the hash of its content.
pub fn href(name: &str) -> String {
    let content = file(name).map(|(content, _)| content).unwrap_or_default();
    let mut hash = URL_SAFE_NO_PAD.encode(Sha256::digest(&content));
    hash.truncate(HASH_LETTERS);
    format!("/assets/{name}?v={hash}")
}

pub async fn show(Path(name): Path<String>) -> Result<Response, Reject> {
    let (content, kind) = file(&name).ok_or(Reject::NotFound)?;
    let kind = HeaderValue::from_str(&kind)
        .unwrap_or(HeaderValue::from_static("application/octet-stream"));
    let mut response = content.into_owned().into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, kind);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(FOR_EVER));
    Ok(response)
}
