//! When, and within which boundaries, figures are looked at.

use entities::values::Period;

/// Whose boundaries (địa giới): a period is told in its own, or in those of today.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Boundaries {
    /// As they stood in the period: what was printed then prints so again.
    #[default]
    Then,
    /// As they stand today: units that are no more are counted where they went.
    Now,
}

/// A period within boundaries; a period alone is told within its own.
///
/// Example: `gather(&reader, scope, Period::Year(2020))` ·
///          `gather(&reader, scope, Frame::now(Period::Year(2020)))`
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Frame {
    pub period: Period,
    pub boundaries: Boundaries,
}

impl Frame {
    pub fn now(period: Period) -> Self {
        Self { period, boundaries: Boundaries::Now }
    }

    pub fn is_now(self) -> bool {
        self.boundaries == Boundaries::Now
    }
}

impl From<Period> for Frame {
    fn from(period: Period) -> Self {
        Self { period, boundaries: Boundaries::Then }
    }
}
