//! The second unit.
