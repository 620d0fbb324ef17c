//! Pages of the audit: who did what at a unit, and on the site.

mod about;
pub mod trail;
