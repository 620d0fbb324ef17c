//! The one integration binary.

mod exchange_files;
