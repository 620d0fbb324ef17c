//! The file itself: version, language, title, bookmarks, fonts, and the same bytes every time.

use khuyenhoc::documents::{Block, html_figure, pdf};

use super::reader::Pdf;
use super::sample;

#[test]
fn the_same_document_gives_the_same_bytes_and_another_gives_others() {
    let report = sample::report();
    let bytes = pdf(&report).unwrap();
    assert!(bytes == pdf(&report).unwrap(), "two runs differ");
    let in_thread = std::thread::spawn(move || pdf(&report).unwrap()).join().unwrap();
    assert!(bytes == in_thread, "another thread differs");
    let mut other = sample::report();
    other.about.title.push('!');
    assert_ne!(id(&bytes), id(&pdf(&other).unwrap()));
}

fn id(bytes: &[u8]) -> String {
    let plain = Pdf::new(bytes).plain();
    plain.lines().find(|line| line.contains("/ID")).expect("a file has an ID").to_owned()
}

#[test]
fn the_file_says_what_it_is() {
    let report = Pdf::new(&pdf(&sample::report()).unwrap());
    let info = report.info();
    for line in [
        "Báo cáo tổng kết công tác khuyến học năm 2020",
        "Hội Khuyến học huyện Kiên Hải",
        "PDF version:     1.7",
    ] {
        assert!(info.contains(line), "no {line} in {info}");
    }
    let plain = report.plain();
    for entry in [
        "/Lang (vi-VN)",
        "/DisplayDocTitle true",
        "/CreationDate (D:20210115000000+07'00')",
        "/ModDate (D:20210115000000+07'00')",
        "/PageMode /UseOutlines",
    ] {
        assert!(plain.contains(entry), "no {entry}");
    }
    assert!(!plain.contains("GTS_PDFX"), "the file pretends to be PDF/X");
}

#[test]
fn fonts_are_embedded_subsets_with_their_letters() {
    let bytes = pdf(&sample::report()).unwrap();
    let fonts = Pdf::new(&bytes).fonts();
    let rows: Vec<&str> = fonts.lines().skip(2).collect();
    assert_eq!(rows.len(), 4, "{fonts}");
    for row in rows {
        assert!(row.contains("+LiberationSerif"), "{row}");
        assert!(row.contains("yes yes yes"), "embedded, subset, Unicode: {row}");
    }
    assert!(bytes.len() < 200_000, "{} bytes", bytes.len());
}

#[test]
fn headings_and_appendices_are_nested_bookmarks() {
    let plain = Pdf::new(&pdf(&sample::report()).unwrap()).plain();
    let open = plain.find("/Type /Outlines").expect("an outline");
    let around = &plain[open.saturating_sub(200)..open];
    let count = around.lines().rev().find(|line| line.contains("/Count")).expect("a count");
    // Two parts of four sections with an item each, a third part, two appendices with a table.
    assert!(count.contains("/Count 23"), "{count}");
    assert_eq!(plain.matches("/Parent").count() - plain.matches("/Type /Page\n").count(), 23);
}

#[test]
fn a_document_without_headings_has_no_outline() {
    let plain = Pdf::new(&pdf(&sample::document(vec![sample::title()])).unwrap()).plain();
    assert!(!plain.contains("/Outlines"));
}

#[test]
fn an_empty_document_is_one_valid_page() {
    let empty = Pdf::new(&pdf(&sample::document(Vec::new())).unwrap());
    empty.check();
    assert_eq!(empty.sheets().len(), 1);
}

#[test]
fn a_chart_prints_its_title_labels_values_and_key() {
    let chart = Pdf::new(&pdf(&sample::document(vec![Block::Chart(sample::chart())])).unwrap());
    let text = chart.flat_text();
    for words in
        ["2/4 xã đạt trên 92%", "Xã An Sơn", "80,2% (210/262)", "chưa đạt", "chỉ tiêu: trên 92%"]
    {
        assert!(text.contains(words), "no {words} in {text}");
    }
}

#[test]
fn lines_and_stacks_print_their_words_as_text_and_the_same_on_a_page() {
    for chart in [sample::lines(), sample::stacks()] {
        let page = html_figure(&chart);
        let paper = Pdf::new(&pdf(&sample::document(vec![Block::Chart(chart)])).unwrap());
        let text = paper.flat_text();
        for words in ["98,37%", "2018", "Kiên Hải", "mức phấn đấu", "hơn 841 triệu", "hiện vật"]
        {
            assert_eq!(page.contains(words), text.contains(words), "{words} in {text}");
        }
        paper.check();
    }
    assert!(html_figure(&sample::lines()).contains("98,37%"));
    assert!(html_figure(&sample::stacks()).contains("hơn 841 triệu"));
}
