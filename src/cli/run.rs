//! From a parsed command to an exit code: 0 done, 1 refused or broken, and said so.

use std::process::ExitCode;

use super::{
    Arguments, Command, account, backup, check, demo, export, import, migrate, practice, report,
    restore, say, serve,
};
use crate::platform::clock::Clock;
use crate::platform::config::Config;
use crate::platform::db::Target;
use crate::platform::outcome::{Failure, Fault};

/// Database of the story, unless another is named.
const DEMO_DATABASE: &str = "data/demo.db";

/// Whether what was asked for holds, for commands that judge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Good,
    Bad,
}

/// Runs one command to its end.
pub fn run(arguments: Arguments) -> ExitCode {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let done = match runtime {
        Ok(runtime) => runtime.block_on(obey(arguments)),
        Err(error) => Err(Fault::new("không khởi động được", error).into()),
    };
    match done {
        Ok(Verdict::Good) => ExitCode::SUCCESS,
        Ok(Verdict::Bad) => ExitCode::FAILURE,
        Err(failure) => {
            say::failure(&failure);
            ExitCode::FAILURE
        }
    }
}

async fn obey(arguments: Arguments) -> Result<Verdict, Failure> {
    let config = Config::from_environment()?;
    let target = match (&arguments.database, &arguments.command) {
        (Some(named), _) => Target::parse(named),
        (None, Command::Demo { .. }) => Target::parse(DEMO_DATABASE),
        (None, _) => config.database.clone(),
    };
    let clock = Clock::real();
    match arguments.command {
        Command::Serve(listen) => serve::serve(&target, config, listen).await?,
        Command::Demo { prepare, chapter, listen } => {
            let telling = demo::Telling { prepare_only: prepare, goes_on: chapter.is_some() };
            demo::demo(&target, config, listen, telling).await?;
        }
        Command::Practice { prepare, out, listen } => {
            practice::practice(&target, config, out, listen, prepare).await?;
        }
        Command::Migrate { without_backup } => {
            migrate::migrate(&target, without_backup, clock).await?;
        }
        Command::Check => return check::check(&target, clock).await,
        Command::Account(command) => account::account(&target, &config, command, clock).await?,
        Command::Report(command) => report::report(&target, command, clock).await?,
        Command::Import { file, dry_run } => {
            import::import(&target, &file, dry_run, clock).await?;
        }
        Command::Export { unit, out } => {
            export::export(&target, unit.as_deref(), &out, clock).await?;
        }
        Command::Backup { out } => backup::backup(&target, out, clock).await?,
        Command::Restore { file, replace } => {
            restore::restore(&target, &file, replace, clock).await?;
        }
    }
    Ok(Verdict::Good)
}
