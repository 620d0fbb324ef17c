//! What holds from a report year on (định nghĩa theo năm báo cáo), with every earlier wording.
//!
//! The one mechanism behind measures, relations and indicators: a definition is a set of versions,
//! each in force from its first year until the next begins. A row is never changed: the same year
//! said again is the next revision of that version, and the ones before it can be read.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use entities::values::Period;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::clock::instant_in_vietnam;
use super::db::{Source, Work};
use super::outcome::{Fault, Refusal};
use super::store;
use crate::authority::{Actor, Defines};
use crate::facts::MeasureIndex;
use crate::vietnamese::capitalised;

/// First year of what has always held.
pub const BEGINNING: i32 = 0;

/// Something that is defined by rows.
pub trait Defined: Clone + PartialEq + Serialize + DeserializeOwned + Send + Sync {
    /// Word of its rows.
    const KIND: &'static str;

    fn code(&self) -> &str;
}

/// A definition from a report year on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version<T> {
    pub since: i32,
    /// From this year on it is not used any more (không dùng nữa).
    pub retired: bool,
    pub what: T,
}

impl<T> Version<T> {
    /// What has held from the beginning.
    pub fn always(what: T) -> Self {
        Self { since: BEGINNING, retired: false, what }
    }
}

/// What a new version stands on, gathered by those who know and handed to those who define.
#[derive(Clone, Debug, Default)]
pub struct Ground {
    /// Measures in force in its first year.
    pub index: MeasureIndex,
    /// The first report year whose definitions are still open.
    pub open_from: i32,
    /// What still stands on the definition and would fall if it were retired, in words.
    pub leaning: Vec<String>,
    /// What takes a measure in any year, in words: there its meaning may not change.
    pub using: Vec<String>,
    /// Report years in which figures stand.
    pub figures_in: BTreeSet<i32>,
    pub word: Word,
}

/// What an editor says besides the version itself.
#[derive(Clone, Debug, Default)]
pub struct Word {
    /// Why what has been printed is to print differently.
    pub reason: String,
    /// So many words had been said of the definition when he began; nothing where nobody looked.
    pub read: Option<usize>,
}

impl Ground {
    /// Why a version may not begin in its year, may not end the use of its definition, or comes
    /// too late.
    pub fn refuses<A: Defines, T: Defined>(
        &self,
        new: &Version<T>,
        said: &[Revision<T>],
    ) -> Vec<Refusal> {
        if let Some(last) = said.iter().max_by_key(|word| word.at)
            && self.word.read.is_some_and(|read| read != said.len())
        {
            return vec![said_meanwhile(&last.by, last.at)];
        }
        let mut issues = Vec::new();
        let reprinted = self.reprinted(new, said);
        if A::REWRITES_PAST {
        } else if new.since < self.open_from {
            issues.push(year_closed(new.since, self.open_from));
        } else if !reprinted.is_empty() && self.word.reason.is_empty() {
            issues.push(unexplained(&reprinted, self.free_from()));
        }
        if new.retired && !self.leaning.is_empty() {
            issues.push(still_used(&self.leaning));
        }
        issues
    }

    /// The first report year after all that have figures.
    pub fn free_from(&self) -> i32 {
        self.figures_in.last().map_or(BEGINNING, |last| last + 1)
    }

    /// The years with figures whose reports would print differently. A code that nothing was said
    /// of in such a year adds to its report and changes nothing of what stands there.
    fn reprinted<T: Defined>(&self, new: &Version<T>, said: &[Revision<T>]) -> Vec<i32> {
        let until = said.iter().map(|word| word.version.since).filter(|since| *since > new.since);
        let until = until.min().unwrap_or(i32::MAX);
        let before = said.iter().filter(|word| word.version.since <= new.since);
        let before = before.max_by_key(|word| (word.version.since, word.number));
        let same = |word: &Revision<T>| {
            (word.version.retired, &word.version.what) == (new.retired, &new.what)
        };
        if before.is_none_or(same) {
            return Vec::new();
        }
        self.figures_in.iter().copied().filter(|year| (new.since..until).contains(year)).collect()
    }
}

/// A version as somebody said it once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision<T> {
    pub version: Version<T>,
    /// 1, 2, … within its year.
    pub number: i32,
    pub by: String,
    pub at: DateTime<Utc>,
    /// Why, where what had been printed changed by it.
    pub reason: String,
}

/// The year of a report whose definitions it takes; of a term its last.
pub fn year(report: Period) -> i32 {
    match report {
        Period::Term(_, last) => last,
        other => other.year(),
    }
}

/// All definitions of a kind that are in force in a report.
pub async fn in_force<T: Defined>(source: &impl Source, report: Period) -> Result<Vec<T>, Fault> {
    let rows = store::definitions_until(source, T::KIND, year(report)).await?;
    let mut last: BTreeMap<String, store::Said> = BTreeMap::new();
    for row in rows {
        let newer = last.get(&row.code).is_none_or(|held| held.order() < row.order());
        if newer {
            last.insert(row.code.clone(), row);
        }
    }
    let standing = last.into_values().filter(|row| !row.is_retired());
    standing.map(|row| read(T::KIND, &row.code, &row.content)).collect()
}

/// Every version of every definition of a kind, as said last; by code and year.
pub async fn versions<T: Defined>(source: &impl Source) -> Result<Vec<Version<T>>, Fault> {
    let rows = store::definitions(source, T::KIND, None, i32::MAX).await?;
    let mut last: BTreeMap<(&str, i32), &store::Definition> = BTreeMap::new();
    for row in &rows {
        last.insert((&row.code, row.since), row);
    }
    last.into_values().map(version).collect()
}

/// All definitions of a kind that are in force in some year from `since` on, as they are then.
pub async fn held_from<T: Defined>(source: &impl Source, since: i32) -> Result<Vec<T>, Fault> {
    let mut held: Vec<Version<T>> = Vec::new();
    for version in versions::<T>(source).await? {
        let follows = held.last().is_some_and(|last| last.what.code() == version.what.code());
        if follows && version.since <= since {
            held.pop();
        }
        held.push(version);
    }
    Ok(held.into_iter().filter(|version| !version.retired).map(|version| version.what).collect())
}

/// All that was ever said of one definition, the latest year first and the last word first.
pub async fn revisions<T: Defined>(
    source: &impl Source,
    code: &str,
) -> Result<Vec<Revision<T>>, Fault> {
    let rows = store::definitions(source, T::KIND, Some(code), i32::MAX).await?;
    let read = |row: &store::Definition| {
        Ok(Revision {
            version: version(row)?,
            number: row.revision,
            by: row.said_by.clone(),
            at: row.said_at,
            reason: row.reason.clone().unwrap_or_default(),
        })
    };
    rows.iter().rev().map(read).collect()
}

/// Says what holds from a year on; the same again is not said twice. Gives the word before, of
/// the same year.
pub async fn write<T: Defined>(
    work: &Work,
    actor: &Actor,
    new: &Version<T>,
    reason: &str,
) -> Result<Option<Version<T>>, Fault> {
    let said = revisions::<T>(work, new.what.code()).await?;
    let before = said.into_iter().find(|revision| revision.version.since == new.since);
    let number = before.as_ref().map_or(0, |revision| revision.number) + 1;
    let before = before.map(|revision| revision.version);
    if before.as_ref() != Some(new) {
        let content = serde_json::to_string(&new.what)
            .map_err(|error| Fault::new("writing a definition", error))?;
        let row = store::Definition {
            kind: T::KIND.to_owned(),
            code: new.what.code().to_owned(),
            since: new.since,
            revision: number,
            retired: new.retired,
            content,
            said_by: actor.name().to_owned(),
            actor: actor.key(),
            said_at: work.now(),
            reason: Some(reason.to_owned()).filter(|reason| !reason.is_empty()),
        };
        store::write_definition(work, row).await?;
    }
    Ok(before)
}

/// A new definition may not take the code of another.
pub fn taken(code: &str) -> Refusal {
    Refusal::new(
        "code_taken",
        "code",
        format!("Mã {code} đã có trong danh mục."),
        "Xin đặt mã khác, hoặc mở mục đang mang mã này để sửa.",
    )
}

fn year_closed(since: i32, open_from: i32) -> Refusal {
    Refusal::new(
        "year_closed",
        "since",
        format!("Năm {since} đã có số liệu và báo cáo theo định nghĩa cũ."),
        format!("Xin chọn từ năm {open_from} trở đi; các năm trước giữ nguyên như đã in."),
    )
}

fn unexplained(years: &[i32], free_from: i32) -> Refusal {
    Refusal::new(
        "reason_missing",
        "reason",
        format!("{} đã có số liệu, in lại sẽ khác bản đã in.", capitalised(&reports_of(years))),
        format!("Xin ghi lý do sửa, hoặc áp dụng từ năm {free_from}."),
    )
}

/// `báo cáo năm 2020, 2021`.
pub fn reports_of(years: &[i32]) -> String {
    let years: Vec<String> = years.iter().map(i32::to_string).collect();
    format!("báo cáo năm {}", years.join(", "))
}

/// The refusal that a page answers with both wordings.
pub const SAID_MEANWHILE: &str = "said_meanwhile";

fn said_meanwhile(by: &str, at: DateTime<Utc>) -> Refusal {
    let at = instant_in_vietnam(at);
    Refusal::new(
        SAID_MEANWHILE,
        "ban-dang-luu",
        format!("{by} vừa sửa mục này lúc {at}, sau khi bạn mở trang."),
        "Xin so hai bản; bấm Lưu lần nữa thì bản của bạn thay bản ấy.",
    )
}

fn still_used(leaning: &[String]) -> Refusal {
    Refusal::new(
        "still_used",
        "retired",
        format!("Chưa ngừng được, còn dùng ở: {}.", leaning.join("; ")),
        "Xin ngừng hoặc sửa các chỗ đó trước.",
    )
}

fn version<T: Defined>(row: &store::Definition) -> Result<Version<T>, Fault> {
    Ok(Version { since: row.since, retired: row.retired, what: content(row)? })
}

fn content<T: Defined>(row: &store::Definition) -> Result<T, Fault> {
    read(&row.kind, &row.code, &row.content)
}

fn read<T: Defined>(kind: &str, code: &str, content: &str) -> Result<T, Fault> {
    serde_json::from_str(content)
        .map_err(|error| Fault::new(&format!("definition {kind} {code}"), error))
}
