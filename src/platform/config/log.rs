//! What is logged.

/// Filter of the log, e.g. `info` or `khuyenhoc=debug`.
pub const LEVEL: &str = "KHUYENHOC_LOG";
/// `text` for people, `json` for programs that collect logs.
pub const FORMAT: &str = "KHUYENHOC_LOG_FORMAT";
const DEFAULT: &str = "info";

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogConfig {
    pub filter: String,
    /// One JSON object a line instead of words.
    pub is_json: bool,
}

impl LogConfig {
    pub fn parse(read: &dyn Fn(&str) -> Option<String>) -> Self {
        Self {
            filter: read(LEVEL).unwrap_or_else(|| DEFAULT.to_owned()),
            is_json: read(FORMAT).is_some_and(|format| format.trim() == "json"),
        }
    }
}
