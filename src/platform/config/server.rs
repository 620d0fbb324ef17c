//! Where the server listens and under which address people know it.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use crate::platform::outcome::Refusal;

/// Address and port to listen on.
pub const LISTEN: &str = "KHUYENHOC_LISTEN";
/// Address in people's browsers; with https the cookie is sent over https alone.
pub const PUBLIC_URL: &str = "KHUYENHOC_PUBLIC_URL";
/// Address of a reverse proxy whose `X-Forwarded-For` is believed.
pub const PROXY: &str = "KHUYENHOC_PROXY";

const DEFAULT_LISTEN: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 8080);

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerConfig {
    pub listen: SocketAddr,
    /// Without a slash at its end.
    pub public_url: String,
    pub proxy: Option<IpAddr>,
}

impl Default for ServerConfig {
    fn default() -> Self {
        Self::at(DEFAULT_LISTEN)
    }
}

impl ServerConfig {
    /// Known under the address it listens on.
    pub fn at(listen: SocketAddr) -> Self {
        Self { listen, public_url: format!("http://{listen}"), proxy: None }
    }

    pub fn is_https(&self) -> bool {
        self.public_url.starts_with("https://")
    }

    pub(super) fn parse(
        read: &dyn Fn(&str) -> Option<String>,
        wrong: &mut Vec<Refusal>,
    ) -> Option<Self> {
        let listen = match read(LISTEN) {
            None => DEFAULT_LISTEN,
            Some(text) => text.trim().parse().unwrap_or_else(|_| {
                wrong.push(unreadable(LISTEN, &text, "127.0.0.1:8080 hoặc 0.0.0.0:8080"));
                DEFAULT_LISTEN
            }),
        };
        let mut config = Self::at(listen);
        if let Some(text) = read(PUBLIC_URL) {
            let url = text.trim().trim_end_matches('/');
            if url.starts_with("http://") || url.starts_with("https://") {
                url.clone_into(&mut config.public_url);
            } else {
                wrong.push(unreadable(PUBLIC_URL, &text, "https://khuyenhoc.example.vn"));
            }
        }
        if let Some(text) = read(PROXY) {
            match text.trim().parse() {
                Ok(address) => config.proxy = Some(address),
                Err(_) => wrong.push(unreadable(PROXY, &text, "127.0.0.1")),
            }
        }
        wrong.is_empty().then_some(config)
    }
}

fn unreadable(name: &str, content: &str, example: &str) -> Refusal {
    Refusal::new(
        "setting_unreadable",
        name,
        format!("Biến môi trường {name} có nội dung không hiểu được: “{content}”."),
        format!("Xin ghi theo mẫu: {example}"),
    )
}
