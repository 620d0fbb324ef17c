//! The command line (dòng lệnh): one file per sub-command, calling the same verbs as the web.
//!
//! Who types here is the operator: he holds the file and the machine, so nothing is asked of him
//! but care, and what he does stands in the audit as his. A new sub-command is a file, a variant
//! of [`Command`] and a line in `run.rs`.

mod account;
mod arguments;
mod backup;
mod check;
mod demo;
mod export;
mod import;
mod migrate;
mod operator;
mod postgres;
mod practice;
mod progress;
mod report;
mod restore;
mod run;
mod say;
mod serve;
mod unit;

pub use arguments::{Arguments, Command};
pub use run::run;
