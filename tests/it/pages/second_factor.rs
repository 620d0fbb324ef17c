//! The second step on pages: what half a session reaches, the set-up that comes before anything
//! else, codes shown once.

use axum::http::{Method, StatusCode};
use entities::values::{Role, UnitId};
use khuyenhoc::identity::{self, SecondFactor};
use khuyenhoc::web::routes::{self, Right};

use crate::support::World;
use crate::support::browser::Browser;
use crate::support::codes::code;
use crate::support::page_form::PageForm;
use crate::support::people::PASSWORD;

/// Somebody who has given his password and owes a code.
async fn half(world: &World, login: &str) -> Browser {
    let mut browser = world.browser();
    let seen = browser.sign_in(login, PASSWORD).await;
    assert_eq!(seen.location(), "/dang-nhap/ma");
    browser
}

fn filled(path: &str, unit: UnitId) -> String {
    let unit = format!("{unit}-lai-son");
    path.replace("{unit}", &unit).replace("{period}", "2020").replace(['{', '}'], "")
}

async fn call(browser: &mut Browser, method: &Method, path: &str) -> (StatusCode, String) {
    let seen = match *method {
        Method::GET => browser.get(path).await,
        _ => browser.post(path, &[]).await,
    };
    (seen.status, seen.location().to_owned())
}

#[tokio::test]
async fn the_code_comes_after_the_password_and_leads_where_one_wanted() {
    let world = World::new().await;
    let hoa = world.person("hoa", "Nguyễn Thị Hoa").await;
    let telephone = world.telephone(hoa).await;
    let mut browser = world.browser();
    let typed = [("ten", "hoa"), ("mat_khau", PASSWORD), ("tiep", "/?nam=2019")];
    let asked = browser.post("/dang-nhap", &typed).await;
    assert_eq!(asked.location(), "/dang-nhap/ma?tiep=/%3Fnam%3D2019");
    let first = browser.cookie.clone();
    assert!(browser.get(asked.location()).await.says("Nhập mã xác thực"));

    let wrong = browser.post("/dang-nhap/ma", &[("ma", "000000")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.says("Mã chưa đúng"));
    assert_eq!(browser.cookie, first);

    let digits = world.code(&telephone);
    let spaced = format!("{} {}", &digits[..3], &digits[3..]);
    let done = browser.post("/dang-nhap/ma", &[("ma", &spaced), ("tiep", "/?nam=2019")]).await;
    assert_eq!((done.status, done.location()), (StatusCode::SEE_OTHER, "/?nam=2019"));
    assert_ne!(browser.cookie, first, "a token of its own after the second step");
    assert!(browser.get("/?nam=2019").await.says("Nguyễn Thị Hoa"));
    let mut thief = world.browser();
    thief.cookie = first;
    let stolen = thief.get("/").await;
    assert_eq!(stolen.location(), "/dang-nhap", "the token of the first step is over");
}

#[tokio::test]
async fn half_a_session_reaches_nothing_but_the_second_step() {
    let world = World::new().await;
    let hoa = world.person("hoa", "Nguyễn Thị Hoa").await;
    let lai_son = world.unit("Lại Sơn", "xã", None).await;
    world.grant(hoa, Role::Staff, lai_son).await;
    world.grant(hoa, Role::Admin, UnitId::SITE).await;
    world.telephone(hoa).await;
    let mut browser = half(&world, "hoa").await;
    for row in routes::rows() {
        let path = filled(row.path, lai_son);
        let (status, location) = call(&mut browser, &row.method, &path).await;
        let (own, open) = (row.right == Right::HalfSignedIn, row.right == Right::Public);
        let sent = location.starts_with("/dang-nhap/ma");
        assert_eq!(sent, !own && !open, "{} {path}: {status} {location}", row.method);
    }
    let told = browser.tell(&filled("/dv/{unit}/{period}/so-lieu", lai_son), &[]).await;
    assert_eq!(told.status, StatusCode::UNAUTHORIZED);
    assert!(!browser.get("/dang-nhap").await.says("Nguyễn Thị Hoa"), "he is nobody yet");
}

#[tokio::test]
async fn who_must_set_it_up_does_so_before_anything_else() {
    let world = World::new().await;
    world.requires_second_factor().await;
    let admin = world.person("admin", "Người quản trị").await;
    world.grant(admin, Role::Admin, UnitId::SITE).await;
    let lai_son = world.unit("Lại Sơn", "xã", None).await;
    let mut browser = world.browser();
    assert_eq!(browser.sign_in("admin", PASSWORD).await.location(), "/");
    for row in routes::rows() {
        let free = matches!(row.right, Right::Public | Right::SetsUp | Right::HalfSignedIn);
        if !free {
            let path = filled(row.path, lai_son);
            let (_, location) = call(&mut browser, &row.method, &path).await;
            assert_eq!(location, "/toi/hai-buoc", "{} {path}", row.method);
        }
    }
    assert!(!browser.get("/tro-giup").await.says("Quản trị</a>"), "no menu leads round it");
    let begin = browser.get("/toi/hai-buoc").await;
    assert!(begin.says("Bắt đầu") && begin.says("Người quản trị"));
    browser.post("/toi/hai-buoc", &[("khoa", "bat-dau")]).await;
    let square = browser.get("/toi/hai-buoc").await;
    assert!(square.says("<svg class=\"square\"") && square.says("Gõ khóa này"));
    let found = identity::second_factor(&world.reader(), admin).await.unwrap();
    let SecondFactor::Begun { secret } = found else { panic!("{found:?}") };

    let before = browser.cookie.clone();
    let mut form = PageForm::with_field(&square.body, "ma");
    form.set("ma", "12");
    assert!(form.send(&mut browser).await.says("Mã chưa đúng"));
    form.set("ma", &code(&secret, world.clock().now()));
    let shown = form.send(&mut browser).await;
    assert_eq!(shown.status, StatusCode::OK);
    assert_eq!(shown.body.matches("<li><code>").count(), identity::PRINTED_CODES);
    assert_ne!(browser.cookie, before, "a token of its own after the set-up");
    assert!(browser.get("/quan-tri").await.says("Tài khoản"));
    let again = form.send(&mut browser).await;
    assert!(!again.says("<li><code>"), "codes are shown once");
    assert!(!browser.get("/toi/hai-buoc").await.says(&secret), "nor is the secret");

    let paper = PageForm::with_field(&shown.body, "du_phong");
    let codes: Vec<(&str, &str)> = paper.all().collect();
    let pdf = browser.post("/toi/hai-buoc/ma-du-phong/tai-pdf", &codes).await;
    assert!(pdf.bytes.starts_with(b"%PDF"));
    let others = [("du_phong", "AAAA-AAAA-AAAA-AAAA")];
    let none = browser.post("/toi/hai-buoc/ma-du-phong/tai-pdf", &others).await;
    assert_eq!(none.status, StatusCode::NOT_FOUND, "it prints nothing else");
}

#[tokio::test]
async fn hostile_codes_are_wrong_codes() {
    let world = World::new().await;
    let hoa = world.person("hoa", "Nguyễn Thị Hoa").await;
    world.telephone(hoa).await;
    let long = "9".repeat(5000);
    let mut browser = half(&world, "hoa").await;
    for typed in ["", "-1", "0x1234", "१२३४५६", "' OR 1=1 --"] {
        let seen = browser.post("/dang-nhap/ma", &[("ma", typed)]).await;
        assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY, "{typed}");
    }
    let seen = browser.post("/dang-nhap/ma", &[("ma", &long)]).await;
    assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(browser.get("/").await.location(), "/dang-nhap/ma");
}
