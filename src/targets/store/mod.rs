//! Rows of targets and of the steps in which they are handed down.

mod proposals;
mod targets;

pub use proposals::{NewStep, given_by, given_to, write_step};
pub use targets::{
    Write, adopt, all_targets, every_target_of, hold, target, targets_for, targets_of, withdraw,
};
