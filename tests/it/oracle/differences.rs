//! What differs, gathered so that one run names many differences.

use serde_json::Value;

/// Printed at most; the rest is counted.
const SHOWN: usize = 25;

#[derive(Default)]
pub struct Differences {
    now: String,
    compared: usize,
    found: Vec<String>,
}

impl Differences {
    /// What is compared from here on.
    pub fn now(&mut self, what: String) {
        self.now = what;
    }

    pub fn same(&mut self, what: &str, program: &Value, oracle: &Value) {
        self.compared += 1;
        if program != oracle {
            let now = &self.now;
            self.found.push(format!("{now}, {what}\n  program {program}\n  oracle  {oracle}"));
        }
    }

    pub fn holds(&mut self, what: &str, holds: bool) {
        self.compared += 1;
        if !holds {
            self.found.push(format!("{}, {what}", self.now));
        }
    }

    /// Nothing differs, and not because nothing was compared.
    #[track_caller]
    pub fn none_and_at_least(&self, compared: usize) {
        let (found, shown) = (self.found.len(), &self.found[..self.found.len().min(SHOWN)]);
        let all = self.compared;
        assert!(self.found.is_empty(), "{found} of {all} differ:\n{}", shown.join("\n"));
        assert!(all >= compared, "only {all} were compared");
    }
}
