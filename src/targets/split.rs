//! Splitting a whole number by weights (chia theo tỷ lệ, phần dư lớn nhất). Pure.

/// Parts that add up to `total` and lie less than one grain from their exact share; a total that
/// the grain does not divide is split by ones. `None` when no weight is above 0.
///
/// Basis: largest remainder; of equal remainders the first in order
pub fn split(total: i128, weights: &[i128], grain: i128) -> Option<Vec<i128>> {
    let sum: i128 = weights.iter().sum();
    let grain = if grain > 0 && total % grain == 0 { grain } else { 1 };
    if sum <= 0 || total < 0 || weights.iter().any(|weight| *weight < 0) {
        return None;
    }
    let whole = total / grain;
    let mut parts = Vec::new();
    let mut remainders = Vec::new();
    for (at, weight) in weights.iter().enumerate() {
        let share = whole.checked_mul(*weight)?;
        parts.push(share / sum);
        remainders.push((std::cmp::Reverse(share % sum), at));
    }
    let left = usize::try_from(whole - parts.iter().sum::<i128>()).ok()?;
    remainders.sort_unstable();
    for (_, at) in remainders.into_iter().take(left) {
        if let Some(part) = parts.get_mut(at) {
            *part += 1;
        }
    }
    Some(parts.into_iter().map(|part| part * grain).collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn eight_hundred_million_go_to_four_communes_in_whole_millions() {
        let people = [4120, 7836, 3012, 2628];
        let parts = split(800_000_000, &people, 1_000_000).unwrap();
        assert_eq!(parts, [187_000_000, 356_000_000, 137_000_000, 120_000_000]);
    }

    #[test]
    fn nothing_is_split_by_nobody() {
        assert_eq!(split(10, &[], 1), None);
        assert_eq!(split(10, &[0, 0], 1), None);
        assert_eq!(split(0, &[1, 2], 1), Some(vec![0, 0]));
    }

    proptest! {
        #[test]
        fn parts_add_up_and_lie_less_than_one_grain_from_their_share(
            total in 0..10_i128.pow(15),
            weights in prop::collection::vec(0..10_000_000_i128, 1..120),
            grain in prop::sample::select(vec![1_i128, 1000, 1_000_000]),
        ) {
            let sum: i128 = weights.iter().sum();
            prop_assume!(sum > 0);
            let parts = split(total, &weights, grain).unwrap();
            prop_assert_eq!(parts.iter().sum::<i128>(), total);
            let grain = if total % grain == 0 { grain } else { 1 };
            for (part, weight) in parts.iter().zip(&weights) {
                prop_assert!((part * sum - total * weight).abs() < grain * sum);
            }
        }

        #[test]
        fn equal_parts_differ_by_one_at_most(total in 0..10_i128.pow(15), count in 1..120_usize) {
            let parts = split(total, &vec![1; count], 1).unwrap();
            let (least, most) = (parts.iter().min().unwrap(), parts.iter().max().unwrap());
            prop_assert!(most - least <= 1);
        }
    }
}
