//! The forms B1 to B8: their columns, and totals that are the sums of their rows.

use entities::values::Period;
use khuyenhoc::documents::{Block, Document, Emphasis, Table};

use super::papers::{cell, kien_hai, report, table};

const YEAR: Period = Period::Year(2020);

/// Columns that are sums of their rows: no shares, no averages.
pub fn summed(table: &Table) -> impl Iterator<Item = usize> + '_ {
    (2..table.columns.len()).filter(|at| {
        let title = table.columns[*at].title.as_str();
        !title.contains('%') && !title.contains("Bình quân") && !title.contains("Thí điểm")
    })
}

pub fn forms(document: &Document) -> impl Iterator<Item = &Table> {
    document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) if table.key.starts_with('B') => Some(table),
        _ => None,
    })
}

/// A printed number; words are worth nothing.
pub fn number(cell: &str) -> i64 {
    let flag = i64::from(cell == "có");
    cell.replace('.', "").parse().unwrap_or(flag)
}

#[tokio::test]
async fn every_printed_total_is_the_sum_of_the_printed_rows() {
    let world = kien_hai(|_| {}).await;
    let document = report(&world, "kien-hai", YEAR).await.document();
    let keys: Vec<&str> = forms(&document).map(|form| form.key.as_str()).collect();
    assert_eq!(keys, ["B1", "B2", "B3", "B4", "B5", "B6", "B7", "B8"]);
    let mut checked = 0;
    for form in forms(&document) {
        let (totals, rows): (Vec<_>, Vec<_>) =
            form.rows.iter().partition(|row| row.emphasis == Emphasis::Total);
        for at in summed(form) {
            let sum: i64 = rows.iter().map(|row| number(&row.cells[at])).sum();
            let column = &form.columns[at];
            assert_eq!(number(&totals[0].cells[at]), sum, "{} {}", form.key, column.title);
            checked += 1;
        }
    }
    assert!(checked > 120, "{checked}");
}

#[tokio::test]
async fn no_cell_is_blank_but_the_number_of_the_total() {
    let world = kien_hai(|_| {}).await;
    for name in ["kien-hai", "lai-son"] {
        let document = report(&world, name, YEAR).await.document();
        for form in forms(&document) {
            for row in &form.rows {
                assert_eq!(row.cells.len(), form.columns.len());
                assert!(row.cells[1..].iter().all(|cell| !cell.is_empty()), "{}", form.key);
            }
        }
    }
}

#[tokio::test]
async fn shares_stand_behind_what_they_are_taken_of() {
    let world = kien_hai(|_| {}).await;
    let document = report(&world, "kien-hai", YEAR).await.document();
    let titles = |key: &str, group: &str| -> Vec<String> {
        let columns = table(&document, key).columns.iter();
        columns.filter(|c| c.group == group).map(|c| c.title.clone()).collect()
    };
    assert_eq!(
        titles("B2", "Gia đình học tập"),
        [
            "Số hộ",
            "Đăng ký lại",
            "Đăng ký mới",
            "Thôi đăng ký",
            "Đăng ký",
            "% đăng ký trên tổng số hộ",
            "Đạt",
            "% trên số đăng ký",
            "% đạt trên tổng số hộ"
        ]
    );
    assert_eq!(titles("B1", "").last().unwrap(), "Hội viên/dân số (%)");
    assert_eq!(cell(table(&document, "B1"), "Tổng cộng", "", "Hội viên/dân số (%)"), "11,94%");
    assert_eq!(titles("B4", "Thu").last().unwrap(), "Cấp hội khác chuyển");
    let fund = table(&document, "B4");
    assert_eq!(cell(fund, "Huyện hội", "Thu", "Vận động"), "318.650.000");
    assert_eq!(cell(fund, "Huyện hội", "", "Bình quân/người dân"), "–");
    assert_eq!(cell(fund, "Tổng cộng", "", "Bình quân/người dân"), "47.803");
    let schools = table(&document, "B7");
    let share = "% trên tổng số trẻ 5 tuổi";
    assert_eq!(cell(schools, "Nam Du", "Trẻ 5 tuổi", share), "95,12%");
    assert_eq!(cell(schools, "Tổng cộng", "Trẻ 5 tuổi", share), "98,37%");
}

#[tokio::test]
async fn an_optional_column_that_nobody_filled_is_not_printed() {
    let optional = ["_DK_LAI", "_DK_MOI", "_THOI_DK"];
    let world = kien_hai(|file| {
        file.values.retain(|v| !optional.iter().any(|end| v.measure.as_str().ends_with(end)));
    })
    .await;
    let document = report(&world, "kien-hai", YEAR).await.document();
    let columns = &table(&document, "B2").columns;
    assert!(columns.iter().all(|column| column.title != "Đăng ký lại"));
    assert!(columns.iter().any(|column| column.title == "Đăng ký"));
}

#[tokio::test]
async fn the_units_that_lack_something_stand_in_a_table_with_their_gap() {
    let world = kien_hai(|_| {}).await;
    let document = report(&world, "kien-hai", YEAR).await.document();
    let lacking = table(&document, "don-vi");
    let at = |title: &str| lacking.columns.iter().position(|c| c.title == title).unwrap();
    let nam_du = lacking.rows.iter().find(|row| row.cells[1] == "Nam Du").unwrap();
    assert_eq!(nam_du.cells[at("Trẻ 5 tuổi đến trường")], "95,12% (39/41)\ncòn thiếu 2 trẻ");
    assert_eq!(nam_du.cells[at("Gia đình đạt/đăng ký (%)")], "91,94% (331/360)\ncòn thiếu 1 hộ");
    assert!(lacking.columns.iter().all(|column| column.title != "Tổ khuyến học"));
    let results = table(&document, "ket-qua");
    let verdicts: Vec<&str> = results.rows.iter().map(|row| row.cells[4].as_str()).collect();
    assert_eq!(verdicts, ["Đạt"; 12]);
    let charts = document.blocks.iter().filter(|block| matches!(block, Block::Chart(_))).count();
    assert_eq!(charts, 3);
}
