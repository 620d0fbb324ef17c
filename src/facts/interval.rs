//! Amounts that are not exact: *hơn x* lies above x, *gần x* below, *khoảng x* anywhere.

use entities::values::Precision;

/// One end of an interval; an open end excludes its own amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    Unbounded,
    Open(i128),
    Closed(i128),
}

/// All amounts a number may stand for. `shown` is the amount that is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    pub low: Bound,
    pub shown: i128,
    pub high: Bound,
}

impl Interval {
    pub fn point(amount: i64) -> Self {
        Self::exact(i128::from(amount))
    }

    pub fn exact(amount: i128) -> Self {
        Self { low: Bound::Closed(amount), shown: amount, high: Bound::Closed(amount) }
    }

    pub fn of(amount: i64, precision: Precision) -> Self {
        let exact = Self::point(amount);
        let open = Bound::Open(exact.shown);
        match precision {
            Precision::Exact => exact,
            Precision::Over => Self { low: open, high: Bound::Unbounded, ..exact },
            Precision::Under => Self { low: Bound::Unbounded, high: open, ..exact },
            Precision::About => Self { low: Bound::Unbounded, high: Bound::Unbounded, ..exact },
        }
    }

    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            low: self.low.plus(other.low),
            shown: self.shown + other.shown,
            high: self.high.plus(other.high),
        }
    }

    #[must_use]
    pub fn minus(self, other: Self) -> Self {
        Self {
            low: self.low.plus(other.high.negated()),
            shown: self.shown - other.shown,
            high: self.high.plus(other.low.negated()),
        }
    }

    /// The word to print before the amount.
    pub fn precision(self) -> Precision {
        match (self.low, self.high) {
            (Bound::Closed(_), Bound::Closed(_)) => Precision::Exact,
            (Bound::Unbounded, Bound::Unbounded) => Precision::About,
            (Bound::Unbounded, _) => Precision::Under,
            (_, Bound::Unbounded) => Precision::Over,
            _ => Precision::About,
        }
    }

    pub fn is_exact(self) -> bool {
        self.precision() == Precision::Exact
    }

    /// Multiplied by a factor that is not negative.
    #[must_use]
    pub fn times(self, factor: i128) -> Self {
        Self {
            low: self.low.times(factor),
            shown: self.shown * factor,
            high: self.high.times(factor),
        }
    }

    /// Is every amount greater than `limit` (or none)? `None` when they disagree.
    pub fn is_above(self, limit: i128) -> Option<bool> {
        match (self.low, self.high) {
            (Bound::Closed(low), _) if low > limit => Some(true),
            (Bound::Open(low), _) if low >= limit => Some(true),
            (_, Bound::Open(high) | Bound::Closed(high)) if high <= limit => Some(false),
            _ => None,
        }
    }

    /// Is every amount at least `limit` (or none)? `None` when they disagree.
    pub fn is_at_least(self, limit: i128) -> Option<bool> {
        match (self.low, self.high) {
            (Bound::Open(low) | Bound::Closed(low), _) if low >= limit => Some(true),
            (_, Bound::Closed(high)) if high < limit => Some(false),
            (_, Bound::Open(high)) if high <= limit => Some(false),
            _ => None,
        }
    }

    /// Is every amount `limit` (or none)? `None` when they disagree.
    pub fn is_equal(self, limit: i128) -> Option<bool> {
        match (self.is_at_least(limit), self.is_above(limit)) {
            (Some(false), _) | (_, Some(true)) => Some(false),
            (Some(true), Some(false)) => Some(true),
            _ => None,
        }
    }
}

impl Bound {
    fn plus(self, other: Self) -> Self {
        match (self, other) {
            (Self::Closed(a), Self::Closed(b)) => Self::Closed(a + b),
            (Self::Open(a) | Self::Closed(a), Self::Open(b) | Self::Closed(b)) => Self::Open(a + b),
            _ => Self::Unbounded,
        }
    }

    fn negated(self) -> Self {
        match self {
            Self::Closed(a) => Self::Closed(-a),
            Self::Open(a) => Self::Open(-a),
            Self::Unbounded => Self::Unbounded,
        }
    }

    fn times(self, factor: i128) -> Self {
        match self {
            _ if factor == 0 => Self::Closed(0),
            Self::Closed(a) => Self::Closed(a * factor),
            Self::Open(a) => Self::Open(a * factor),
            Self::Unbounded => Self::Unbounded,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_than_841_is_surely_above_841_and_not_surely_above_842() {
        let over = Interval::of(841, Precision::Over);
        assert_eq!(over.is_above(841), Some(true));
        assert_eq!(over.is_at_least(842), None);
        assert_eq!(over.is_above(842), None);
        assert_eq!(over.is_equal(841), Some(false));
    }

    #[test]
    fn sums_inherit_the_doubt_of_their_parts() {
        let sum = Interval::point(5).plus(Interval::of(10, Precision::Over));
        assert_eq!((sum.shown, sum.precision()), (15, Precision::Over));
        let mixed = sum.plus(Interval::of(1, Precision::Under));
        assert_eq!(mixed.precision(), Precision::About);
        let less = Interval::point(5).minus(Interval::of(2, Precision::Over));
        assert_eq!((less.shown, less.precision()), (3, Precision::Under));
    }

    #[test]
    fn no_times_anything_is_exactly_nothing() {
        for precision in [Precision::Over, Precision::Under, Precision::About] {
            assert_eq!(Interval::of(7, precision).times(0).is_equal(0), Some(true));
        }
    }

    #[test]
    fn a_point_equals_only_itself() {
        assert_eq!(Interval::point(4).is_equal(4), Some(true));
        assert_eq!(Interval::point(4).is_equal(5), Some(false));
        assert_eq!(Interval::of(4, Precision::About).is_equal(4), None);
    }
}
