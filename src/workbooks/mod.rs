//! Excel workbooks (bảng tính), out and in; the only importer of the crates that know the format.
//!
//! What goes out is made of the same [`crate::documents::Table`] that pages and papers show, with
//! real numbers in its cells. The same sheets give the same bytes. What comes in is looked
//! through before it is read and comes out as typed cells; no file makes the program grow.

mod book;
mod form;
mod read;
mod sheet;
mod write;
mod write_form;

pub use book::{Book, Content, Place, SheetRead, Spot};
pub use form::{ColumnKind, FormBook, FormCell, FormColumn, FormRow, FormSheet};
pub use read::{Limits, ReadRefusal, read, read_now};
pub use sheet::Sheet;
pub use write::write;
pub use write_form::write_form;

/// Kind of content of a workbook, for the answer that carries one.
pub const CONTENT_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// A workbook cannot be written; never the fault of its words.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the workbook cannot be written: {0}")]
pub struct WorkbookFault(pub String);
