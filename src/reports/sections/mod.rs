//! The sections of the report, one file each; those that only hold the staff's words share one.

pub mod centres;
pub mod emulation;
pub mod extra;
pub mod fund;
pub mod goal;
pub mod membership;
pub mod models;
pub mod opening;
pub mod plan;
pub mod schooling;
pub mod setting;
pub mod shortcomings;
pub mod strengths;
pub mod tasks;
pub mod written;
