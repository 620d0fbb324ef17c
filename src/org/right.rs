//! Who may shape the tree: a file that the operator brings, and who administers the site.

use crate::authority::{Action, Administer, ImportExchange};

/// A right to found, change and end units and to record their officers.
pub trait Shapes: Action {}

impl Shapes for ImportExchange {}
impl Shapes for Administer {}
