//! The one integration binary. It has no cases of its own: `support` builds worlds, the other
//! folders mirror `src` and ask questions of them.

mod documents;
mod exchange_files;
mod rooms;
mod support;
