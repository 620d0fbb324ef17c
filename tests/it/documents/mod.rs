//! Printed matter as a reader program sees it: text, positions, structure, bytes.
//!
//! The readers are poppler and qpdf; the layout is never asked about itself here.

mod html;
mod outline;
mod paper;
mod reader;
mod sample;
mod tables;
mod text;
