//! A world of one's own for every test: a fresh database, a clock that stands, nobody in it yet.
//!
//! `KHUYENHOC_TEST_DATABASE` chooses the engine: `sqlite` (also when unset) or the address of a
//! PostgreSQL database whose user may create others. No test knows which engine it runs on,
//! except those of `rooms::platform::file`, which ask for a file.

pub mod browser;
mod cells;
pub mod codes;
pub mod draft;
mod engine;
mod figures;
pub mod office;
pub mod page_form;
pub mod people;
mod program;
pub mod server;
mod world;

pub use figures::child;
pub use program::{Ran, khuyenhoc};
pub use world::{World, importer};
