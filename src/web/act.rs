//! Every unsafe request: one key, one unit of work, one audit row, then the answer.
//!
//! An act runs to its end when the client goes away. Its key is claimed in the same transaction
//! with the answer given: the same request again gets the same answer and changes nothing.

use std::sync::Arc;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use entities::values::UnitId;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use tokio::sync::oneshot;
use tracing::Instrument;

use super::access::Visitor;
use super::edge::wants_json;
use super::form::Fields;
use super::reject::Reject;
use super::routes::Takes;
use super::upload::{self, Upload};
use super::{Site, kept, url};
use crate::audit::{self, Event};
use crate::authority::{Actor, Granted};
use crate::identity::{self, Session};
use crate::platform::db::{Db, Work};
use crate::platform::once::{self, Before};
use crate::platform::outcome::{Fault, Outcome};

/// Hidden field of every form that acts; a script sends the header instead.
pub const KEY_FIELD: &str = "khoa";
pub const KEY_HEADER: &str = "idempotency-key";
const LONGEST_KEY: usize = 200;
/// Before the mark of the person for whom a page was made.
const OWNER: &str = "n-";
const OWNER_LETTERS: usize = 12;

/// The body of an unsafe request, read once.
#[derive(Clone, Debug)]
pub struct Received {
    pub bytes: Bytes,
    /// Empty unless the body is a form.
    pub fields: Arc<Fields>,
    /// Empty unless a form came with a file.
    pub file: Upload,
    key: Option<String>,
    /// Of method, address and content.
    hash: String,
}

/// Stands before every row that acts: reads the body, and the key in it.
pub async fn receive(State(takes): State<Takes>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let received = match read(&parts, body, takes).await {
        Ok(received) => received,
        Err(reject) => return reject.into_response(),
    };
    if let Some(visitor) = parts.extensions.get::<Visitor>()
        && received.key.as_ref().is_some_and(|key| is_key_of_other(key, &visitor.actor))
    {
        if wants_json(&parts.headers) || received.bytes.is_empty() {
            return Reject::OtherPerson.into_response();
        }
        let page = kept::of_other(visitor, parts.uri.path(), &received.bytes).await;
        return page.unwrap_or_else(IntoResponse::into_response);
    }
    let body = Body::from(received.bytes.clone());
    parts.extensions.insert(received);
    next.run(Request::from_parts(parts, body)).await
}

async fn read(parts: &Parts, body: Body, takes: Takes) -> Result<Received, Reject> {
    let bytes = to_bytes(body, takes.largest_body())
        .await
        .map_err(|_| Reject::Status(StatusCode::PAYLOAD_TOO_LARGE))?;
    let content = content(parts, bytes, takes)?;
    let header = parts.headers.get(KEY_HEADER).and_then(|value| value.to_str().ok());
    let key = header.or(content.fields.get(KEY_FIELD)).filter(|key| !key.is_empty());
    let key = key.map(str::to_owned);
    if key.as_ref().is_some_and(|key| key.len() > LONGEST_KEY) {
        return Err(Reject::Status(StatusCode::BAD_REQUEST));
    }
    let hash = content.hash(&[parts.method.as_str().as_bytes(), parts.uri.path().as_bytes()]);
    let Content { bytes, fields, file } = content;
    Ok(Received { bytes, fields: Arc::new(fields), file, key, hash })
}

/// What a body says, in the kind that it claims to be.
#[derive(Default)]
struct Content {
    bytes: Bytes,
    fields: Fields,
    file: Upload,
}

impl Content {
    /// A browser draws the border between the parts of a form anew each time it sends them, so
    /// such a form is known by its parts.
    fn hash(&self, head: &[&[u8]]) -> String {
        let mut parts = [head, &[&self.bytes[..]]].concat();
        if self.bytes.is_empty() {
            parts.extend(self.fields.iter().flat_map(|(n, t)| [n.as_bytes(), t.as_bytes()]));
            parts.extend([self.file.name.as_bytes(), &self.file.bytes[..]]);
        }
        digest(&parts)
    }
}

fn content(parts: &Parts, bytes: Bytes, takes: Takes) -> Result<Content, Reject> {
    let is = |kind: &str| {
        let content = parts.headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok());
        content.is_some_and(|content| content.starts_with(kind))
    };
    let bad = Reject::Status(StatusCode::BAD_REQUEST);
    if is("application/x-www-form-urlencoded") {
        let fields = Fields::parse(&bytes).ok_or(bad)?;
        Ok(Content { bytes, fields, ..Content::default() })
    } else if is("multipart/form-data") && takes == Takes::File {
        let (fields, file) = upload::read(parts, &bytes).ok_or(bad)?;
        Ok(Content { fields, file, ..Content::default() })
    } else if is("application/json") || bytes.is_empty() {
        Ok(Content { bytes, ..Content::default() })
    } else {
        Err(Reject::Status(StatusCode::UNSUPPORTED_MEDIA_TYPE))
    }
}

/// The beginning of every key of the pages made for somebody: who sends one and is somebody else
/// is told so.
pub fn owner(actor: &Actor) -> String {
    let mark: String = digest(&[actor.key().as_bytes()]).chars().take(OWNER_LETTERS).collect();
    format!("{OWNER}{mark}")
}

/// Whether a key is of a page made for somebody, and not for this one.
pub fn is_key_of_other(key: &str, actor: &Actor) -> bool {
    let of = key.split('.').next().unwrap_or_default();
    let somebody = matches!(actor, Actor::Person(_)) && of.starts_with(OWNER);
    somebody && of != owner(actor) && of != owner(&Actor::Anonymous)
}

pub fn digest(parts: &[&[u8]]) -> String {
    let mut digest = Sha256::new();
    for part in parts {
        digest.update(part.len().to_string());
        digest.update(":");
        digest.update(part);
    }
    URL_SAFE_NO_PAD.encode(digest.finalize())
}

/// What an act answers; kept with its key, except for the cookie.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    #[serde(skip)]
    status: u16,
    location: Option<String>,
    json: Option<String>,
    #[serde(skip)]
    cookie: Option<HeaderValue>,
}

impl Answer {
    /// Done: go and see there.
    pub fn see_other(location: impl Into<String>) -> Self {
        let status = StatusCode::SEE_OTHER.as_u16();
        Self { status, location: Some(location.into()), json: None, cookie: None }
    }

    /// For a script of a page.
    pub fn json(status: StatusCode, content: &impl Serialize) -> Result<Self, Fault> {
        let json = serde_json::to_string(content)
            .map_err(|error| Fault::new("writing an answer", error))?;
        Ok(Self { status: status.as_u16(), location: None, json: Some(json), cookie: None })
    }

    /// With a cookie, which a repeated request does not get again.
    #[must_use]
    pub fn with_cookie(mut self, cookie: HeaderValue) -> Self {
        self.cookie = Some(cookie);
        self
    }

    fn kept(&self) -> Result<String, Fault> {
        serde_json::to_string(self).map_err(|error| Fault::new("keeping an answer", error))
    }

    fn again(status: u16, kept: &str) -> Result<Self, Fault> {
        let answer: Self = serde_json::from_str(kept)
            .map_err(|error| Fault::new("reading a kept answer", error))?;
        Ok(Self { status, ..answer })
    }
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        let mut response = Response::new(self.json.map_or_else(Body::empty, Body::from));
        *response.status_mut() =
            StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let headers = response.headers_mut();
        if let Some(to) = self.location.and_then(|to| HeaderValue::from_str(&to).ok()) {
            headers.insert(header::LOCATION, to);
        } else {
            let json = HeaderValue::from_static("application/json; charset=utf-8");
            headers.insert(header::CONTENT_TYPE, json);
        }
        if let Some(cookie) = self.cookie {
            headers.insert(header::SET_COOKIE, cookie);
        }
        response
    }
}

/// An act about to be done by this visitor, in the chain of the unit that the path names.
#[derive(Debug)]
pub struct Act {
    db: Db,
    actor: Actor,
    chain: UnitId,
    /// Key and hash of the request.
    claim: Option<(String, String)>,
}

impl FromRequestParts<Site> for Act {
    type Rejection = Reject;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Reject> {
        let visitor = Visitor::from_request_parts(parts, site).await?;
        let received = parts.extensions.get::<Received>();
        let received = received.ok_or_else(|| Fault::broken("an act on a safe method"))?;
        let granted = parts.extensions.get::<Granted>();
        let chain = match granted.and(visitor.place.as_ref()) {
            Some(place) => place.unit,
            None => UnitId::SITE,
        };
        let actor = visitor.actor;
        let claim = received.key.as_ref().map(|key| {
            let parts = [actor.key(), chain.to_string(), key.clone()];
            let parts: Vec<&[u8]> = parts.iter().map(String::as_bytes).collect();
            (digest(&parts), received.hash.clone())
        });
        Ok(Self { db: site.db.clone(), actor, chain, claim })
    }
}

impl Act {
    /// Runs a verb in a unit of work and commits it with its event; then answers.
    ///
    /// The verb gets a share of the work and must let go of it before it is ready.
    pub async fn run<F, Doing>(self, verb: F) -> Result<Response, Reject>
    where
        F: FnOnce(Work) -> Doing + Send + 'static,
        Doing: Future<Output = Outcome<(Answer, Event)>> + Send + 'static,
    {
        let doing = self.finish(verb).in_current_span();
        match tokio::spawn(doing).await {
            Ok(done) => done.map(Answer::into_response),
            Err(error) => Err(Fault::new("an act broke off", error).into()),
        }
    }

    /// Runs a verb whose result is shown once and kept nowhere, such as a one-time link: gives it,
    /// or nothing when the same request was answered before.
    pub async fn make<T, F, Doing>(self, verb: F) -> Result<Option<T>, Reject>
    where
        T: Send + 'static,
        F: FnOnce(Work) -> Doing + Send + 'static,
        Doing: Future<Output = Outcome<(T, Event)>> + Send + 'static,
    {
        let (tell, told) = oneshot::channel();
        self.run(move |work| async move {
            let (made, event) = verb(work).await?;
            drop(tell.send(made));
            Ok((Answer::see_other(url::HOME), event))
        })
        .await?;
        Ok(told.await.ok())
    }

    /// Runs a verb and lets go of all that it wrote: shows what would happen, by the very code
    /// that does it. Claims no key.
    pub async fn rehearse<T, F, Doing>(self, verb: F) -> Result<T, Reject>
    where
        T: Send + 'static,
        F: FnOnce(Work) -> Doing + Send + 'static,
        Doing: Future<Output = Outcome<(T, Event)>> + Send + 'static,
    {
        let rehearsing = async move {
            let work = audit::open(&self.db, self.chain).await?;
            let (would, _) = verb(work.clone()).await?;
            Ok(would)
        };
        match tokio::spawn(rehearsing.in_current_span()).await {
            Ok(would) => would,
            Err(error) => Err(Fault::new("a rehearsal broke off", error).into()),
        }
    }

    async fn finish<F, Doing>(self, verb: F) -> Result<Answer, Reject>
    where
        F: FnOnce(Work) -> Doing,
        Doing: Future<Output = Outcome<(Answer, Event)>>,
    {
        let work = audit::open(&self.db, self.chain).await?;
        if let Some((key, hash)) = &self.claim {
            match once::before(&work, key, hash).await? {
                Before::Fresh => {}
                Before::Done { status, answer } => return Ok(Answer::again(status, &answer)?),
                Before::Other => return Err(Reject::UsedKey),
            }
        }
        let (answer, event) = verb(work.clone()).await?;
        if let Some((key, hash)) = &self.claim {
            once::claim(&work, key, hash, answer.status, answer.kept()?).await?;
        }
        audit::commit(work, self.chain, &self.actor, &event).await?;
        Ok(answer)
    }
}

/// Writes down that a session is in use. Fails quietly: the page is worth more.
pub async fn keep_alive(db: &Db, session: &Session) {
    let (db, session) = (db.clone(), session.clone());
    let touching = async move {
        let work = db.begin().await?;
        identity::touch(&work, &session).await?;
        work.commit().await
    };
    match tokio::spawn(touching).await {
        Ok(Ok(())) => {}
        Ok(Err(fault)) => tracing::warn!(%fault, "a session was not touched"),
        Err(error) => tracing::warn!(%error, "a session was not touched"),
    }
}
