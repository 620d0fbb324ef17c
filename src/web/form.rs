//! What people typed: UTF-8, in canonical form, and what is wrong with it in Vietnamese.
//!
//! A form is flat: names and texts. Typed values are made by the handler or the room.

use std::collections::HashMap;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use serde::de::DeserializeOwned;
use serde::de::value::MapDeserializer;
use unicode_normalization::UnicodeNormalization;
use validator::{Validate, ValidationError};

use super::act::Received;
use super::reject::Reject;
use crate::platform::outcome::{Fault, Refusal};
use crate::vietnamese::canonical_prose;

/// More than the largest form of a commune many times over.
const MOST_FIELDS: usize = 10_000;
/// Fields whose name begins so are kept letter for letter (but NFC).
pub const SECRET: &str = "mat_khau";

/// A block copied from a workbook: its tabs and line ends are what it is made of.
pub const BLOCK: &str = "khoi";

/// The fields of a form in their order; a name may come more than once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields {
    all: Vec<(String, String)>,
    /// Place of the first of each name.
    first: HashMap<String, usize>,
}

impl Fields {
    /// `None` when the body is no form in UTF-8.
    pub fn parse(body: &[u8]) -> Option<Self> {
        let mut fields = Self::default();
        for pair in body.split(|byte| *byte == b'&').filter(|pair| !pair.is_empty()) {
            let equals = pair.iter().position(|byte| *byte == b'=').unwrap_or(pair.len());
            let name = decoded(&pair[..equals])?;
            let text = decoded(pair.get(equals + 1..).unwrap_or_default())?;
            fields.push(name, &text)?;
        }
        Some(fields)
    }

    /// Adds a text in its canonical form; `None` when it is no text or there are too many.
    pub fn push(&mut self, name: String, text: &str) -> Option<()> {
        if has_nul(&name) || has_nul(text) || self.all.len() == MOST_FIELDS {
            return None;
        }
        let letter_for_letter = name.starts_with(SECRET) || name == BLOCK;
        let text = if letter_for_letter { text.nfc().collect() } else { canonical_prose(text) };
        self.first.entry(name.clone()).or_insert(self.all.len());
        self.all.push((name, text));
        Some(())
    }

    /// The first text of a name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.first.get(name).and_then(|place| self.all.get(*place)).map(|(_, text)| text.as_str())
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.all.iter().map(|(name, text)| (name.as_str(), text.as_str()))
    }
}

fn decoded(text: &[u8]) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.iter().copied();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => nibble(rest.next()?)? * 16 + nibble(rest.next()?)?,
            other => other,
        });
    }
    String::from_utf8(bytes).ok().filter(|text| !has_nul(text))
}

fn has_nul(text: &str) -> bool {
    text.contains('\0')
}

fn nibble(digit: u8) -> Option<u8> {
    let value = char::from(digit).to_digit(16)?;
    u8::try_from(value).ok()
}

impl<S: Sync> FromRequestParts<S> for Fields {
    type Rejection = Reject;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Reject> {
        Ok(received(parts)?.as_ref().clone())
    }
}

fn received(parts: &Parts) -> Result<Arc<Fields>, Fault> {
    let received = parts.extensions.get::<Received>();
    received
        .map(|received| Arc::clone(&received.fields))
        .ok_or_else(|| Fault::broken("a form on a route that does not act"))
}

/// A form read into `T` (all fields `String` with a serde default), and what is wrong with it.
#[derive(Clone, Debug)]
pub struct Form<T> {
    pub value: T,
    pub issues: Vec<Refusal>,
}

impl<T, S> FromRequestParts<S> for Form<T>
where
    T: DeserializeOwned + Validate,
    S: Sync,
{
    type Rejection = Reject;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Reject> {
        let fields = received(parts)?;
        let firsts = fields.first.keys().filter_map(|name| Some((&name[..], fields.get(name)?)));
        let pairs = MapDeserializer::<_, serde::de::value::Error>::new(firsts);
        let value = T::deserialize(pairs)
            .map_err(|_| Reject::Status(axum::http::StatusCode::BAD_REQUEST))?;
        let issues = value.validate().map_or_else(|errors| sentences(&errors), |()| Vec::new());
        Ok(Self { value, issues })
    }
}

fn sentences(errors: &validator::ValidationErrors) -> Vec<Refusal> {
    let mut issues: Vec<Refusal> = errors
        .field_errors()
        .iter()
        .flat_map(|(field, errors)| errors.iter().map(move |error| sentence(field, error)))
        .collect();
    issues.sort_by(|a, b| a.field.cmp(&b.field));
    issues
}

fn sentence(field: &str, error: &ValidationError) -> Refusal {
    let (says, remedy) = match &*error.code {
        "length" => ("Ô này để trống hoặc quá dài.", "Xin điền ngắn gọn, không để trống."),
        _ => ("Nội dung ô này không hợp lệ.", "Xin xem lại gợi ý bên dưới ô."),
    };
    Refusal::new(&error.code, field, error.message.as_deref().unwrap_or(says), remedy)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_kept_in_their_canonical_form_and_passwords_letter_by_letter() {
        let body = "ten=Nguye%CC%82%CC%83n+%20Hoa%E2%80%8B&mat_khau=%20hai++chu%CC%82%20";
        let fields = Fields::parse(body.as_bytes()).unwrap();
        assert_eq!(fields.get("ten"), Some("Nguyễn Hoa"));
        assert_eq!(fields.get("mat_khau"), Some(" hai  chû "));
    }

    #[test]
    fn a_body_that_is_no_text_is_no_form() {
        for wrong in [&b"a=%ff"[..], b"a=%4", b"a=%zz", b"a=%00", b"\xc3\x28=1"] {
            assert_eq!(Fields::parse(wrong), None, "{wrong:?}");
        }
        assert_eq!(Fields::parse(b"&a&b=&").map(|fields| fields.iter().count()), Some(2));
    }
}
