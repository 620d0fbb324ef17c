//! Amounts of đồng in figures, long and short. Words are in `words.rs`.

use super::number::{number, scaled};

const MILLION: i64 = 1_000_000;
const TENTH_OF_A_BILLION: i64 = 100_000_000;
const BILLION: i64 = 1_000_000_000;

/// An amount in full (số tiền).
///
/// Example: `dong(841_150_000)` is `841.150.000 đồng`
pub fn dong(amount: i64) -> String {
    number(amount) + " đồng"
}

/// An amount as prose says it: in million or billion, `hơn` when it is more than what is said.
///
/// Below a million, and below zero, it is written in full.
///
/// Example: `dong_short(841_150_000)` is `hơn 841 triệu đồng`
pub fn dong_short(amount: i64) -> String {
    let (step, said) = match amount {
        BILLION.. => (TENTH_OF_A_BILLION, scaled(amount / TENTH_OF_A_BILLION, 1) + " tỷ đồng"),
        MILLION.. => (MILLION, number(amount / MILLION) + " triệu đồng"),
        _ => return dong(amount),
    };
    if amount % step == 0 { said } else { format!("hơn {said}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_says_more_than_only_when_it_is_more() {
        for (amount, text) in [
            (841_150_000, "hơn 841 triệu đồng"),
            (841_000_000, "841 triệu đồng"),
            (841_000_001, "hơn 841 triệu đồng"),
            (1_000_000, "1 triệu đồng"),
            (999_999, "999.999 đồng"),
            (999_999_999, "hơn 999 triệu đồng"),
            (1_000_000_000, "1 tỷ đồng"),
            (1_234_000_000, "hơn 1,2 tỷ đồng"),
            (1_200_000_000, "1,2 tỷ đồng"),
            (39_600_000_000, "39,6 tỷ đồng"),
            (4_000_050_000_000, "hơn 4.000 tỷ đồng"),
            (0, "0 đồng"),
            (-841_150_000, "-841.150.000 đồng"),
        ] {
            assert_eq!(dong_short(amount), text);
        }
        assert_eq!(dong(841_150_000), "841.150.000 đồng");
    }
}
