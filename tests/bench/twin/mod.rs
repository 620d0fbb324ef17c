//! The twins: what a page shows, read and worked out in the shortest way one can.
//!
//! A twin asks as few statements as the page has sources, adds up dense tables and judges every
//! figure. It words and renders nothing: the markup of the page itself is copied for it. So it
//! does less than any page could, and who stays within twice its time is within twice the time of
//! a page written by hand with the same template. It takes it that every figure is known and
//! exact, as in the generated province, and is checked by its number of figures and verdicts.

pub mod figures;
pub mod pages;
