//! The log of a process, on its standard error. No personal data, no secret is ever logged.

use tracing_subscriber::EnvFilter;

use super::config::LogConfig;
use super::outcome::Fault;

/// Begins to log; called once by a process that serves.
pub fn start(config: &LogConfig) -> Result<(), Fault> {
    let filter = EnvFilter::try_new(&config.filter)
        .map_err(|error| Fault::new("the filter of the log cannot be read", error))?;
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    let begun = if config.is_json { log.json().try_init() } else { log.try_init() };
    begun.map_err(|error| Fault::new("the log was begun twice", error))
}
