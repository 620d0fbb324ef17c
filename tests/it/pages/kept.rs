//! What was typed while a session was over: kept through the log-in, saved by one press, never
//! under another name without a word.

use axum::http::StatusCode;
use chrono::Duration;

use crate::support::World;
use crate::support::browser::Browser;
use crate::support::page_form::PageForm;

const OFFICER: &str = "can-bo.lai-son";
const STAFF: &str = "van-phong.kien-hai";

/// The form of Lại Sơn as its officer has it before him, with one cell typed.
async fn typed(world: &World, browser: &mut Browser) -> PageForm {
    let lai_son = world.unit_of("lai-son").await;
    let page = browser.get(&format!("/dv/{lai_son}-lai-son/2020/so-lieu")).await;
    let mut form = PageForm::with_field(&page.body, "o.HV_NU");
    form.set("o.HV_NU", "431");
    form
}

async fn stands(world: &World) -> String {
    let mut browser = world.browser_as(STAFF).await;
    let lai_son = world.unit_of("lai-son").await;
    let page = browser.get(&format!("/dv/{lai_son}-lai-son/2020/so-lieu")).await;
    PageForm::with_field(&page.body, "o.HV_NU").text("c.HV_NU").to_owned()
}

async fn press(world: &World, login: &str, kept: &PageForm, site: &mut Browser) -> String {
    let account = world.account_of(login).await.0.to_string();
    let mut fields: Vec<(&str, &str)> = kept.all().collect();
    fields.push(("tai_khoan", &account));
    let seen = site.post("/dang-nhap/mau", &fields).await;
    assert!(seen.header("set-cookie").contains("khuyenhoc="), "{}", seen.body);
    seen.body
}

fn demo(world: &World, cookie: &str) -> Browser {
    let site = khuyenhoc::web::Site { served_as_demo: true, ..world.site() };
    let mut browser = Browser::on(site);
    cookie.clone_into(&mut browser.cookie);
    browser
}

#[tokio::test]
async fn a_form_sent_after_the_session_is_over_is_saved_by_one_press_after_the_log_in() {
    let world = World::story().await;
    let mut browser = world.browser_as(OFFICER).await;
    let form = typed(&world, &mut browser).await;
    let before = stands(&world).await;
    world.clock().advance(Duration::hours(13));

    let mut browser = demo(&world, &browser.cookie);
    let over = form.send(&mut browser).await;
    assert_eq!(over.status, StatusCode::UNAUTHORIZED);
    assert!(over.says("phần vừa gõ vẫn còn"), "{}", over.body);
    assert_eq!(stands(&world).await, before, "nothing is saved yet");

    let kept = PageForm::with_field(&over.body, "giu");
    let page = press(&world, OFFICER, &kept, &mut browser).await;
    assert!(page.contains("Lưu tiếp") && page.contains("Phạm Thị Mẫu"), "{page}");
    let resume = PageForm::with_field(&page, "o.HV_NU");
    assert_eq!(resume.text("o.HV_NU"), "431");
    let saved = resume.send(&mut browser).await;
    assert!(saved.says("Đã lưu"), "{}", saved.body);
    assert_eq!(stands(&world).await, "431");
    let again = resume.send(&mut browser).await;
    assert!(again.says("Đã lưu"), "the same key does nothing twice");
}

#[tokio::test]
async fn another_person_is_asked_before_it_is_saved_under_his_name() {
    let world = World::story().await;
    let mut browser = world.browser_as(OFFICER).await;
    let form = typed(&world, &mut browser).await;
    let before = stands(&world).await;
    world.clock().advance(Duration::hours(13));
    let mut browser = demo(&world, &browser.cookie);
    let over = form.send(&mut browser).await;
    let kept = PageForm::with_field(&over.body, "giu");
    let page = press(&world, STAFF, &kept, &mut browser).await;
    assert!(page.contains("Lưu dưới tên Trần Thị Mẫu") && !page.contains("Lưu tiếp"), "{page}");
    assert_eq!(stands(&world).await, before);
    let saved = PageForm::with_field(&page, "o.HV_NU").send(&mut browser).await;
    assert!(saved.says("Đã lưu"), "{}", saved.body);
    assert_eq!(stands(&world).await, "431");
}

#[tokio::test]
async fn a_page_of_one_person_is_not_saved_by_another_who_has_signed_in_since() {
    let world = World::story().await;
    let mut officers = world.browser_as(OFFICER).await;
    let form = typed(&world, &mut officers).await;
    let before = stands(&world).await;
    let mut staff = world.browser_as(STAFF).await;
    let asked = form.send(&mut staff).await;
    assert_eq!(asked.status, StatusCode::CONFLICT);
    assert!(asked.says("Lưu dưới tên Trần Thị Mẫu") && asked.says("Bỏ, không lưu"));
    let fields: Vec<(&str, &str)> = form.all().collect();
    let lai_son = world.unit_of("lai-son").await;
    let told = staff.tell(&format!("/dv/{lai_son}-lai-son/2020/so-lieu"), &fields).await;
    assert_eq!(told.status, StatusCode::CONFLICT);
    assert!(told.says("other_person"), "{}", told.body);
    assert_eq!(stands(&world).await, before);
}

#[tokio::test]
async fn nor_by_one_who_may_not_open_the_page_at_all() {
    let world = World::story().await;
    let mut browser = world.browser_as(OFFICER).await;
    let lai_son = world.unit_of("lai-son").await;
    let address = format!("/dv/{lai_son}-lai-son/2020/bao-cao");
    let key = PageForm::with_field(&browser.get(&address).await.body, "khoa");
    let text = "Bà con Lại Sơn góp công dựng lại lớp học sau bão, không ai đứng ngoài.";
    let typed = [("khoa", key.text("khoa")), ("phan", "to_chuc"), ("loi", text)];
    let mut stranger = world.browser_as("can-bo.nam-du").await;
    let seen = stranger.post(&address, &typed).await;
    assert_eq!(seen.status, StatusCode::CONFLICT);
    assert!(seen.says("Trang này của người khác") && seen.says(text), "{}", seen.body);
    // His own form to a page that is not his is answered as ever.
    let seen = stranger.post(&address, &[("phan", "to_chuc"), ("loi", text)]).await;
    assert_eq!(seen.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn passwords_are_not_carried_and_what_is_too_large_is_not() {
    let world = World::story().await;
    let mut browser = world.browser();
    let secret = [("mat_khau_cu", "bí mật một"), ("mat_khau", "bí mật hai"), ("x", "còn đây")];
    let seen = browser.post("/toi/mat-khau", &secret).await;
    assert_eq!(seen.status, StatusCode::UNAUTHORIZED);
    assert!(!seen.says("b%C3%AD%20m") && seen.says("c%C3%B2n"), "{}", seen.body);
    let large = "x".repeat(300 * 1024);
    let seen = browser.post("/toi/mat-khau", &[("loi", &large)]).await;
    assert!(seen.body.len() < 20_000 && !seen.says("name=\"giu\""));
    let kept = [("giu", "loi=a"), ("giu_den", "https://evil.example/"), ("ten", "x")];
    let seen = browser.post("/dang-nhap", &kept).await;
    assert!(!seen.says("action=\"https://evil"));
}
