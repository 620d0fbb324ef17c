//! The one form in which typed text is kept: NFC, visible letters only, no stray spaces.

use unicode_normalization::UnicodeNormalization;

/// One line of text: NFC, trimmed, inner spaces single, nothing invisible.
pub fn canonical(text: &str) -> String {
    visible(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Prose: as [`canonical`], line by line; blank lines at both ends go, at most one stays
/// between paragraphs.
pub fn canonical_prose(text: &str) -> String {
    let unix = text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n");
    let mut prose = String::new();
    let mut blank_lines = 0;
    for line in unix.split('\n').map(canonical) {
        if line.is_empty() {
            blank_lines += 1;
            continue;
        }
        if !prose.is_empty() {
            prose.push_str(if blank_lines > 0 { "\n\n" } else { "\n" });
        }
        prose.push_str(&line);
        blank_lines = 0;
    }
    prose
}

fn visible(text: &str) -> String {
    text.chars().filter(|letter| letter.is_whitespace() || !invisible(*letter)).nfc().collect()
}

/// Control letters, zero-width letters, marks that turn the direction of writing.
fn invisible(letter: char) -> bool {
    letter.is_control()
        || matches!(letter,
            '\u{00AD}' | '\u{061C}' | '\u{180E}' | '\u{FEFF}'
            | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}')
}

/// With its first letter in upper case: `xã Lại Sơn` → `Xã Lại Sơn`.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn decomposed_letters_and_odd_spaces_are_kept_in_one_form() {
        for (typed, kept) in [
            ("  Lại\u{00A0}Sơn ", "Lại Sơn"),
            ("Nguye\u{0302}\u{0303}n", "Nguyễn"),
            ("Nguy\u{00EA}\u{0303}n", "Nguyễn"),
            ("a\u{200B}b\u{202E}c\u{FEFF}", "abc"),
            ("một\t hai\nba", "một hai ba"),
            ("a\u{0000}\u{0007}b", "ab"),
        ] {
            assert_eq!(canonical(typed), kept);
        }
    }

    #[test]
    fn prose_keeps_its_lines_and_one_blank_between_paragraphs() {
        assert_eq!(
            canonical_prose("\r\n  Một  dòng \r\nHai\n\n\n\nĐoạn\u{00A0}hai\n\n"),
            "Một dòng\nHai\n\nĐoạn hai"
        );
    }

    proptest! {
        #[test]
        fn what_is_kept_is_already_in_its_one_form(text in "\\PC{0,30}") {
            prop_assert_eq!(canonical(&canonical(&text)), canonical(&text));
            prop_assert_eq!(canonical_prose(&canonical_prose(&text)), canonical_prose(&text));
        }
    }
}
