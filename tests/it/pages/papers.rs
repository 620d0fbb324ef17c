//! Whatever can be taken along from a copy to practise in says so: BẢN TẬP, on every paper and on
//! every sheet.

use std::process::Command;

use axum::http::Method;
use entities::values::{Role, UnitId};
use khuyenhoc::audit::{Event, EventKind};
use khuyenhoc::platform::site;
use khuyenhoc::web::routes::{self, Right};
use khuyenhoc::workbooks::{Content, Limits, read_now};

use crate::support::World;
use crate::support::browser::{Browser, Seen};
use crate::support::page_form::PageForm;

const MARK: &str = "BẢN TẬP";
/// How an address of a file ends, and no other.
const FILES: [&str; 6] = ["tai-pdf", "in-pdf", "tai-word", "tai-excel", "bieu-excel", "tai-mau"];

async fn practice() -> World {
    let world = World::story().await;
    let write = async |work| {
        site::write(&work, site::PRACTICE, "yes").await?;
        Ok(((), Event::plain(EventKind::SiteSet)))
    };
    world.does(write).await.unwrap();
    world
}

/// A path with something real in its places.
fn filled(path: &str, unit: UnitId) -> String {
    path.replace("{unit}", &format!("{unit}-kien-hai"))
        .replace("{period}", "2020")
        .replace("{indicator}", "HD_5T")
        .replace("{measure}", "DAN_SO")
}

fn is_file(seen: &Seen) -> bool {
    seen.header("content-disposition").starts_with("attachment")
}

/// The papers and sheets of a file that do not bear the mark; all must.
fn unmarked(world: &World, seen: &Seen) -> Vec<String> {
    let file = world.path("taken");
    std::fs::write(&file, &seen.bytes).unwrap();
    let said = |program: &str, before: &[&str], after: &[&str]| {
        let ran = Command::new(program).args(before).arg(&file).args(after).output().unwrap();
        String::from_utf8(ran.stdout).unwrap()
    };
    let kind = seen.header("content-type");
    let parts: Vec<(String, String)> = match kind {
        "application/pdf" => {
            let text = said("pdftotext", &["-layout"], &["-"]);
            let pages = text.trim_end_matches('\u{c}').split('\u{c}').map(str::to_owned);
            pages.enumerate().map(|(at, page)| (format!("page {}", at + 1), page)).collect()
        }
        _ if kind.ends_with("wordprocessingml.document") => {
            vec![("document".to_owned(), said("unzip", &["-p"], &["word/header*.xml"]))]
        }
        _ if kind.ends_with("spreadsheetml.sheet") => {
            let book = read_now(&seen.bytes, &Limits::USUAL).unwrap();
            let shown = book.sheets.into_iter().filter(|sheet| !sheet.hidden);
            shown
                .map(|sheet| {
                    let cells: Vec<String> = sheet.cells.values().map(Content::text).collect();
                    (sheet.name, cells.join("\n"))
                })
                .collect()
        }
        other => panic!("{other} is no kind of paper that this test knows"),
    };
    assert!(!parts.is_empty());
    parts.into_iter().filter(|(_, text)| !text.contains(MARK)).map(|(name, _)| name).collect()
}

#[tokio::test]
async fn every_file_of_every_address_says_that_it_comes_from_a_practice_copy() {
    let world = practice().await;
    let unit = world.unit_of("kien-hai").await;
    let mut leader = world.browser_as("lanh-dao.kien-hai").await;
    let mut admin = world.browser_as("quan-tri").await;
    let (mut files, mut wrong) = (0, Vec::new());
    for row in routes::rows().iter().filter(|row| row.method == Method::GET) {
        let browser: &mut Browser = match row.right {
            Right::Unit(_) => &mut leader,
            _ => &mut admin,
        };
        let seen = browser.get(&filled(row.path, unit)).await;
        let last = row.path.rsplit('/').next().unwrap_or_default();
        let promises = FILES.contains(&last);
        assert_eq!(is_file(&seen), promises, "{}: {}", row.path, seen.status);
        if promises {
            files += 1;
            let unmarked = unmarked(&world, &seen);
            wrong.extend(unmarked.iter().map(|part| format!("{}: {part}", row.path)));
        }
    }
    assert!(files >= 14, "{files}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn so_do_the_printed_codes_of_the_second_step() {
    let world = practice().await;
    let hoa = world.person("hoa", "Nguyễn Thị Hoa").await;
    world.grant(hoa, Role::Admin, UnitId::SITE).await;
    let telephone = world.telephone(hoa).await;
    let mut browser = world.browser_with(&telephone.session.token);
    let digits = world.code(&telephone);
    let page = browser.get("/toi/hai-buoc").await;
    let mut form = PageForm::with_action(&page.body, "/ma-du-phong");
    form.set("ma", &digits);
    let shown = form.send(&mut browser).await;
    let codes = PageForm::with_field(&shown.body, "du_phong");
    let codes: Vec<(&str, &str)> = codes.all().collect();
    let paper = browser.post("/toi/hai-buoc/ma-du-phong/tai-pdf", &codes).await;
    assert!(is_file(&paper), "{}", paper.body);
    assert_eq!(unmarked(&world, &paper), [""; 0]);
}
