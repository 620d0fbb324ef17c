//! How an act can fail: refused (the user can do something about it) or broken (we must).

use std::error::Error;
use std::fmt;

use serde::{Deserialize, Serialize};

/// A rule was not met (không nhận). Sentences are Vietnamese and say what to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// Stable name for programs, e.g. `part_beyond_whole`.
    pub code: String,
    /// Field, measure code, or place in a file (`values[12].amount`).
    pub field: String,
    pub says: String,
    pub remedy: String,
}

impl Refusal {
    pub fn new(
        code: &str,
        field: impl Into<String>,
        says: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self {
            code: code.to_owned(),
            field: field.into(),
            says: says.into(),
            remedy: remedy.into(),
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} {}", self.field, self.says, self.remedy)
    }
}

/// Infrastructure failed: a chain for the log, nothing for the user but a reference.
#[derive(Debug)]
pub struct Fault {
    doing: String,
    cause: Option<Box<dyn Error + Send + Sync>>,
}

impl Fault {
    pub fn new(doing: &str, cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self { doing: doing.to_owned(), cause: Some(cause.into()) }
    }

    /// A broken promise of our own code or data.
    pub fn broken(what: impl Into<String>) -> Self {
        Self { doing: what.into(), cause: None }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.doing)?;
        let mut cause = self.source();
        while let Some(error) = cause {
            write!(f, ": {error}")?;
            cause = error.source();
        }
        Ok(())
    }
}

impl Error for Fault {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.cause.as_deref().map(|cause| cause as &(dyn Error + 'static))
    }
}

#[derive(Debug)]
pub enum Failure {
    Refused(Vec<Refusal>),
    Fault(Fault),
}

pub type Outcome<T> = Result<T, Failure>;

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(vec![refusal])
    }
}

impl From<Vec<Refusal>> for Failure {
    fn from(refusals: Vec<Refusal>) -> Self {
        Self::Refused(refusals)
    }
}
