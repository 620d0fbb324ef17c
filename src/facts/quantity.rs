//! What a figure is worth: an amount, or a part of a whole with both kept.

use super::Interval;

/// The worth of a figure, before any rounding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// Nothing is known of it.
    Unknown,
    /// 0 of 0, or declared absent (không áp dụng).
    NotApplicable,
    /// Unit: 10^-scale of the figure's unit
    Amount { amount: Interval, scale: u32 },
    /// `part` over `whole`, printed times `per` (100 for shares, 1 for amounts a head).
    ///
    /// Unit: both count 10^-scale
    Ratio { part: Interval, whole: Interval, per: i128, scale: u32 },
}

/// A threshold as a fraction: `mantissa` / 10^`scale`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Threshold {
    pub mantissa: i128,
    pub scale: u32,
}

impl Threshold {
    fn unit(self) -> i128 {
        10_i128.pow(self.scale)
    }
}

impl Quantity {
    /// The quantity less the threshold, in a unit that keeps both whole: above 0 when the
    /// quantity is above the threshold. `None` when there is nothing to compare.
    pub fn over(self, threshold: Threshold) -> Option<Interval> {
        match self {
            Self::Unknown | Self::NotApplicable => None,
            Self::Amount { amount, scale } => {
                let limit = Interval::exact(threshold.mantissa * 10_i128.pow(scale));
                Some(amount.times(threshold.unit()).minus(limit))
            }
            Self::Ratio { part, whole, per, .. } => {
                let reached = part.times(per * threshold.unit());
                Some(reached.minus(whole.times(threshold.mantissa)))
            }
        }
    }

    pub fn is_exact(self) -> bool {
        match self {
            Self::Unknown | Self::NotApplicable => false,
            Self::Amount { amount, .. } => amount.is_exact(),
            Self::Ratio { part, whole, .. } => part.is_exact() && whole.is_exact(),
        }
    }
}
