//! The twins: what a page shows, read and worked out in the shortest way one can, then rendered
//! by the same template from the same fields, which are filled by hand.
//!
//! A twin asks as few statements as the page has sources, adds up dense tables and judges every
//! figure. It takes it that every figure is known and exact, as in the generated province, that
//! every unit may be opened, and that no boundary ever changed. It says the same in fewer words;
//! its bytes are printed beside those of the page.

mod board;
mod compare;
mod figure;
pub mod figures;
mod grid;
pub mod pages;
mod standing;
mod views;
