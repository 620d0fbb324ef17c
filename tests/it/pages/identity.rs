//! Logging in and out, links, and what every answer of the doorway has in common.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use chrono::Duration;
use entities::values::{Role, UnitId};
use khuyenhoc::audit::{Event, EventKind};
use khuyenhoc::identity;
use khuyenhoc::platform::site;
use khuyenhoc::web::Site;
use khuyenhoc::web::routes::{self, Right};

use crate::support::World;
use crate::support::browser::Browser;
use crate::support::people::PASSWORD;

#[tokio::test]
async fn one_logs_in_lands_where_one_wanted_and_logs_out() {
    let world = World::new().await;
    world.person("hoa", "Nguyễn Thị Hoa").await;
    let mut browser = world.browser();

    let sent = browser.get("/?nam=2019").await;
    assert_eq!(
        (sent.status, sent.location()),
        (StatusCode::SEE_OTHER, "/dang-nhap?tiep=/%3Fnam%3D2019")
    );
    let page = browser.get(sent.location()).await;
    assert!(page.says("Tên đăng nhập") && page.says(r#"value="/?nam=2019""#), "{}", page.body);

    let typed = [("ten", "hoa"), ("mat_khau", PASSWORD), ("tiep", "/?nam=2019")];
    let done = browser.post("/dang-nhap", &typed).await;
    assert_eq!((done.status, done.location()), (StatusCode::SEE_OTHER, "/?nam=2019"));
    let cookie = done.header("set-cookie");
    for part in ["khuyenhoc=", "HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=604800"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert!(!cookie.contains("Secure"), "plain http in an office: {cookie}");

    let home = browser.get("/?nam=2019").await;
    assert!(home.says("Việc cần làm") && home.says("Nguyễn Thị Hoa") && home.says("Năm 2019"));

    let out = browser.post("/dang-xuat", &[]).await;
    assert_eq!(out.location(), "/dang-nhap?nhan=da-dang-xuat");
    assert!(browser.get(out.location()).await.says("Đã đăng xuất."));
    assert_eq!(browser.get("/").await.location(), "/dang-nhap");
}

#[tokio::test]
async fn the_cookie_is_for_https_alone_when_the_site_is() {
    let world = World::new().await;
    world.person("hoa", "Nguyễn Thị Hoa").await;
    let mut site = world.site();
    "https://khuyenhoc.example".clone_into(&mut site.server.public_url);
    let done = Browser::on(site).sign_in("hoa", PASSWORD).await;
    assert!(done.header("set-cookie").contains("Secure"));
    assert_eq!(done.header("strict-transport-security"), "max-age=31536000");
}

#[tokio::test]
async fn a_stolen_address_does_not_lead_away_after_the_log_in() {
    let world = World::new().await;
    world.person("hoa", "Nguyễn Thị Hoa").await;
    for foreign in ["https://evil.example/", "//evil.example", "/\\evil.example"] {
        let typed = [("ten", "hoa"), ("mat_khau", PASSWORD), ("tiep", foreign)];
        assert_eq!(world.browser().post("/dang-nhap", &typed).await.location(), "/");
    }
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_login_look_the_same() {
    let world = World::new().await;
    world.person("lai-son", "Nguyễn Thị Hoa").await;
    let mut answers = Vec::new();
    for login in ["lai-son", "nobody"] {
        let seen = world.browser().sign_in(login, "not the password").await;
        assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(seen.says("Tên đăng nhập hoặc mật khẩu không đúng."));
        assert!(!seen.says("not the password"), "a password is not sent back");
        answers.push(seen.body.replace(login, "…"));
    }
    assert_eq!(answers[0], answers[1]);
    let empty = world.browser().sign_in("", "").await;
    assert!(empty.says("Chưa có tên đăng nhập.") && empty.says("Chưa có mật khẩu."));
}

#[tokio::test]
async fn the_sixth_try_is_told_how_long_to_wait() {
    let world = World::new().await;
    world.person("hoa", "Nguyễn Thị Hoa").await;
    let mut browser = world.browser();
    for _ in 0..5 {
        browser.sign_in("hoa", "not the password").await;
    }
    let seen = browser.sign_in("hoa", PASSWORD).await;
    assert_eq!(seen.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(seen.says("Đã đăng nhập sai quá nhiều lần.") && seen.says("Xin chờ 16 phút"));
    assert!(browser.cookie.is_empty());
}

#[tokio::test]
async fn a_link_sets_a_password_once() {
    let world = World::new().await;
    let account = world.account("hoa", "Nguyễn Thị Hoa").await;
    let link = format!("/moi/{}", world.invitation(account).await.token);
    let mut browser = world.browser();
    assert!(browser.get(&link).await.says("Nguyễn Thị Hoa"));

    let unlike = [("mat_khau", PASSWORD), ("mat_khau_lan_hai", "something else")];
    let seen = browser.post(&link, &unlike).await;
    assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(seen.says("Hai lần gõ mật khẩu không giống nhau."));
    let short = [("mat_khau", "ngắn"), ("mat_khau_lan_hai", "ngắn")];
    assert!(browser.post(&link, &short).await.says("ít nhất 10 ký tự"));

    let right = [("mat_khau", PASSWORD), ("mat_khau_lan_hai", PASSWORD)];
    assert_eq!(browser.post(&link, &right).await.location(), "/dang-nhap?nhan=da-dat-mat-khau");
    assert_eq!(browser.post(&link, &right).await.status, StatusCode::NOT_FOUND);
    let again = browser.get(&link).await;
    assert_eq!(again.status, StatusCode::NOT_FOUND);
    assert!(again.says("Liên kết không còn dùng được"));
    assert_eq!(browser.sign_in("hoa", PASSWORD).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_form_from_another_site_is_refused_in_words() {
    let world = World::new().await;
    world.person("hoa", "Nguyễn Thị Hoa").await;
    let body = format!("ten=hoa&mat_khau={}", PASSWORD.replace(' ', "+"));
    for (name, content) in [("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")] {
        let request = Request::post("/dang-nhap")
            .header(name, content)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let seen = world.browser().send(request, Body::from(body.clone())).await;
        assert_eq!(seen.status, StatusCode::FORBIDDEN);
        assert!(seen.says("Yêu cầu đến từ một trang khác"), "{}", seen.body);
    }
}

#[tokio::test]
async fn every_answer_carries_the_headers_that_protect_it() {
    let world = World::new().await;
    let mut browser = world.browser();
    for path in ["/dang-nhap", "/", "/nowhere", "/healthz", "/assets/site.css"] {
        let seen = browser.get(path).await;
        let policy = seen.header("content-security-policy");
        assert!(policy.starts_with("default-src 'self';") && !policy.contains("unsafe"), "{path}");
        assert!(policy.contains("frame-ancestors 'none'"), "{path}");
        assert_eq!(seen.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(seen.header("referrer-policy"), "same-origin", "{path}");
        assert_eq!(seen.header("cross-origin-opener-policy"), "same-origin", "{path}");
        assert!(seen.header("permissions-policy").contains("camera=()"), "{path}");
        let stored = if path.starts_with("/assets") { "immutable" } else { "no-store" };
        assert!(seen.header("cache-control").contains(stored), "{path}");
    }
}

#[tokio::test]
async fn no_page_holds_a_style_or_a_script_of_its_own() {
    let world = World::new().await;
    let person = world.person("hoa", "Nguyễn Thị Hoa").await;
    world.grant(person, Role::Admin, UnitId::SITE).await;
    let mut browser = world.browser_of("hoa").await;
    for path in ["/", "/quan-tri", "/tro-giup", "/nowhere"] {
        let body = browser.get(path).await.body;
        assert!(!body.contains("style=\"") && !body.contains("<style"), "{path}");
        assert!(!body.contains("<script>") && !body.contains(" onclick"), "{path}");
    }
}

#[tokio::test]
async fn what_one_may_not_know_of_is_not_found_and_what_one_may_not_do_is_forbidden() {
    let world = World::new().await;
    let person = world.person("hoa", "Nguyễn Thị Hoa").await;
    let lai_son = world.unit("Lại Sơn", "xã", None).await;
    let nam_du = world.unit("Nam Du", "xã", None).await;
    world.grant(person, Role::Leader, lai_son).await;
    let mut browser = world.browser_of("hoa").await;

    let own = format!("/dv/{lai_son}-lai-son/2020/so-lieu");
    let forbidden = browser.post(&own, &[]).await;
    assert_eq!(forbidden.status, StatusCode::FORBIDDEN);
    assert!(forbidden.says("Bạn không có quyền làm việc này"));

    let others = browser.get(&format!("/dv/{nam_du}-nam-du/2020/so-lieu")).await;
    let nobodys = browser.get("/dv/999-lai-son/2020/so-lieu").await;
    assert_eq!(others.status, StatusCode::NOT_FOUND);
    assert_eq!((others.status, &others.body), (nobodys.status, &nobodys.body));
    for wrong in ["/dv/lai-son/2020/so-lieu", "/dv/0-x/2020/so-lieu", "/dv/-1/2020/so-lieu"] {
        assert_eq!(browser.get(wrong).await.status, StatusCode::NOT_FOUND, "{wrong}");
    }
    assert_eq!(browser.get("/quan-tri").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn nobody_gets_past_a_right_without_signing_in() {
    let world = World::new().await;
    let lai_son = world.unit("Lại Sơn", "xã", None).await;
    let unit = format!("{lai_son}-lai-son");
    for row in routes::rows() {
        let path =
            row.path.replace("{unit}", &unit).replace("{period}", "2020").replace(['{', '}'], "");
        let mut browser = world.browser();
        let seen = match row.method {
            Method::GET => browser.get(&path).await,
            _ => browser.post(&path, &[]).await,
        };
        let sent = seen.location().starts_with("/dang-nhap");
        assert_eq!(sent, row.right != Right::Public, "{} {}: {}", row.method, path, seen.status);
    }
}

#[tokio::test]
async fn a_script_is_told_in_json_that_the_session_is_over() {
    let world = World::new().await;
    let request = Request::get("/").header(header::ACCEPT, "application/json");
    let seen = world.browser().send(request, Body::empty()).await;
    assert_eq!(seen.status, StatusCode::UNAUTHORIZED);
    assert!(seen.says("Phiên làm việc đã hết") && seen.location().is_empty(), "{}", seen.body);
}

#[tokio::test]
async fn the_same_form_twice_acts_once_and_answers_the_same() {
    let world = World::new().await;
    world.person("hoa", "Nguyễn Thị Hoa").await;
    let mut browser = world.browser_of("hoa").await;
    let kept = browser.cookie.clone();
    let first = browser.post("/dang-xuat", &[("khoa", "k-1")]).await;
    assert!(first.header("set-cookie").contains("Max-Age=0"));

    // The session has ended, so the same person signs in again and repeats the same request.
    let mut browser = world.browser_of("hoa").await;
    assert_ne!(browser.cookie, kept);
    let again = browser.post("/dang-xuat", &[("khoa", "k-1")]).await;
    assert_eq!((again.status, again.location()), (first.status, first.location()));
    assert_eq!(browser.get("/").await.status, StatusCode::OK, "nothing was done again");

    let other = browser.post("/dang-xuat", &[("khoa", "k-1"), ("x", "y")]).await;
    assert_eq!(other.status, StatusCode::CONFLICT);
    assert!(other.says("Biểu mẫu này đã được gửi rồi"));
}

#[tokio::test]
async fn the_key_of_one_person_is_nothing_to_another() {
    let world = World::new().await;
    world.person("hoa", "Nguyễn Thị Hoa").await;
    world.person("binh", "Trần Văn Bình").await;
    for login in ["hoa", "binh"] {
        let mut browser = world.browser_of(login).await;
        browser.post("/dang-xuat", &[("khoa", "same")]).await;
        assert_eq!(browser.get("/").await.location(), "/dang-nhap", "{login}");
    }
}

#[tokio::test]
async fn a_session_in_use_lives_on_and_an_idle_one_does_not() {
    let world = World::new().await;
    world.person("hoa", "Nguyễn Thị Hoa").await;
    let mut browser = world.browser_of("hoa").await;
    for _ in 0..3 {
        world.clock().advance(Duration::hours(8));
        assert_eq!(browser.get("/").await.status, StatusCode::OK);
    }
    world.clock().advance(Duration::hours(12));
    assert_eq!(browser.get("/").await.location(), "/dang-nhap");
}

#[tokio::test]
async fn a_body_that_is_no_form_is_refused_in_vietnamese() {
    let world = World::new().await;
    let post = |kind: &'static str| Request::post("/dang-nhap").header(header::CONTENT_TYPE, kind);
    let form = "application/x-www-form-urlencoded";
    let large = "a=".to_owned() + &"x".repeat(3 * 1024 * 1024);
    for (kind, body, status) in [
        (form, "ten=%FF".to_owned(), StatusCode::BAD_REQUEST),
        ("multipart/form-data", "x".to_owned(), StatusCode::UNSUPPORTED_MEDIA_TYPE),
        (form, large, StatusCode::PAYLOAD_TOO_LARGE),
    ] {
        let seen = world.browser().send(post(kind), Body::from(body)).await;
        assert_eq!(seen.status, status);
        assert!(seen.says(r#"<html lang="vi">"#), "{}", seen.body);
    }
    let seen = world.browser().method(Method::DELETE, "/dang-nhap").await;
    assert_eq!(seen.status, StatusCode::METHOD_NOT_ALLOWED);
    assert!(seen.says("Không hiểu được yêu cầu"));
}

#[tokio::test]
async fn the_demo_offers_its_people_at_one_press_and_says_that_it_is_one() {
    let world = World::new().await;
    let hoa = world.account("hoa", "Nguyễn Thị Hoa").await;
    let lai_son = world.unit("Lại Sơn", "xã", None).await;
    world.grant(hoa, Role::Officer, lai_son).await;
    let press = [("tai_khoan", hoa.0.to_string())];
    let press: Vec<(&str, &str)> = press.iter().map(|(n, t)| (*n, t.as_str())).collect();
    let closed = world.browser().post("/dang-nhap/mau", &press).await;
    assert_eq!(closed.status, StatusCode::UNPROCESSABLE_ENTITY);

    world
        .does(async |work| {
            site::write(&work, site::DEMO, "yes").await?;
            Ok(((), Event::plain(EventKind::SiteSet)))
        })
        .await
        .unwrap();
    let mut browser = Browser::on(Site { served_as_demo: true, ..world.site() });
    let page = browser.get("/dang-nhap").await;
    assert!(page.says("Nguyễn Thị Hoa") && page.says("Cán bộ Hội, xã Lại Sơn"));
    assert!(page.says("DỮ LIỆU MẪU"));
    assert_eq!(browser.post("/dang-nhap/mau", &press).await.location(), "/");
    let home = browser.get("/").await;
    let figures = format!(r#"href="/dv/{lai_son}-lai-son/2020/so-lieu""#);
    assert!(home.says("xã Lại Sơn") && home.says(&figures), "{}", home.body);
}

#[tokio::test]
async fn an_administrator_sees_accounts_and_that_there_is_no_backup_yet() {
    let world = World::new().await;
    let admin = world.person("admin", "Người quản trị").await;
    world.grant(admin, Role::Admin, UnitId::SITE).await;
    world.account("hoa", "Nguyễn Thị <b>Hoa</b>").await;
    let mut browser = world.browser_of("admin").await;
    assert!(browser.get("/quan-tri").await.says("khuyenhoc backup"));
    let seen = browser.get("/quan-tri/tai-khoan").await;
    assert!(seen.says("Chưa đặt mật khẩu"));
    assert!(!seen.says("<b>Hoa"), "names are escaped");
    assert_eq!(identity::accounts(&world.reader()).await.unwrap().len(), 2);
}
