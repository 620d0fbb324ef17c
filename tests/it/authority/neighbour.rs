//! The officer of Lại Sơn and the figures of Nam Du: neither seen nor changed by any address,
//! field, key or file. Afterwards every row of Nam Du is what it was.

use std::collections::{BTreeSet, VecDeque};
use std::process::Command;

use axum::body::Body;
use axum::http::{Method, Request, header};
use entities::values::{Code, Period, RowId, UnitId};
use khuyenhoc::audit;
use khuyenhoc::authority::Actor;
use khuyenhoc::statistics::{self, BlockRight, BlockSource, Placed, Typed};
use khuyenhoc::vietnamese::scaled;
use khuyenhoc::web::routes;

use crate::support::World;
use crate::support::browser::{Browser, Seen, encoded};
use crate::support::page_form::PageForm;

const OFFICER: &str = "can-bo.lai-son";
const OFFICER_THERE: &str = "can-bo.nam-du";
const LEADER: &str = "lanh-dao.kien-hai";

/// The story, with one figure of Nam Du refused, one note kept, and a block of the office over both
/// communes that was undone after Nam Du had edited its part, so that there is more to hide.
async fn story() -> (World, UnitId, UnitId) {
    let world = World::story().await;
    let (here, there) = (world.unit_of("lai-son").await, world.unit_of("nam-du").await);
    let mut theirs = world.browser_as(OFFICER_THERE).await;
    let path = format!("/dv/{there}/2020/so-lieu");
    let typed = [("o.KNC", "không rõ 7531"), ("v.KNC", "1"), ("khoa", "cua-nam-du")];
    assert_eq!(theirs.tell(&path, &typed).await.status, 200);
    let noted = [("o.BK_TT", "1"), ("v.BK_TT", "1"), ("n.BK_TT", "Quyết định riêng số 8642")];
    assert_eq!(theirs.tell(&path, &noted).await.status, 200);
    let entered = shared_block(&world, here, there).await;
    let edited = [("o.GK_CN", "8422"), ("v.GK_CN", "2"), ("khoa", "cua-nam-du-2")];
    assert_eq!(theirs.tell(&path, &edited).await.status, 200);
    let district = world.unit_of("kien-hai").await;
    let grid = world.permit(district).await;
    let work = audit::open(world.db(), district).await.unwrap();
    let undone = statistics::undo_block(&work, BlockRight::Within(&grid), entered).await;
    let (undone, event) = undone.unwrap();
    assert_eq!((undone.restored.len(), undone.left.len()), (1, 1));
    audit::commit(work, district, &Actor::Operator, &event).await.unwrap();
    (world, here, there)
}

async fn shared_block(world: &World, here: UnitId, there: UnitId) -> RowId {
    let district = world.unit_of("kien-hai").await;
    let grid = world.permit(district).await;
    let work = audit::open(world.db(), district).await.unwrap();
    let year = Period::Year(2020);
    let cell = |unit, text: &str| {
        let typed = Typed::plain(Code::new("GK_CN"), year, text.to_owned(), 1);
        Placed { unit, report: year, typed }
    };
    let cells = [cell(here, "9131"), cell(there, "8421")];
    let right = BlockRight::Within(&grid);
    let entered = statistics::enter_block(&work, right, &cells, BlockSource::Paste).await;
    let (block, event) = entered.unwrap();
    assert_eq!(block.saved(), 2, "{block:?}");
    audit::commit(work, district, &Actor::Operator, &event).await.unwrap();
    block.id.unwrap()
}

/// What only a page of Nam Du or of a unit above it can say: its large numbers that Lại Sơn has
/// not, its notes, its people.
async fn secrets(world: &World, here: UnitId, there: UnitId) -> Vec<String> {
    let rows = async |unit| -> BTreeSet<i64> {
        let text = world.rows_of(unit).await;
        let amounts = text.lines().filter_map(|line| line.trim().strip_suffix(','));
        amounts.filter_map(|line| line.parse().ok()).filter(|amount| *amount > 999).collect()
    };
    let (ours, theirs) = (rows(here).await, rows(there).await);
    let mut secrets: Vec<String> = theirs.difference(&ours).map(|n| scaled(*n, 0)).collect();
    assert!(secrets.len() > 40, "{secrets:?}");
    secrets.extend(["Nam Du", "Võ Thị Mẫu", "không rõ 7531", "8642"].map(str::to_owned));
    secrets
}

fn said<'a>(secrets: &'a [String], text: &str) -> Vec<&'a str> {
    let is_said = |secret: &str| {
        text.match_indices(secret).any(|(at, _)| {
            let before = text[..at].chars().next_back();
            let after = text[at + secret.len()..].chars().next();
            !before.is_some_and(|c| c.is_ascii_digit() || c == '.')
                && !after.is_some_and(|c| c.is_ascii_digit() || c == '.')
        })
    };
    secrets.iter().map(String::as_str).filter(|secret| is_said(secret)).collect()
}

/// What is written in an answer, also in a PDF.
fn words(world: &World, seen: &Seen) -> String {
    if seen.header("content-type") != "application/pdf" {
        return seen.body.clone();
    }
    let file = world.path("seen.pdf");
    std::fs::write(&file, &seen.bytes).unwrap();
    let text = Command::new("pdftotext").arg("-layout").arg(&file).arg("-").output();
    String::from_utf8(text.unwrap().stdout).unwrap()
}

/// Every address that the pages offer, from the first page on, in the years of the story.
async fn offered(world: &World, browser: &mut Browser) -> Vec<(String, String)> {
    let mut waiting = VecDeque::from(["/".to_owned()]);
    let mut known = BTreeSet::from(["/".to_owned()]);
    let mut found = Vec::new();
    while let Some(path) = waiting.pop_front() {
        let seen = browser.get(&path).await;
        assert_eq!(seen.status, 200, "{path} is offered and does not open");
        for link in links(&seen.body) {
            let other_year = ["2017", "2021", "2022"].iter().any(|year| link.contains(year));
            if !other_year && known.insert(link.clone()) {
                waiting.push_back(link);
            }
        }
        found.push((path, words(world, &seen)));
    }
    found
}

fn links(page: &str) -> impl Iterator<Item = String> {
    let hrefs = page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    hrefs
        .filter(|href| href.starts_with('/'))
        .map(|href| href.split('#').next().unwrap_or_default().replace("&amp;", "&"))
}

/// Ways to write the unit into a path.
fn spellings(here: UnitId, there: UnitId) -> Vec<String> {
    [
        "{there}",
        "{there}-nam-du",
        "{there}-lai-son",
        "{there}-",
        "0{there}",
        "00{there}-x",
        "+{there}",
        "-{there}",
        "%3{there}",
        "{here}%2F..%2F{there}",
        "{here}/../{there}",
        "{here},{there}",
        "{here};{there}",
        "{there}%00",
        "{there}.0",
        " {there}",
        "{there}%20",
        "{here}%0A{there}",
        "4294967302",
        "{there}e0",
        "0x{there}",
        "nam-du",
        "31115",
    ]
    .iter()
    .map(|text| text.replace("{there}", &there.to_string()).replace("{here}", &here.to_string()))
    .collect()
}

#[tokio::test]
async fn no_address_shows_the_officer_of_lai_son_anything_of_nam_du() {
    let (world, here, there) = story().await;
    let secrets = secrets(&world, here, there).await;
    let before = world.rows_of(there).await;
    let mut officer = world.browser_as(OFFICER).await;
    let rows = routes::rows();
    for row in rows.iter().filter(|row| row.path.starts_with("/dv/")) {
        for unit in spellings(here, there) {
            for period in ["2020", "2020-H1"] {
                let path = row.path.replace("{unit}", &unit.replace(' ', "%20"));
                let path = path.replace("{period}", period).replace("{measure}", "DAN_SO");
                let path = path.replace("{indicator}", "HD_5T");
                let path = path.replace("{target}", "019b0000-0000-7000-8000-000000000000");
                let request = Request::builder()
                    .method(row.method.clone())
                    .uri(&path)
                    .header("sec-fetch-site", "same-origin")
                    .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
                let seen = officer.send(request, Body::from("o.DAN_SO=1&phan=x&loi=x")).await;
                assert_eq!(seen.status, 404, "{} {path}", row.method);
                assert_eq!(said(&secrets, &seen.body), [""; 0], "{path}");
                if row.method == Method::GET && period == "2020" {
                    assert_eq!(officer.method(Method::HEAD, &path).await.status, 404, "{path}");
                }
            }
        }
    }
    assert!(before == world.rows_of(there).await, "a row of Nam Du changed");
}

#[tokio::test]
async fn neither_do_the_pages_of_the_units_above() {
    let (world, here, there) = story().await;
    let secrets = secrets(&world, here, there).await;
    let mut officer = world.browser_as(OFFICER).await;
    for key in ["kien-hai", "kien-giang"] {
        let above = world.unit_of(key).await;
        for page in [
            "so-lieu",
            "so-lieu/DAN_SO",
            "tien-do",
            "tien-do/HD_5T",
            "tien-do/HD_5T/tai-pdf",
            "tien-do/HD_5T/tai-excel",
            "tien-do/so-sanh/tai-pdf",
            "tien-do/so-sanh/tai-excel",
            "bao-cao",
            "bao-cao/ban-in",
            "bao-cao/tai-pdf",
        ] {
            let seen = officer.get(&format!("/dv/{above}/2020/{page}")).await;
            assert_eq!(seen.status, 404, "{key} {page}");
            assert_eq!(said(&secrets, &seen.body), [""; 0]);
        }
    }
}

#[tokio::test]
async fn of_a_block_over_both_the_officer_of_lai_son_reads_his_part_alone() {
    let (world, here, there) = story().await;
    let secrets = secrets(&world, here, there).await;
    let mut officer = world.browser_as(OFFICER).await;
    let list = officer.get(&format!("/dv/{here}/2020/khoi")).await;
    let block = links(&list.body).find(|href| href.contains("/khoi/")).expect("the shared block");
    let seen = officer.get(&block).await;
    assert!(seen.says("9.131") && seen.says("Đã hoàn tác"), "{}", seen.body);
    for page in [&list, &seen] {
        assert_eq!(said(&secrets, &page.body), [""; 0]);
    }
    let theirs = block.replacen(&format!("/{here}-"), &format!("/{there}-"), 1);
    assert_eq!(officer.get(&theirs).await.status, 404);
}

#[tokio::test]
async fn no_page_or_file_that_is_offered_to_the_officer_says_anything_of_nam_du() {
    let (world, here, there) = story().await;
    let secrets = secrets(&world, here, there).await;
    let mut officer = world.browser_as(OFFICER).await;
    let pages = offered(&world, &mut officer).await;
    assert!(pages.len() > 300, "{}", pages.len());
    assert!(pages.iter().any(|(path, text)| path.ends_with("tai-pdf") && text.contains("Lại Sơn")));
    for (path, text) in &pages {
        assert_eq!(said(&secrets, text), [""; 0], "{path}");
    }
    // The same eyes see them where they may be seen.
    let mut leader = world.browser_as(LEADER).await;
    let above = world.unit_of("kien-hai").await;
    let board = leader.get(&format!("/dv/{above}/2020/tien-do/HV_DS")).await;
    assert!(said(&secrets, &board.body).contains(&"2.628"));
    let form = leader.get(&format!("/dv/{there}/2020/so-lieu")).await;
    assert!(said(&secrets, &form.body).len() > 20);
    let pdf = leader.get(&format!("/dv/{there}/2020/bao-cao/tai-pdf")).await;
    assert!(said(&secrets, &words(&world, &pdf)).len() > 10);
}

#[tokio::test]
async fn no_field_of_the_form_of_lai_son_reaches_a_cell_of_nam_du() {
    let (world, here, there) = story().await;
    let before = world.rows_of(there).await;
    let secrets = secrets(&world, here, there).await;
    let mut officer = world.browser_as(OFFICER).await;
    let form = format!("/dv/{here}/2020/so-lieu");
    let unit = there.to_string();
    // Each time a good cell of Lại Sơn itself goes with it, and is saved.
    let mut count = 1;
    let mut tell = async |path: &str, header: (&'static str, &str), extra: &[(&str, &str)]| {
        let (value, version) = ((count + 1).to_string(), count.to_string());
        count += 1;
        let own = [("o.KNC", &value[..]), ("v.KNC", &version[..])];
        let request = Request::post(path)
            .header(header.0, header.1)
            .header(header::ACCEPT, "application/json")
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let body = Body::from(encoded(&[extra, &own].concat()));
        let seen = officer.send(request, body).await;
        assert!(seen.status == 200 && seen.says(r#""state":"saved""#), "{}", seen.body);
        assert_eq!(said(&secrets, &seen.body), [""; 0]);
    };
    let plain = ("x-plain", "x");
    let fields = [
        "unit",
        "unit_id",
        "dv",
        "don_vi",
        "u.DAN_SO",
        "place",
        "scope",
        "root",
        "period",
        "ky",
        "o.{there}.KNC",
        "o.nam-du.KNC",
        "o[{there}][KNC]",
        "o.KNC@{there}",
        "o.{there}/KNC",
    ];
    for name in fields.map(|name| name.replace("{there}", &unit)) {
        tell(&form, plain, &[(&name, &unit)]).await;
        let query = format!("{form}?{}={unit}", name.replace(['[', ']'], ""));
        tell(&query, plain, &[]).await;
    }
    let elsewhere = format!("/dv/{there}/2020/so-lieu");
    for name in ["x-original-url", "x-rewrite-url", "x-forwarded-prefix", "x-unit"] {
        tell(&form, (name, &elsewhere), &[]).await;
    }
    tell(&form, ("x-http-method-override", "PUT"), &[]).await;
    assert!(before == world.rows_of(there).await, "a row of Nam Du changed");
    let ours = world.entries(here, "KNC").await;
    assert_eq!(ours.iter().filter(|entry| entry.version > 1).count(), 15 * 2 + 4 + 1);
}

#[tokio::test]
async fn going_back_to_a_page_of_nam_du_after_saving_opens_nothing() {
    let (world, here, there) = story().await;
    let mut officer = world.browser_as(OFFICER).await;
    let back = format!("/dv/{there}/2020/so-lieu");
    let typed = [("o.KNC", "3"), ("v.KNC", "1"), ("ve", &back[..])];
    let seen = officer.post(&format!("/dv/{here}/2020/so-lieu"), &typed).await;
    assert_eq!(seen.status, 303);
    let next = officer.get(seen.location()).await;
    assert!(next.status == 404 && next.says("Không tìm thấy trang"), "{}", next.status);
}

#[tokio::test]
async fn a_key_of_another_person_gives_nothing_away_and_does_nothing_there() {
    let (world, here, there) = story().await;
    let before = world.rows_of(there).await;
    let secrets = secrets(&world, here, there).await;
    let mut officer = world.browser_as(OFFICER).await;
    // What the officer of Nam Du sent, letter by letter, with its key.
    let sent = [("o.KNC", "không rõ 7531"), ("v.KNC", "1"), ("khoa", "cua-nam-du")];
    let seen = officer.tell(&format!("/dv/{there}/2020/so-lieu"), &sent).await;
    assert_eq!(seen.status, 404);
    let seen = officer.tell(&format!("/dv/{here}/2020/so-lieu"), &sent).await;
    assert_eq!(seen.status, 200, "the key of another is free here: {}", seen.body);
    let told = seen.body.replace("không rõ 7531", "");
    assert_eq!(said(&secrets, &told), [""; 0]);
    assert!(before == world.rows_of(there).await, "a row of Nam Du changed");
}

#[tokio::test]
async fn the_session_of_an_officer_whose_role_ends_closes_with_it() {
    let world = World::story().await;
    let here = world.unit_of("an-son").await;
    let account = world.account("tam-thoi", "Người tạm thời").await;
    let days = ["2020-01-01", "2021-01-16"];
    world.grant_in(account, entities::values::Role::Officer, here, days).await;
    let mut officer = world.browser_with(&world.let_in(account).await);
    let path = format!("/dv/{here}/2020/so-lieu");
    let page = officer.get(&path).await;
    assert_eq!(page.status, 200);
    let mut form = PageForm::with_field(&page.body, "o.KNC");
    form.set("o.KNC", "2");
    // Midnight in Vietnam comes while the form is open.
    world.clock().advance(chrono::Duration::hours(6));
    let seen = form.send(&mut officer).await;
    assert_eq!(seen.status, 404, "{}", seen.body);
    assert_eq!(world.entries(here, "KNC").await.iter().filter(|e| e.version > 1).count(), 0);
}
