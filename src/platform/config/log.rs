//! What is logged.

/// Filter of the log, e.g. `info` or `khuyenhoc=debug`.
pub const LEVEL: &str = "KHUYENHOC_LOG";
const DEFAULT: &str = "info";

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogConfig {
    pub filter: String,
}

impl LogConfig {
    pub fn parse(read: &dyn Fn(&str) -> Option<String>) -> Self {
        Self { filter: read(LEVEL).unwrap_or_else(|| DEFAULT.to_owned()) }
    }
}
