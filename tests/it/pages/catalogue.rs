//! The editors of the catalogue: what is typed is kept, every refusal stands at its field.

use axum::http::StatusCode;
use entities::values::Period;
use khuyenhoc::statistics;

use crate::support::World;
use crate::support::browser::{Browser, Seen};
use crate::support::page_form::PageForm;

const MEASURE: &str = "/quan-tri/danh-muc/so-lieu/moi";
const INDICATOR: &str = "/quan-tri/danh-muc/chi-so/moi";
const RELATION: &str = "/quan-tri/danh-muc/rang-buoc/moi";

async fn form_at(browser: &mut Browser, path: &str) -> PageForm {
    PageForm::with_field(&browser.get(path).await.body, "since")
}

async fn post(browser: &mut Browser, path: &str, fields: &[(&str, &str)]) -> Seen {
    browser.post(path, fields).await
}

#[tokio::test]
async fn a_measure_is_added_and_stands_in_the_form_at_once() {
    let world = World::story().await;
    let mut admin = world.browser_as("quan-tri").await;
    assert!(admin.get("/quan-tri").await.says("/quan-tri/danh-muc"));
    let list = admin.get("/quan-tri/danh-muc").await;
    assert!(list.says("Hội viên kết nạp mới") && list.says(MEASURE), "{}", list.body);
    let fields = [
        ("name", "Phòng đọc cộng đồng"),
        ("unit", "phòng"),
        ("kind", "count"),
        ("section", "ttht"),
        ("since", "2020"),
    ];
    let seen = post(&mut admin, MEASURE, &fields).await;
    assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.body);
    assert!(seen.location().starts_with("/quan-tri/danh-muc/so-lieu/PHONG_DOC_CONG_DONG"));
    let there = admin.get(seen.location()).await;
    assert!(there.says("Đã lưu.") && there.says("từ năm 2020"), "{}", there.body);
    let unit = world.unit_of("lai-son").await;
    let mut officer = world.browser_as("can-bo.lai-son").await;
    let form = officer.get(&format!("/dv/{unit}/2020/so-lieu")).await;
    assert!(form.says("Phòng đọc cộng đồng"));
    assert!(!officer.get(&format!("/dv/{unit}/2019/so-lieu")).await.says("Phòng đọc cộng đồng"));
}

#[tokio::test]
async fn what_was_typed_is_kept_with_a_sentence_at_each_field() {
    let world = World::story().await;
    let mut admin = world.browser_as("quan-tri").await;
    let fields = [
        ("name", ""),
        ("unit", "phòng «mới»"),
        ("kind", "hostile"),
        ("scale", "nhiều"),
        ("since", "2015"),
        ("code", "dan so"),
    ];
    let seen = post(&mut admin, MEASURE, &fields).await;
    assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(seen.says("phòng «mới»") && seen.says("nhiều"), "{}", seen.body);
    for field in ["kind", "scale"] {
        assert!(seen.says(&format!("href=\"#{field}\"")), "{field}: {}", seen.body);
    }
    let fields = [("name", ""), ("since", "2015"), ("code", "dan so")];
    let seen = post(&mut admin, MEASURE, &fields).await;
    for field in ["name", "since", "code"] {
        assert!(seen.says(&format!("id=\"{field}-loi\"")), "{field}: {}", seen.body);
    }
    let fields = [("name", "Dân số"), ("code", "DAN_SO"), ("since", "2021")];
    let seen = post(&mut admin, MEASURE, &fields).await;
    assert!(seen.says("Mã DAN_SO đã có"), "{}", seen.body);
}

#[tokio::test]
async fn an_indicator_gets_more_terms_without_a_script_and_keeps_what_was_typed() {
    let world = World::story().await;
    let mut admin = world.browser_as("quan-tri").await;
    let fields = [
        ("name", "Thẻ trên hội viên"),
        ("numerator-0", "the_da_cap"),
        ("kind", "share"),
        ("decimals", "2"),
        ("more", "numerator"),
    ];
    let seen = post(&mut admin, INDICATOR, &fields).await;
    assert_eq!(seen.status, StatusCode::OK);
    let form = PageForm::with_field(&seen.body, "since");
    assert_eq!(form.text("name"), "Thẻ trên hội viên");
    assert_eq!(form.text("numerator-0"), "THE_DA_CAP");
    assert!(form.names().any(|name| name == "numerator-2"));
    assert!(seen.says("2.101 / 17.596 = 11,94%") && seen.says("Thẻ hội viên đã cấp"));

    let fields = [
        ("name", "Thẻ trên hội viên"),
        ("numerator-0", "THE_DA_CAP"),
        ("numerator-1", ""),
        ("numerator-2", "KHONG_CO"),
        ("denominator-0", "TRE5_TONG"),
        ("kind", "share"),
        ("since", "2021"),
    ];
    let seen = post(&mut admin, INDICATOR, &fields).await;
    assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(seen.says("id=\"numerator-1-loi\"") && seen.says("id=\"denominator-0-loi\""));
    assert!(seen.says("khác kỳ số liệu"), "{}", seen.body);
}

#[tokio::test]
async fn a_relation_that_figures_contradict_is_taken_and_says_how_many() {
    let world = World::story().await;
    let mut admin = world.browser_as("quan-tri").await;
    let fields = [
        ("left-0", "DAN_SO"),
        ("right-0", "HV_CUOI"),
        ("kind", "le"),
        ("bounded", "yes"),
        ("says", "Dân số không nhiều hơn hội viên."),
        ("since", "2020"),
    ];
    let seen = post(&mut admin, RELATION, &fields).await;
    assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.body);
    let there = admin.get(seen.location()).await;
    assert!(there.says("trái ràng buộc này ở 4 chỗ"), "{}", there.body);
}

#[tokio::test]
async fn a_retired_indicator_is_refused_while_somebody_promises_it_and_history_stays() {
    let world = World::story().await;
    let mut admin = world.browser_as("quan-tri").await;
    let path = "/quan-tri/danh-muc/chi-so/TO_KH";
    let mut form = form_at(&mut admin, path).await;
    form.set("retired", "yes");
    form.set("since", "2021");
    let seen = form.send_to(&mut admin, path).await;
    assert!(seen.says("Chưa ngừng được") && seen.says("chỉ tiêu năm 2021"), "{}", seen.body);
    let mut form = form_at(&mut admin, path).await;
    form.set("decimals", "1");
    form.set("since", "2021");
    let seen = form.send_to(&mut admin, path).await;
    assert!(seen.says("từ năm 2021") && seen.says("từ đầu") && seen.says("Quản trị"));
    let old = khuyenhoc::indicators::indicators(&world.reader(), Period::Year(2020)).await.unwrap();
    assert_eq!(old.iter().find(|i| i.code.as_str() == "TO_KH").unwrap().decimals, 2);
}

#[tokio::test]
async fn an_edit_begins_after_the_years_with_figures_unless_a_reason_is_given() {
    let world = World::story().await;
    let mut admin = world.browser_as("quan-tri").await;
    let path = "/quan-tri/danh-muc/chi-so/TO_KH";
    let seen = admin.get(path).await;
    assert!(seen.says("Báo cáo năm 2020 đã có số liệu"), "{}", seen.body);
    let mut form = form_at(&mut admin, path).await;
    assert_eq!(form.text("since"), "2021");
    form.set("since", "2020");
    form.set("name", "Tỷ lệ tổ có tổ khuyến học");
    let refused = form.send_to(&mut admin, path).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.says("id=\"reason-loi\"") && refused.says("Xin ghi lý do sửa, hoặc"));
    let mut form = PageForm::with_field(&refused.body, "since");
    assert_eq!(form.text("name"), "Tỷ lệ tổ có tổ khuyến học", "what was typed is kept");
    form.set("reason", "Sửa tên theo văn bản mới");
    let seen = form.send_to(&mut admin, path).await;
    assert!(seen.says("Lý do: Sửa tên theo văn bản mới"), "{}", seen.body);
    let trail = admin.get("/quan-tri/nhat-ky").await;
    assert!(trail.says("«Sửa tên theo văn bản mới»"), "{}", trail.body);

    assert_eq!(form_at(&mut admin, MEASURE).await.text("since"), "2020", "what is new may begin");
}

#[tokio::test]
async fn an_indicator_of_which_something_was_promised_keeps_its_meaning() {
    let world = World::story().await;
    let mut admin = world.browser_as("quan-tri").await;
    let path = "/quan-tri/danh-muc/chi-so/HD_5T";
    for (field, value) in [("direction", "lower"), ("unit", "trẻ")] {
        let mut form = form_at(&mut admin, path).await;
        form.set(field, value);
        let refused = form.send_to(&mut admin, path).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
        assert!(refused.says("đã có chỉ tiêu năm 2021"), "{}", refused.body);
    }
}

#[tokio::test]
async fn a_stale_form_shows_both_wordings_and_overwrites_only_when_sent_again() {
    let world = World::story().await;
    let path = "/quan-tri/danh-muc/chi-so/TO_KH";
    let mut mine = world.browser_as("quan-tri").await;
    let mut theirs = world.browser_as("quan-tri").await;
    let mut stale = form_at(&mut mine, path).await;
    let mut first = form_at(&mut theirs, path).await;
    first.set("name", "Tên của người trước");
    first.set("decimals", "1");
    first.send_to(&mut theirs, path).await;
    stale.set("name", "Tên của người sau");
    let seen = stale.send_to(&mut mine, path).await;
    assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(seen.says("vừa sửa mục này lúc") && seen.says("Bản của bạn"), "{}", seen.body);
    assert!(seen.says("Tên của người trước") && seen.says("Tên của người sau"));
    let names = async || {
        let all = khuyenhoc::indicators::indicators(&world.reader(), Period::Year(2021)).await;
        all.unwrap().into_iter().find(|i| i.code.as_str() == "TO_KH").unwrap().name
    };
    assert_eq!(names().await, "Tên của người trước");
    let form = PageForm::with_field(&seen.body, "since");
    assert_eq!(form.text("name"), "Tên của người sau", "what was typed is kept");
    form.send_to(&mut mine, path).await;
    assert_eq!(names().await, "Tên của người sau");
}

#[tokio::test]
async fn strange_posts_do_no_harm() {
    let world = World::story().await;
    let mut admin = world.browser_as("quan-tri").await;
    let before = statistics::measure_versions(&world.reader()).await.unwrap();
    let long = "x".repeat(20_000);
    for (path, fields) in [
        (MEASURE, vec![("name", long.as_str()), ("since", "2021")]),
        (MEASURE, vec![("name", "A"), ("since", "99999999999999999999")]),
        (MEASURE, vec![("name", "A"), ("since", "-5"), ("position", "-1")]),
        (MEASURE, vec![("name", "<script>alert(1)</script>"), ("since", "1999")]),
        (INDICATOR, vec![("numerator-0", "'; DROP TABLE measure"), ("since", "2021")]),
        (INDICATOR, vec![("more", "../../etc")]),
        (RELATION, vec![("left-0", "DAN_SO"), ("right-0", "DAN_SO"), ("since", "2021")]),
    ] {
        let seen = post(&mut admin, path, &fields).await;
        assert!(matches!(seen.status.as_u16(), 200 | 422), "{path} {fields:?}: {}", seen.status);
        assert!(!seen.says("<script>alert"));
    }
    let seen = admin.get("/quan-tri/danh-muc/so-lieu/KHONG_CO").await;
    assert_eq!(seen.status, StatusCode::NOT_FOUND);
    let seen = admin.get("/quan-tri/danh-muc?tim=%22%3E%3Cscript%3E").await;
    assert!(!seen.says("<script>\"") && seen.says("Không có mục nào"));
    assert_eq!(statistics::measure_versions(&world.reader()).await.unwrap(), before);
}

#[tokio::test]
async fn the_catalogue_opens_by_parts_of_the_report_and_what_is_sought_stands_open() {
    let world = World::story().await;
    let mut admin = world.browser_as("quan-tri").await;
    let all = admin.get("/quan-tri/danh-muc").await;
    assert!(all.says("<summary>Trung tâm học tập cộng đồng ("), "{}", all.body);
    assert!(!all.says("report-section\" open"));
    let found = admin.get("/quan-tri/danh-muc?tim=ket%20nap").await;
    assert!(found.says("report-section\" open") && found.says("Hội viên kết nạp mới"));
    assert!(!found.says("Trung tâm học tập cộng đồng ("), "{}", found.body);
}

#[tokio::test]
async fn the_catalogue_goes_out_as_a_workbook() {
    let world = World::story().await;
    let seen = world.browser_as("quan-tri").await.get("/quan-tri/danh-muc/tai-excel").await;
    assert!(seen.bytes.starts_with(b"PK"));
}
