//! Accounts on screen: opened, handed over, given roles, disabled; forgotten passwords.

use axum::http::StatusCode;
use entities::values::{AccountId, Role, UnitId};
use khuyenhoc::identity;

use crate::support::World;
use crate::support::browser::Browser;
use crate::support::page_form::PageForm;
use crate::support::people::PASSWORD;

async fn admin(world: &World) -> Browser {
    let account = world.person("admin", "Người quản trị").await;
    world.grant(account, Role::Admin, UnitId::SITE).await;
    world.browser_of("admin").await
}

fn link_in(page: &str) -> &str {
    let at = page.find("/moi/").unwrap_or_else(|| panic!("no link in {page}"));
    let rest = &page[at..];
    &rest[..rest.find(['"', '<', '\n', ' ']).unwrap()]
}

fn page_of(account: AccountId) -> String {
    format!("/quan-tri/tai-khoan/{}", account.0)
}

#[tokio::test]
async fn an_account_is_opened_handed_over_and_given_a_role() {
    let world = World::new().await;
    let lai_son = world.unit("Lại Sơn", "xã", None).await;
    let mut browser = admin(&world).await;
    let form = browser.get("/quan-tri/tai-khoan/mo").await;
    let mut form = PageForm::with_field(&form.body, "ho_ten");
    assert!(form.send(&mut browser).await.says("Chưa có họ tên"));
    form.set("ho_ten", "Nguyễn Thị Hoa");
    let shown = form.send(&mut browser).await;
    assert!(shown.says("hoa.nguyen") && shown.says("Lời nhắn để dán vào Zalo"), "{}", shown.body);
    let link = link_in(&shown.body).to_owned();
    let again = form.send(&mut browser).await;
    assert!(!again.says("/moi/") && again.says("chỉ được hiện một lần"), "{}", again.body);

    let chosen = [("mat_khau", PASSWORD), ("mat_khau_lan_hai", PASSWORD)];
    assert_eq!(world.browser().post(&link, &chosen).await.status, StatusCode::SEE_OTHER);
    let hoa = world.account_of("hoa.nguyen").await;
    let search = browser.get(&format!("{}/vai-tro?tim=lai+son", page_of(hoa))).await;
    assert!(search.says("xã Lại Sơn"), "{}", search.body);
    let unit = lai_son.to_string();
    let mut give = vec![("vai_tro", "officer"), ("don_vi", &unit), ("tu_ngay", "32/1/2021")];
    let path = format!("{}/vai-tro", page_of(hoa));
    assert!(browser.post(&path, &give).await.says("Không đọc được ngày này."));
    give[2] = ("tu_ngay", "15/1/2021");
    assert_eq!(browser.post(&path, &give).await.status, StatusCode::SEE_OTHER);
    assert!(browser.post(&path, &give).await.says("đã có vai trò đó"));
    let mut hoas = world.browser_of("hoa.nguyen").await;
    assert!(hoas.get("/").await.says("xã Lại Sơn"));

    let page = browser.get(&page_of(hoa)).await;
    assert!(page.says("Cán bộ Hội, xã Lại Sơn") && page.says("từ 15/01/2021"), "{}", page.body);
    let mut end = PageForm::with_field(&page.body, "ngay");
    end.set("ngay", "14/01/2021");
    assert!(end.send(&mut browser).await.says("chỉ kết thúc được từ hôm nay"));
    end.set("ngay", "16/01/2021");
    assert!(end.send(&mut browser).await.says("đến hết 15/01/2021"));
    assert!(hoas.get("/").await.says("xã Lại Sơn"), "today still");
    world.clock().advance(chrono::Duration::days(1));
    let gone = world.browser_of("hoa.nguyen").await.get("/").await;
    assert!(!gone.says("xã Lại Sơn"));
}

#[tokio::test]
async fn nobody_gives_himself_a_role_and_the_last_administrator_stays() {
    let world = World::new().await;
    let lai_son = world.unit("Lại Sơn", "xã", None).await.to_string();
    let mut browser = admin(&world).await;
    let own = world.account_of("admin").await;
    let give = [("vai_tro", "leader"), ("don_vi", &lai_son), ("tu_ngay", "15/1/2021")];
    let page = browser.get(&page_of(own)).await;
    assert!(!page.says("/lien-ket\"") && page.says("href=\"/toi\""), "{}", page.body);
    for act in ["lien-ket", "hai-buoc"] {
        let refused = browser.post(&format!("{}/{act}", page_of(own)), &[]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.says("Đây là tài khoản của chính bạn."), "{act}: {}", refused.body);
    }
    let refused = browser.post(&format!("{}/vai-tro", page_of(own)), &give).await;
    assert!(refused.says("Không ai được tự giao vai trò cho mình."), "{}", refused.body);
    let last = browser.post(&format!("{}/ngung", page_of(own)), &[]).await;
    assert!(last.says("sẽ có ngày trang không còn người quản trị nào."), "{}", last.body);
}

#[tokio::test]
async fn an_account_is_disabled_and_used_again_and_its_sessions_end() {
    let world = World::new().await;
    let hoa = world.person("hoa", "Nguyễn Thị Hoa").await;
    let mut browser = admin(&world).await;
    let mut hoas = world.browser_of("hoa").await;
    let page = browser.get(&page_of(hoa)).await;
    assert!(page.says("Đang mở") && page.says("Trình duyệt khác"), "{}", page.body);
    browser.post(&format!("{}/dang-xuat", page_of(hoa)), &[]).await;
    assert_eq!(hoas.get("/").await.location(), "/dang-nhap");
    browser.post(&format!("{}/ngung", page_of(hoa)), &[]).await;
    assert_eq!(hoas.sign_in("hoa", PASSWORD).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    browser.post(&format!("{}/dung-lai", page_of(hoa)), &[]).await;
    assert_eq!(hoas.sign_in("hoa", PASSWORD).await.status, StatusCode::SEE_OTHER);
    let renamed = [("ho_ten", "Nguyễn Thị <i>Hòa</i>")];
    browser.post(&format!("{}/ho-ten", page_of(hoa)), &renamed).await;
    let page = browser.get(&page_of(hoa)).await;
    assert!(page.says("Hòa") && !page.says("<i>Hòa"), "names are escaped");
    assert!(page.says("1 lần gõ sai gần đây"), "{}", page.body);
}

#[tokio::test]
async fn a_forgotten_password_is_asked_for_without_telling_who_has_an_account() {
    let world = World::new().await;
    let hoa = world.person("hoa.nguyen", "Nguyễn Thị Hoa").await;
    let mut browser = admin(&world).await;
    let mut answers = Vec::new();
    for login in ["hoa.nguyen", "nobody"] {
        let mut stranger = world.browser();
        let seen = stranger.post("/quen-mat-khau", &[("ten", login)]).await;
        let page = stranger.get(seen.location()).await;
        assert!(page.says("Đã gửi yêu cầu"));
        answers.push((seen.status, seen.location().to_owned()));
    }
    assert_eq!(answers[0], answers[1]);
    assert!(browser.get("/").await.says("2 người xin đặt lại mật khẩu."));
    let list = browser.get("/quan-tri/tai-khoan").await;
    assert!(list.says("Nguyễn Thị Hoa</a> (hoa.nguyen)") && list.says("không có tài khoản này"));

    let shown = browser.post(&format!("{}/lien-ket", page_of(hoa)), &[]).await;
    assert!(shown.says("đặt lại mật khẩu"), "{}", shown.body);
    assert!(browser.get("/").await.says("1 người xin đặt lại mật khẩu."));
    let link = link_in(&shown.body);
    let new = [("mat_khau", "bốn con cá ra khơi"), ("mat_khau_lan_hai", "bốn con cá ra khơi")];
    assert_eq!(world.browser().post(link, &new).await.status, StatusCode::SEE_OTHER);
    assert_eq!(world.browser().post(link, &new).await.status, StatusCode::NOT_FOUND);
    let mut other = world.browser();
    for _ in 0..8 {
        other.post("/quen-mat-khau", &[("ten", "hoa.nguyen")]).await;
    }
    let refused = other.post("/quen-mat-khau", &[("ten", "hoa.nguyen")]).await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn accounts_are_found_by_name_and_go_out_as_a_workbook_without_secrets() {
    let world = World::new().await;
    world.person("hoa.nguyen", "Nguyễn Thị Hoa").await;
    world.account("binh.tran", "Trần Văn Bình").await;
    let mut browser = admin(&world).await;
    for (asked, found) in [("binh", "Trần Văn Bình"), ("THI+hoa", "Nguyễn Thị Hoa")] {
        let list = browser.get(&format!("/quan-tri/tai-khoan?tim={asked}")).await;
        assert!(list.says(found) && list.says("Tìm thấy 1/3 tài khoản"), "{}", list.body);
    }
    assert!(browser.get("/quan-tri/tai-khoan?tim=zzz").await.says("Không có ai tên như vậy"));
    let book = browser.get("/quan-tri/tai-khoan/tai-excel").await;
    assert!(book.bytes.starts_with(b"PK"));
    let accounts = identity::accounts(&world.reader()).await.unwrap();
    assert_eq!(accounts.len(), 3);
}

#[tokio::test]
async fn one_s_own_page_changes_the_password_and_ends_other_sessions() {
    let world = World::new().await;
    world.person("hoa", "Nguyễn Thị Hoa").await;
    let mut here = world.browser_of("hoa").await;
    let mut there = world.browser_of("hoa").await;
    let own = here.get("/toi").await;
    assert!(own.says("Phiên này") && own.says("Kết thúc 1 phiên khác"), "{}", own.body);
    let new = "bốn con cá ra khơi";
    let wrong = [("mat_khau_cu", "sai rồi nhé"), ("mat_khau", new), ("mat_khau_lan_hai", new)];
    assert!(here.post("/toi/mat-khau", &wrong).await.says("Mật khẩu đang dùng không đúng."));
    let right = [("mat_khau_cu", PASSWORD), ("mat_khau", new), ("mat_khau_lan_hai", new)];
    let before = here.cookie.clone();
    assert_eq!(here.post("/toi/mat-khau", &right).await.location(), "/toi?nhan=da-doi-mat-khau");
    assert_ne!(here.cookie, before);
    assert_eq!(here.get("/toi").await.status, StatusCode::OK);
    assert_eq!(there.get("/toi").await.location(), "/dang-nhap?tiep=/toi");
}
