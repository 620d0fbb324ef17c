//! Figures of units: how they are typed, kept and printed.

mod blocks;
mod paper;
