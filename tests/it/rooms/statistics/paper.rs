//! The entry form on paper.

use entities::values::Period;
use khuyenhoc::authority::ViewFigures;
use khuyenhoc::documents::{Block, Document, Table, pdf};
use khuyenhoc::org;
use khuyenhoc::statistics::{self, FormPaper};

use crate::documents::reader::Pdf;
use crate::rooms::reports::papers::{kien_hai, permit, unit};
use crate::support::World;

const YEAR: Period = Period::Year(2020);

async fn paper(world: &World, blank: bool) -> Document {
    let lai_son = unit(world, "lai-son", YEAR).await;
    let permit = permit::<ViewFigures>(world, lai_son).await;
    let reader = world.reader();
    let form = statistics::form(&reader, &permit, YEAR).await.unwrap().unwrap();
    let version = org::version_on(&reader, lai_son, YEAR.last_day()).await.unwrap().unwrap();
    let signatory = org::signatory_on(&reader, lai_son, YEAR.last_day()).await.unwrap();
    let on = YEAR.last_day();
    let signatory = signatory.as_ref();
    FormPaper { form: &form, unit: &version, signatory, blank, on }.document()
}

fn table(document: &Document) -> &Table {
    let mut tables = document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    tables.next().unwrap()
}

#[tokio::test]
async fn a_blank_form_asks_for_everything_and_shows_last_year_only() {
    let world = kien_hai(|_| {}).await;
    let (blank, filled) = (paper(&world, true).await, paper(&world, false).await);
    let rows = |document: &Document| -> Vec<Vec<String>> {
        let rows = table(document).rows.iter().filter(|row| row.cells.len() > 1);
        rows.map(|row| row.cells.iter().map(ToString::to_string).collect()).collect()
    };
    let (blank_rows, filled_rows) = (rows(&blank), rows(&filled));
    assert_eq!(blank_rows.len(), filled_rows.len());
    assert!(blank_rows.len() > 100, "{}", blank_rows.len());
    assert!(blank_rows.iter().all(|row| row[4].starts_with('…') && row[5].starts_with('…')));
    let members = filled_rows.iter().find(|row| row[1] == "Hội viên cuối kỳ").unwrap();
    assert_eq!(members[4], "835");
    let same = |one: &[String], other: &[String]| one[..4] == other[..4];
    assert!(blank_rows.iter().zip(&filled_rows).all(|(one, other)| same(one, other)));
}

#[tokio::test]
async fn the_form_prints_with_room_for_two_who_sign() {
    let world = kien_hai(|_| {}).await;
    let printed = Pdf::new(&pdf(&paper(&world, true).await).unwrap());
    printed.check();
    let text = printed.flat_text();
    for words in ["BIỂU NHẬP SỐ LIỆU", "HỘI KHUYẾN HỌC XÃ LẠI SƠN", "NGƯỜI LẬP BIỂU", "CHỦ TỊCH"]
    {
        assert!(text.contains(words), "{words}");
    }
}
