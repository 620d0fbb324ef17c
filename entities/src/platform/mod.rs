//! Tables of the platform.

pub mod idempotency_key;
pub mod site_setting;
