//! Pages of identity.

pub mod administration;
pub mod invitation;
pub mod sign_in;
pub mod sign_out;
