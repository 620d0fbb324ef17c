//! Settings of a process, read from the environment once at its start.
//!
//! Every variable is named in [`VARIABLES`] and described in docs/operations/settings.md; a test
//! compares the two. An unset variable has a default that suits one computer in an office.

mod database;
mod log;
mod server;

use crate::platform::db::Target;
use crate::platform::outcome::Refusal;

pub use log::LogConfig;
pub use server::ServerConfig;

/// Every variable that is read.
pub const VARIABLES: &[&str] = &[
    database::DATABASE,
    log::LEVEL,
    log::FORMAT,
    server::LISTEN,
    server::PROXY,
    server::PUBLIC_URL,
];

/// All settings of a process.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    pub database: Target,
    pub log: LogConfig,
    pub server: ServerConfig,
}

impl Config {
    /// Refuses: every variable that cannot be read, all at once
    pub fn from_environment() -> Result<Self, Vec<Refusal>> {
        Self::parse(&variable)
    }

    fn parse(read: &dyn Fn(&str) -> Option<String>) -> Result<Self, Vec<Refusal>> {
        let mut wrong = Vec::new();
        let server = ServerConfig::parse(read, &mut wrong);
        match server {
            Some(server) if wrong.is_empty() => {
                Ok(Self { database: database::parse(read), log: LogConfig::parse(read), server })
            }
            _ => Err(wrong),
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "the one place that reads the environment")]
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|content| !content.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(pairs: &[(&str, &str)]) -> Result<Config, Vec<Refusal>> {
        let pairs: Vec<(String, String)> =
            pairs.iter().map(|(n, c)| ((*n).to_owned(), (*c).to_owned())).collect();
        Config::parse(&move |name| {
            pairs.iter().find(|(n, _)| n == name).map(|(_, content)| content.clone())
        })
    }

    #[test]
    fn nothing_set_serves_this_computer_alone_from_a_file() {
        let config = from(&[]).unwrap();
        assert_eq!(config.database, Target::File("data/khuyenhoc.db".into()));
        assert_eq!(config.server.listen.to_string(), "127.0.0.1:8080");
        assert_eq!(config.server.public_url, "http://127.0.0.1:8080");
        assert!(!config.server.is_https());
    }

    #[test]
    fn secure_cookies_follow_the_public_address() {
        let config = from(&[(server::PUBLIC_URL, "https://khuyenhoc.example/")]).unwrap();
        assert_eq!(config.server.public_url, "https://khuyenhoc.example");
        assert!(config.server.is_https());
    }

    #[test]
    fn every_wrong_variable_is_named_at_once() {
        let wrong = from(&[
            (server::LISTEN, "port 80"),
            (server::PUBLIC_URL, "khuyenhoc.example"),
            (server::PROXY, "the one in the cellar"),
        ])
        .unwrap_err();
        let fields: Vec<_> = wrong.iter().map(|refusal| refusal.field.as_str()).collect();
        assert_eq!(fields, [server::LISTEN, server::PUBLIC_URL, server::PROXY]);
    }

    #[test]
    fn every_variable_stands_in_the_documents() {
        let page = include_str!("../../../docs/operations/settings.md");
        for name in VARIABLES {
            assert!(page.contains(&format!("`{name}`")), "{name} is not described");
        }
        let described = page.lines().filter(|line| line.starts_with("| `KHUYENHOC_")).count();
        assert_eq!(described, VARIABLES.len(), "the page describes what nobody reads");
    }
}
