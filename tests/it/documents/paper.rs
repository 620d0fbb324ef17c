//! Decree 30 with a ruler: margins, sizes, page numbers, letterhead, signature.

use khuyenhoc::documents::{Block, Face, Item, Level, Role, Style, lay_out, pdf};

use super::reader::{Pdf, Sheet, Word, tenth_mm};
use super::sample::{self, LONG};

/// Half a millimetre in hundredths of a point.
fn half_mm() -> i64 {
    tenth_mm(5)
}

fn near(one: i64, other: i64) -> bool {
    (one - other).abs() <= half_mm()
}

/// Words of the document itself: not those of the top margin.
fn body(sheet: &Sheet) -> Vec<&Word> {
    sheet.words.iter().filter(|word| word.bottom > tenth_mm(200)).collect()
}

fn find<'a>(sheets: &'a [Sheet], text: &str) -> &'a Word {
    let words = sheets.iter().flat_map(|sheet| &sheet.words);
    words.into_iter().find(|word| word.text == text).unwrap_or_else(|| panic!("no {text}"))
}

#[test]
fn pages_are_a4_and_the_text_fills_the_margins_of_the_decree() {
    let report = Pdf::new(&pdf(&sample::report()).unwrap());
    report.check();
    let sheets = report.sheets();
    assert_eq!((sheets[0].width, sheets[0].height), (59527, 84189));
    for sheet in &sheets[..3] {
        let words = body(sheet);
        let left = words.iter().map(|word| word.left).min().unwrap();
        let right = words.iter().map(|word| word.right).max().unwrap();
        let top = words.iter().map(|word| word.top).min().unwrap();
        assert!(near(left, tenth_mm(300)), "left margin {left}");
        assert!(near(sheet.width - right, tenth_mm(150)), "right margin {right}");
        assert!(near(top, tenth_mm(200)), "top margin {top}");
    }
}

#[test]
fn nothing_is_printed_outside_the_margins_on_any_page() {
    for document in [sample::report(), sample::document(vec![Block::Table(sample::list(400))])] {
        for sheet in Pdf::new(&pdf(&document).unwrap()).sheets() {
            for word in body(&sheet) {
                assert!(word.left >= tenth_mm(300) - half_mm(), "{word:?}");
                assert!(word.right <= sheet.width - tenth_mm(150) + half_mm(), "{word:?}");
                assert!(word.top >= tenth_mm(200) - half_mm(), "{word:?}");
                assert!(word.bottom <= sheet.height - tenth_mm(200) + half_mm(), "{word:?}");
            }
        }
    }
}

#[test]
fn the_first_line_of_a_paragraph_is_indented_by_12_7_mm() {
    let blocks = vec![sample::words(Style::Body, LONG)];
    let sheets = Pdf::new(&pdf(&sample::document(blocks)).unwrap()).sheets();
    let first = find(&sheets, "Thực");
    assert!(near(first.left, tenth_mm(300 + 127)), "{first:?}");
}

#[test]
fn every_element_has_the_size_and_face_of_the_decree() {
    let laid = lay_out(&sample::report()).unwrap();
    let said = |words: &str| {
        let items = laid.pages.iter().flat_map(|page| &page.items);
        let found = items.filter(|item| item.words().trim() == words).find_map(|item| match item {
            Item::Text { face, size, .. } => Some((*face, size.to_string())),
            _ => None,
        });
        found.unwrap_or_else(|| panic!("no line {words}"))
    };
    let expected = [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", Face::Bold, "13"),
        ("Độc lập - Tự do - Hạnh phúc", Face::Bold, "13"),
        ("TỈNH KIÊN GIANG", Face::Regular, "13"),
        ("HUYỆN KIÊN HẢI", Face::Bold, "13"),
        ("Số:      /BC-HKH", Face::Regular, "13"),
        ("Kiên Hải, ngày      tháng      năm 2021", Face::Italic, "13"),
        ("BÁO CÁO", Face::Bold, "14"),
        ("và phương hướng, nhiệm vụ năm 2021", Face::Bold, "14"),
        ("Căn cứ Điều lệ Hội;", Face::Italic, "14"),
        ("I. KẾT QUẢ THỰC HIỆN", Face::Bold, "14"),
        ("- Có 50% gia đình trở lên đăng ký.", Face::Regular, "14"),
        ("Nơi nhận:", Face::BoldItalic, "12"),
        ("- Hội Khuyến học tỉnh;", Face::Regular, "11"),
        ("- Lưu: VT.", Face::Regular, "11"),
        ("CHỦ TỊCH", Face::Bold, "14"),
        ("Nguyễn Văn Hải", Face::Bold, "14"),
        ("Phụ lục I", Face::Bold, "14"),
        ("Chi hội ấp 7", Face::Regular, "12"),
    ];
    for (words, face, size) in expected {
        assert_eq!(said(words), (face, size.to_owned()), "{words}");
    }
}

#[test]
fn the_line_under_the_motto_is_as_long_as_the_motto() {
    let document = sample::document(vec![sample::letterhead()]);
    let sheets = Pdf::new(&pdf(&document).unwrap()).sheets();
    let (from, to) = (find(&sheets, "Độc").left, find(&sheets, "phúc").right);
    let laid = lay_out(&document).unwrap();
    let mut rules: Vec<(i64, i64)> = laid.pages[0].items.iter().filter_map(rule).collect();
    rules.sort_by_key(|(left, right)| right - left);
    let (left, right) = *rules.last().unwrap();
    assert!(near(left, from) && near(right, to), "{left}–{right} under {from}–{to}");
}

#[test]
fn the_lines_under_agency_and_subject_are_a_third_to_a_half_of_the_words() {
    let document = sample::document(vec![sample::letterhead(), sample::title()]);
    let sheets = Pdf::new(&pdf(&document).unwrap()).sheets();
    let laid = lay_out(&document).unwrap();
    let rules: Vec<(i64, i64)> = laid.pages[0].items.iter().filter_map(rule).collect();
    for (first, last) in [("HUYỆN", "HẢI"), ("và", "2021")] {
        let first = find(&sheets, first);
        let beside = |word: &&Word| word.text == last && word.top == first.top;
        let words = sheets[0].words.iter().find(beside).unwrap().right - first.left;
        let short =
            |(left, right): &(i64, i64)| (right - left) * 3 >= words && (right - left) * 2 <= words;
        assert!(rules.iter().any(short), "no short line for {words} in {rules:?}");
    }
}

/// Ends of a level line in hundredths of a point.
fn rule(item: &Item) -> Option<(i64, i64)> {
    let hundredths = |value: f32| {
        let text = format!("{value:.2}").replace('.', "");
        text.parse::<i64>().unwrap()
    };
    match item {
        Item::Rule { from, to, .. } => Some((hundredths(from.0), hundredths(to.0))),
        _ => None,
    }
}

#[test]
fn pages_are_numbered_from_the_second_on_and_appendices_start_again() {
    let sheets = Pdf::new(&pdf(&sample::report()).unwrap()).sheets();
    let mut expected = 0;
    for sheet in &sheets {
        let starts = sheet.words.iter().any(|word| word.text == "Phụ");
        expected = if starts { 1 } else { expected + 1 };
        let top: Vec<&Word> =
            sheet.words.iter().filter(|word| word.bottom <= tenth_mm(200)).collect();
        let number = top.iter().find(|word| word.text.parse::<u32>().is_ok());
        if expected == 1 {
            assert!(number.is_none(), "the first page shows {number:?}");
            continue;
        }
        let number = number.unwrap_or_else(|| panic!("page {expected} has no number"));
        assert_eq!(number.text, expected.to_string());
        let middle = i64::midpoint(number.left, number.right);
        let text_middle = i64::midpoint(tenth_mm(300), sheet.width - tenth_mm(150));
        assert!(near(middle, text_middle), "number at {middle}, text at {text_middle}");
    }
    assert!(sheets.len() > 6, "the sample has several pages");
}

#[test]
fn marks_stand_at_the_right_of_every_page_and_clear_of_the_number() {
    for sheet in Pdf::new(&pdf(&sample::report()).unwrap()).sheets() {
        let top: Vec<&Word> =
            sheet.words.iter().filter(|word| word.bottom <= tenth_mm(200)).collect();
        let text: Vec<&str> = top.iter().map(|word| word.text.as_str()).collect();
        assert!(text.join(" ").contains("DỰ THẢO · DỮ LIỆU MẪU"), "{text:?}");
        let right = top.iter().map(|word| word.right).max().unwrap();
        assert!(near(sheet.width - right, tenth_mm(150)));
        let mark = top.iter().find(|word| word.text == "DỰ").unwrap();
        for number in top.iter().filter(|word| word.text.parse::<u32>().is_ok()) {
            assert!(number.right < mark.left);
        }
    }
    let laid = lay_out(&sample::report()).unwrap();
    let mark = laid.pages[0].items.iter().find(|item| item.words().contains("DỰ THẢO"));
    assert!(matches!(mark, Some(Item::Text { role: Role::Artifact, .. })));
}

#[test]
fn the_signature_stands_with_the_last_two_lines_wherever_the_page_ends() {
    for lines in 30..45 {
        let mut blocks: Vec<Block> =
            (0..lines).map(|_| sample::words(Style::Body, "Một dòng.")).collect();
        blocks.push(sample::words(Style::Body, "Trên đây là báo cáo./."));
        blocks.push(sample::closing());
        let laid = lay_out(&sample::document(blocks)).unwrap();
        let last = laid.pages.last().unwrap();
        let words: Vec<String> = last.items.iter().map(Item::words).collect();
        for expected in ["Một dòng.", "Trên đây là báo cáo./.", "Nơi nhận:", "Nguyễn Văn Hải"]
        {
            assert!(words.iter().any(|line| line.trim() == expected), "{lines}: no {expected}");
        }
    }
}

#[test]
fn a_heading_is_never_the_last_line_of_a_page() {
    for lines in 20..45 {
        let mut blocks: Vec<Block> =
            (0..lines).map(|_| sample::words(Style::Body, "Một dòng.")).collect();
        blocks.push(sample::heading(Level::Section, "1.", "Tiêu đề"));
        blocks.push(sample::words(Style::Body, LONG));
        let laid = lay_out(&sample::document(blocks)).unwrap();
        for page in &laid.pages {
            let lines: Vec<String> = page
                .items
                .iter()
                .filter(|item| matches!(item, Item::Text { role: Role::Content, .. }))
                .map(Item::words)
                .collect();
            assert_ne!(lines.last().map(|line| line.trim()), Some("1. Tiêu đề"), "{lines:?}");
        }
    }
}

#[test]
fn at_least_two_lines_of_a_paragraph_stand_on_either_side_of_a_page_end() {
    let mut split = 0;
    for lines in 20..45 {
        let mut blocks: Vec<Block> =
            (0..lines).map(|_| sample::words(Style::Body, "Một dòng.")).collect();
        blocks.push(sample::words(Style::Body, LONG));
        let laid = lay_out(&sample::document(blocks)).unwrap();
        let counts: Vec<usize> = laid
            .pages
            .iter()
            .map(|page| page.items.iter().filter(|item| is_long(item)).count())
            .filter(|count| *count > 0)
            .collect();
        assert!(counts.iter().all(|count| *count >= 2), "{lines}: {counts:?}");
        split += usize::from(counts.len() > 1);
    }
    assert!(split > 0, "some paragraph was parted");
}

/// A line of the long paragraph.
fn is_long(item: &Item) -> bool {
    matches!(item, Item::Text { role: Role::Content, .. }) && item.words().trim() != "Một dòng."
}
