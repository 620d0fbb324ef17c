//! Figures of units: how they are typed, kept and printed.

mod paper;
