//! Units, officers, the first set-up and the settings, as an administrator sees them.

use axum::http::StatusCode;
use entities::values::{OPEN_END, Role, UnitId};
use khuyenhoc::org;

use crate::support::World;
use crate::support::browser::Browser;
use crate::support::people::PASSWORD;

async fn admin(world: &World) -> Browser {
    let account = world.person("quan-tri-moi", "Quản trị Mẫu").await;
    world.grant(account, Role::Admin, UnitId::SITE).await;
    let mut browser = world.browser();
    browser.sign_in("quan-tri-moi", PASSWORD).await;
    browser
}

const LIST: &str = "Mã\tLoại\tTên\tCấp trên\tTừ ngày\tNgười ký văn bản\tChức vụ\n\
    91\ttỉnh\tAn Giang\t\t01/01/2020\t\t\n\
    31111\txã\tLại Sơn\t91\t01/01/2020\tPhạm Thị Mẫu\tChủ tịch\n\
    \txã\tVĩnh Tế\tAn Giang\t01/01/2020\t\t";

#[tokio::test]
async fn a_province_is_set_up_from_a_list_that_is_shown_first() {
    let world = World::with_catalogue().await;
    let mut browser = admin(&world).await;
    let shown = browser.post("/quan-tri/thiet-lap", &[("khoi", LIST)]).await;
    assert_eq!(shown.status, StatusCode::OK, "{}", shown.body);
    assert!(shown.says("Sẽ ghi <strong>3</strong> đơn vị mới"), "{}", shown.body);
    assert!(org::all_versions(&world.reader()).await.unwrap().is_empty(), "nothing is written yet");

    let done = browser.post("/quan-tri/thiet-lap", &[("khoi", LIST), ("luu", "1")]).await;
    assert_eq!(
        (done.status, done.location()),
        (StatusCode::SEE_OTHER, "/quan-tri/don-vi?nhan=da-luu")
    );
    let list = browser.get("/quan-tri/don-vi").await;
    assert!(list.says("xã Vĩnh Tế") && list.says("Phạm Thị Mẫu (Chủ tịch)"), "{}", list.body);
    let versions = org::all_versions(&world.reader()).await.unwrap();
    assert_eq!(versions.len(), 3);
    assert_eq!(versions[1].parent, Some(versions[0].unit));

    let again = browser.post("/quan-tri/thiet-lap", &[("khoi", LIST)]).await;
    assert!(again.says("không có gì để ghi"), "{}", again.body);
}

#[tokio::test]
async fn a_list_with_one_wrong_row_writes_nothing_and_names_the_row() {
    let world = World::with_catalogue().await;
    let mut browser = admin(&world).await;
    let wrong = LIST.replace("An Giang\t01/01/2020", "Kiên Giang\t32/13/2020");
    let seen = browser.post("/quan-tri/thiet-lap", &[("khoi", &wrong), ("luu", "1")]).await;
    assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(seen.says("Hàng 4") && seen.says("không phải ngày"), "{}", seen.body);
    assert!(seen.says("32/13/2020"), "what was pasted is kept");
    assert!(org::all_versions(&world.reader()).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_unit_is_founded_renamed_and_ended_by_its_days() {
    let world = World::with_catalogue().await;
    let mut browser = admin(&world).await;
    let typed = [("loai", "xã"), ("ten", "Lại Sơn"), ("tu_ngay", "01/01/2010")];
    let done = browser.post("/quan-tri/don-vi", &typed).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let page = done.location().split('?').next().unwrap().to_owned();

    let change =
        [("viec", "doi"), ("loai", "phường"), ("ten", "Lại Sơn"), ("tu_ngay", "01/01/2020")];
    assert_eq!(browser.post(&page, &change).await.status, StatusCode::SEE_OTHER);
    let office = [
        ("viec", "nhan-viec"),
        ("ho_ten", "Phạm Thị Mẫu"),
        ("chuc_vu", "Chủ tịch"),
        ("ky", "co"),
        ("nhan_viec", "01/01/2020"),
    ];
    assert_eq!(browser.post(&page, &office).await.status, StatusCode::SEE_OTHER);
    let leave = [
        ("viec", "thoi-viec"),
        ("ai", "Phạm Thị Mẫu"),
        ("tu", "01/01/2020"),
        ("thoi_viec", "01/06/2020"),
    ];
    assert_eq!(browser.post(&page, &leave).await.status, StatusCode::SEE_OTHER);
    let end = [("viec", "ket-thuc"), ("ket_thuc", "01/01/2021")];
    assert_eq!(browser.post(&page, &end).await.status, StatusCode::SEE_OTHER);

    let seen = browser.get(&page).await;
    for words in ["xã Lại Sơn", "phường Lại Sơn", "31/12/2019", "31/12/2020", "31/05/2020"]
    {
        assert!(seen.says(words), "{words}: {}", seen.body);
    }
    let versions = org::all_versions(&world.reader()).await.unwrap();
    assert!(versions.iter().all(|version| version.to != OPEN_END));
}

#[tokio::test]
async fn what_cannot_be_is_refused_beside_its_field_with_what_was_typed() {
    let world = World::story().await;
    let mut browser = admin(&world).await;
    let typed =
        [("loai", "xã"), ("ten", ""), ("tu_ngay", "1.1.2020"), ("can_cu", "Nghị quyết mẫu")];
    let seen = browser.post("/quan-tri/don-vi", &typed).await;
    assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
    for words in ["Chưa có tên đơn vị.", "Không có ngày «1.1.2020».", "Nghị quyết mẫu"]
    {
        assert!(seen.says(words), "{words}");
    }
    let kien_hai = world.unit_of("kien-hai").await;
    let end = [("viec", "ket-thuc"), ("ket_thuc", "01/01/2021")];
    let seen = browser.post(&format!("/quan-tri/don-vi/{kien_hai}"), &end).await;
    assert!(seen.says("đơn vị trực thuộc") && seen.says("Hòn Tre"), "{}", seen.body);
}

#[tokio::test]
async fn the_name_of_the_site_and_whom_to_ask_stand_where_they_are_needed() {
    let world = World::with_catalogue().await;
    let mut browser = admin(&world).await;
    let typed = [("ten", "Hội Khuyến học tỉnh An Giang"), ("lien_he", "Văn phòng, số mẫu 000")];
    let done = browser.post("/quan-tri/cai-dat", &typed).await;
    assert_eq!(done.location(), "/quan-tri/cai-dat?nhan=da-luu");
    let help = browser.get("/tro-giup").await;
    assert!(help.says("Hội Khuyến học tỉnh An Giang") && help.says("Văn phòng, số mẫu 000"));
    assert!(help.says("Từng trang") && help.says("Nhập số liệu"));
}

#[tokio::test]
async fn a_leader_reads_who_did_what_at_the_unit_and_an_officer_does_not() {
    let world = World::story().await;
    let kien_hai = world.unit_of("kien-hai").await;
    let page = format!("/dv/{kien_hai}/2020/nhat-ky");
    let mut leader = world.browser_as("lanh-dao.kien-hai").await;
    let seen = leader.get(&page).await;
    assert!(seen.says("Viết lời báo cáo") && seen.says("Trần Thị Mẫu"), "{}", seen.body);
    assert!(seen.says("phần «Kiến nghị, đề xuất», năm 2019"), "{}", seen.body);
    let file = leader.get(&format!("{page}/tai-excel")).await;
    assert!(file.bytes.starts_with(b"PK"));
    let mut officer = world.browser_as("can-bo.lai-son").await;
    assert_eq!(officer.get(&page).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_trail_of_the_site_names_who_signed_in_and_who_was_given_what() {
    let world = World::story().await;
    drop(world.browser_as("can-bo.lai-son").await);
    let mut browser = world.browser_as("quan-tri").await;
    let seen = browser.get("/quan-tri/nhat-ky").await;
    let row = |words: [&str; 3]| {
        let lines = seen.body.split("<tr>");
        lines.into_iter().any(|line| words.iter().all(|word| line.contains(word)))
    };
    assert!(row(["Phạm Thị Mẫu", "Đăng nhập", ""]), "{}", seen.body);
    assert!(row(["Người vận hành", "Giao vai trò", "Phạm Thị Mẫu, Cán bộ Hội, xã Lại Sơn"]));
    assert!(row(["Người vận hành", "Mở tài khoản", "Phạm Thị Mẫu, can-bo.lai-son"]));
}
