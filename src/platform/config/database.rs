//! Which database.

use crate::platform::db::Target;

/// Path of an SQLite file or address of a PostgreSQL database.
pub const DATABASE: &str = "KHUYENHOC_DATABASE";
const DEFAULT: &str = "data/khuyenhoc.db";

pub fn parse(read: &dyn Fn(&str) -> Option<String>) -> Target {
    Target::parse(read(DATABASE).as_deref().unwrap_or(DEFAULT))
}
