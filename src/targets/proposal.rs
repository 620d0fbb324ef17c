//! The part of a target that a unit is to promise, and how it came to be.

use chrono::{DateTime, Utc};
use entities::values::{Operator, ProposalState, RowId, UnitId};
use rust_decimal::Decimal;

/// One act on the part of a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// From 1 on; whoever acts says which one he has seen.
    pub number: i32,
    /// Of the value: goes up when another one is proposed.
    pub revision: i32,
    pub state: ProposalState,
    pub value: Decimal,
    /// What the unit would rather promise.
    pub counter: Option<Decimal>,
    pub reason: String,
    pub by: String,
    pub at: DateTime<Utc>,
}

/// All acts on the part of one unit, the latest last; never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    pub target: RowId,
    pub unit: UnitId,
    pub latest: Step,
    /// Those before, in their order.
    pub earlier: Vec<Step>,
}

impl Given {
    /// Whether the unit has still to answer.
    pub fn waits_for_answer(&self) -> bool {
        self.latest.state == ProposalState::Proposed
    }

    /// Whether the unit may still answer, or answer otherwise.
    pub fn may_be_answered(&self) -> bool {
        use ProposalState::{Accepted, Objected, Proposed};
        matches!(self.latest.state, Proposed | Accepted | Objected)
    }

    /// Whether the part counts in the sum of the parts.
    pub fn counts(&self) -> bool {
        self.latest.state != ProposalState::Withdrawn
    }
}

/// How a part promises what the whole promised: at least, so that the sum is reached.
pub fn of_a_part(operator: Operator, is_rate: bool) -> Operator {
    match operator {
        Operator::Above | Operator::Range if !is_rate => Operator::AtLeast,
        Operator::Below if !is_rate => Operator::AtMost,
        Operator::Range => Operator::AtLeast,
        other => other,
    }
}
