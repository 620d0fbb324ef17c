//! The one integration binary: every room, page and document is tested from here.

mod documents;
