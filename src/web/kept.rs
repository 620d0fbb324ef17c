//! What somebody typed while his session was over: carried through the log-in, never lost, never
//! saved under another name without a word. Passwords and codes are not carried.

use askama::Template;
use axum::body::to_bytes;
use axum::extract::Request;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;

use super::access::Visitor;
use super::form::{Fields, SECRET};
use super::page::Layout;
use super::reject::Reject;
use super::{act, show, url};

/// More than the prose of a report; what is larger comes from no form of ours.
const LARGEST: usize = 256 * 1024;
/// Fields that are not carried, besides passwords.
const CODE: &str = "ma";
/// A text at least so long is shown to be read.
const LONG_TEXT: usize = 40;

/// A form that was sent and not taken.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// Where it was sent; empty when nothing is kept.
    pub to: String,
    /// Its fields as a browser sends them.
    pub body: String,
}

/// Why what was typed is shown again and not saved at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    SignedInAgain,
    /// The page was made for somebody else.
    OtherPerson,
    SetUpFirst,
}

#[derive(Template)]
#[template(path = "identity/kept.html")]
struct KeptPage {
    layout: Layout,
    why: Why,
    name: String,
    action: String,
    fields: Vec<(String, String)>,
    long_texts: Vec<String>,
}

impl Kept {
    /// The form of a request that was not let in; nothing when it is no form or too large.
    pub async fn of(request: Request) -> Self {
        if !is_form(request.headers()) {
            return Self::default();
        }
        let to = request.uri().path().to_owned();
        match to_bytes(request.into_body(), LARGEST).await {
            Ok(bytes) => Self::new(&to, &bytes),
            Err(_) => Self::default(),
        }
    }

    pub fn new(to: &str, body: &[u8]) -> Self {
        let Some(fields) = Fields::parse(body).filter(|_| body.len() <= LARGEST) else {
            return Self::default();
        };
        let kept = fields.iter().filter(|(name, _)| !name.starts_with(SECRET) && *name != CODE);
        let pairs: Vec<String> = kept
            .map(|(name, text)| format!("{}={}", url::escaped(name), url::escaped(text)))
            .collect();
        if pairs.is_empty() {
            return Self::default();
        }
        Self { to: url::within_site(to).to_owned(), body: pairs.join("&") }
    }

    pub fn is_empty(&self) -> bool {
        self.to.is_empty()
    }

    fn fields(&self) -> Fields {
        Fields::parse(self.body.as_bytes()).unwrap_or_default()
    }

    /// Whether the form is of a page that was made for somebody else than who is here now.
    pub fn is_of_other(&self, visitor: &Visitor) -> bool {
        let key = self.fields().get(act::KEY_FIELD).map(str::to_owned);
        key.is_some_and(|key| act::is_key_of_other(&key, &visitor.actor))
    }
}

pub fn is_form(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded"))
}

/// What was typed, to be saved by one press of whoever is here now.
pub async fn page(visitor: &Visitor, kept: &Kept, why: Why) -> Result<Response, Reject> {
    let (status, title) = match why {
        Why::SignedInAgain => (StatusCode::OK, "Phần vừa gõ vẫn còn"),
        Why::OtherPerson => (StatusCode::CONFLICT, "Trang này của người khác"),
        Why::SetUpFirst => (StatusCode::UNAUTHORIZED, "Phần vừa gõ vẫn còn"),
    };
    let mut layout = Layout::plain(visitor, title).await?;
    layout.note = None;
    let fields = kept.fields();
    let fields: Vec<(String, String)> = fields
        .iter()
        .map(|(name, text)| {
            // A key of one person is nothing to another.
            let fresh = why == Why::OtherPerson && name == act::KEY_FIELD;
            let text = if fresh { format!("{}.giu", layout.key) } else { text.to_owned() };
            (name.to_owned(), text)
        })
        .collect();
    let texts = fields.iter().map(|(name, text)| (name != act::KEY_FIELD, text));
    let long_texts = texts
        .filter(|(is_typed, text)| *is_typed && text.chars().count() >= LONG_TEXT)
        .map(|(_, text)| text.clone())
        .collect();
    let name = visitor.actor.name().to_owned();
    let action = kept.to.clone();
    Ok(show(status, &KeptPage { layout, why, name, action, fields, long_texts }))
}

/// The same for a request whose body was read already.
pub async fn of_other(visitor: &Visitor, path: &str, body: &[u8]) -> Result<Response, Reject> {
    let kept = Kept::new(path, body);
    if kept.is_empty() {
        return Err(Reject::Status(StatusCode::PAYLOAD_TOO_LARGE));
    }
    page(visitor, &kept, Why::OtherPerson).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_and_codes_are_not_carried() {
        let body = b"khoa=k.1&mat_khau=bi+mat&mat_khau_moi=x&ma=123456&loi=%C4%91%E1%BA%A3o+xa";
        let kept = Kept::new("/dv/7-x/2020/bao-cao", body);
        assert_eq!(kept.body, "khoa=k.1&loi=%C4%91%E1%BA%A3o%20xa");
        assert_eq!(kept.fields().get("loi"), Some("đảo xa"));
    }

    #[test]
    fn what_is_no_form_or_too_large_is_not_kept() {
        assert!(Kept::new("/x", b"a=%ff").is_empty());
        assert!(Kept::new("/x", &vec![b'a'; LARGEST + 1]).is_empty());
        assert_eq!(Kept::new("//evil.example", b"a=1").to, "/");
    }
}
