//! A measure: one thing that is counted or paid (số liệu gốc), and the list of all.

use std::collections::HashMap;

use entities::values::{Code, Kind, Nature, SchoolBasis, Totals};
use serde::{Deserialize, Serialize};

/// Definition of one measure; a row of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measure {
    pub code: Code,
    pub name: String,
    /// Head of its column in tables.
    pub short: String,
    /// Form of the paper report, `B1` to `B8`, or empty.
    pub form: String,
    /// Measures that share a head above their columns.
    pub group: String,
    /// Key of the report's section it is entered under.
    pub section: String,
    pub unit: String,
    pub kind: Kind,
    /// Decimals kept: amounts count units of 10^-scale.
    pub scale: u32,
    pub totals: Totals,
    pub nature: Nature,
    /// Which period of a report's year it is entered for.
    pub basis: SchoolBasis,
    pub position: i32,
    pub hint: String,
    /// May stay empty without the report being unready.
    pub optional: bool,
    /// Counted by a register: never typed.
    #[serde(default, skip_serializing)]
    pub counted: bool,
}

/// Every measure, by code and in the order of the paper.
#[derive(Clone, Debug, Default)]
pub struct MeasureIndex {
    by_code: HashMap<Code, Measure>,
    order: Vec<Code>,
}

impl MeasureIndex {
    pub fn new(measures: Vec<Measure>) -> Self {
        let mut order: Vec<_> = measures.iter().map(|m| (m.position, m.code.clone())).collect();
        order.sort();
        Self {
            order: order.into_iter().map(|(_, code)| code).collect(),
            by_code: measures.into_iter().map(|m| (m.code.clone(), m)).collect(),
        }
    }

    pub fn find(&self, code: &Code) -> Option<&Measure> {
        self.by_code.get(code)
    }

    /// All, in the order of the paper.
    pub fn iter(&self) -> impl Iterator<Item = &Measure> {
        self.order.iter().filter_map(|code| self.by_code.get(code))
    }

    pub fn of_form<'a>(&'a self, form: &'a str) -> impl Iterator<Item = &'a Measure> {
        self.iter().filter(move |m| m.form == form)
    }
}
