//! Rows of identity.

mod accounts;
mod factors;
mod failures;
mod grants;
mod links;
mod old;
mod sessions;

pub use accounts::*;
pub use factors::*;
pub use failures::*;
pub use grants::*;
pub use links::*;
pub use old::forget_old;
pub use sessions::*;
