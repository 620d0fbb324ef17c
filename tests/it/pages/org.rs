//! Units, officers, the first set-up and the settings, as an administrator sees them.

use axum::http::StatusCode;
use entities::values::{OPEN_END, Role, UnitId};
use khuyenhoc::{exchange, org};

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
    // What is done within the unit stands there as well, and says where.
    let lai_son = world.unit_of("lai-son").await;
    let mut theirs = world.browser_as("can-bo.lai-son").await;
    let typed = [("o.GK_CN", "7"), ("v.GK_CN", "1"), ("khoa", "lai-son-1")];
    assert_eq!(theirs.tell(&format!("/dv/{lai_son}/2020/so-lieu"), &typed).await.status, 200);
    let seen = leader.get(&page).await;
    assert!(seen.says("xã Lại Sơn, «Giấy khen: cá nhân», năm 2020"), "{}", seen.body);
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

#[tokio::test]
async fn a_superior_that_may_be_two_is_asked_for_and_the_one_found_is_shown() {
    let world = World::with_catalogue().await;
    let mut browser = admin(&world).await;
    let list = "10\ttỉnh\tLào Cai\t\t01/01/2020\t\t\n\
        \tphường\tLào Cai\tLào Cai\t01/01/2020\t\t\n\
        \txã\tTân Thạnh\ttỉnh Lào Cai\t01/01/2020\t\t\n\
        \txã\tTân Thành\t10\t01/01/2020\t\t";
    let post = async |browser: &mut Browser, rows: &str, save: bool| {
        let save = save.then_some(("luu", "1"));
        let fields: Vec<_> = [("khoi", rows)].into_iter().chain(save).collect();
        browser.post("/quan-tri/thiet-lap", &fields).await
    };
    let unclear = format!("{list}\n\txã\tBảo Thắng\tLào Cai\t01/01/2020\t\t");
    let seen = post(&mut browser, &unclear, true).await;
    assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(seen.says("Hàng 5") && seen.says("tỉnh Lào Cai hoặc phường Lào Cai"), "{}", seen.body);
    let shown = post(&mut browser, list, false).await;
    assert!(shown.says("Sẽ ghi <strong>4</strong> đơn vị mới"), "{}", shown.body);
    assert_eq!(shown.body.matches("\"Cấp trên\">tỉnh Lào Cai</td>").count(), 3);
    assert_eq!(post(&mut browser, list, true).await.status, StatusCode::SEE_OTHER);
    let mut versions = org::all_versions(&world.reader()).await.unwrap();
    let province = versions.remove(0).unit;
    let names: Vec<_> = versions.iter().map(|v| (v.name.as_str(), v.parent)).collect();
    let under = Some(province);
    assert_eq!(names, [("Lào Cai", under), ("Tân Thạnh", under), ("Tân Thành", under)]);
    let again = post(&mut browser, list, false).await;
    assert!(again.says("không có gì để ghi"), "{}", again.body);
    let twice = "\txã\tBảo Yên\t10\t01/01/2020\t\t\n\txã\tBảo Yên\t10\t01/01/2020\t\t";
    assert!(post(&mut browser, twice, true).await.says("có hai hàng trong danh sách"));
    let unmarked = "\txã\tBảo Yên\ttinh lao cai\t01/01/2020\t\t";
    assert!(post(&mut browser, unmarked, false).await.says(">tỉnh Lào Cai</td>"));
}

#[tokio::test]
async fn a_year_with_figures_is_not_told_anew_from_the_page() {
    let world = World::story().await;
    let mut browser = admin(&world).await;
    let lai_son = world.unit_of("lai-son").await;
    let kien_hai = world.unit_of("kien-hai").await.to_string();
    let page = format!("/quan-tri/don-vi/{lai_son}");
    let versions = async || {
        let mut all = org::all_versions(&world.reader()).await.unwrap();
        all.retain(|version| version.unit == lai_son);
        all
    };
    let before = versions().await;
    let change = |on: &'static str| {
        let fixed = [("viec", "doi"), ("loai", "phường"), ("ten", "Lại Sơn"), ("tu_ngay", on)];
        fixed.into_iter().chain([("cap_tren", kien_hai.as_str())]).collect::<Vec<_>>()
    };
    let refused = browser.post(&page, &change("31/12/2019")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.says("báo cáo cũ phải in ra như cũ"), "{}", refused.body);
    let end = [("viec", "ket-thuc"), ("ket_thuc", "31/12/2019")];
    assert!(browser.post(&page, &end).await.says("báo cáo cũ phải in ra như cũ"));
    let district =
        [("viec", "doi"), ("loai", "huyện"), ("ten", "Kiên Hải"), ("tu_ngay", "1/7/2019")];
    let above = browser.post(&format!("/quan-tri/don-vi/{kien_hai}"), &district).await;
    assert!(above.says("báo cáo cũ phải in ra như cũ"), "figures of those within count");
    assert_eq!(versions().await, before);
    let done = browser.post(&page, &change("01/01/2020")).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
}

const HEADED: &str = r#"{
  "format": "khuyenhoc/1", "title": "Hai tỉnh",
  "units": [
    {"key": "giang",
     "versions": [{"name": "An Giang", "kind": "tỉnh", "from": "2010-01-01"}]},
    {"key": "thap",
     "versions": [{"name": "Đồng Tháp", "kind": "tỉnh", "from": "2010-01-01"}]},
    {"key": "phu",
     "versions": [{"name": "Châu Phú", "kind": "huyện", "parent": "giang", "from": "2010-01-01",
                   "agency": "HỘI KHUYẾN HỌC CHÂU PHÚ", "superior": "HỘI KHUYẾN HỌC TỈNH CŨ"}]},
    {"key": "doc",
     "versions": [{"name": "Châu Đốc", "kind": "huyện", "parent": "giang", "from": "2010-01-01"}]}
  ]
}"#;

#[tokio::test]
async fn a_new_superior_stands_the_whole_time_and_heads_the_papers() {
    let world = World::with_catalogue().await;
    let mut browser = admin(&world).await;
    world.import(&exchange::read(HEADED.as_bytes()).unwrap()).await.unwrap();
    let [old, gone, other] =
        [world.unit_of("phu").await, world.unit_of("doc").await, world.unit_of("thap").await];
    let end = [("viec", "ket-thuc"), ("ket_thuc", "01/06/2021")];
    let at = |unit: UnitId| format!("/quan-tri/don-vi/{unit}");
    assert_eq!(browser.post(&at(gone), &end).await.status, StatusCode::SEE_OTHER);
    let change = |name: &str, above: UnitId, on: &str| {
        [("viec", "doi"), ("loai", "huyện"), ("ten", name), ("tu_ngay", on)]
            .map(|(field, text)| (field, text.to_owned()))
            .into_iter()
            .chain([("cap_tren", above.to_string())])
            .collect::<Vec<_>>()
    };
    let post = async |browser: &mut Browser, fields: Vec<(&str, String)>| {
        let fields: Vec<_> = fields.iter().map(|(f, text)| (*f, text.as_str())).collect();
        browser.post(&at(old), &fields).await
    };
    let refused = post(&mut browser, change("Châu Phú", gone, "01/03/2021")).await;
    assert!(refused.says("Cấp trên huyện Châu Đốc không có vào ngày 01/06/2021"));
    let moved = post(&mut browser, change("Châu Phú", other, "01/03/2021")).await;
    assert_eq!(moved.status, StatusCode::SEE_OTHER, "{}", moved.body);
    let renamed = post(&mut browser, change("Châu Thành", other, "01/04/2021")).await;
    assert_eq!(renamed.status, StatusCode::SEE_OTHER, "{}", renamed.body);
    let mut versions = org::all_versions(&world.reader()).await.unwrap();
    versions.retain(|version| version.unit == old);
    let heads: Vec<_> = versions.iter().map(|v| (v.superior.as_str(), v.agency.as_str())).collect();
    let agency = "HỘI KHUYẾN HỌC CHÂU PHÚ";
    assert_eq!(heads, [("HỘI KHUYẾN HỌC TỈNH CŨ", agency), ("", agency), ("", "")]);
}

#[tokio::test]
async fn roles_that_stay_open_on_a_unit_that_ends_are_named() {
    let world = World::with_catalogue().await;
    let mut browser = admin(&world).await;
    let unit = world.unit("Lại Sơn", "xã", None).await;
    let hoa = world.account("hoa", "Nguyễn Thị Hoa").await;
    world.grant(hoa, Role::Officer, unit).await;
    let page = format!("/quan-tri/don-vi/{unit}");
    let told = "Nguyễn Thị Hoa: Cán bộ Hội";
    let seen = browser.get(&page).await;
    assert!(seen.says("Còn 1 vai trò mở ở đơn vị này") && seen.says(told), "{}", seen.body);
    let end = [("viec", "ket-thuc"), ("ket_thuc", "15/01/2021")];
    let done = browser.post(&page, &end).await;
    let seen = browser.get(done.location()).await;
    assert!(seen.says("Đơn vị kết thúc ngày 14/01/2021 mà còn 1 vai trò mở"), "{}", seen.body);
    assert!(seen.says(told) && seen.says(&format!("/quan-tri/tai-khoan/{}", hoa.0)));
}
