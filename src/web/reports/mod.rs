//! Pages of reports: the outline with what is still missing, the prose, the paper.

pub mod outline;
pub mod paper;
