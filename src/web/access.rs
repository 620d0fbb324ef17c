//! Who comes, and whether he may: cookie → session → actor, `{unit}` → place, then `decide`.
//!
//! What an actor may not know of answers 404, what he may see but not do 403; nobody is sent to
//! the log-in page, which brings him back. Who owes a code or must set a second factor up is led
//! there before anything else. A form sent by nobody is not lost: see `kept`.

use axum::RequestExt;
use axum::extract::{FromRequestParts, OriginalUri, RawPathParams, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use entities::values::UnitId;

use super::edge::wants_json;
use super::kept::{self, Kept, Why};
use super::reject::Reject;
use super::routes::Right;
use super::{Peer, Site, absent, act, browser, identity as pages, url};
use crate::authority::{self, Action, Actor, Denial, Granted, Permit, Place};
use crate::identity::{self, Client, HalfSession, Session};
use crate::org;
use crate::platform::db::{Reader, Source};
use crate::platform::outcome::Fault;

/// Name of the cookie that holds the token of a session.
pub const COOKIE: &str = "khuyenhoc";
const COOKIE_LASTS_SECONDS: i64 = 7 * 24 * 3600;

/// Who made this request, and where: known to every handler.
#[derive(Clone, Debug)]
pub struct Visitor {
    pub actor: Actor,
    pub session: Option<Session>,
    /// Whose password was right and whose code is awaited; he is nobody yet.
    pub half: Option<HalfSession>,
    /// The unit that the path names.
    pub place: Option<Place>,
    pub reader: Reader,
    /// Path and query as the browser asked for them.
    pub asked: String,
    /// Where the request comes from, for the throttle and the list of sessions.
    pub client: Client,
}

impl Visitor {
    /// Whether the visitor may do `action` at `place` today: for what a page offers.
    pub fn may(&self, action: authority::ActionKind, place: &Place) -> bool {
        authority::may(&self.actor, action, place, self.reader.today())
    }

    /// The permit to do `A` at `place`, where the visitor may: for what a page of no unit gathers.
    pub fn permit<A: Action>(&self, place: &Place) -> Option<Permit<A>> {
        authority::decide(&self.actor, A::KIND, place, self.reader.today()).ok()?.permit()
    }

    /// The place of the unit in the path.
    pub fn unit(&self) -> Result<&Place, Fault> {
        self.place.as_ref().ok_or_else(|| Fault::broken("this route names no unit"))
    }
}

impl<S: Sync> FromRequestParts<S> for Visitor {
    type Rejection = Reject;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Reject> {
        let visitor = parts.extensions.get::<Self>().cloned();
        visitor.ok_or_else(|| Fault::broken("a route outside the gate").into())
    }
}

impl<A: Action, S: Sync> FromRequestParts<S> for Permit<A> {
    type Rejection = Reject;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Reject> {
        let permit = parts.extensions.get::<Granted>().and_then(Granted::permit);
        permit.ok_or_else(|| Fault::broken("a handler asks for another right than its row").into())
    }
}

/// Stands before every route with the right of its row.
pub async fn gate(
    State((site, right)): State<(Site, Right)>,
    mut request: Request,
    next: Next,
) -> Response {
    let coming = Coming::of(&site, &request);
    let mut visitor = match coming.visitor(&site).await {
        Ok(visitor) => visitor,
        Err(reject) => return reject.into_response(),
    };
    match admit(&mut visitor, right, &mut request).await {
        Ok(()) => {
            request.extensions_mut().insert(visitor.clone());
            absent::or_else(Some(visitor), next.run(request).await).await
        }
        Err(Reject::SignInFirst(to))
            if kept::is_form(request.headers()) && !wants_json(request.headers()) =>
        {
            let kept = keep(&site, visitor, request, to).await;
            kept.unwrap_or_else(IntoResponse::into_response)
        }
        Err(reject)
            if visitor.session.is_some()
                && kept::is_form(request.headers())
                && !wants_json(request.headers()) =>
        {
            let kept = Kept::of(request).await;
            if !kept.is_of_other(&visitor) {
                return reject.into_response();
            }
            let page = kept::page(&visitor, &kept, Why::OtherPerson).await;
            page.unwrap_or_else(IntoResponse::into_response)
        }
        Err(reject) => reject.into_response(),
    }
}

/// What was typed, on the page where one signs in or on the one that leads to the set-up; where
/// nothing was, one is sent there.
async fn keep(
    site: &Site,
    visitor: Visitor,
    request: Request,
    to: String,
) -> Result<Response, Reject> {
    let kept = Kept::of(request).await;
    if kept.is_empty() {
        return Err(Reject::SignInFirst(to));
    }
    match visitor.session {
        Some(_) => kept::page(&visitor, &kept, Why::SetUpFirst).await,
        None => pages::sign_in::again_with(site, &visitor, kept).await,
    }
}

/// What a request says before anything is looked up.
struct Coming {
    token: Option<String>,
    asked: String,
    client: Client,
}

impl Coming {
    fn of(site: &Site, request: &Request) -> Self {
        let jar = CookieJar::from_headers(request.headers());
        Self {
            token: jar.get(COOKIE).map(|cookie| cookie.value().to_owned()),
            asked: asked(request),
            client: Client {
                address: address(site, request),
                browser: browser::word(request.headers()).to_owned(),
            },
        }
    }

    async fn visitor(self, site: &Site) -> Result<Visitor, Reject> {
        let reader = site.db.reader();
        let (session, half) = living_session(site, self.token.as_deref()).await?;
        Ok(Visitor {
            actor: session.as_ref().map_or(Actor::Anonymous, identity::actor_of),
            session,
            half,
            place: None,
            asked: self.asked,
            client: self.client,
            reader,
        })
    }
}

async fn admit(visitor: &mut Visitor, right: Right, request: &mut Request) -> Result<(), Reject> {
    let back = if request.method() == Method::GET { &visitor.asked[..] } else { url::HOME };
    let owes_set_up = visitor.session.as_ref().is_some_and(|session| session.owes_set_up);
    let wanted = match right {
        Right::Public => None,
        Right::HalfSignedIn if visitor.half.is_some() => None,
        _ if visitor.half.is_some() => return Err(Reject::SignInFirst(url::code_then(back))),
        _ if visitor.session.is_none() => {
            return Err(Reject::SignInFirst(url::sign_in_then(back)));
        }
        Right::SetsUp => None,
        _ if owes_set_up => {
            return Err(Reject::SignInFirst(url::SECOND_FACTOR.to_owned()));
        }
        Right::SignedIn | Right::HalfSignedIn => None,
        Right::Site(action) => Some((action, Place::site())),
        Right::Unit(action) => {
            let place = named_place(&visitor.reader, request).await?;
            visitor.place = Some(place.clone());
            Some((action, place))
        }
    };
    if right == Right::Public && owes_set_up {
        // Elsewhere he is nobody yet.
        visitor.actor = Actor::Anonymous;
        visitor.session = None;
    }
    if let Some((action, place)) = wanted {
        let granted = authority::decide(&visitor.actor, action, &place, visitor.reader.today());
        request.extensions_mut().insert(granted.map_err(|denial| match denial {
            Denial::Invisible => Reject::NotFound,
            Denial::Forbidden => Reject::Forbidden,
            Denial::SignInFirst => Reject::SignInFirst(url::sign_in_then(&visitor.asked)),
        })?);
    }
    Ok(())
}

async fn living_session(
    site: &Site,
    token: Option<&str>,
) -> Result<(Option<Session>, Option<HalfSession>), Reject> {
    let Some(token) = token else { return Ok((None, None)) };
    let reader = site.db.reader();
    let Some(session) = identity::session(&reader, token).await? else {
        return Ok((None, identity::half_session(&reader, token).await?));
    };
    if session.is_stale {
        act::keep_alive(&site.db, &session).await;
    }
    Ok((Some(session), None))
}

/// The unit of `/dv/7-lai-son/…`: the number decides, the name is decoration.
async fn named_place(reader: &Reader, request: &mut Request) -> Result<Place, Reject> {
    let parameters = request.extract_parts::<RawPathParams>().await;
    let parameters = parameters.map_err(|_| Reject::NotFound)?;
    let segment = parameters.iter().find(|(name, _)| *name == "unit").map(|(_, text)| text);
    let digits = segment.and_then(|text| text.split('-').next()).unwrap_or_default();
    let is_number = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    let number = digits.parse().ok().filter(|_| is_number).map(UnitId);
    match number {
        Some(unit) if unit != UnitId::SITE => {
            org::place(reader, unit).await?.ok_or(Reject::NotFound)
        }
        _ => Err(Reject::NotFound),
    }
}

fn asked(request: &Request) -> String {
    let uri = request.extensions().get::<OriginalUri>().map_or(request.uri(), |uri| &uri.0);
    uri.path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string)
}

/// The peer, or what the believed proxy says.
fn address(site: &Site, request: &Request) -> String {
    let Some(Peer(peer)) = request.extensions().get::<Peer>() else {
        return "unknown".to_owned();
    };
    let forwarded = request.headers().get_all("x-forwarded-for").iter().next_back();
    let nearest = forwarded
        .filter(|_| site.server.proxy == Some(peer.ip()))
        .and_then(|value| value.to_str().ok())
        .and_then(|list| list.rsplit(',').next())
        .and_then(|text| text.trim().parse().ok());
    nearest.unwrap_or(peer.ip()).to_string()
}

/// The cookie of a new session.
pub fn cookie(site: &Site, token: &str) -> Result<HeaderValue, Fault> {
    baked(site, token.to_owned(), COOKIE_LASTS_SECONDS)
}

/// Takes the cookie away.
pub fn no_cookie(site: &Site) -> Result<HeaderValue, Fault> {
    baked(site, String::new(), 0)
}

fn baked(site: &Site, content: String, seconds: i64) -> Result<HeaderValue, Fault> {
    let mut cookie = Cookie::new(COOKIE, content);
    cookie.set_http_only(true);
    cookie.set_same_site(SameSite::Lax);
    cookie.set_secure(site.server.is_https());
    cookie.set_path("/");
    let text = format!("{cookie}; Max-Age={seconds}");
    HeaderValue::from_str(&text).map_err(|error| Fault::new("baking a cookie", error))
}

/// Header of an answer that sets a cookie.
pub const SETS_COOKIE: header::HeaderName = header::SET_COOKIE;
