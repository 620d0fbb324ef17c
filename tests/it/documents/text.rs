//! What is copied out of a PDF and searched in it is the text that went in, composed (NFC).

use khuyenhoc::documents::{Style, VIETNAMESE_LETTERS, pdf};
use unicode_normalization::UnicodeNormalization;

use super::reader::Pdf;
use super::sample::{self, LONG};

fn printed(text: &str) -> String {
    let document = sample::document(vec![sample::words(Style::Body, text)]);
    let text = Pdf::new(&pdf(&document).unwrap()).flat_text();
    text.replace("DỰ THẢO · DỮ LIỆU MẪU", "").trim().to_owned()
}

#[test]
fn sentences_are_read_back_word_for_word() {
    assert_eq!(printed(LONG), LONG.split_whitespace().collect::<Vec<_>>().join(" "));
}

#[test]
fn decomposed_input_is_read_back_composed() {
    let decomposed: String = LONG.nfd().collect();
    assert_ne!(decomposed, LONG);
    assert_eq!(printed(&decomposed), printed(LONG));
}

#[test]
fn every_letter_of_vietnamese_is_read_back_in_every_face() {
    let letters: Vec<String> =
        VIETNAMESE_LETTERS.chars().map(|letter| letter.to_string()).collect();
    let text = letters.join(" ");
    let blocks = vec![
        sample::words(Style::Body, &text),
        sample::words(Style::Basis, &text),
        sample::heading(khuyenhoc::documents::Level::Section, "", &text),
    ];
    let report = Pdf::new(&pdf(&sample::document(blocks)).unwrap());
    assert_eq!(report.flat_text().matches(&text).count(), 3, "{}", report.flat_text());
}

#[test]
fn figures_of_the_report_are_found() {
    let text = Pdf::new(&pdf(&sample::report()).unwrap()).flat_text();
    for words in [
        "Trong năm 2020 đã phát triển 87 hội viên mới",
        "2.101 hội viên, bằng 11,94% so với dân số",
        "chưa có số liệu",
        "1.841.150.000",
        "96,1% (320/333)",
        "Số: /BC-HKH",
    ] {
        assert!(text.contains(words), "no {words}");
    }
}

#[test]
fn a_number_with_slashes_is_never_broken_over_two_lines() {
    for filler in 0..40 {
        let text = format!("{}theo Nghị định số 30/2020/NĐ-CP.", "a ".repeat(filler));
        let document = sample::document(vec![sample::words(Style::Body, &text)]);
        let raw = Pdf::new(&pdf(&document).unwrap()).text();
        assert!(raw.lines().any(|line| line.contains("30/2020/NĐ-CP.")), "{filler}: {raw}");
    }
}

#[test]
fn a_word_wider_than_the_page_is_cut_and_nothing_of_it_is_lost() {
    let word = "x".repeat(300);
    assert_eq!(printed(&word).replace(' ', ""), word);
}

#[test]
fn hostile_text_prints_without_controls() {
    let read = printed("a\u{202E}b\u{200B}c\u{0}d \u{1F600} <script>&amp;(\\)%");
    assert_eq!(read, "abcd ? <script>&amp;(\\)%");
}
