//! The tables of the report: results and plans against targets, and the forms of the catalogue.

pub mod columns;
pub mod forms;
pub mod notes;
pub mod plan;
pub mod results;
pub mod shortfalls;
