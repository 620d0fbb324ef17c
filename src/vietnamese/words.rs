//! Amounts of đồng in words (số tiền bằng chữ), with `linh` and `nghìn`.
//!
//! Groups of three digits are read from the left; a group that is not the first reads
//! `không trăm` when it is below one hundred, an empty group is silent. What lies above a
//! billion is read as a number of its own, followed by `tỷ`.

use super::text::capitalised;

const DIGITS: [&str; 10] = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];

/// An amount in words, first letter a capital, ending in `đồng`.
///
/// Example: `dong_in_words(105_000)` is `Một trăm linh năm nghìn đồng`
pub fn dong_in_words(amount: i64) -> String {
    let mut words: Vec<&str> = Vec::new();
    if amount < 0 {
        words.push("âm");
    }
    if amount == 0 {
        words.push(DIGITS[0]);
    } else {
        read(amount.unsigned_abs(), true, &mut words);
    }
    words.push("đồng");
    capitalised(&words.join(" "))
}

fn read(value: u64, leading: bool, words: &mut Vec<&str>) {
    let (billions, rest) = (value / 1_000_000_000, value % 1_000_000_000);
    let mut leading = leading;
    if billions > 0 {
        read(billions, leading, words);
        words.push("tỷ");
        leading = false;
    }
    for (size, name) in [(1_000_000, Some("triệu")), (1_000, Some("nghìn")), (1, None)] {
        let group = rest / size % 1_000;
        if group > 0 {
            read_group(group, leading, words);
            words.extend(name);
            leading = false;
        }
    }
}

fn read_group(group: u64, leading: bool, words: &mut Vec<&str>) {
    let (hundreds, tens, units) = (group / 100, group / 10 % 10, group % 10);
    if hundreds > 0 || !leading {
        words.extend([digit(hundreds), "trăm"]);
    }
    match (tens, units) {
        (0, 0) => {}
        (0, _) if hundreds > 0 || !leading => words.extend(["linh", digit(units)]),
        (0, _) => words.push(digit(units)),
        (1, _) => words.push("mười"),
        _ => words.extend([digit(tens), "mươi"]),
    }
    match (tens, units) {
        (0, _) | (_, 0) => {}
        (2.., 1) => words.push("mốt"),
        (2.., 4) => words.push("tư"),
        (_, 5) => words.push("lăm"),
        _ => words.push(digit(units)),
    }
}

fn digit(value: u64) -> &'static str {
    usize::try_from(value).ok().and_then(|at| DIGITS.get(at)).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const VECTORS: &str = "\
        0 Không đồng | 10 Mười đồng | 11 Mười một đồng | 14 Mười bốn đồng | 15 Mười lăm đồng |\
        20 Hai mươi đồng | 21 Hai mươi mốt đồng | 24 Hai mươi tư đồng | 25 Hai mươi lăm đồng |\
        101 Một trăm linh một đồng | 105 Một trăm linh năm đồng | 110 Một trăm mười đồng |\
        115 Một trăm mười lăm đồng | 1.000 Một nghìn đồng |\
        1.001 Một nghìn không trăm linh một đồng | 1.010 Một nghìn không trăm mười đồng |\
        105.000 Một trăm linh năm nghìn đồng |\
        1.000.005 Một triệu không trăm linh năm đồng |\
        1.005.000 Một triệu không trăm linh năm nghìn đồng |\
        1.050.000 Một triệu không trăm năm mươi nghìn đồng |\
        800.000.000 Tám trăm triệu đồng | 841.000.000 Tám trăm bốn mươi mốt triệu đồng |\
        841.150.000 Tám trăm bốn mươi mốt triệu một trăm năm mươi nghìn đồng |\
        1.000.000.001 Một tỷ không trăm linh một đồng |\
        1.005.000.000 Một tỷ không trăm linh năm triệu đồng |\
        21.000.000.000 Hai mươi mốt tỷ đồng | 21.000.000.000.000 Hai mươi mốt nghìn tỷ đồng |\
        1.000.000.000.000.000 Một triệu tỷ đồng | -5.000 Âm năm nghìn đồng";

    #[test]
    fn the_agreed_amounts_are_read_as_agreed() {
        let vectors: Vec<_> = VECTORS.split('|').map(str::trim).collect();
        assert_eq!(vectors.len(), 29);
        for vector in vectors {
            let (figures, words) = vector.split_once(' ').unwrap();
            assert_eq!(dong_in_words(figures.replace('.', "").parse().unwrap()), words);
        }
    }

    /// The way back, written from the rules and not from the code above.
    fn heard(words: &[&str]) -> u64 {
        for (name, size) in [("tỷ", 1_000_000_000), ("triệu", 1_000_000), ("nghìn", 1_000)] {
            if let Some(at) = words.iter().rposition(|word| *word == name) {
                return heard(&words[..at]) * size + heard(&words[at + 1..]);
            }
        }
        let mut sum = 0;
        for word in words {
            match *word {
                "trăm" => sum *= 100,
                "mươi" => sum = sum / 10 * 10 + sum % 10 * 10,
                "mười" => sum += 10,
                "linh" => {}
                "mốt" => sum += 1,
                "tư" => sum += 4,
                "lăm" => sum += 5,
                digit => sum += DIGITS.iter().position(|d| *d == digit).unwrap() as u64,
            }
        }
        sum
    }

    fn round_trip(amount: u64) -> u64 {
        let text = dong_in_words(i64::try_from(amount).unwrap()).to_lowercase();
        let words: Vec<_> = text.split(' ').collect();
        assert_eq!(words.last(), Some(&"đồng"));
        heard(&words[..words.len() - 1])
    }

    #[test]
    fn every_amount_up_to_two_hundred_thousand_is_heard_as_it_was_said() {
        for amount in 0..=200_000 {
            assert_eq!(round_trip(amount), amount);
        }
    }

    proptest! {
        #[test]
        fn any_amount_is_heard_as_it_was_said(amount in 0_u64..1_000_000_000_000_000_000) {
            prop_assert_eq!(round_trip(amount), amount);
        }
    }

    #[test]
    fn the_ends_of_the_range_can_be_said() {
        assert!(dong_in_words(i64::MAX).ends_with("tám trăm linh bảy đồng"));
        assert!(dong_in_words(i64::MIN).starts_with("Âm chín tỷ"));
    }
}
