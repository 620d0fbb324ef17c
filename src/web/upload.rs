//! A form with a file in it (`multipart/form-data`): its fields, and the one file.

use std::io::BufRead;

use axum::body::Bytes;
use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;

use super::act::{Received, digest};
use super::form::Fields;
use super::reject::Reject;
use crate::platform::outcome::Fault;
use crate::vietnamese::canonical_prose;

const LONGEST_NAME: usize = 120;
/// What a part says of itself ends with an empty line.
const HEAD_END: &[u8] = b"\r\n\r\n";
const LONGEST_HEAD: usize = 4096;

/// The file of a form; empty when none was chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Upload {
    /// As the sender's machine called it; for people only.
    pub name: String,
    pub bytes: Bytes,
}

impl Upload {
    /// By which the same file is known again.
    pub fn hash(&self) -> String {
        digest(&[&self.bytes])
    }
}

impl<S: Sync> FromRequestParts<S> for Upload {
    type Rejection = Reject;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Reject> {
        let received = parts.extensions.get::<Received>();
        let received = received.ok_or_else(|| Fault::broken("a file on a route without one"))?;
        Ok(received.file.clone())
    }
}

/// `None` when the body is no such form, has a text that is no text, or more than one file.
///
/// The file stays where it was received: nothing of its size is copied.
pub fn read(parts: &Parts, body: &Bytes) -> Option<(Fields, Upload)> {
    let kind = parts.headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
    let (_, border) = kind.split_once("boundary=")?;
    let border = border.split(';').next()?.trim().trim_matches('"');
    let border = format!("\r\n--{border}");
    // The first border has no line before it.
    let mut at = border.len() - 2;
    let mut fields = Fields::default();
    let mut file = None;
    if border.len() < 5 || !body.starts_with(&border.as_bytes()[2..]) {
        return None;
    }
    while !body[at..].starts_with(b"--") {
        let head_ends = at + find(body.get(at..at + LONGEST_HEAD.min(body.len() - at))?, HEAD_END)?;
        let head = std::str::from_utf8(body.get(at..head_ends)?).ok()?;
        let from = head_ends + HEAD_END.len();
        let to = from + find(body.get(from..)?, border.as_bytes())?;
        at = to + border.len();
        let name = quoted(head, "name")?;
        match quoted(head, "filename") {
            Some(called) => {
                let upload = Upload { name: shown(called), bytes: body.slice(from..to) };
                if file.replace(upload).is_some() {
                    return None;
                }
            }
            None => fields.push(name.to_owned(), std::str::from_utf8(&body[from..to]).ok()?)?,
        }
    }
    Some((fields, file.unwrap_or_default()))
}

/// Where a border first comes; it begins with the end of a line.
fn find(within: &[u8], border: &[u8]) -> Option<usize> {
    let mut from = 0;
    loop {
        let mut rest = within.get(from..)?;
        from += rest.skip_until(b'\r').ok()?;
        let at = from.checked_sub(1)?;
        if within[at..].starts_with(border) {
            return Some(at);
        }
        if from >= within.len() {
            return None;
        }
    }
}

/// What a part says of itself, e.g. `name="tep"`.
fn quoted<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = head.split_once(&format!("; {name}=\""))?;
    rest.split('"').next()
}

/// The last part of a path, short enough to be shown.
fn shown(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    canonical_prose(last).chars().take(LONGEST_NAME).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const BORDER: &str = "multipart/form-data; boundary=X";

    fn parsed(kind: &str, body: &str) -> Option<(Fields, Upload)> {
        let request = axum::http::Request::post("/").header("content-type", kind).body(());
        let (parts, ()) = request.unwrap().into_parts();
        read(&parts, &Bytes::from(body.to_owned()))
    }

    fn part(head: &str, text: &str) -> String {
        format!("--X\r\nContent-Disposition: form-data; {head}\r\n\r\n{text}\r\n")
    }

    #[test]
    fn a_form_brings_its_fields_and_one_file() {
        let body = [
            part("name=\"khoa\"", "k1"),
            part("name=\"tep\"; filename=\"C:\\nam\\so lieu.xlsx\"", "PK\u{3}\u{4}"),
            "--X--\r\n".to_owned(),
        ];
        let (fields, file) = parsed(BORDER, &body.concat()).unwrap();
        assert_eq!(fields.get("khoa"), Some("k1"));
        assert_eq!((file.name.as_str(), &file.bytes[..]), ("so lieu.xlsx", &b"PK\x03\x04"[..]));
    }

    #[test]
    fn what_is_no_such_form_is_not_read() {
        let two =
            part("name=\"a\"; filename=\"a\"", "1") + &part("name=\"b\"; filename=\"b\"", "2");
        let nul = part("name=\"a\"", "\0");
        for (kind, body) in [
            (BORDER, format!("{two}--X--\r\n")),
            (BORDER, format!("{nul}--X--\r\n")),
            (BORDER, part("name=\"a\"", "never ends")),
            (BORDER, "nothing of the kind".to_owned()),
            (BORDER, String::new()),
            (BORDER, "--X".to_owned()),
            (BORDER, "--X\r\n\r\n\r\n".to_owned()),
            ("multipart/form-data; boundary=", "--\r\n\r\n\r\n----".to_owned()),
            ("multipart/form-data", two),
        ] {
            assert_eq!(parsed(kind, &body), None, "{kind} {body:?}");
        }
    }
}
