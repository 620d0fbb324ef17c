//! Amounts of money and parts of wholes.

use std::cmp::Ordering;
use std::num::NonZeroU64;

use sea_orm::DeriveValueType;
use serde::{Deserialize, Serialize};

/// Whole đồng; there is no smaller unit.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, DeriveValueType, Serialize,
    Deserialize,
)]
pub struct Dong(pub i64);

/// Part of a whole, both kept (tỷ lệ, viết kèm tử/mẫu).
///
/// Unit:    the same on both sides
/// Basis:   named by the indicator; never implied
/// Refuses: `Empty` when the whole is 0 · `Exceeds` when part > whole
/// Example: `Share::new(331, 360)` prints `331/360` and `91,94%`
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Share {
    part: u64,
    whole: NonZeroU64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShareError {
    Empty,
    Exceeds,
}

impl Share {
    pub fn new(part: u64, whole: u64) -> Result<Self, ShareError> {
        let whole = NonZeroU64::new(whole).ok_or(ShareError::Empty)?;
        if part > whole.get() { Err(ShareError::Exceeds) } else { Ok(Self { part, whole }) }
    }

    pub fn part(self) -> u64 {
        self.part
    }

    pub fn whole(self) -> u64 {
        self.whole.get()
    }

    /// Compares with a percentage, unrounded.
    ///
    /// Unit: `hundredths` of one per cent, so 92 % is 9200
    pub fn cmp_percent(self, hundredths: u64) -> Ordering {
        (u128::from(self.part) * 10_000).cmp(&(u128::from(self.whole.get()) * u128::from(hundredths)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nam_du_prints_92_per_cent_but_is_not_above_it() {
        let share = Share::new(331, 360).unwrap_or_else(|_| unreachable!());
        assert_eq!(share.cmp_percent(9200), Ordering::Less);
    }

    #[test]
    fn a_part_beyond_its_whole_is_no_share() {
        assert_eq!(Share::new(42, 41), Err(ShareError::Exceeds));
        assert_eq!(Share::new(0, 0), Err(ShareError::Empty));
    }
}
