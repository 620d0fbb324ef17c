//! One sheet that goes out.

use crate::documents::Table;

/// Excel takes no longer name, and none of these letters in it.
const LONGEST_NAME: usize = 31;
const NOT_IN_NAMES: [char; 7] = ['[', ']', ':', '*', '?', '/', '\\'];

/// A table under the lines that say what it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    name: String,
    /// Unit, period, source: printed above the table, one a row, the first bold.
    pub head: Vec<String>,
    pub table: Table,
}

impl Sheet {
    pub fn new(name: &str, head: Vec<String>, table: Table) -> Self {
        let kept: String = name.chars().filter(|c| !NOT_IN_NAMES.contains(c)).collect();
        let name = kept.trim_matches('\'').chars().take(LONGEST_NAME).collect();
        Self { name, head, table }
    }

    /// As the tab shows it.
    pub fn name(&self) -> &str {
        &self.name
    }
}
