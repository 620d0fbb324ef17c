//! The one doorway for browsers. All HTTP and HTML live here; rooms know neither.
//!
//! [`routes`] is the registry: the router, the gate and the tests are built from its rows.
//! A handler is extractors, one verb or a few reads, one response.

mod absent;
pub mod access;
pub mod act;
mod assets;
mod audit;
mod boundaries;
pub mod components;
mod download;
mod edge;
pub mod form;
mod home;
mod identity;
mod org;
pub mod page;
mod platform;
mod progress;
pub mod reject;
mod reports;
pub mod routes;
mod statistics;
mod targets;
mod unit_page;
pub mod upload;
pub mod url;

use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, Request};
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use tokio::net::TcpListener;
use tower::ServiceExt;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutLayer;

use crate::platform::config::ServerConfig;
use crate::platform::db::Db;
use crate::platform::listener;

/// An answer takes no longer; an act that was begun still runs to its end.
const ANSWER_WITHIN: Duration = Duration::from_mins(1);

/// What every handler may need. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Site {
    pub db: Db,
    pub server: ServerConfig,
    /// Started by the demo command: people of the story may be let in at one press.
    pub served_as_demo: bool,
}

/// The address of the client's end of a connection.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub SocketAddr);

/// Everything that answers, from the registry.
pub fn app(site: Site) -> Router {
    let mut router = Router::new();
    for row in routes::rows() {
        let methods = if row.method.is_safe() {
            row.handler
        } else {
            row.handler.route_layer(from_fn_with_state(row.takes, act::receive))
        };
        let gate = from_fn_with_state((site.clone(), row.right), access::gate);
        let limit = RequestBodyLimitLayer::new(row.takes.largest_body());
        router = router.route(row.path, methods.route_layer(gate).route_layer(limit));
    }
    router
        .fallback(|| async { reject::Reject::NotFound })
        .method_not_allowed_fallback(|| async { StatusCode::METHOD_NOT_ALLOWED })
        .layer(CsrfLayer::new())
        // Every row has a limit of its own.
        .layer(DefaultBodyLimit::disable())
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, ANSWER_WITHIN))
        .layer(CatchPanicLayer::custom(reject::panicked))
        .layer(from_fn_with_state(site.clone(), edge::finish))
        .layer(CompressionLayer::new())
        .with_state(site)
}

/// Serves the site until `stop` is ready.
pub async fn serve(site: Site, listener: TcpListener, stop: impl Future<Output = ()>) {
    let router = app(site);
    let answering = |client: SocketAddr| {
        let router = router.clone();
        hyper::service::service_fn(move |request: hyper::Request<hyper::body::Incoming>| {
            let mut request: Request = request.map(Body::new);
            request.extensions_mut().insert(Peer(client));
            router.clone().oneshot(request)
        })
    };
    listener::serve(listener, answering, stop).await;
}

/// A page with a status; a template that fails is a fault.
pub fn show(status: StatusCode, page: &impl askama::Template) -> Response {
    match page.render() {
        Ok(html) => (status, axum::response::Html(html)).into_response(),
        Err(error) => {
            reject::Reject::from(crate::platform::outcome::Fault::new("a template", error))
                .into_response()
        }
    }
}
