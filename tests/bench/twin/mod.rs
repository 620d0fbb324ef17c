//! The twins: each page written the shortest way one can, with as few statements as it has
//! sources and the same template. They take it that every figure is known and exact, as in the
//! generated province; the bytes that come out are compared with the page's own.

pub mod board;
pub mod figures;
pub mod words;
