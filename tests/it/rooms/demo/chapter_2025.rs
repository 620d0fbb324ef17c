//! Acceptance check 6: after the merger of July 2025 the reports of 2020 print as before, and
//! today's boundaries show one đặc khu with the same totals, indicator for indicator.

use axum::http::StatusCode;
use entities::values::{Code, Period, UnitId};
use khuyenhoc::audit;
use khuyenhoc::authority::{ViewProgress, ViewReport};
use khuyenhoc::demo;
use khuyenhoc::documents::{Document, pdf};
use khuyenhoc::facts::Frame;
use khuyenhoc::identity;
use khuyenhoc::platform::outcome::Failure;
use khuyenhoc::progress::{Board, Gathered, board, figure, gather, printed};
use khuyenhoc::reports;

use crate::support::{World, khuyenhoc};

const YEAR: Period = Period::Year(2020);
/// Every unit of 2020 and the unit that stands there today.
const BECAME: [(&str, &str); 5] = [
    ("kien-hai", "dac-khu-kien-hai"),
    ("hon-tre", "cum-hon-tre"),
    ("lai-son", "cum-lai-son"),
    ("an-son", "cum-an-son"),
    ("nam-du", "cum-nam-du"),
];

impl World {
    /// The story with its second chapter.
    pub async fn told_on() -> Self {
        let world = Self::story().await;
        demo::tell_2025(world.db(), &|_, _, _| {}).await.unwrap();
        world
    }

    async fn document(&self, unit: &str, frame: Frame) -> Document {
        let permit = self.permit::<ViewReport>(self.unit_of(unit).await).await;
        let marks = vec!["DỮ LIỆU MẪU".to_owned()];
        let report = reports::yearly(&self.reader(), &permit, frame, marks).await.unwrap();
        report.unwrap().document()
    }

    async fn seen(&self, unit: &str, frame: Frame) -> Gathered {
        let permit = self.permit::<ViewProgress>(self.unit_of(unit).await).await;
        gather(&self.reader(), permit.scope(), frame).await.unwrap().unwrap()
    }
}

#[tokio::test]
async fn the_reports_of_earlier_years_are_the_same_after_the_merger_byte_for_byte() {
    let world = World::story().await;
    let mut before = Vec::new();
    for unit in BECAME.map(|(then, _)| then) {
        for year in [2018, 2019, 2020].map(Period::Year) {
            before.push((unit, year, world.document(unit, year.into()).await));
        }
    }
    let paper = pdf(&world.document("kien-hai", YEAR.into()).await).unwrap();
    demo::tell_2025(world.db(), &|_, _, _| {}).await.unwrap();
    for (unit, year, document) in before {
        assert!(document == world.document(unit, year.into()).await, "{unit} {year} differs");
    }
    let again = pdf(&world.document("kien-hai", YEAR.into()).await).unwrap();
    assert!(paper == again, "the paper of 2020 has other bytes");
}

/// Every indicator of a unit as printed, with how many said it.
fn told(gathered: &Gathered, unit: UnitId) -> Vec<String> {
    let told = |period| {
        gathered.indicators.iter().map(move |indicator| {
            let figure = figure(gathered, indicator, unit, period);
            let coverage = (figure.coverage.known, figure.coverage.asked, figure.published);
            format!("{}: {} {coverage:?}", indicator.code, printed(&figure, indicator))
        })
    };
    told(YEAR).chain(told(YEAR.previous())).collect()
}

fn verdicts(board: &Board) -> Vec<String> {
    let lines = board.lines.iter();
    lines
        .flat_map(|line| {
            [&line.root].into_iter().chain(&line.children).map(|standing| {
                let judged = standing.judged.as_ref().map(|judged| (judged.verdict, judged.gap));
                format!("{} {judged:?} {:?}", line.indicator.code, standing.gap_to_whole)
            })
        })
        .collect()
}

#[tokio::test]
async fn in_todays_boundaries_one_unit_has_every_total_and_verdict_of_2020() {
    let world = World::told_on().await;
    for (then, now) in BECAME {
        let (then, now) =
            (world.seen(then, YEAR.into()).await, world.seen(now, Frame::now(YEAR)).await);
        assert_eq!(told(&now, now.root()), told(&then, then.root()));
        let boards = (board(&now, now.root()), board(&then, then.root()));
        assert_eq!(verdicts(&boards.0), verdicts(&boards.1));
    }
    let now = world.seen("dac-khu-kien-hai", Frame::now(YEAR)).await;
    let shown = |code: &str| {
        let indicator = now.indicator(&Code::new(code)).unwrap();
        printed(&figure(&now, indicator, now.root(), YEAR), indicator)
    };
    let shown = ["HV_MOI", "HV_CK", "HV_DS", "QUY_VD", "TO_KH", "QUY_BQ"].map(shown);
    assert_eq!(shown, ["87", "2.101", "11,94%", "841.150.000", "100%", "47.803"]);
    assert_eq!(now.tree.children(now.root()).len(), 4, "the islands stay a grouping");
}

#[tokio::test]
async fn the_new_province_counts_the_island_once_and_asks_old_offices_for_their_money_alone() {
    let world = World::told_on().await;
    let now = world.seen("an-giang", Frame::now(YEAR)).await;
    let members = now.indicator(&Code::new("HV_CK")).unwrap();
    let figure = figure(&now, members, now.root(), YEAR);
    assert_eq!(printed(&figure, members), "2.101");
    // four communes, and old An Giang of which nothing is known
    assert_eq!((figure.coverage.known, figure.coverage.asked), (4, 5));
    let (old, office) = (world.unit_of("an-giang-cu").await, world.unit_of("kien-giang").await);
    assert_eq!(figure.coverage.missing, [old]);
    assert!(now.tree.node(office).unwrap().is_past);
}

#[tokio::test]
async fn the_year_of_the_merger_stands_beside_the_year_before_it() {
    let world = World::told_on().await;
    let year = Period::Year(2025);
    let seen = world.seen("dac-khu-kien-hai", year.into()).await;
    let board = board(&seen, seen.root());
    assert!(board.lines.len() >= 10, "2025 has its targets");
    for line in &board.lines {
        assert!(line.root.figure.is_complete(), "{}", line.indicator.code);
        assert!(line.root.change.is_some(), "{} has no year before", line.indicator.code);
        let changed = |child: &&khuyenhoc::progress::Standing| child.change.is_some();
        assert_eq!(line.children.iter().filter(changed).count(), 4, "{}", line.indicator.code);
    }
}

#[tokio::test]
async fn whoever_took_over_reads_what_came_before_and_writes_none_of_it() {
    let world = World::told_on().await;
    let (district, commune) = (world.unit_of("kien-hai").await, world.unit_of("nam-du").await);
    let other = world.unit_of("lai-son").await;
    let mut leader = world.browser_as("lanh-dao.kien-hai").await;
    let mut staff = world.browser_as("van-phong.kien-hai").await;
    let mut officer = world.browser_as("can-bo.nam-du").await;
    for page in ["so-lieu", "tien-do", "tien-do/HV_DS", "bao-cao", "bao-cao/ban-in"] {
        for browser in [&mut leader, &mut staff] {
            for unit in [district, commune] {
                let seen = browser.get(&format!("/dv/{unit}/2020/{page}")).await;
                assert_eq!(seen.status, StatusCode::OK, "{unit} {page}");
            }
        }
        let seen = officer.get(&format!("/dv/{commune}/2020/{page}")).await;
        assert_eq!(seen.status, StatusCode::OK, "{page}");
        for unit in [district, other] {
            let seen = officer.get(&format!("/dv/{unit}/2020/{page}")).await;
            assert_eq!(seen.status, StatusCode::NOT_FOUND, "{unit} {page}");
        }
    }
    for page in ["so-lieu", "bao-cao", "tien-do/chon-so"] {
        for browser in [&mut leader, &mut staff, &mut officer] {
            let path = format!("/dv/{commune}/2020/{page}");
            let fields = [("khoa", "x"), ("o.KNC", "9"), ("v.KNC", "1")];
            assert_eq!(browser.post(&path, &fields).await.status, StatusCode::FORBIDDEN, "{page}");
        }
    }
    let now = world.unit_of("cum-nam-du").await;
    assert_eq!(officer.get(&format!("/dv/{now}/2025/so-lieu")).await.status, StatusCode::OK);
}

#[tokio::test]
async fn pages_lead_across_the_change_both_ways() {
    let world = World::told_on().await;
    let (now, then) = (world.unit_of("dac-khu-kien-hai").await, world.unit_of("kien-hai").await);
    let mut leader = world.browser_as("lanh-dao.kien-hai").await;
    let board = leader.get(&format!("/dv/{now}/2020/tien-do")).await;
    assert!(board.says("Địa giới hiện nay</strong>"), "2020 is there in today's boundaries alone");
    assert!(board.says(&format!("href=\"/dv/{then}-kien-hai/2020/tien-do\"")), "{}", board.body);
    assert!(board.says("lấy số của huyện Kiên Hải"), "the note names what was summed");
    assert!(board.says("Nghị quyết số 1654/NQ-UBTVQH15"));
    let board = leader.get(&format!("/dv/{then}/2020/tien-do")).await;
    assert!(board.says(&format!("href=\"/dv/{now}-kien-hai/2020/tien-do?dia-gioi=nay\"")));
    assert!(!board.says("lấy số của"), "then's boundaries need no note");
    let gone = leader.get(&format!("/dv/{then}/2026/tien-do")).await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
    assert!(gone.says("Năm 2026 không có huyện Kiên Hải"));
    assert!(gone.says(&format!("href=\"/dv/{now}-kien-hai/2026/tien-do\"")));
    let early = leader.get(&format!("/dv/{now}/2020/so-lieu")).await;
    assert_eq!(early.status, StatusCode::NOT_FOUND);
    assert!(early.says(&format!("href=\"/dv/{then}-kien-hai/2020/so-lieu\"")));
    let ours = leader.get(&format!("/dv/{now}/2025/tien-do")).await;
    assert!(!ours.says("Địa giới hiện nay"), "no switch where both ways show the same");
}

#[tokio::test]
async fn the_chapter_is_told_once_after_the_first_and_only_to_invented_data() {
    let empty = World::new().await;
    let Err(Failure::Refused(refusals)) = demo::tell_2025(empty.db(), &|_, _, _| {}).await else {
        panic!("told to a site of real data");
    };
    assert_eq!(refusals[0].code, "not_demo");
    let world = World::told_on().await;
    let acts = audit::latest(&world.reader()).await.unwrap();
    demo::tell_2025(world.db(), &|_, _, _| {}).await.unwrap();
    assert_eq!(audit::latest(&world.reader()).await.unwrap(), acts, "told again it does nothing");
    assert_eq!(audit::verify(&world.reader()).await.unwrap(), []);
    assert_eq!(world.clock().today().to_string(), "2026-01-15");
    let people = identity::demo_people(&world.reader()).await.unwrap();
    assert_eq!(people.len(), 8, "seven, and the leader of An Giang");
    let grants: Vec<usize> = people.iter().map(|person| person.grants.len()).collect();
    assert_eq!(grants, [1; 8], "old roles ended with their units");
}

#[tokio::test]
async fn the_command_tells_it_and_prints_both_boundaries() {
    let world = World::new().await.stop().await;
    let database = world.address();
    let tell = ["demo", "--prepare", "--chapter", "2025", "--database", &database];
    assert!(khuyenhoc(&tell).await.succeeds().contains("Đã kể tiếp"));
    assert!(khuyenhoc(&tell).await.succeeds().contains("đã được kể"));
    khuyenhoc(&["check", "--database", &database]).await.succeeds();
    let out = world.path("r.html").display().to_string();
    for (lines, agency) in [("then", "HUYỆN KIÊN HẢI"), ("now", "ĐẶC KHU KIÊN HẢI")] {
        let words = ["report", "yearly", "--unit", "kien-hai", "--year", "2020"];
        let rest = ["--boundaries", lines, "--out", &out, "--database", &database];
        khuyenhoc(&[&words[..], &rest].concat()).await.succeeds();
        let paper = std::fs::read_to_string(&out).unwrap();
        assert!(paper.contains(&format!("HỘI KHUYẾN HỌC {agency}")), "{lines}");
        assert_eq!(paper.contains("số liệu theo địa giới hiện nay"), lines == "now");
        assert!(paper.contains("2.101"), "{lines}");
    }
}
