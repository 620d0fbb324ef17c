//! Integrity checks as records (kiểm tra dữ liệu): a room lists what must hold of its data and
//! how to see whether it does. The command `check` runs the lists; nothing here knows a room.

use std::future::Future;
use std::pin::Pin;

use super::db::Db;
use super::outcome::Fault;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth a look; figures are still right.
    Warning,
    /// Figures or history can no longer be trusted.
    Error,
}

/// Each place where a check does not hold, as a person would name it; empty when it holds.
pub type Places<'a> = Pin<Box<dyn Future<Output = Result<Vec<String>, Fault>> + Send + 'a>>;

/// Something that must hold of the data.
#[derive(Clone, Copy, Debug)]
pub struct Check {
    /// Stable name for programs: room and rule, e.g. `audit.chain_unbroken`.
    pub name: &'static str,
    pub severity: Severity,
    /// What must hold.
    pub what: &'static str,
    /// Why it matters when it does not.
    pub why: &'static str,
    /// What to do then.
    pub remedy: &'static str,
    pub places: fn(&Db) -> Places<'_>,
}

pub const CHECKS: &[Check] = &[Check {
    name: "platform.file_whole",
    severity: Severity::Error,
    what: "Tệp cơ sở dữ liệu còn nguyên vẹn.",
    why: "Tệp hỏng thì số liệu đọc ra có thể sai hoặc thiếu.",
    remedy: "Dừng chương trình và khôi phục bản sao lưu gần nhất bằng lệnh restore.",
    places: |db| Box::pin(db.integrity()),
}];
