//! Workbooks: what goes out, what comes in, and what would like to do harm on the way.

mod decisions;
mod hostile;
