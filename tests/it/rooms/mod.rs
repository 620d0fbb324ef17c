//! One file per room: public verb → outcome, audit row, refusal, on the engine of the run.

mod audit;
mod identity;
mod operator;
mod cli;
mod platform;
