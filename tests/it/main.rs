//! The one integration binary. It has no cases of its own: `support` builds worlds, the other
//! folders mirror `src` and ask questions of them.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails; the lints know only functions marked as tests"
)]

mod authority;
mod documents;
mod exchange_files;
mod oracle;
mod pages;
mod rooms;
mod support;
mod workbooks;
