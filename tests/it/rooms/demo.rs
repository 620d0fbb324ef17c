//! The story of Kiên Hải: told once, whole, and the same each time.

mod chapter_2025;

use entities::values::{Period, Role};
use khuyenhoc::audit;
use khuyenhoc::authority::ViewReport;
use khuyenhoc::demo;
use khuyenhoc::documents::pdf;
use khuyenhoc::identity;
use khuyenhoc::platform::outcome::Failure;
use khuyenhoc::reports::{self, Yearly};

use crate::support::{World, khuyenhoc};

const YEAR: Period = Period::Year(2020);

async fn report(world: &World, unit: &str) -> Yearly {
    let permit = world.permit::<ViewReport>(world.unit_of(unit).await).await;
    reports::yearly(&world.reader(), &permit, YEAR, vec!["DỮ LIỆU MẪU".to_owned()])
        .await
        .unwrap()
        .unwrap()
}

#[tokio::test]
async fn two_preparations_print_the_same_bytes_on_either_engine() {
    let world = World::story().await;
    let file = World::on_file().await;
    demo::prepare(file.db(), &|_, _, _| {}).await.unwrap();
    let paper = pdf(&report(&world, "kien-hai").await.document()).unwrap();
    let other = pdf(&report(&file, "kien-hai").await.document()).unwrap();
    assert!(paper == other, "another paper was printed");
    assert!(paper.starts_with(b"%PDF-"));
}

#[tokio::test]
async fn the_story_is_told_once_and_only_where_nobody_is() {
    let world = World::story().await;
    assert!(demo::is_prepared(&world.reader()).await.unwrap());
    let Err(Failure::Refused(refusals)) = demo::prepare(world.db(), &|_, _, _| {}).await else {
        panic!("told twice");
    };
    assert_eq!(refusals[0].code, "not_empty");
    assert_eq!(audit::verify(&world.reader()).await.unwrap(), []);
}

#[tokio::test]
async fn its_people_hold_the_rights_of_their_work() {
    let world = World::story().await;
    let accounts = identity::accounts(&world.reader()).await.unwrap();
    let role = |login: &str| {
        let account = accounts.iter().find(|account| account.login == login).unwrap();
        (account.grants.len(), account.grants[0].role, account.is_open)
    };
    assert_eq!(role("can-bo.lai-son"), (1, Role::Officer, false));
    assert_eq!(role("van-phong.kien-hai"), (1, Role::Staff, false));
    assert_eq!(role("lanh-dao.kien-hai"), (1, Role::Leader, false));
    assert_eq!(role("quan-tri"), (1, Role::Admin, false));
    assert_eq!(accounts.len(), 7);
    let people = identity::demo_people(&world.reader()).await.unwrap();
    assert_eq!(people.len(), 7, "each is let in at one press");
}

#[tokio::test]
async fn every_section_that_asks_for_words_has_them_and_last_years_are_offered() {
    let world = World::story().await;
    let report = report(&world, "kien-hai").await;
    let sections = report.sections();
    let silent = sections.iter().filter(|section| section.asks_for_prose);
    let silent: Vec<_> = silent.filter(|section| section.prose.is_empty()).collect();
    assert!(silent.is_empty(), "{silent:?}");
    assert!(sections.iter().any(|section| !section.last_year_prose.is_empty()));
    let words = sections.iter().find(|section| section.prose.starts_with("Năm 2020")).unwrap();
    assert!(words.prose.starts_with(
        "Năm 2020, các cấp hội khuyến học từ huyện đến cơ sở trên địa bàn huyện Kiên Hải đã \
         tích cực làm tốt công tác tuyên truyền vận động đăng ký thực hiện phong trào học tập \
         suốt đời trong gia đình, dòng họ, cộng đồng và trong đơn vị học tập."
    ));
    assert_eq!(words.written_by, "Trần Thị Mẫu");
}

#[tokio::test]
async fn the_command_tells_it_once_and_check_finds_nothing() {
    let world = World::new().await.stop().await;
    let database = world.address();
    let prepare = ["demo", "--prepare", "--database", &database];
    assert!(khuyenhoc(&prepare).await.succeeds().contains("Đã chuẩn bị"));
    assert!(khuyenhoc(&prepare).await.succeeds().contains("đã có"));
    khuyenhoc(&["check", "--database", &database]).await.succeeds();
}

#[tokio::test]
async fn a_report_is_printed_beside_a_running_server() {
    let world = World::story().await;
    let (paper, page) = (world.path("r.pdf"), world.path("r.html"));
    for out in [&paper, &page] {
        print(&world, "kien-hai", "2020", &out.display().to_string()).await.succeeds();
    }
    let expected = pdf(&report(&world, "kien-hai").await.document()).unwrap();
    assert!(std::fs::read(&paper).unwrap() == expected, "the paper of the command line differs");
    assert!(std::fs::read_to_string(&page).unwrap().contains("HỘI KHUYẾN HỌC"));
}

#[tokio::test]
async fn a_report_names_every_unit_that_was_meant_and_refuses() {
    let world = World::story().await;
    let mut second =
        khuyenhoc::exchange::read(include_bytes!("../exchange_files/second-unit.json")).unwrap();
    second.units[3].versions[0].name = "Lại Sơn".to_owned();
    world.import(&second).await.unwrap();
    let out = world.path("r.pdf").display().to_string();
    let ran = print(&world, "lai-son", "2020", &out).await;
    let (one, other) = (world.unit_of("lai-son").await, world.unit_of("dong-mit").await);
    for unit in [one, other] {
        assert!(ran.fails().contains(&format!("{unit} (xã Lại Sơn)")), "{}", ran.says);
    }
    print(&world, &one.to_string(), "2020", &out).await.succeeds();
    let nobody = print(&world, "khong-co", "2020", &out).await;
    assert!(nobody.fails().contains("Không có đơn vị «khong-co» trong kỳ 2020."));
    let before = print(&world, "nam-du", "2004", &out).await;
    assert!(before.fails().contains("trong kỳ 2004"), "Nam Du was founded in 2005");
    let ending =
        print(&world, "kien-hai", "2020", &world.path("r.doc").display().to_string()).await;
    assert!(ending.fails().contains("đuôi .pdf"));
}

async fn print(world: &World, unit: &str, year: &str, out: &str) -> crate::support::Ran {
    let database = world.address();
    let words = ["report", "yearly", "--unit", unit, "--year", year, "--out", out];
    khuyenhoc(&[&words[..], &["--database", &database]].concat()).await
}

#[tokio::test]
async fn an_account_is_opened_invited_granted_and_disabled_from_the_command_line() {
    let world = World::new().await;
    world.unit("Lại Sơn", "xã", None).await;
    let world = world.stop().await;
    let database = world.address();
    let account = |words: &[&str]| {
        let words = [&["account", "--database", &database], words].concat();
        let words: Vec<String> = words.into_iter().map(str::to_owned).collect();
        async move {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            khuyenhoc(&words).await
        }
    };
    let opened = account(&["add", "hoa", "--name", "Nguyễn Thị Hoa"]).await;
    assert!(opened.succeeds().contains("/moi/"));
    assert!(account(&["add", "hoa", "--name", "Hoa"]).await.fails().contains("hoa"));
    account(&["grant", "hoa", "officer", "--unit", "lai-son"]).await.succeeds();
    account(&["grant", "hoa", "officer"]).await.fails();
    account(&["grant", "hoa", "officer", "--unit", "nam-du"]).await.fails();
    let listed = account(&["list"]).await;
    assert!(listed.succeeds().contains("officer tại xã Lại Sơn"), "{}", listed.says);
    assert!(account(&["invite", "hoa"]).await.succeeds().contains("/moi/"));
    account(&["disable", "hoa"]).await.succeeds();
    account(&["invite", "hoa"]).await.fails();
    assert!(account(&["list"]).await.succeeds().contains("đã ngừng"));
}
