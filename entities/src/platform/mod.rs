//! Tables of the platform.

pub mod definition;
pub mod idempotency_key;
pub mod site_setting;
