//! The report as Word and its tables as Excel, opened in LibreOffice and held against the PDF.

use std::collections::BTreeSet;

use entities::values::Period;
use khuyenhoc::documents::{Block, Document, Table, docx, pdf};
use khuyenhoc::workbooks::{self, Sheet};

use super::papers::{kien_hai, report};
use crate::documents::reader::Pdf;
use crate::support::office::converted;

const YEAR: Period = Period::Year(2020);

async fn paper() -> Document {
    let world = kien_hai(|_| {}).await;
    report(&world, "kien-hai", YEAR).await.document()
}

fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Words of more than two letters; page numbers and numbers of rows fall away.
fn words(text: &str) -> BTreeSet<String> {
    let trimmed = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    text.split_whitespace().map(trimmed).filter(|word| word.chars().count() > 2).collect()
}

fn tables(document: &Document) -> impl Iterator<Item = &Table> {
    document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    })
}

#[tokio::test]
async fn the_word_document_says_what_the_pdf_says() {
    let document = paper().await;
    let bytes = docx(&document).unwrap();
    assert_eq!(bytes, docx(&document).unwrap(), "the same blocks give the same bytes");
    let word = String::from_utf8(converted(&bytes, "bao-cao.docx", "txt:Text (encoded):UTF8"));
    let word = word.unwrap();
    let printed = Pdf::new(&pdf(&document).unwrap()).text();
    // The head of a page is no text to that filter.
    let word = format!("{word} {}", document.marks.join(" "));
    let (in_word, in_print) = (words(&word), words(&printed));
    let only_word: Vec<_> = in_word.difference(&in_print).collect();
    let only_print: Vec<_> = in_print.difference(&in_word).collect();
    assert!(in_word.len() > 400, "{} words", in_word.len());
    assert_eq!((only_word, only_print), (vec![], vec![]));
}

#[tokio::test]
async fn every_paragraph_of_the_report_stands_in_the_word_document_in_its_order() {
    let document = paper().await;
    let bytes = docx(&document).unwrap();
    let word = converted(&bytes, "bao-cao.docx", "txt:Text (encoded):UTF8");
    let word = flat(&String::from_utf8(word).unwrap());
    let mut rest = word.as_str();
    let mut found = 0;
    for block in &document.blocks {
        let text = match block {
            Block::Paragraph(paragraph) => flat(&paragraph.text()),
            Block::Heading(heading) => flat(&format!("{} {}", heading.number, heading.text)),
            _ => continue,
        };
        // The unit of a table stands above its caption in print.
        let at = rest.find(&text).unwrap_or_else(|| panic!("«{text}» is not there in its order"));
        rest = &rest[at + text.len()..];
        found += 1;
    }
    assert!(found > 50, "{found} paragraphs");
    for cell in tables(&document).flat_map(|table| &table.rows).flat_map(|row| &row.cells) {
        assert!(word.contains(&flat(cell)), "«{cell}» is in a table of the report");
    }
}

#[tokio::test]
async fn headings_and_tables_of_the_word_document_are_those_of_word() {
    let document = paper().await;
    let page = converted(&docx(&document).unwrap(), "bao-cao.docx", "html");
    let page = String::from_utf8(page).unwrap().to_lowercase();
    let headings = document.blocks.iter().filter(|block| matches!(block, Block::Heading(_)));
    let made =
        page.matches("<h1").count() + page.matches("<h2").count() + page.matches("<h3").count();
    assert!(made >= headings.count(), "{made} headings");
    assert!(page.matches("<table").count() >= tables(&document).count() + 2);
}

#[tokio::test]
async fn the_workbook_of_the_report_holds_real_numbers() {
    let document = paper().await;
    let sheets = Sheet::of_document(&document);
    assert_eq!(sheets.len(), tables(&document).count());
    let form = sheets.iter().find(|sheet| sheet.name() == "B1").unwrap();
    let bytes = workbooks::write(std::slice::from_ref(form)).unwrap();
    let read = String::from_utf8(converted(&bytes, "bieu.xlsx", "fods")).unwrap();
    let rows = read.split("<table:table-row");
    let total = rows.into_iter().find(|row| row.contains("Tổng cộng")).unwrap();
    for number in ["17596", "4755", "2014", "87", "2101"] {
        assert!(total.contains(&format!("office:value=\"{number}\"")), "{number} in {total}");
    }
    assert!(total.contains("office:value=\"0.1194"), "11,94 % in {total}");
}
