//! Pages of progress: the board of a unit, and what one figure is made of.

pub mod board;
pub mod figure;
mod views;
