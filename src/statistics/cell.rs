//! A cell, what is typed into it and what becomes of that.

use chrono::{DateTime, Utc};
use entities::values::{Code, Origin, Period, UnitId};

use crate::facts::{Fact, Value};
use crate::platform::outcome::Refusal;

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellKey {
    pub unit: UnitId,
    pub period: Period,
    pub measure: Code,
    pub origin: Origin,
}

/// A value as it stands or stood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    pub key: CellKey,
    /// Counts the values this cell has had.
    pub version: i32,
    pub fact: Fact,
    /// Who, as a stable key; `fact.entered_by` is the name people read.
    pub actor: String,
}

/// What someone typed into a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    pub measure: Code,
    pub period: Period,
    pub text: String,
    pub source: Option<String>,
    /// Day, month and year as typed.
    pub as_of: Option<String>,
    pub note: Option<String>,
    pub reason: Option<String>,
    /// Version that was on the screen; 0 when the cell was empty.
    pub base: i32,
    /// Chosen by name where somebody else's value stands; else the same text typed again waits on.
    pub insists: bool,
}

impl Typed {
    /// A text upon a version, and nothing beside it.
    pub fn plain(measure: Code, period: Period, text: String, base: i32) -> Self {
        Self {
            measure,
            period,
            text,
            source: None,
            as_of: None,
            note: None,
            reason: None,
            base,
            insists: false,
        }
    }
}

/// What became of one typed cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    Saved {
        key: CellKey,
        version: i32,
        value: Value,
    },
    Unchanged {
        key: CellKey,
        version: i32,
    },
    NotTaken {
        measure: Code,
        period: Period,
        refusal: Refusal,
    },
    /// Someone else changed the cell meanwhile: theirs stands.
    Conflict {
        measure: Code,
        period: Period,
        typed: String,
        /// Who typed it.
        by: String,
        theirs: Box<Cell>,
        /// Version and value that both began from.
        since: i32,
        base: Value,
    },
}

impl Answer {
    pub fn measure(&self) -> &Code {
        match self {
            Self::Saved { key, .. } | Self::Unchanged { key, .. } => &key.measure,
            Self::NotTaken { measure, .. } | Self::Conflict { measure, .. } => measure,
        }
    }

    /// The cell, when what was typed stands in it now.
    pub fn standing(&self) -> Option<&CellKey> {
        match self {
            Self::Saved { key, .. } | Self::Unchanged { key, .. } => Some(key),
            Self::NotTaken { .. } | Self::Conflict { .. } => None,
        }
    }
}

/// What was typed last and not taken (Không nhận).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    pub measure: Code,
    pub period: Period,
    pub typed: String,
    pub says: String,
    pub remedy: String,
    pub by: String,
    pub at: DateTime<Utc>,
    /// Version it was typed upon, when somebody else had changed the cell meanwhile: it waits for
    /// a choice between the two.
    pub base: Option<i32>,
}
