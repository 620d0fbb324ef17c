//! Every address called as everybody at every unit. What is expected is written here by hand and
//! knows nothing of the code; an address that is not written here fails.

use std::collections::BTreeSet;

use axum::body::Body;
use axum::http::{Method, Request, header};
use entities::values::{AccountId, Period, Role, UnitId};
use khuyenhoc::targets;
use khuyenhoc::web::routes;

use crate::support::World;
use crate::support::browser::{Browser, Seen};

/// Who comes. The five roles are granted on Kiên Hải.
const PEOPLE: [&str; 10] = [
    "officer",
    "treasurer",
    "staff",
    "leader",
    "auditor",
    "admin",
    "no role",
    "not yet",
    "ended",
    "nobody",
];

/// Where: Kiên Hải itself, Lại Sơn in it, another district, the province, another province, a
/// number that no unit has.
const PLACES: [&str; 6] = ["own", "child", "sibling", "parent", "other", "unknown"];

/// Address of a unit; then for officer, treasurer, staff, leader and auditor what comes at each of
/// the six places: `+` is answered, `x` is 403, `.` is 404. To everybody else each is 404, and who
/// is not signed in is sent to sign in.
#[rustfmt::skip]
const OF_A_UNIT: &[(&str, &str, [&str; 5])] = &[
    //                                                  officer   treasurer staff     leader    auditor
    ("GET",  "/dv/{unit}/{period}/so-lieu",            ["+.....", "+.....", "++....", "++....", "++...."]),
    ("POST", "/dv/{unit}/{period}/so-lieu",            ["+.....", "x.....", "++....", "xx....", "xx...."]),
    ("GET",  "/dv/{unit}/{period}/so-lieu/in-pdf",     ["+.....", "+.....", "++....", "++....", "++...."]),
    ("GET",  "/dv/{unit}/{period}/so-lieu/tai-excel",
                                                       ["+.....", "+.....", "++....", "++....", "++...."]),
    ("GET",  "/dv/{unit}/{period}/so-lieu/nop-excel",
                                                       ["+.....", "+.....", "++....", "++....", "++...."]),
    ("POST", "/dv/{unit}/{period}/so-lieu/nop-excel",
                                                       ["+.....", "x.....", "++....", "xx....", "xx...."]),
    ("POST", "/dv/{unit}/{period}/so-lieu/nop-excel/ghi",
                                                       ["+.....", "x.....", "++....", "xx....", "xx...."]),
    ("GET",  "/dv/{unit}/{period}/so-lieu/{measure}",  ["+.....", "+.....", "++....", "++....", "++...."]),
    ("GET",  "/dv/{unit}/{period}/so-lieu/{measure}/tai-excel",
                                                       ["+.....", "+.....", "++....", "++....", "++...."]),
    ("GET",  "/dv/{unit}/{period}/bang",               ["x.....", "x.....", "++....", "++....", "++...."]),
    ("POST", "/dv/{unit}/{period}/bang",               ["x.....", "x.....", "++....", "xx....", "xx...."]),
    ("POST", "/dv/{unit}/{period}/bang/xem-khoi",      ["x.....", "x.....", "++....", "xx....", "xx...."]),
    ("POST", "/dv/{unit}/{period}/bang/khoi",          ["x.....", "x.....", "++....", "xx....", "xx...."]),
    ("GET",  "/dv/{unit}/{period}/bang/tai-excel",     ["x.....", "x.....", "++....", "++....", "++...."]),
    ("GET",  "/dv/{unit}/{period}/bang/bieu-excel",    ["x.....", "x.....", "++....", "++....", "++...."]),
    ("GET",  "/dv/{unit}/{period}/bang/nop-excel",     ["x.....", "x.....", "++....", "++....", "++...."]),
    ("POST", "/dv/{unit}/{period}/bang/nop-excel",     ["x.....", "x.....", "++....", "xx....", "xx...."]),
    ("POST", "/dv/{unit}/{period}/bang/nop-excel/ghi", ["x.....", "x.....", "++....", "xx....", "xx...."]),
    ("GET",  "/dv/{unit}/{period}/khoi",               ["+.....", "+.....", "++....", "++....", "++...."]),
    ("GET",  "/dv/{unit}/{period}/khoi/{block}",       ["......", "......", "......", "......", "......"]),
    ("POST", "/dv/{unit}/{period}/khoi/{block}/hoan-tac", ["+.....", "x.....", "++....", "xx....", "xx...."]),
    ("GET",  "/dv/{unit}/{period}/tien-do",            ["+.....", "+.....", "++....", "++....", "++...."]),
    ("POST", "/dv/{unit}/{period}/tien-do/chon-so",    ["+.....", "x.....", "++....", "xx....", "xx...."]),
    ("GET",  "/dv/{unit}/{period}/tien-do/so-sanh",    ["+.....", "+.....", "++....", "++....", "++...."]),
    ("GET",  "/dv/{unit}/{period}/tien-do/so-sanh/tai-pdf",
                                                       ["+.....", "+.....", "++....", "++....", "++...."]),
    ("GET",  "/dv/{unit}/{period}/tien-do/so-sanh/tai-excel",
                                                       ["+.....", "+.....", "++....", "++....", "++...."]),
    ("GET",  "/dv/{unit}/{period}/tien-do/so-khac",    ["+.....", "+.....", "++....", "++....", "++...."]),
    ("GET",  "/dv/{unit}/{period}/tien-do/tai-pdf",    ["+.....", "+.....", "++....", "++....", "++...."]),
    ("GET",  "/dv/{unit}/{period}/tien-do/tai-excel",  ["+.....", "+.....", "++....", "++....", "++...."]),
    ("GET",  "/dv/{unit}/{period}/tien-do/{indicator}",["+.....", "+.....", "++....", "++....", "++...."]),
    ("GET",  "/dv/{unit}/{period}/tien-do/{indicator}/tai-pdf",
                                                       ["+.....", "+.....", "++....", "++....", "++...."]),
    ("GET",  "/dv/{unit}/{period}/tien-do/{indicator}/tai-excel",
                                                       ["+.....", "+.....", "++....", "++....", "++...."]),
    ("GET",  "/dv/{unit}/{period}/bao-cao",            ["+.....", "+.....", "++....", "++....", "++...."]),
    ("POST", "/dv/{unit}/{period}/bao-cao",            ["+.....", "x.....", "++....", "xx....", "xx...."]),
    ("GET",  "/dv/{unit}/{period}/bao-cao/ban-in",     ["+.....", "+.....", "++....", "++....", "++...."]),
    ("GET",  "/dv/{unit}/{period}/bao-cao/tai-pdf",    ["+.....", "+.....", "++....", "++....", "++...."]),
    ("GET",  "/dv/{unit}/{period}/bao-cao/tai-word",   ["+.....", "+.....", "++....", "++....", "++...."]),
    ("GET",  "/dv/{unit}/{period}/bao-cao/tai-excel",  ["+.....", "+.....", "++....", "++....", "++...."]),
    ("GET",  "/dv/{unit}/{period}/nhat-ky",            ["x.....", "x.....", "xx....", "++....", "++...."]),
    ("GET",  "/dv/{unit}/{period}/nhat-ky/tai-excel",  ["x.....", "x.....", "xx....", "++....", "++...."]),
    ("GET",  "/dv/{unit}/{period}/chi-tieu",           ["+.....", "+.....", "++....", "++....", "++...."]),
    ("POST", "/dv/{unit}/{period}/chi-tieu",           ["x.....", "x.....", "++....", "++....", "xx...."]),
    ("GET",  "/dv/{unit}/{period}/chi-tieu/them",      ["x.....", "x.....", "++....", "++....", "xx...."]),
    ("GET",  "/dv/{unit}/{period}/chi-tieu/mo-nam",    ["x.....", "x.....", "++....", "++....", "xx...."]),
    ("POST", "/dv/{unit}/{period}/chi-tieu/mo-nam",    ["x.....", "x.....", "++....", "++....", "xx...."]),
    ("GET",  "/dv/{unit}/{period}/chi-tieu/tai-excel", ["+.....", "+.....", "++....", "++....", "++...."]),
    // The target is one of Kiên Hải: below it nobody finds it.
    ("GET",  "/dv/{unit}/{period}/chi-tieu/{target}",        ["+.....", "+.....", "+.....", "+.....", "+....."]),
    ("GET",  "/dv/{unit}/{period}/chi-tieu/{target}/sua",    ["x.....", "x.....", "+.....", "+.....", "xx...."]),
    ("POST", "/dv/{unit}/{period}/chi-tieu/{target}/sua",    ["x.....", "x.....", "+.....", "+.....", "xx...."]),
    ("POST", "/dv/{unit}/{period}/chi-tieu/{target}/bai-bo", ["x.....", "x.....", "+.....", "+.....", "xx...."]),
    ("GET",  "/dv/{unit}/{period}/chi-tieu/{target}/giao",   ["x.....", "x.....", "+.....", "+.....", "xx...."]),
    ("POST", "/dv/{unit}/{period}/chi-tieu/{target}/giao",   ["x.....", "x.....", "+.....", "+.....", "xx...."]),
    ("POST", "/dv/{unit}/{period}/chi-tieu/{target}/giao-chinh-thuc",
                                                       ["x.....", "x.....", "+.....", "+.....", "xx...."]),
    ("POST", "/dv/{unit}/{period}/chi-tieu/{target}/tra-loi", ["+.....", "x.....", "+x....", "+x....", "xx...."]),
    ("GET",  "/dv/{unit}/{period}/nothing-here",       ["......", "......", "......", "......", "......"]),
];

/// What an administrator may do at every unit: adopt targets, without seeing a figure.
#[rustfmt::skip]
const FOR_ADMIN: [(&str, &str, &str); 13] = [
    ("GET",  "/dv/{unit}/{period}/chi-tieu",                 "+++++."),
    ("POST", "/dv/{unit}/{period}/chi-tieu",                 "+++++."),
    ("GET",  "/dv/{unit}/{period}/chi-tieu/them",            "+++++."),
    ("GET",  "/dv/{unit}/{period}/chi-tieu/mo-nam",          "+++++."),
    ("POST", "/dv/{unit}/{period}/chi-tieu/mo-nam",          "+++++."),
    ("GET",  "/dv/{unit}/{period}/chi-tieu/tai-excel",       "+++++."),
    ("GET",  "/dv/{unit}/{period}/chi-tieu/{target}",        "+....."),
    ("GET",  "/dv/{unit}/{period}/chi-tieu/{target}/sua",    "+....."),
    ("POST", "/dv/{unit}/{period}/chi-tieu/{target}/sua",    "+....."),
    ("POST", "/dv/{unit}/{period}/chi-tieu/{target}/bai-bo", "+....."),
    ("GET",  "/dv/{unit}/{period}/chi-tieu/{target}/giao",   "xxxxx."),
    ("POST", "/dv/{unit}/{period}/chi-tieu/{target}/giao",   "xxxxx."),
    ("POST", "/dv/{unit}/{period}/chi-tieu/{target}/giao-chinh-thuc", "xxxxx."),
];

/// Address of no unit; what comes for the administrator, for anybody else who is signed in, for
/// nobody.
#[rustfmt::skip]
const OF_NO_UNIT: [(&str, &str, [&str; 3]); 60] = [
    ("GET",  "/",               ["200", "200", "sign in"]),
    ("GET",  "/dang-nhap",      ["303", "303", "200"]),
    ("POST", "/dang-nhap",      ["422", "422", "422"]),
    ("POST", "/dang-nhap/mau",  ["404", "404", "404"]),
    ("POST", "/dang-xuat",      ["303", "303", "sign in"]),
    ("GET",  "/dang-nhap/ma",   ["303", "303", "sign in"]),
    ("POST", "/dang-nhap/ma",   ["303", "303", "sign in"]),
    ("GET",  "/dang-nhap/xong", ["200", "200", "sign in"]),
    ("GET",  "/quen-mat-khau",  ["200", "200", "200"]),
    ("POST", "/quen-mat-khau",  ["422", "422", "422"]),
    ("GET",  "/toi",            ["200", "200", "sign in"]),
    ("POST", "/toi/mat-khau",   ["422", "422", "sign in"]),
    ("POST", "/toi/phien",      ["303", "303", "sign in"]),
    ("GET",  "/toi/hai-buoc",   ["200", "200", "sign in"]),
    ("POST", "/toi/hai-buoc",   ["303", "303", "sign in"]),
    ("POST", "/toi/hai-buoc/xac-nhan", ["422", "422", "sign in"]),
    ("POST", "/toi/hai-buoc/doi",      ["422", "422", "sign in"]),
    ("POST", "/toi/hai-buoc/ma-du-phong", ["422", "422", "sign in"]),
    ("POST", "/toi/hai-buoc/ma-du-phong/tai-pdf", ["404", "404", "sign in"]),
    ("POST", "/quan-tri/hai-buoc",     ["422", "403", "sign in"]),
    ("GET",  "/quan-tri/tai-khoan",    ["200", "403", "sign in"]),
    ("GET",  "/quan-tri/tai-khoan/tai-excel", ["200", "403", "sign in"]),
    ("POST", "/quan-tri/yeu-cau/{request}",   ["422", "403", "sign in"]),
    ("GET",  "/quan-tri/tai-khoan/mo", ["200", "403", "sign in"]),
    ("POST", "/quan-tri/tai-khoan/mo", ["422", "403", "sign in"]),
    ("GET",  "/quan-tri/tai-khoan/{account}", ["200", "403", "sign in"]),
    ("POST", "/quan-tri/tai-khoan/{account}/ho-ten",    ["422", "403", "sign in"]),
    ("POST", "/quan-tri/tai-khoan/{account}/lien-ket",  ["200", "403", "sign in"]),
    ("POST", "/quan-tri/tai-khoan/{account}/ngung",     ["303", "403", "sign in"]),
    ("POST", "/quan-tri/tai-khoan/{account}/dung-lai",  ["303", "403", "sign in"]),
    ("POST", "/quan-tri/tai-khoan/{account}/dang-xuat", ["303", "403", "sign in"]),
    ("POST", "/quan-tri/tai-khoan/{account}/hai-buoc",  ["422", "403", "sign in"]),
    ("GET",  "/quan-tri/tai-khoan/{account}/vai-tro",   ["200", "403", "sign in"]),
    ("POST", "/quan-tri/tai-khoan/{account}/vai-tro",   ["422", "403", "sign in"]),
    ("POST", "/quan-tri/tai-khoan/{account}/vai-tro/{grant}/ket-thuc", ["404", "403", "sign in"]),
    ("GET",  "/moi/{token}",    ["404", "404", "404"]),
    ("POST", "/moi/{token}",    ["404", "404", "404"]),
    ("GET",  "/quan-tri",       ["200", "403", "sign in"]),
    ("GET",  "/quan-tri/don-vi", ["200", "403", "sign in"]),
    ("POST", "/quan-tri/don-vi", ["422", "403", "sign in"]),
    ("GET",  "/quan-tri/don-vi/tai-excel", ["200", "403", "sign in"]),
    ("GET",  "/quan-tri/don-vi/{number}", ["200", "403", "sign in"]),
    ("POST", "/quan-tri/don-vi/{number}", ["422", "403", "sign in"]),
    ("GET",  "/quan-tri/thiet-lap", ["200", "403", "sign in"]),
    ("POST", "/quan-tri/thiet-lap", ["422", "403", "sign in"]),
    ("GET",  "/quan-tri/thiet-lap/tai-mau", ["200", "403", "sign in"]),
    ("GET",  "/quan-tri/cai-dat", ["200", "403", "sign in"]),
    ("POST", "/quan-tri/cai-dat", ["303", "403", "sign in"]),
    ("GET",  "/quan-tri/nhat-ky", ["200", "403", "sign in"]),
    ("GET",  "/quan-tri/nhat-ky/tai-excel", ["200", "403", "sign in"]),
    ("GET",  "/quan-tri/danh-muc", ["200", "403", "sign in"]),
    ("GET",  "/quan-tri/danh-muc/tai-excel", ["200", "403", "sign in"]),
    ("GET",  "/quan-tri/danh-muc/so-lieu/{code}",   ["200", "403", "sign in"]),
    ("POST", "/quan-tri/danh-muc/so-lieu/{code}",   ["422", "403", "sign in"]),
    ("GET",  "/quan-tri/danh-muc/rang-buoc/{code}", ["200", "403", "sign in"]),
    ("POST", "/quan-tri/danh-muc/rang-buoc/{code}", ["422", "403", "sign in"]),
    ("GET",  "/quan-tri/danh-muc/chi-so/{code}",    ["200", "403", "sign in"]),
    ("POST", "/quan-tri/danh-muc/chi-so/{code}",    ["422", "403", "sign in"]),
    ("GET",  "/tro-giup",       ["200", "200", "200"]),
    ("GET",  "/assets/{file}",  ["200", "200", "200"]),
];
/// Answers machines, who never sign in.
const FOR_MACHINES: (&str, &str) = ("GET", "/healthz");

struct Cast {
    world: World,
    units: [UnitId; 6],
    accounts: Vec<Option<AccountId>>,
    /// A target of Kiên Hải that can be handed down.
    target: String,
}

async fn cast() -> Cast {
    let world = World::story().await;
    let own = world.unit_of("kien-hai").await;
    let parent = world.unit_of("kien-giang").await;
    let child = world.unit_of("lai-son").await;
    let sibling = world.unit("Phú Quốc", "huyện", Some(parent)).await;
    let other = world.unit("An Giang", "tỉnh", None).await;
    let units = [own, child, sibling, parent, other, UnitId(987_654)];
    let roles = [Role::Officer, Role::Treasurer, Role::Staff, Role::Leader, Role::Auditor];
    let mut accounts = Vec::new();
    for (index, name) in PEOPLE.iter().enumerate().take(9) {
        let account = world.account(&format!("nguoi-{index}"), name).await;
        let forever = ["2020-01-01", "9999-12-31"];
        match (roles.get(index), *name) {
            (Some(role), _) => world.grant_in(account, *role, own, forever).await,
            (_, "admin") => world.grant_in(account, Role::Admin, UnitId::SITE, forever).await,
            (_, "not yet") => {
                let days = ["2021-01-16", "9999-12-31"];
                world.grant_in(account, Role::Staff, own, days).await;
            }
            (_, "ended") => {
                let days = ["2018-01-01", "2021-01-15"];
                world.grant_in(account, Role::Staff, own, days).await;
            }
            _ => {}
        }
        accounts.push(Some(account));
    }
    accounts.push(None);
    let target = target(&world, own).await;
    Cast { world, units, accounts, target }
}

async fn target(world: &World, own: UnitId) -> String {
    let periods = [Period::Year(2020)];
    let all = targets::targets_of(&world.reader(), &[own], &periods).await.unwrap();
    let found = all.iter().find(|target| target.new.indicator.as_str() == "QUY_VD");
    found.unwrap().id.0.to_string()
}

impl Cast {
    /// An account without a role.
    fn somebody(&self) -> String {
        self.accounts[6].unwrap().0.to_string()
    }

    async fn browser(&self, who: usize) -> Browser {
        match self.accounts[who] {
            Some(account) => self.world.browser_with(&self.world.let_in(account).await),
            None => self.world.browser(),
        }
    }
}

async fn call(browser: &mut Browser, method: &str, path: &str) -> Seen {
    match method {
        "GET" => browser.get(path).await,
        "POST" => browser.post(path, &[]).await,
        other => panic!("{other}?"),
    }
}

/// A path with something real in its places.
fn filled(path: &str, unit: UnitId) -> String {
    path.replace("{unit}", &format!("{unit}-ten-bat-ky"))
        .replace("{period}", "2020")
        .replace("{measure}", "HV_CUOI")
        .replace("{block}", "01890000-0000-7000-8000-000000000000")
        .replace("{indicator}", "HV_DS")
        .replace("{code}", "moi")
        .replace("{request}", "01927f6e-0000-7000-8000-000000000009")
        .replace("{account}", "01927f6e-0000-7000-8000-000000000009")
        .replace("{grant}", "01927f6e-0000-7000-8000-000000000009")
        .replace("{token}", "khong-co-ma-nay")
        .replace("{block}", "khong-co-ma-nay")
        .replace("{file}", "site.css")
        .replace("{number}", "1")
        .replace("{target}", "019b0000-0000-7000-8000-000000000000")
}

fn is_sent_to_sign_in(seen: &Seen) -> bool {
    seen.status == 303
        && (seen.location() == "/dang-nhap" || seen.location().starts_with("/dang-nhap?tiep=/"))
}

/// What came, in the words of the tables.
fn word(seen: &Seen) -> &'static str {
    match seen.status.as_u16() {
        _ if is_sent_to_sign_in(seen) => "sign in",
        200 => "200",
        303 => "303",
        403 => "403",
        404 => "404",
        422 => "422",
        other => panic!("{other}: {}", seen.body),
    }
}

fn is_expected(sign: char, seen: &Seen) -> bool {
    match (sign, word(seen)) {
        ('x', "403") | ('.', "404") | ('s', "sign in") => true,
        ('+', "200" | "303" | "422") => !seen.says("Không tìm thấy trang"),
        _ => false,
    }
}

#[tokio::test]
async fn every_address_of_a_unit_answers_those_who_may_and_nobody_else() {
    let cast = cast().await;
    let mut wrong = Vec::new();
    let mut calls = 0;
    for (who, name) in PEOPLE.iter().enumerate() {
        let mut browser = cast.browser(who).await;
        for (method, path, expected) in OF_A_UNIT {
            let signs = match *name {
                "nobody" if path.ends_with("nothing-here") => "......",
                "nobody" => "ssssss",
                "admin" => {
                    let row = FOR_ADMIN.iter().find(|row| (row.0, row.1) == (*method, *path));
                    row.map_or("......", |(_, _, signs)| signs)
                }
                _ => expected.get(who).copied().unwrap_or("......"),
            };
            for ((place, unit), sign) in PLACES.iter().zip(cast.units).zip(signs.chars()) {
                let path = path.replace("{target}", &cast.target);
                let seen = call(&mut browser, method, &filled(&path, unit)).await;
                calls += 1;
                if !is_expected(sign, &seen) {
                    let found = seen.status;
                    wrong.push(format!("{name} {method} {path} at {place}: {sign} but {found}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(calls, OF_A_UNIT.len() * PEOPLE.len() * PLACES.len());
}

#[tokio::test]
async fn every_address_of_no_unit_answers_those_who_may_and_nobody_else() {
    let cast = cast().await;
    let mut wrong = Vec::new();
    for (who, name) in PEOPLE.iter().enumerate() {
        for (method, path, expected) in &OF_NO_UNIT {
            let expected = match *name {
                "admin" => expected[0],
                "nobody" => expected[2],
                _ => expected[1],
            };
            // Each with a session of its own: one of them ends it.
            let mut browser = cast.browser(who).await;
            let seen = call(
                &mut browser,
                method,
                &filled(&path.replace("{account}", &cast.somebody()), UnitId::SITE),
            )
            .await;
            if word(&seen) != expected {
                wrong.push(format!("{name} {method} {path}: {expected} but {}", seen.status));
            }
        }
        let seen = call(&mut cast.browser(who).await, FOR_MACHINES.0, FOR_MACHINES.1).await;
        assert_eq!(seen.status, 200, "{name}");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_address_is_written_here_and_nothing_else_is() {
    let of_a_unit = OF_A_UNIT.iter().map(|(method, path, _)| (*method, *path));
    let of_no_unit = OF_NO_UNIT.iter().map(|(method, path, _)| (*method, *path));
    let written: BTreeSet<(String, String)> = of_a_unit
        .chain(of_no_unit)
        .chain([FOR_MACHINES])
        .filter(|(_, path)| !path.ends_with("nothing-here"))
        .map(|(method, path)| (method.to_owned(), path.to_owned()))
        .collect();
    let registered: BTreeSet<(String, String)> =
        routes::rows().iter().map(|row| (row.method.to_string(), row.path.to_owned())).collect();
    assert_eq!(registered, written);
}

#[tokio::test]
async fn no_other_method_gets_through_at_any_address() {
    let cast = cast().await;
    let mut staff = cast.browser(2).await;
    for row in routes::rows() {
        let path = filled(row.path, cast.units[0]);
        for method in [Method::PUT, Method::DELETE, Method::PATCH, Method::TRACE, Method::OPTIONS] {
            let request = Request::builder()
                .method(method.clone())
                .uri(&path)
                .header("sec-fetch-site", "same-origin");
            let seen = staff.send(request, Body::empty()).await;
            assert_eq!(seen.status, 405, "{method} {path}");
        }
    }
}

#[tokio::test]
async fn a_head_request_is_judged_as_a_get() {
    let cast = cast().await;
    for (who, expected) in [(2, 200), (6, 404), (9, 303)] {
        let mut browser = cast.browser(who).await;
        let path = filled("/dv/{unit}/{period}/so-lieu", cast.units[0]);
        let seen = browser.method(Method::HEAD, &path).await;
        assert_eq!(seen.status, expected, "{}", PEOPLE[who]);
        assert!(seen.header("content-length").parse().unwrap_or(0) < 1_000_000);
    }
}

#[tokio::test]
async fn a_form_of_a_unit_is_taken_from_no_other_site_whoever_sends_it() {
    let cast = cast().await;
    let mut staff = cast.browser(2).await;
    for (method, path, _) in OF_A_UNIT.iter().filter(|(method, _, _)| *method == "POST") {
        for (name, content) in
            [("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")]
        {
            let request = Request::builder()
                .method(*method)
                .uri(filled(path, cast.units[0]))
                .header(name, content)
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
            let seen = staff.send(request, Body::from("o.HV_CUOI=1")).await;
            assert_eq!(seen.status, 403, "{path} {name}");
        }
    }
}
