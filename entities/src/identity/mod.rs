//! Tables of identity.

pub mod account;
pub mod invitation;
pub mod recovery_code;
pub mod reset_request;
pub mod role_grant;
pub mod second_factor;
pub mod session;
pub mod sign_in_failure;
