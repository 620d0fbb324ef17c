//! Styles, scripts and icons, inside the program; kept by browsers for ever under their hash.

use std::sync::LazyLock;

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
        script if is_script(script) => SCRIPTS.clone(),
        file => Files::get(file)
            .map(|found| URL_SAFE_NO_PAD.encode(found.metadata.sha256_hash()))
            .unwrap_or_default(),
    };
    hash.truncate(HASH_LETTERS);
    format!("/assets/{file}?v={hash}")
}

/// One hash for all scripts: a module is as old as those it imports.
static SCRIPTS: LazyLock<String> = LazyLock::new(|| {
    let mut digest = Sha256::new();
    for name in Files::iter().filter(|name| is_script(name)) {
        digest
            .update(Files::get(&name).map(|file| file.metadata.sha256_hash()).unwrap_or_default());
    }
    let mut hash = URL_SAFE_NO_PAD.encode(digest.finalize());
    hash.truncate(HASH_LETTERS);
    hash
});

fn is_script(name: &str) -> bool {
    std::path::Path::new(name).extension().is_some_and(|ending| ending == "js")
}

/// A script whose imports name the same hash as the page does, without its lines of comment, which
/// a telephone on an island need not carry.
fn with_hashed_imports(script: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(script);
    let is_code = |line: &&str| {
        let line = line.trim_start();
        !["//", "/**", "* ", "*/"].iter().any(|comment| line.starts_with(comment))
    };
    let lines = text.lines().filter(is_code).map(|line| match line.strip_suffix(".js\";") {
        Some(start) if line.starts_with("import ") => format!("{start}.js?v={}\";\n", *SCRIPTS),
        _ => format!("{line}\n"),
    });
    lines.collect::<String>().into_bytes()
}

pub async fn show(Path(name): Path<String>) -> Result<Response, Reject> {
    let (content, kind) = if name == PAPER_STYLE {
        (documents::PAPER_STYLE.as_bytes().to_vec(), "text/css".to_owned())
    } else {
        let file = Files::get(&name).ok_or(Reject::NotFound)?;
        let kind = file.metadata.mimetype().to_owned();
        let content = file.data.into_owned();
        (if is_script(&name) { with_hashed_imports(&content) } else { content }, kind)
    };
    let kind = HeaderValue::from_str(&kind)
        .unwrap_or(HeaderValue::from_static("application/octet-stream"));
    let mut response = content.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, kind);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(FOR_EVER));
    Ok(response)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_names_what_it_imports_by_its_hash_and_carries_no_comment() {
        let script =
            b"// What it is.\nimport { key } from \"./waiting.js\";\n/** One. */\nkey(2 * 3);\n";
        let sent = String::from_utf8(with_hashed_imports(script)).unwrap();
        let named = format!("import {{ key }} from \"./waiting.js?v={}\";", *SCRIPTS);
        assert_eq!(sent, format!("{named}\nkey(2 * 3);\n"));
    }
}
