//! The communes side by side, as a browser without scripts sees and sends them.

use axum::http::StatusCode;
use entities::values::UnitId;

use crate::support::World;
use crate::support::browser::{Browser, Seen};
use crate::support::page_form::{PageForm, plain};

const STAFF: &str = "van-phong.kien-hai";
const OFFICER: &str = "can-bo.lai-son";

struct Place {
    world: World,
    grid: String,
    blocks: String,
    lai_son: UnitId,
}

async fn place() -> Place {
    let world = World::story().await;
    let district = world.unit_of("kien-hai").await;
    Place {
        grid: format!("/dv/{district}-kien-hai/2021/bang"),
        blocks: format!("/dv/{district}-kien-hai/2021/khoi"),
        lai_son: world.unit_of("lai-son").await,
        world,
    }
}

impl Place {
    /// The preview of a block laid over B1 from Lại Sơn's members at the end of the year.
    async fn preview(&self, staff: &mut Browser, block: &str) -> Seen {
        let page = staff.get(&format!("{}?bieu=B1", self.grid)).await;
        let mut form = PageForm::with_field(&page.body, "phien");
        form.set("khoi", block);
        form.set("tu_xa", &self.lai_son.to_string());
        form.set("tu_muc", "HV_CUOI");
        form.send(staff).await
    }
}

#[tokio::test]
async fn the_whole_grid_is_posted_without_a_script() {
    let place = place().await;
    let mut staff = place.world.browser_as(STAFF).await;
    let page = staff.get(&format!("{}?bieu=B1", place.grid)).await;
    let cell = |measure: &str| format!("o.{}.{measure}", place.lai_son);
    let mut form = PageForm::with_field(&page.body, &cell("HV_CUOI"));
    form.set(&cell("HV_CUOI"), "300");
    form.set(&cell("HV_NU"), "97.5");
    let seen = form.send(&mut staff).await;
    assert!(seen.says("Đã lưu các ô đúng"), "{}", seen.body);
    assert!(seen.says("Có <span data-issues-count>1</span> ô chưa nhận"), "{}", seen.body);
    let form = PageForm::with_field(&seen.body, &cell("HV_CUOI"));
    assert_eq!((form.text(&cell("HV_CUOI")), form.text(&cell("HV_NU"))), ("300", "97.5"));
    let mut leader = place.world.browser_as("lanh-dao.kien-hai").await;
    let seen = leader.get(&format!("{}?bieu=B1", place.grid)).await;
    assert!(seen.says("300") && !seen.says("<input id=\"o-"), "a leader only looks");
}

#[tokio::test]
async fn a_block_is_laid_by_the_names_of_units_and_heads_it_brings() {
    let place = place().await;
    let mut staff = place.world.browser_as(STAFF).await;
    let block = "Đơn vị\tNữ\tCuối kỳ\r\nnam du\t40\t80\r\nXã Lại Sơn\t\t310\r\nCộng\t40\t390\r\n";
    let seen = place.preview(&mut staff, block).await;
    assert!(plain(&seen.body).contains("Sẽ lưu 3 ô."), "{}", seen.body);
    let form = PageForm::with_field(&seen.body, "khoa");
    let seen = PageForm::with_field(&seen.body, "phien").send(&mut staff).await;
    assert_eq!(seen.status, StatusCode::OK, "{form:?}");
    assert!(seen.says("Đã lưu 3 ô của 2 đơn vị"), "{}", seen.body);
    let list = staff.get(&place.blocks).await;
    assert!(list.says("Dán từ Excel"));
    // The officer of one commune sees the block with his cells, and may not undo it alone.
    let mut officer = place.world.browser_as(OFFICER).await;
    let own = format!("/dv/{}-lai-son/2021/khoi", place.lai_son);
    let list = officer.get(&own).await;
    assert!(list.says("Trần Thị Mẫu") && !list.says("hoan-tac"), "{}", list.body);
}

#[tokio::test]
async fn names_that_differ_by_a_mark_are_two_units_and_without_marks_neither() {
    let place = place().await;
    let kien_hai = place.world.unit_of("kien-hai").await;
    let thanh = place.world.unit("Tân Thành", "xã", Some(kien_hai)).await;
    let thanh_nang = place.world.unit("Tân Thạnh", "xã", Some(kien_hai)).await;
    let mut staff = place.world.browser_as(STAFF).await;
    let seen = place.preview(&mut staff, "tan thanh\t5").await;
    assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
    let words = "Dòng «tan thanh» có thể là xã Tân Thành hoặc xã Tân Thạnh.";
    assert!(plain(&seen.body).contains(words), "{}", seen.body);
    let seen = place.preview(&mut staff, "Tân Thạnh\t71\nxã Tân Thành\t72").await;
    assert!(plain(&seen.body).contains("Sẽ lưu 2 ô."), "{}", seen.body);
    let seen = PageForm::with_field(&seen.body, "phien").send(&mut staff).await;
    assert_eq!(seen.status, StatusCode::OK, "{}", seen.body);
    let page = staff.get(&format!("{}?bieu=B1", place.grid)).await;
    let form = PageForm::with_field(&page.body, &format!("o.{thanh}.HV_CUOI"));
    assert_eq!(form.text(&format!("o.{thanh}.HV_CUOI")), "72");
    assert_eq!(form.text(&format!("o.{thanh_nang}.HV_CUOI")), "71");
}

#[tokio::test]
async fn a_block_that_does_not_fit_is_refused_with_a_sentence_and_kept_as_typed() {
    let place = place().await;
    let mut staff = place.world.browser_as(STAFF).await;
    let wide = "1\t2\t3\t4\t5\t6";
    let long = "1\n2\n3\n4";
    let stranger = "Phú Quốc\t1\nLại Sơn\t2";
    let head = "Đơn vị\tCuối kỳ\tCột lạ\nLại Sơn\t2\t3";
    let twice = "Lại Sơn\t1\nLại Sơn\t2";
    for (block, says) in [
        (wide, "Khối có 6 cột"),
        (long, "Khối có 4 dòng, từ xã Lại Sơn chỉ còn 3 dòng."),
        (stranger, "không có đơn vị «Phú Quốc»"),
        (head, "không có cột «Cột lạ»"),
        (twice, "«Lại Sơn» có hai dòng"),
        ("", "Chưa có gì để dán."),
    ] {
        let seen = place.preview(&mut staff, block).await;
        assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY, "{block}");
        assert!(seen.says(says), "{says}: {}", seen.body);
        assert_eq!(PageForm::with_field(&seen.body, "phien").text("khoi"), block);
    }
}

#[tokio::test]
async fn a_block_pasted_on_an_old_page_shows_whose_cell_it_would_cover() {
    let place = place().await;
    let mut staff = place.world.browser_as(STAFF).await;
    let page = staff.get(&format!("{}?bieu=B1", place.grid)).await;
    place.world.enter("lai-son", entities::values::Period::Year(2021), &[("HV_CUOI", "305")]).await;
    let mut form = PageForm::with_field(&page.body, "phien");
    form.set("khoi", "310");
    form.set("tu_xa", &place.lai_son.to_string());
    form.set("tu_muc", "HV_CUOI");
    let seen = form.send(&mut staff).await;
    for words in ["Sẽ lưu 0 ô; 1 ô người khác vừa sửa.", "vừa nhập 305", "gõ 310; ban đầu để trống"]
    {
        assert!(plain(&seen.body).contains(words), "{words}: {}", seen.body);
    }
}

#[tokio::test]
async fn the_grid_goes_out_as_a_workbook() {
    let place = place().await;
    let mut staff = place.world.browser_as(STAFF).await;
    let seen = staff.get(&format!("{}/tai-excel?bieu=B1", place.grid)).await;
    assert_eq!(seen.status, StatusCode::OK);
    assert!(seen.header("content-disposition").contains("cac-xa-kien-hai-2021.xlsx"));
    assert_eq!(&seen.bytes[..2], b"PK");
}
