//! One request through the whole of the site, as `serve` answers it, without a socket.

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use http_body_util::BodyExt;
use khuyenhoc::platform::config::ServerConfig;
use khuyenhoc::web::access::COOKIE;
use khuyenhoc::web::{self, Site};
use tower::ServiceExt;

use super::province::Province;

/// The leader's browser.
pub struct Browser {
    router: Router,
    cookie: String,
}

impl Browser {
    pub fn of(province: &Province) -> Self {
        let db = province.db.clone();
        let site = Site { db, server: ServerConfig::default(), served_as_demo: true };
        Self { router: web::app(site), cookie: format!("{COOKIE}={}", province.token) }
    }

    /// The body of a page that must be there.
    pub async fn get(&self, path: &str) -> Vec<u8> {
        let request = Request::get(path)
            .header(header::HOST, "khuyenhoc.example")
            .header(header::ACCEPT, "text/html")
            .header(header::COOKIE, &self.cookie)
            .body(Body::empty())
            .unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        response.into_body().collect().await.unwrap().to_bytes().to_vec()
    }
}
