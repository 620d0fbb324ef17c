//! The half-year and yearly reports (báo cáo sơ kết, tổng kết): gathered figures in, blocks out.
//!
//! A report is made anew from its data each time; its date is the last change of that data, never
//! today, so the same data prints the same paper. Sentences are bound to figures, a figure nobody
//! gave reads *chưa có số liệu*; beside them stands the prose of the staff, of which every
//! earlier text is kept. Nothing here is issued yet: every paper is marked as a draft.
//! What a row of the catalogue can tell (column, group, section, unit) is not repeated in code.

mod appendices;
mod chart;
mod letterhead;
mod outline;
mod prose;
mod readiness;
mod refusals;
mod section;
mod sections;
mod sentence;
mod store;
mod tables;
mod when;
mod yearly;

pub use outline::prose_title;
pub use prose::{Prose, prose, prose_history, write_prose};
pub use section::{Issue, SectionView};
pub use tables::forms::title as form_title;
pub use yearly::{Yearly, yearly};
