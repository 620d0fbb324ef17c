//! One file per room: public verb → outcome, audit row, refusal, on the engine of the run.

mod audit;
mod cli;
mod demo;
mod exchange;
mod identity;
mod indicators;
mod org;
mod platform;
mod progress;
pub mod reports;
mod statistics;
mod targets;
