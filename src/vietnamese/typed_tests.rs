//! What people type into number cells, and what becomes of it.

use proptest::prelude::*;

use super::super::number::number;
use super::*;

fn known(text: &str, scale: u32) -> Option<(i64, Precision)> {
    let typed = typed_number(text, scale).ok()?;
    assert_eq!(typed.state, State::Known, "{text}");
    Some((typed.amount?, typed.precision))
}

#[test]
fn what_people_write_is_read() {
    use Precision::{About, Exact, Over, Under};
    for (text, scale, amount, precision) in [
        ("0", 0, 0, Exact),
        ("007", 0, 7, Exact),
        ("1234567", 0, 1_234_567, Exact),
        ("1.234.567", 0, 1_234_567, Exact),
        ("  1.234\u{00A0}", 0, 1_234, Exact),
        ("27,85", 2, 2_785, Exact),
        ("27,5", 2, 2_750, Exact),
        ("27", 2, 2_700, Exact),
        ("1.234,50", 1, 12_345, Exact),
        ("1,2 triệu", 0, 1_200_000, Exact),
        ("1,2 tỷ", 0, 1_200_000_000, Exact),
        ("1,2 tỉ đồng", 0, 1_200_000_000, Exact),
        ("841 triệu", 0, 841_000_000, Exact),
        ("hơn 841 triệu đồng", 0, 841_000_000, Over),
        ("HƠN 841 TRIỆU", 0, 841_000_000, Over),
        ("gần 2.101", 0, 2_101, Under),
        ("khoảng 12 nghìn", 0, 12_000, About),
        ("12 ngàn", 0, 12_000, Exact),
        ("841.150.000đ", 0, 841_150_000, Exact),
        ("841.150.000 đồng", 0, 841_150_000, Exact),
        ("0,5 triệu", 0, 500_000, Exact),
        ("1,234567 triệu", 0, 1_234_567, Exact),
        ("1.000.000.000.000.000", 0, 1_000_000_000_000_000, Exact),
    ] {
        assert_eq!(known(text, scale), Some((amount, precision)), "{text}");
    }
}

#[test]
fn decomposed_words_are_read_as_composed_ones() {
    let text: String = "hơn 841 triệu đồng".nfd().collect();
    assert_eq!(known(&text, 0), Some((841_000_000, Precision::Over)));
}

#[test]
fn an_empty_cell_is_missing_and_khong_co_is_nothing() {
    for (text, state) in [
        ("", State::Missing),
        ("   ", State::Missing),
        ("-", State::Missing),
        ("–", State::Missing),
        ("không có", State::Nothing),
        ("Không", State::Nothing),
    ] {
        assert_eq!(typed_number(text, 0), Ok(TypedNumber::without_amount(state)), "{text:?}");
    }
}

#[test]
fn what_could_mean_two_things_is_refused_with_a_reading() {
    for (text, scale, code, proposal) in [
        ("7.360464.000", 0, "thousands", Some("7.360.464.000")),
        ("97.5", 1, "thousands", Some("97,5")),
        ("97.5", 0, "thousands", None),
        ("0.123", 3, "thousands", Some("0,123")),
        ("hơn 1.2 triệu", 0, "thousands", Some("hơn 1,2 triệu")),
        ("1234.567", 0, "thousands", None),
        ("12.34.567", 0, "thousands", Some("1.234.567")),
        ("1,000,000", 0, "thousands", Some("1.000.000")),
        ("1,000.5", 1, "thousands", Some("1.000,5")),
        ("1,00,000", 0, "thousands", None),
        ("1,000", 0, "decimals", Some("1.000")),
        ("97,5", 0, "decimals", None),
        ("97,55", 1, "decimals", None),
        ("1,2345678 triệu", 0, "decimals", None),
        ("21,%", 0, "percent", Some("21")),
        ("97,5 %", 1, "percent", Some("97,5")),
        ("97.5%", 1, "percent", None),
        ("-5", 0, "negative", None),
        ("\u{2212}1.000", 0, "negative", None),
        ("1.000.000.000.000.001", 0, "too_large", None),
        ("99999999999999999999999999999999999999999999", 0, "too_large", None),
        ("1e6", 0, "not_a_number", None),
        ("１２３４", 0, "not_a_number", Some("1.234")),
        ("1 234 567", 0, "not_a_number", Some("1.234.567")),
        ("1,", 1, "not_a_number", None),
        ("1..000", 0, "not_a_number", None),
        (".", 0, "not_a_number", None),
        (",5", 1, "not_a_number", None),
        ("triệu", 0, "not_a_number", None),
        ("hơn", 0, "not_a_number", None),
        ("hơn không", 0, "not_a_number", None),
        ("mười hai", 0, "not_a_number", None),
        ("=SUM(A1:A3)", 0, "not_a_number", None),
    ] {
        let issue = typed_number(text, scale).unwrap_err();
        assert_eq!((issue.code, issue.proposal.as_deref()), (code, proposal), "{text}");
        assert!(issue.sentence.starts_with("Số '") && issue.sentence.ends_with('.'), "{text}");
    }
}

#[test]
fn the_sentence_names_what_was_typed_and_the_remedy() {
    let sentence = |text, scale| typed_number(text, scale).unwrap_err().sentence;
    assert_eq!(
        sentence("97.5", 1),
        "Số '97.5' không rõ: dấu chấm chỉ ngăn hàng nghìn. Nếu muốn ghi 97,5 xin dùng dấu phẩy."
    );
    assert_eq!(
        sentence("97.5", 0),
        "Số '97.5' không rõ: dấu chấm chỉ ngăn hàng nghìn. \
         Nếu hiểu là 97,5 thì ô này không nhận phần lẻ ấy."
    );
    assert_eq!(
        sentence("21,%", 0),
        "Số '21,%' có dấu %; ô này chỉ ghi số. Nếu đúng là 21 xin bỏ dấu %."
    );
    assert_eq!(sentence("97.5%", 1), "Số '97.5%' có dấu %; ô này chỉ ghi số. Xin ghi lại.");
}

proptest! {
    #[test]
    fn what_is_written_can_be_typed_back(
        amount in 0_i64..=1_000_000_000_000_000, scale in 0_u32..4,
    ) {
        prop_assert_eq!(known(&scaled(amount, scale), scale), Some((amount, Precision::Exact)));
        prop_assert_eq!(known(&format!("khoảng {}", number(amount)), 0),
            Some((amount, Precision::About)));
    }

    #[test]
    fn any_text_is_read_or_refused_and_every_proposal_is_accepted(
        text in "[0-9.,% tệriuhơn-]{0,12}|\\PC{0,12}", scale in 0_u32..4,
    ) {
        match typed_number(&text, scale) {
            Ok(typed) => prop_assert_eq!(typed.state == State::Known, typed.amount.is_some()),
            Err(NumberIssue { proposal: Some(proposal), .. }) => {
                prop_assert!(typed_number(&proposal, scale).is_ok());
            }
            Err(_) => {}
        }
    }
}
