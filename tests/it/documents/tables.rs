//! Tables over many pages and many columns.

use khuyenhoc::documents::{Align, Block, Emphasis, Item, Role, Table, lay_out, pdf};

use super::reader::Pdf;
use super::sample;

fn pages(table: Table) -> Vec<Vec<Item>> {
    let document = sample::document(vec![Block::Table(table)]);
    lay_out(&document).unwrap().pages.into_iter().map(|page| page.items).collect()
}

fn lines(items: &[Item]) -> Vec<String> {
    items.iter().map(|item| item.words().trim().to_owned()).collect()
}

#[test]
fn the_header_stands_on_every_page_of_40_and_400_rows_and_no_row_is_lost() {
    for rows in [40, 400] {
        let report =
            Pdf::new(&pdf(&sample::document(vec![Block::Table(sample::list(rows))])).unwrap());
        report.check();
        let text = report.text();
        let sheets: Vec<&str> = text.split('\u{c}').filter(|page| !page.is_empty()).collect();
        assert!(sheets.len() > rows / 50, "{rows} rows on {} pages", sheets.len());
        for (number, sheet) in sheets.iter().enumerate() {
            assert_eq!(sheet.matches("Số tiền (đồng)").count(), 1, "page {}", number + 1);
            assert!(sheet.contains("Chi hội ấp"), "page {} has rows", number + 1);
        }
        for row in 1..=rows {
            let line = format!("{row} Chi hội ấp {row} 841.150.000");
            assert_eq!(text.lines().filter(|read| *read == line).count(), 1, "{line}");
        }
    }
}

#[test]
fn a_repeated_header_is_furniture_and_the_first_is_content() {
    let pages = pages(sample::list(100));
    let roles: Vec<Role> = pages
        .iter()
        .flatten()
        .filter(|item| item.words() == "Đơn vị")
        .filter_map(|item| match item {
            Item::Text { role, .. } => Some(*role),
            _ => None,
        })
        .collect();
    assert_eq!(roles.first(), Some(&Role::Content));
    assert!(roles.len() > 1 && roles[1..].iter().all(|role| *role == Role::Artifact));
}

#[test]
fn a_row_is_never_parted() {
    let mut table = sample::list(60);
    for row in &mut table.rows {
        row.cells[1] = "dòng một\ndòng hai\ndòng ba".into();
    }
    for page in pages(table) {
        let lines = lines(&page);
        let count = |text: &str| lines.iter().filter(|line| *line == text).count();
        assert_eq!(count("dòng một"), count("dòng ba"));
    }
}

#[test]
fn a_row_taller_than_a_page_is_printed_whole_over_several() {
    let mut table = sample::list(3);
    let tall: Vec<String> = (0..120).map(|number| format!("mục {number}")).collect();
    table.rows[1].cells[1] = tall.join("\n").into();
    let pages = pages(table);
    let all: Vec<String> = pages.iter().flat_map(|page| lines(page)).collect();
    for line in &tall {
        assert_eq!(all.iter().filter(|read| *read == line).count(), 1, "{line}");
    }
    assert!(pages.len() >= 3);
}

#[test]
fn a_wide_table_is_cut_by_columns_with_names_repeated_and_the_caption_continued() {
    let blocks = vec![sample::appendix("Phụ lục", "QUỸ", true), Block::Table(sample::fund())];
    let report = Pdf::new(&pdf(&sample::document(blocks)).unwrap());
    let text = report.flat_text();
    assert_eq!(text.matches("Bảng B4. Quỹ khuyến học năm 2020 (tiếp theo)").count(), 1, "{text}");
    let total: usize = sample::fund().columns.len();
    assert_eq!(text.matches("1.841.150.000").count(), 5 * (total - 3));
    let sheet = &report.sheets()[0];
    assert!(sheet.width > sheet.height, "the appendix lies on its side");
}

#[test]
fn text_in_the_widest_table_is_at_least_11_pt() {
    let blocks = vec![sample::appendix("Phụ lục", "QUỸ", true), Block::Table(sample::fund())];
    let laid = lay_out(&sample::document(blocks)).unwrap();
    let small = laid.pages.iter().flat_map(|page| &page.items).find(|item| match item {
        Item::Text { size, role, .. } => *role == Role::Content && *size < 11.0,
        _ => false,
    });
    assert_eq!(small, None);
}

#[test]
fn neighbouring_columns_share_the_cell_of_their_group() {
    let table = Table {
        key: "G".into(),
        caption: "Nhóm".into(),
        columns: vec![
            sample::column("", "Đơn vị", Align::Left),
            sample::column("Thực hiện", "2019", Align::Right),
            sample::column("Thực hiện", "2020", Align::Right),
        ],
        stub: 1,
        rows: vec![sample::row(Emphasis::Plain, &["Lại Sơn", "1", "2"])],
        notes: Vec::new(),
    };
    let said = lines(&pages(table)[0]);
    assert_eq!(said.iter().filter(|line| *line == "Thực hiện").count(), 1);
    assert!(said.contains(&"2019".to_owned()) && said.contains(&"2020".to_owned()));
}

#[test]
fn a_table_without_rows_or_columns_does_not_stop_the_report() {
    let mut empty = sample::list(0);
    assert_eq!(pages(empty.clone()).len(), 1);
    empty.columns.clear();
    assert_eq!(pages(empty).len(), 1);
}
