//! The HTML of a document: the same words, named parts, nothing that could run.

use khuyenhoc::documents::{Block, Item, Role, Style, html_document, html_fragment, lay_out};

use super::sample;

#[test]
fn tables_have_caption_scopes_key_and_groups() {
    let html = html_fragment(&sample::document(vec![Block::Table(sample::fund())]));
    for part in [
        "<table class=\"data-table\" data-key=\"B4\">",
        "<caption>Bảng B4. Quỹ khuyến học năm 2020</caption>",
        "<th scope=\"colgroup\" colspan=\"7\">Thu</th>",
        "<th scope=\"col\" rowspan=\"2\">Đơn vị</th>",
        "<th scope=\"row\" class=\"cell-text\">Xã Lại Sơn</th>",
        "<tr class=\"row row-total\">",
    ] {
        assert!(html.contains(part), "no {part}");
    }
}

#[test]
fn figures_carry_their_code_and_unknown_ones_are_marked() {
    let html = html_fragment(&sample::document(vec![sample::members()]));
    assert!(html.contains("<data class=\"figure\" value=\"HV\">2.101</data>"));
    assert!(
        html.contains("<data class=\"figure figure-unknown\" value=\"THE\">chưa có số liệu</data>")
    );
}

#[test]
fn hostile_words_are_text() {
    let document =
        sample::document(vec![sample::words(Style::Body, "<script>alert('1')</script>")]);
    let html = html_fragment(&document);
    assert!(html.contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;"));
    assert!(!html.contains("<script"));
}

#[test]
fn the_whole_document_says_what_the_paper_says() {
    let report = sample::report();
    let html = html_document(&report);
    assert!(html.starts_with("<!DOCTYPE html>\n<html lang=\"vi\">"));
    let read = plain(&html);
    let laid = lay_out(&report).unwrap();
    let items = laid.pages.iter().flat_map(|page| &page.items);
    let content = items.filter(|item| matches!(item, Item::Text { role: Role::Content, .. }));
    for item in content {
        let words = item.words().replace("- ", " ").replace("(tiếp theo)", "");
        for word in words.split_whitespace() {
            assert!(read.contains(word.trim_end_matches([';', '.'])), "{word} is not in the HTML");
        }
    }
}

#[test]
fn tags_are_balanced() {
    let html = html_fragment(&sample::report());
    for tag in
        ["article", "section", "table", "thead", "tbody", "tr", "div", "p", "svg", "figure", "data"]
    {
        let opened =
            html.matches(&format!("<{tag} ")).count() + html.matches(&format!("<{tag}>")).count();
        assert_eq!(opened, html.matches(&format!("</{tag}>")).count(), "{tag}");
        assert!(opened > 0, "the sample has a {tag}");
    }
}

/// The words between the tags.
fn plain(html: &str) -> String {
    let mut inside = false;
    let mut text = String::new();
    for letter in html.chars() {
        match letter {
            '<' => inside = true,
            '>' => inside = false,
            _ if !inside => text.push(letter),
            _ => {}
        }
    }
    text
}
