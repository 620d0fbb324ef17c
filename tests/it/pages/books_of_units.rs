//! The units below in one workbook: out, filled in, looked at, entered, taken back.

use khuyenhoc::workbooks::{Content, Place};

use crate::support::World;
use crate::support::browser::{Browser, Seen};
use crate::support::draft::Draft;
use crate::support::page_form::{PageForm, plain};

struct Desk {
    world: World,
    staff: Browser,
    grid: String,
}

impl Desk {
    async fn new() -> Self {
        let world = World::story().await;
        let unit = world.unit_of("kien-hai").await;
        let staff = world.browser_as("van-phong.kien-hai").await;
        Self { grid: format!("/dv/{unit}/2020/bang"), world, staff }
    }

    async fn workbook(&mut self, which: &str) -> Draft {
        let seen = self.staff.get(&format!("{}/bieu-excel{which}", self.grid)).await;
        assert_eq!(seen.status, 200, "{}", seen.body);
        Draft::of(&seen.bytes)
    }

    async fn send(&mut self, draft: &Draft) -> Seen {
        let path = format!("{}/nop-excel", self.grid);
        self.staff.upload(&path, "cac-xa.xlsx", &draft.packed()).await
    }

    /// What stands in a cell of a commune.
    async fn stands(&mut self, key: &str, code: &str) -> String {
        let page = format!("/dv/{}/2020/so-lieu", self.world.unit_of(key).await);
        let seen = self.staff.get(&page).await;
        PageForm::with_field(&seen.body, &format!("o.{code}")).text(&format!("c.{code}")).to_owned()
    }
}

/// Sheet and cell where the row of a unit meets the column of a measure.
fn place(draft: &Draft, unit: &str, code: &str) -> (usize, Place) {
    let sheets = draft.book.sheets.iter().enumerate();
    let found = sheets.filter_map(|(at, sheet)| {
        let whose = |words: &str| {
            sheet.cells.iter().find(|(_, content)| content.text() == words).map(|(place, _)| *place)
        };
        Some((at, Place { row: whose(unit)?.row, column: whose(code)?.column }))
    });
    found.into_iter().next().unwrap_or_else(|| panic!("{unit} {code}"))
}

/// Fills in a cell; how it is named.
fn fill(draft: &mut Draft, unit: &str, code: &str, content: Content) -> String {
    let (at, place) = place(draft, unit, code);
    let sheet = &mut draft.book.sheets[at];
    sheet.cells.insert(place, content);
    format!("<b>Ô {place}</b>, trang {}, ", sheet.name)
}

#[tokio::test]
async fn the_workbook_of_all_communes_sent_back_as_it_came_changes_nothing() {
    let mut desk = Desk::new().await;
    let draft = desk.workbook("").await;
    let names: Vec<&str> = draft.book.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    assert_eq!(names, ["B1", "B2", "B3", "B4", "B5", "B6", "B7", "B8", "Chung", "Ma bieu"]);
    let (at, cell) = place(&draft, "Lại Sơn", "HV_CUOI");
    let text = draft.book.sheets[at].text(cell.row, cell.column);
    assert_eq!(text, desk.stands("lai-son", "HV_CUOI").await);
    let last = draft.book.sheets[at].text(cell.row, cell.column + 1);
    assert!(!last.is_empty() && last != text, "last year stands beside it: {last}");
    let seen = desk.send(&draft).await;
    assert!(seen.says("<b>0 ô sẽ lưu</b>, "), "{}", plain(&seen.body));
    assert!(!seen.says("Không nhận") && !seen.says("không hiểu"), "{}", plain(&seen.body));
    let blank = desk.workbook("?trong").await;
    let (at, cell) = place(&blank, "Lại Sơn", "HV_CUOI");
    assert_eq!(blank.book.sheets[at].at(cell.row, cell.column), None);
    let seen = desk.send(&blank).await;
    assert!(seen.says("<b>0 ô sẽ lưu</b>, 0 ô"), "what is left blank stays as it stands");
}

#[tokio::test]
async fn cells_of_several_communes_are_saved_bad_ones_named_and_all_is_taken_back() {
    let mut desk = Desk::new().await;
    let mut draft = desk.workbook("").await;
    fill(&mut draft, "Lại Sơn", "BK_TT", Content::Whole(41));
    fill(&mut draft, "Nam Du", "BK_TT", Content::Text("không có".into()));
    fill(&mut draft, "Hòn Tre", "GD_THOI_DK", Content::Whole(3));
    let faults = [
        (fill(&mut draft, "An Sơn", "HV_NU", Content::Whole(-4)), "Xã An Sơn", "số âm"),
        (fill(&mut draft, "Lại Sơn", "HO", Content::Decimal("97.5".into())), "", "phần lẻ"),
        (fill(&mut draft, "Nam Du", "AP", Content::Error("#REF!".into())), "", "#REF!"),
    ];
    let was = desk.stands("lai-son", "BK_TT").await;
    let seen = desk.send(&draft).await;
    let says = plain(&seen.body);
    assert!(says.contains("<b>3 ô sẽ lưu</b>, <b>3 ô không nhận</b>"), "{says}");
    for (named, unit, why) in faults {
        let line = says.split(&named).nth(1).unwrap_or_else(|| panic!("{named}: {says}"));
        let line = line.split("</li>").next().unwrap();
        assert!(line.contains(why) && line.contains(unit.trim_start_matches("Xã ")), "{line}");
    }
    assert_eq!(desk.stands("lai-son", "BK_TT").await, was, "nothing is written yet");
    let done = PageForm::with_field(&seen.body, "bam").send(&mut desk.staff).await;
    assert!(done.says("Đã lưu 3 ô"), "{}", plain(&done.body));
    assert_eq!(desk.stands("lai-son", "BK_TT").await, "41");
    assert_eq!(desk.stands("nam-du", "BK_TT").await, "không có");
    // The officer of a commune changes one of them, then the office takes all back.
    let own = format!("/dv/{}/2020/so-lieu", desk.world.unit_of("lai-son").await);
    let mut officer = desk.world.browser_as("can-bo.lai-son").await;
    let page = officer.get(&own).await;
    let base = PageForm::with_field(&page.body, "o.BK_TT").text("v.BK_TT").to_owned();
    officer.tell(&own, &[("o.BK_TT", "77"), ("v.BK_TT", &base)]).await;
    let undone = PageForm::with_action(&done.body, "/hoan-tac").send(&mut desk.staff).await;
    let says = plain(&undone.body);
    assert!(says.contains("Đã hoàn tác 2 ô") && says.contains("1 ô giữ nguyên"), "{says}");
    assert!(says.contains("Lại Sơn") && says.contains("77"), "{says}");
    assert_eq!(desk.stands("lai-son", "BK_TT").await, "77");
}

#[tokio::test]
async fn numbers_in_rows_and_columns_of_another_name_are_not_taken() {
    let mut desk = Desk::new().await;
    let mut draft = desk.workbook("").await;
    // Two rows change their numbers, two columns their codes; a row of no commune is added.
    let (at, one) = place(&draft, "Lại Sơn", "Mã");
    let (_, other) = place(&draft, "Nam Du", "Mã");
    let cells = &mut draft.book.sheets[at].cells;
    let (a, b) = (cells[&one].clone(), cells[&other].clone());
    cells.insert(one, b);
    cells.insert(other, a);
    let added = fill(&mut draft, "Lại Sơn", "HV_NU", Content::Whole(1));
    let row = draft.book.sheets[at].rows().into_iter().max().unwrap() + 1;
    let column = place(&draft, "Lại Sơn", "HV_NU").1.column;
    let cells = &mut draft.book.sheets[at].cells;
    cells.insert(Place { row, column: 0 }, Content::Text("Phú Quốc".into()));
    cells.insert(Place { row, column }, Content::Whole(9));
    let says = plain(&desk.send(&draft).await.body);
    assert!(says.contains("<b>0 ô sẽ lưu</b>, "), "{says}");
    let line = says.split(&added).nth(1).unwrap_or_else(|| panic!("{added}: {says}"));
    assert!(line.contains("cột mã ẩn của dòng là của xã Nam Du"), "{line}");
    assert!(says.contains(&format!("Dòng {}, trang B1, “Phú Quốc”", row + 1)), "{says}");
}

#[tokio::test]
async fn a_workbook_is_taken_only_at_its_own_door_and_only_by_who_enters_there() {
    let mut desk = Desk::new().await;
    let draft = desk.workbook("").await;
    let own = format!("{}/so-lieu", desk.grid.trim_end_matches("/bang"));
    let seen = desk.staff.upload(&format!("{own}/nop-excel"), "a.xlsx", &draft.packed()).await;
    assert_eq!(seen.status, 422);
    assert!(plain(&seen.body).contains("Xin nộp ở trang Các xã"), "{}", seen.body);
    let form = Draft::of(&desk.staff.get(&format!("{own}/tai-excel")).await.bytes);
    let seen = desk.send(&form).await;
    assert!(plain(&seen.body).contains("Xin nộp ở trang Số liệu"), "{}", plain(&seen.body));
    let path = format!("{}/nop-excel", desk.grid);
    let mut leader = desk.world.browser_as("lanh-dao.kien-hai").await;
    assert_eq!(leader.upload(&path, "a.xlsx", &draft.packed()).await.status, 403);
    assert!(!leader.get(&path).await.says("type=\"file\""));
    assert!(desk.staff.get(&format!("{own}/nop-excel")).await.says("Điền cho các xã"));
}
