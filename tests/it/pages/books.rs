//! The year's form by way of Excel: out, filled in, looked at, entered, taken back.

use khuyenhoc::workbooks::{Content, Place};

use crate::support::World;
use crate::support::browser::{Browser, Seen};
use crate::support::draft::Draft;
use crate::support::page_form::{PageForm, plain};

const OFFICER: &str = "can-bo.lai-son";
const YEAR: &str = "Năm 2020";

struct Desk {
    world: World,
    officer: Browser,
    form: String,
}

impl Desk {
    async fn new() -> Self {
        let world = World::story().await;
        let unit = world.unit_of("lai-son").await;
        let officer = world.browser_as(OFFICER).await;
        Self { form: format!("/dv/{unit}/2020/so-lieu"), world, officer }
    }

    async fn workbook(&mut self, which: &str) -> Draft {
        let seen = self.officer.get(&format!("{}/tai-excel{which}", self.form)).await;
        assert_eq!(seen.status, 200, "{}", seen.body);
        assert!(seen.header("content-disposition").contains(".xlsx"));
        Draft::of(&seen.bytes)
    }

    async fn send(&mut self, draft: &Draft) -> Seen {
        let path = format!("{}/nop-excel", self.form);
        self.officer.upload(&path, "bieu.xlsx", &draft.packed()).await
    }

    /// What stands in a field of the entry form.
    async fn stands(&mut self, code: &str) -> String {
        let seen = self.officer.get(&self.form).await;
        PageForm::with_field(&seen.body, &format!("o.{code}")).text(&format!("c.{code}")).to_owned()
    }
}

fn number(figures: &str) -> Content {
    match figures.parse() {
        Ok(whole) => Content::Whole(whole),
        Err(_) => Content::Decimal(figures.to_owned()),
    }
}

fn words(text: &str) -> Content {
    Content::Text(text.to_owned())
}

#[tokio::test]
async fn the_form_sent_back_as_it_came_changes_nothing() {
    let mut desk = Desk::new().await;
    let draft = desk.workbook("").await;
    assert_eq!(draft.text("HV_CUOI", YEAR), desk.stands("HV_CUOI").await);
    assert!(!draft.text("HV_CUOI", "Năm 2019").is_empty(), "last year stands beside it");
    let before = desk.world.rows_of(desk.world.unit_of("lai-son").await).await;
    let seen = desk.send(&draft).await;
    assert_eq!(seen.status, 200, "{}", plain(&seen.body));
    assert!(seen.says("<b>0 ô sẽ lưu</b>"), "{}", plain(&seen.body));
    assert!(!seen.says("Không nhận"));
    let after = desk.world.rows_of(desk.world.unit_of("lai-son").await).await;
    assert_eq!(before, after, "looking writes nothing");
}

#[tokio::test]
async fn a_blank_form_has_room_and_no_figures() {
    let mut desk = Desk::new().await;
    let draft = desk.workbook("?trong").await;
    assert_eq!(draft.text("HV_CUOI", YEAR), "");
    assert!(!draft.text("HV_CUOI", "Năm 2019").is_empty());
    let seen = desk.send(&draft).await;
    assert!(seen.says("<b>0 ô sẽ lưu</b>"), "what is left blank stays as it stands");
}

#[tokio::test]
async fn good_cells_are_saved_bad_ones_are_named_by_their_cell_and_all_is_taken_back() {
    let mut desk = Desk::new().await;
    let mut draft = desk.workbook("").await;
    draft.fill("BK_TT", YEAR, number("41"));
    draft.fill("BK_CN", YEAR, words("1.234"));
    draft.fill("BK_TT", "Ghi chú", words("theo sổ của trường"));
    let faults = [
        (draft.fill("HV_NU", YEAR, number("1e21")), "quá lớn"),
        (draft.fill("GK_TT", YEAR, words("1,000,000")), "dấu phẩy chỉ mở phần lẻ"),
        (draft.fill("GK_CN", YEAR, number("97.5")), "có phần lẻ"),
        (draft.fill("HV_DANG_VIEN", YEAR, Content::Date("2020-12-31".into())), "là ngày tháng"),
        (draft.fill("DAN_SO", YEAR, Content::Error("#DIV/0!".into())), "có lỗi công thức #DIV/0!"),
    ];
    let old = desk.stands("BK_TT").await;
    let seen = desk.send(&draft).await;
    let says = plain(&seen.body);
    assert!(says.contains("<b>2 ô sẽ lưu</b>, <b>5 ô không nhận</b>"), "{says}");
    for (place, why) in &faults {
        let line = says.split(&format!("<b>Ô {place}</b>")).nth(1).unwrap_or_default();
        assert!(line.split("</li>").next().unwrap().contains(why), "{place} {why}: {says}");
    }
    assert_eq!(desk.stands("BK_TT").await, old, "nothing is written yet");

    let done = PageForm::with_field(&seen.body, "bam").send(&mut desk.officer).await;
    assert!(done.says("Đã lưu 2 ô"), "{}", plain(&done.body));
    assert_eq!(desk.stands("BK_TT").await, "41");
    assert_eq!(desk.stands("BK_CN").await, "1.234");

    // Somebody edits one of them before the whole is taken back.
    desk.officer.tell(&desk.form, &[("o.BK_CN", "77"), ("v.BK_CN", "2")]).await;
    assert_eq!(desk.stands("BK_CN").await, "77");
    let undone = PageForm::with_action(&done.body, "/hoan-tac").send(&mut desk.officer).await;
    let says = plain(&undone.body);
    assert!(says.contains("Đã hoàn tác 1 ô") && says.contains("1 ô giữ nguyên"), "{says}");
    assert!(says.contains("77"), "names what was edited since: {says}");
    assert_eq!(desk.stands("BK_TT").await, old);
    assert_eq!(desk.stands("BK_CN").await, "77");
}

#[tokio::test]
async fn rows_and_columns_may_be_moved_added_and_hidden_codes_lost() {
    let mut desk = Desk::new().await;
    let mut draft = desk.workbook("").await;
    draft.fill("BK_TT", YEAR, number("42"));
    let code = draft.cell_of("Mã").column;
    let heads = draft.cell_of("Mã").row;
    // Rows below the heads upside down, two columns put in front, the codes gone.
    draft.moved(|place| {
        let row = if place.row > heads { heads + 1 + (1_000 - place.row) } else { place.row };
        (place.column != code).then_some(Place { row, column: place.column + 2 })
    });
    let seen = desk.send(&draft).await;
    let says = plain(&seen.body);
    assert!(says.contains("Cột mã ẩn không còn"), "{says}");
    assert!(says.contains("<b>1 ô sẽ lưu</b>"), "{says}");
}

#[tokio::test]
async fn a_cell_that_somebody_else_changed_meanwhile_is_not_overwritten() {
    let mut desk = Desk::new().await;
    let mut draft = desk.workbook("").await;
    let place = draft.fill("BK_TT", YEAR, number("43"));
    desk.officer.tell(&desk.form, &[("o.BK_TT", "44"), ("v.BK_TT", "1")]).await;
    let says = plain(&desk.send(&draft).await.body);
    assert!(says.contains(&format!("<b>Ô {place}</b>")), "{says}");
    assert!(says.contains("vừa nhập 44"), "{says}");
    assert_eq!(desk.stands("BK_TT").await, "44");
}

#[tokio::test]
async fn a_form_of_another_unit_or_of_another_kind_is_refused_in_a_sentence() {
    let mut desk = Desk::new().await;
    let draft = desk.workbook("").await;
    let other = desk.world.unit_of("hon-tre").await;
    let mut neighbour = desk.world.browser_as("can-bo.hon-tre").await;
    let path = format!("/dv/{other}/2020/so-lieu/nop-excel");
    let seen = neighbour.upload(&path, "bieu.xlsx", &draft.packed()).await;
    assert_eq!(seen.status, 422);
    assert!(plain(&seen.body).contains("của một đơn vị khác"));
    let next_year = desk.form.replace("/2020/", "/2021/") + "/nop-excel";
    let seen = desk.officer.upload(&next_year, "bieu.xlsx", &draft.packed()).await;
    assert_eq!(seen.status, 422);
    assert!(plain(&seen.body).contains("của năm 2020, còn trang đang mở là năm 2021"));
    let mut older = desk.workbook("").await;
    for content in older.book.sheets[1].cells.values_mut() {
        if content.text() == "1" {
            *content = words("0");
        }
    }
    assert!(plain(&desk.send(&older).await.body).contains("theo mẫu cũ"));
    let mut bare = desk.workbook("").await;
    bare.book.sheets.truncate(1);
    assert!(plain(&desk.send(&bare).await.body).contains("không phải biểu tải từ trang này"));
    let mut renamed = desk.workbook("").await;
    let head = renamed.cell_of(YEAR);
    renamed.book.sheets[0].cells.insert(head, words("Thực hiện"));
    assert!(plain(&desk.send(&renamed).await.body).contains("Không thấy dòng đầu biểu"));
}

#[tokio::test]
async fn several_years_go_in_one_workbook() {
    let mut desk = Desk::new().await;
    let mut draft = desk.workbook("?nhieu-nam").await;
    draft.fill("BK_TT", "Năm 2017", number("31"));
    draft.fill("BK_TT", "Năm 2018", number("32"));
    let seen = desk.send(&draft).await;
    assert!(seen.says("<b>2 ô sẽ lưu</b>"), "{}", plain(&seen.body));
    let done = PageForm::with_field(&seen.body, "bam").send(&mut desk.officer).await;
    assert!(done.says("Đã lưu 2 ô"), "{}", plain(&done.body));
    let again = desk.workbook("?nhieu-nam").await;
    assert_eq!(again.text("BK_TT", "Năm 2017"), "31");
    let undone = PageForm::with_action(&done.body, "/hoan-tac").send(&mut desk.officer).await;
    assert!(undone.says("Đã hoàn tác 2 ô"), "{}", plain(&undone.body));
    let again = desk.workbook("?nhieu-nam").await;
    assert_eq!(again.text("BK_TT", "Năm 2017"), "");
}

#[tokio::test]
async fn what_is_no_file_is_refused_on_the_same_page() {
    let mut desk = Desk::new().await;
    let path = format!("{}/nop-excel", desk.form);
    let seen = desk.officer.upload(&path, "", b"").await;
    assert_eq!(seen.status, 422);
    assert!(seen.says("Chưa chọn tệp"));
    let large = vec![0; 11 << 20];
    let seen = desk.officer.upload(&path, "lon.xlsx", &large).await;
    assert_eq!(seen.status, 413);
    assert!(seen.says("tối đa 10 MB"));
    let seen = desk.officer.upload(&desk.form.clone(), "bieu.xlsx", b"PK").await;
    assert_eq!(seen.status, 415, "no file is taken where none is asked for");
}
