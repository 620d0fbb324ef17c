//! One file per room: public verb → outcome, audit row, refusal, on the engine of the run.

mod audit;
mod exchange;
mod operator;
mod platform;
mod schema;
mod sqlite_file;
