//! Parses the sub-command, nothing else.

use std::process::ExitCode;

use clap::Parser;
use khuyenhoc::cli::{self, Arguments};

fn main() -> ExitCode {
    cli::run(Arguments::parse())
}
