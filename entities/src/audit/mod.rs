//! Tables of audit.

pub mod audit_chain;
pub mod audit_row;
