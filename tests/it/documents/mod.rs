//! Printed matter as a reader program sees it: text, positions, structure, bytes.
//!
//! The readers are poppler and qpdf; the layout itself is asked only for what no reader says:
//! sizes of type, lines, and what is furniture.
#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking, in the functions it calls too"
)]

mod html;
mod outline;
mod paper;
pub mod reader;
pub mod sample;
mod tables;
mod text;
