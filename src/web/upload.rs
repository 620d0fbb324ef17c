//! A form with a file in it (`multipart/form-data`): its fields, and the one file.

use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, FromRequestParts, Multipart, Request};
use axum::http::request::Parts;

use super::act::{Received, digest};
use super::form::Fields;
use super::reject::Reject;
use crate::platform::outcome::Fault;
use crate::vietnamese::canonical_prose;

const LONGEST_NAME: usize = 120;

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
pub async fn read(parts: &Parts, body: Bytes) -> Option<(Fields, Upload)> {
    let request = Request::from_parts(parts.clone(), Body::from(body));
    let mut form = Multipart::from_request(request, &()).await.ok()?;
    let mut fields = Fields::default();
    let mut file = None;
    while let Some(part) = form.next_field().await.ok()? {
        let name = part.name()?.to_owned();
        match part.file_name().map(str::to_owned) {
            Some(called) => {
                let bytes = part.bytes().await.ok()?;
                let upload = Upload { name: shown(&called), bytes };
                if file.replace(upload).is_some() {
                    return None;
                }
            }
            None => fields.push(name, &part.text().await.ok()?)?,
        }
    }
    Some((fields, file.unwrap_or_default()))
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

    async fn parsed(kind: &str, body: &str) -> Option<(Fields, Upload)> {
        let request = Request::post("/").header("content-type", kind).body(Body::empty());
        let (parts, _) = request.unwrap().into_parts();
        read(&parts, Bytes::from(body.to_owned())).await
    }

    fn part(head: &str, text: &str) -> String {
        format!("--X\r\nContent-Disposition: form-data; {head}\r\n\r\n{text}\r\n")
    }

    #[tokio::test]
    async fn a_form_brings_its_fields_and_one_file() {
        let body = [
            part("name=\"khoa\"", "k1"),
            part("name=\"tep\"; filename=\"C:\\nam\\so lieu.xlsx\"", "PK\u{3}\u{4}"),
            "--X--\r\n".to_owned(),
        ];
        let (fields, file) = parsed(BORDER, &body.concat()).await.unwrap();
        assert_eq!(fields.get("khoa"), Some("k1"));
        assert_eq!((file.name.as_str(), &file.bytes[..]), ("so lieu.xlsx", &b"PK\x03\x04"[..]));
    }

    #[tokio::test]
    async fn what_is_no_such_form_is_not_read() {
        let two =
            part("name=\"a\"; filename=\"a\"", "1") + &part("name=\"b\"; filename=\"b\"", "2");
        let nul = part("name=\"a\"", "\0");
        for (kind, body) in [
            (BORDER, format!("{two}--X--\r\n")),
            (BORDER, format!("{nul}--X--\r\n")),
            (BORDER, part("name=\"a\"", "never ends")),
            (BORDER, "nothing of the kind".to_owned()),
            ("multipart/form-data", two),
        ] {
            assert_eq!(parsed(kind, &body).await, None, "{kind} {body:?}");
        }
    }
}
