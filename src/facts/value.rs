//! What is known of one number.

use entities::values::{Precision, State};

use super::Interval;
use crate::vietnamese::scaled;

/// A number, a declared absence, or nothing known (số, *không có*, *chưa có số liệu*).
///
/// Unit: `amount` counts units of 10^-scale of its measure
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Value {
    Known {
        amount: i64,
        precision: Precision,
    },
    Nothing,
    #[default]
    Missing,
}

impl Value {
    pub fn exact(amount: i64) -> Self {
        Self::Known { amount, precision: Precision::Exact }
    }

    pub fn amount(self) -> Option<i64> {
        match self {
            Self::Known { amount, .. } => Some(amount),
            Self::Nothing | Self::Missing => None,
        }
    }

    pub fn is_missing(self) -> bool {
        self == Self::Missing
    }

    pub fn state(self) -> State {
        match self {
            Self::Known { .. } => State::Known,
            Self::Nothing => State::Nothing,
            Self::Missing => State::Missing,
        }
    }

    /// From the three columns of a stored cell.
    pub fn stored(state: State, amount: Option<i64>, precision: Precision) -> Self {
        match (state, amount) {
            (State::Known, Some(amount)) => Self::Known { amount, precision },
            (State::Nothing, _) => Self::Nothing,
            _ => Self::Missing,
        }
    }

    /// As it would be typed: `1.234`, `hơn 841.000.000`, `không có`, empty when missing.
    pub fn as_typed(self, scale: u32) -> String {
        match self {
            Self::Known { amount, precision } => {
                let word = match precision {
                    Precision::Exact => "",
                    Precision::Over => "hơn ",
                    Precision::Under => "gần ",
                    Precision::About => "khoảng ",
                };
                format!("{word}{}", scaled(amount, scale))
            }
            Self::Nothing => "không có".to_owned(),
            Self::Missing => String::new(),
        }
    }

    /// The amounts it may stand for; an absence counts as 0.
    pub fn interval(self) -> Option<Interval> {
        match self {
            Self::Known { amount, precision } => Some(Interval::of(amount, precision)),
            Self::Nothing => Some(Interval::point(0)),
            Self::Missing => None,
        }
    }
}
