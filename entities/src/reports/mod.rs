//! Tables of reports.

pub mod prose;
pub mod prose_entry;
