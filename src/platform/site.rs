//! Facts about the whole site that are kept in its database (tên trang, dữ liệu mẫu, bản sao lưu).
//!
//! Not settings of a process: those come from the environment, see `config`.

use chrono::{DateTime, Utc};

use super::db::{Source, Work};
use super::outcome::Fault;
use super::store;
use crate::authority::{Administer, Permit};

/// `yes` when the data are invented: pages and papers carry *DỮ LIỆU MẪU*.
pub const DEMO: &str = "demo";
/// `yes` in a copy that people practise in: pages and papers carry *BẢN TẬP*.
pub const PRACTICE: &str = "practice";
/// What the site is called at the foot of its pages, e.g. `Hội Khuyến học tỉnh An Giang`.
pub const NAME: &str = "name";
/// Whom people ask: name and telephone, shown on the pages of sign-in and of help.
pub const CONTACT: &str = "contact";
/// `off` where nobody is asked for a second factor; anything else, or nothing, requires it.
pub const SECOND_FACTOR: &str = "second_factor";
pub const SECOND_FACTOR_OFF: &str = "off";
pub const SECOND_FACTOR_REQUIRED: &str = "required";
/// Instant of the last verified backup, as RFC 3339.
const LAST_BACKUP: &str = "last_backup";

pub async fn read(source: &impl Source, name: &str) -> Result<Option<String>, Fault> {
    store::setting(source, name).await
}

pub async fn write(work: &Work, name: &str, content: &str) -> Result<(), Fault> {
    store::write_setting(work, name, content).await
}

/// Whether the data of this site are invented.
pub async fn is_demo(source: &impl Source) -> Result<bool, Fault> {
    Ok(read(source, DEMO).await?.as_deref() == Some("yes"))
}

/// Whether this site is a copy that people practise in (bản tập).
pub async fn is_practice(source: &impl Source) -> Result<bool, Fault> {
    Ok(read(source, PRACTICE).await?.as_deref() == Some("yes"))
}

/// What every page says of the site it belongs to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imprint {
    /// Words on every page and paper, e.g. *BẢN TẬP*, *DỮ LIỆU MẪU*.
    pub marks: Vec<String>,
    pub name: String,
    pub contact: String,
}

pub async fn imprint(source: &impl Source) -> Result<Imprint, Fault> {
    let all = store::settings(source).await?;
    let of = |name: &str| all.get(name).cloned().unwrap_or_default();
    let marks = [(PRACTICE, "BẢN TẬP"), (DEMO, "DỮ LIỆU MẪU")];
    let marks = marks.iter().filter(|(name, _)| of(name) == "yes");
    Ok(Imprint {
        marks: marks.map(|(_, words)| (*words).to_owned()).collect(),
        name: of(NAME),
        contact: of(CONTACT),
    })
}

/// Words that every paper of this site carries.
pub async fn marks(source: &impl Source) -> Result<Vec<String>, Fault> {
    Ok(imprint(source).await?.marks)
}

/// Whether those who see much must prove a second factor (xác thực hai bước).
pub async fn requires_second_factor(source: &impl Source) -> Result<bool, Fault> {
    Ok(read(source, SECOND_FACTOR).await?.as_deref() != Some(SECOND_FACTOR_OFF))
}

/// When the last verified backup was made (sao lưu gần nhất).
pub async fn last_backup(source: &impl Source) -> Result<Option<DateTime<Utc>>, Fault> {
    let Some(text) = read(source, LAST_BACKUP).await? else { return Ok(None) };
    let at = text.parse().map_err(|error| Fault::new("site setting last_backup", error))?;
    Ok(Some(at))
}

/// Notes that a backup was made and verified, at the instant of the work.
pub async fn note_backup(work: &Work, _permit: &Permit<Administer>) -> Result<(), Fault> {
    write(work, LAST_BACKUP, &work.now().to_rfc3339()).await
}
