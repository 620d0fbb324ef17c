//! A browser as far as a test needs one: sends forms, keeps its cookie, follows nothing.

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use http_body_util::BodyExt;
use khuyenhoc::platform::config::ServerConfig;
use khuyenhoc::web::access::COOKIE;
use khuyenhoc::web::{self, Site};
use tower::ServiceExt;

use super::World;

/// What came back.
#[derive(Debug)]
pub struct Seen {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
    /// The same, letter by letter.
    pub bytes: Vec<u8>,
}

impl Seen {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// Where one is sent.
    pub fn location(&self) -> &str {
        self.header("location")
    }

    pub fn says(&self, words: &str) -> bool {
        self.body.contains(words)
    }
}

/// One browser on one site.
pub struct Browser {
    router: Router,
    pub cookie: String,
}

impl World {
    /// The site as `serve` gives it.
    pub fn site(&self) -> Site {
        Site { db: self.db().clone(), server: ServerConfig::default(), served_as_demo: false }
    }

    pub fn browser(&self) -> Browser {
        Browser::on(self.site())
    }

    /// The browser of somebody of the story, who needs no password.
    pub async fn browser_as(&self, login: &str) -> Browser {
        let token = self.let_in(self.account_of(login).await).await;
        self.browser_with(&token)
    }

    /// A browser that holds a session already.
    pub fn browser_with(&self, token: &str) -> Browser {
        Browser { cookie: format!("{COOKIE}={token}"), ..self.browser() }
    }

    /// The browser of somebody who has just signed in.
    pub async fn browser_of(&self, login: &str) -> Browser {
        let mut browser = self.browser();
        let seen = browser.sign_in(login, super::people::PASSWORD).await;
        assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.body);
        browser
    }
}

impl Browser {
    pub fn on(site: Site) -> Self {
        Self { router: web::app(site), cookie: String::new() }
    }

    pub async fn get(&mut self, path: &str) -> Seen {
        self.send(Request::get(path).header(header::ACCEPT, "text/html"), Body::empty()).await
    }

    /// Sends a form as a page of this site does.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Seen {
        let request = Request::post(path)
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request, Body::from(encoded(fields))).await
    }

    /// Sends a form as a script of a page does; the answer is for the script.
    pub async fn tell(&mut self, path: &str, fields: &[(&str, &str)]) -> Seen {
        let request = Request::post(path)
            .header(header::ACCEPT, "application/json")
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request, Body::from(encoded(fields))).await
    }

    /// Sends a file as a page of this site does.
    pub async fn upload(&mut self, path: &str, name: &str, file: &[u8]) -> Seen {
        let (kind, body) = with_file(name, file);
        let request = Request::post(path)
            .header(header::ACCEPT, "text/html")
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, kind);
        self.send(request, Body::from(body)).await
    }

    pub async fn sign_in(&mut self, login: &str, password: &str) -> Seen {
        self.post("/dang-nhap", &[("ten", login), ("mat_khau", password)]).await
    }

    /// Any request, with the cookie.
    pub async fn send(&mut self, request: axum::http::request::Builder, body: Body) -> Seen {
        let request = request.header(header::HOST, "khuyenhoc.example");
        let request = request.header(header::COOKIE, &self.cookie).body(body).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = body.collect().await.unwrap().to_bytes();
        if let Some(set) = parts.headers.get(header::SET_COOKIE) {
            set.to_str().unwrap().split(';').next().unwrap().clone_into(&mut self.cookie);
        }
        let bytes = body.to_vec();
        let body = String::from_utf8_lossy(&bytes).into_owned();
        Seen { status: parts.status, headers: parts.headers, body, bytes }
    }

    /// The same browser on another method.
    pub async fn method(&mut self, method: Method, path: &str) -> Seen {
        self.send(Request::builder().method(method).uri(path), Body::empty()).await
    }
}

pub fn encoded(fields: &[(&str, &str)]) -> String {
    let pairs: Vec<String> =
        fields.iter().map(|(name, text)| format!("{name}={}", escaped(text))).collect();
    pairs.join("&")
}

/// Kind and body of a form whose one field is a file.
pub fn with_file(name: &str, file: &[u8]) -> (&'static str, Vec<u8>) {
    let head = format!(
        "--RANH-GIOI\r\nContent-Disposition: form-data; name=\"tep\"; filename=\"{name}\"\r\n\
         Content-Type: application/octet-stream\r\n\r\n"
    );
    let body = [head.as_bytes(), file, b"\r\n--RANH-GIOI--\r\n"].concat();
    ("multipart/form-data; boundary=RANH-GIOI", body)
}

fn escaped(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}
