//! Styles, scripts and icons, inside the program; kept by browsers for ever under their hash.

use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rust_embed::Embed;

use super::reject::Reject;

const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// Letters of the hash that are enough to tell two versions apart.
const HASH_LETTERS: usize = 10;

#[derive(Embed)]
#[folder = "src/web/assets"]
struct Files;

/// Address of a file, with the hash of its content.
pub fn href(file: &str) -> String {
    let hash = Files::get(file).map(|found| hash(&found)).unwrap_or_default();
    format!("/assets/{file}?v={hash}")
}

fn hash(file: &rust_embed::EmbeddedFile) -> String {
    let mut hash = URL_SAFE_NO_PAD.encode(file.metadata.sha256_hash());
    hash.truncate(HASH_LETTERS);
    hash
}

pub async fn show(Path(name): Path<String>) -> Result<Response, Reject> {
    let file = Files::get(&name).ok_or(Reject::NotFound)?;
    let kind = HeaderValue::from_str(file.metadata.mimetype())
        .unwrap_or(HeaderValue::from_static("application/octet-stream"));
    let mut response = file.data.into_owned().into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, kind);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(FOR_EVER));
    Ok(response)
}
