//! The definition of an indicator.

use entities::values::{Code, Direction, FigureKind, SchoolBasis};
use serde::{Deserialize, Serialize};

use crate::platform::definition::Defined;

/// A measure that is added (`sign` 1) or taken away (−1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    pub measure: Code,
    pub sign: i8,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Indicator {
    pub code: Code,
    pub name: String,
    /// Head of its column in tables.
    pub short: String,
    pub unit: String,
    pub kind: FigureKind,
    pub numerator: Vec<Term>,
    /// Empty for counts and money.
    pub denominator: Vec<Term>,
    pub decimals: u32,
    pub direction: Direction,
    /// Which period of a report's year its measures are taken from.
    pub basis: SchoolBasis,
    /// Words for the denominator: *trên số đăng ký*, *so với dân số*.
    pub base: String,
    pub section: String,
    pub position: i32,
    pub legal_source: String,
}

impl Defined for Indicator {
    const KIND: &'static str = "indicator";

    fn code(&self) -> &str {
        self.code.as_str()
    }
}

impl Indicator {
    pub fn terms(&self) -> impl Iterator<Item = &Term> {
        self.numerator.iter().chain(&self.denominator)
    }

    pub fn is_fraction(&self) -> bool {
        !self.denominator.is_empty()
    }

    /// Printed in per cent; amounts a head are fractions and are not.
    pub fn is_percentage(&self) -> bool {
        matches!(self.kind, FigureKind::Share | FigureKind::Ratio)
    }
}
