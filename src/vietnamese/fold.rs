//! Text without its marks, for searching and for addresses. Never shown to people.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What is searched: lower case, without marks, `đ` as `d`, single spaces.
///
/// Example: `fold("Nguyễn  Văn Đạt")` is `nguyen van dat`
pub fn fold(text: &str) -> String {
    let bare: String = text
        .nfc()
        .flat_map(char::to_lowercase)
        .nfd()
        .filter(|letter| !is_combining_mark(*letter))
        .map(|letter| if letter == 'đ' { 'd' } else { letter })
        .collect();
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How two people may write the same name: lower case, the tone of each syllable at its end, so
/// that `Hoà` and `Hòa` are one and `Thạnh` and `Thành` are two.
pub fn spelling(text: &str) -> String {
    let syllable = |word: &str| {
        let letters: Vec<char> = word.nfd().collect();
        let (tones, rest): (Vec<char>, Vec<char>) =
            letters.into_iter().partition(|letter| TONES.contains(letter));
        rest.into_iter().nfc().chain(tones).collect::<String>()
    };
    text.to_lowercase().split_whitespace().map(syllable).collect::<Vec<_>>().join(" ")
}

/// Huyền, sắc, hỏi, ngã, nặng.
const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{309}', '\u{303}', '\u{323}'];

/// The decoration of an address: folded, words joined by hyphens.
///
/// Example: `slug("Lại Sơn")` is `lai-son`
pub fn slug(text: &str) -> String {
    fold(text)
        .split(|letter: char| !letter.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join("-")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn stacked_marks_and_the_barred_d_fold_away() {
        for (text, folded) in [
            ("Nguyễn  Văn Đạt", "nguyen van dat"),
            ("ẤP BÃI GIẾNG", "ap bai gieng"),
            ("số ứ hoà hòa", "so u hoa hoa"),
            ("Ngu\u{0065}\u{0302}\u{0303}n", "nguen"),
            ("  đ  ", "d"),
        ] {
            assert_eq!(fold(text), folded);
        }
    }

    #[test]
    fn a_tone_on_either_vowel_is_one_spelling_and_another_tone_is_another() {
        assert_eq!(spelling("Xã Tân  Hoà"), spelling("xã Tân Ho\u{300}a"));
        assert_eq!(spelling("Tua\u{0302}\u{0301}n"), spelling("tuấn"));
        assert_ne!(spelling("Tân Thạnh"), spelling("Tân Thành"));
        assert_ne!(spelling("Tân Thành"), spelling("Tan Thanh"));
    }

    #[test]
    fn slugs_hold_only_letters_figures_and_single_hyphens() {
        assert_eq!(slug("Lại Sơn"), "lai-son");
        assert_eq!(slug("Đặc khu  Kiên Hải (mới) – 2025"), "dac-khu-kien-hai-moi-2025");
        assert_eq!(slug("///"), "");
    }

    proptest! {
        #[test]
        fn composed_and_decomposed_text_fold_alike(text in "[A-Za-zÀ-ỹđĐ ]{0,24}") {
            let decomposed: String = text.nfd().collect();
            prop_assert_eq!(fold(&decomposed), fold(&text));
        }

        #[test]
        fn folding_twice_changes_nothing(text in "[A-Za-zÀ-ỹđĐ ]{0,24}") {
            prop_assert_eq!(fold(&fold(&text)), fold(&text));
        }
    }
}
