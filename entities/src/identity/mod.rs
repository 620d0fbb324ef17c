//! Tables of identity.

pub mod account;
pub mod invitation;
pub mod role_grant;
pub mod session;
pub mod sign_in_failure;
