//! The report of Hải Bình, given only as a file: a province, half a year, figures without parts.

use entities::values::Period;
use khuyenhoc::documents::{Emphasis, pdf};
use khuyenhoc::exchange;

use super::forms::{forms, number, summed};
use super::papers::{cell, lines, report, table};
use crate::support::World;

const FILE: &str = include_str!("../../exchange_files/second-unit.json");

async fn hai_binh() -> World {
    let world = World::with_catalogue().await;
    world.import(&exchange::read(FILE.as_bytes()).unwrap()).await.unwrap();
    world
}

#[tokio::test]
async fn nothing_of_kien_hai_is_in_it() {
    let world = hai_binh().await;
    let units = exchange::read(FILE.as_bytes()).unwrap().units;
    for period in [Period::Year(2022), Period::HalfYear(2022)] {
        for unit in &units {
            let last = unit.versions.last().unwrap();
            if last.from > period.last_day() || last.to.is_some_and(|to| to <= period.first_day()) {
                continue;
            }
            let name = format!("{} {}", last.kind, last.name);
            let text = lines(&report(&world, &name, period).await.document()).join("\n");
            for word in ["Kiên", "KIÊN", "Hòn Tre", "Lại Sơn", "An Sơn", "Nam Du", "huyện đảo"]
            {
                assert!(!text.contains(word), "{name}: {word}");
            }
            assert!(text.contains("BÁO CÁO"), "{name}");
        }
    }
}

#[tokio::test]
async fn half_a_year_is_reviewed_as_half_a_year() {
    let world = hai_binh().await;
    let document = report(&world, "tinh-hai-binh", Period::HalfYear(2022)).await.document();
    let text = lines(&document).join("\n");
    assert!(text.contains("Sơ kết công tác khuyến học 6 tháng đầu năm 2022"), "{text}");
    assert!(text.contains("III. PHƯƠNG HƯỚNG, NHIỆM VỤ 6 THÁNG CUỐI NĂM 2022"));
    assert!(pdf(&document).is_ok());
}

#[tokio::test]
async fn a_total_that_is_not_the_sum_of_its_rows_says_why() {
    let world = hai_binh().await;
    for period in [Period::Year(2021), Period::Year(2022), Period::HalfYear(2022)] {
        let document = report(&world, "tinh-hai-binh", period).await.document();
        for form in forms(&document) {
            let (totals, rows): (Vec<_>, Vec<_>) =
                form.rows.iter().partition(|row| row.emphasis == Emphasis::Total);
            for at in summed(form) {
                let bare = |cell: &str| {
                    number(cell.trim_start_matches(|c: char| !c.is_ascii_digit() && c != '-'))
                };
                let sum: i64 = rows.iter().map(|row| bare(&row.cells[at])).sum();
                let noted = form.notes.iter().any(|note| note.contains("số công bố"));
                let total = bare(&totals[0].cells[at]);
                assert!(total == sum || noted, "{period} {} {total} {sum}", form.key);
            }
        }
    }
    let document = report(&world, "tinh-hai-binh", Period::Year(2022)).await.document();
    assert!(!table(&document, "B1").notes.is_empty());
}

#[tokio::test]
async fn a_rate_counts_what_was_published_for_a_part_that_did_not_report() {
    let world = hai_binh().await;
    let document = report(&world, "tinh-hai-binh", Period::Year(2021)).await.document();
    let form = table(&document, "B7");
    let (group, share) = ("Trẻ 6–14 tuổi", "% trên tổng số trẻ 6–14 tuổi");
    assert_eq!(cell(form, "Tổng cộng", group, "Tổng số"), "8.633");
    assert_eq!(cell(form, "Tổng cộng", group, "Đến trường"), "8.591");
    assert_eq!(cell(form, "Tổng cộng", group, share), "99,51%");
    let notes = form.notes.join("\n");
    assert!(notes.contains("Sơn Thượng, Trẻ 6–14 tuổi: tổng số: lấy số công bố 5.188"), "{notes}");
}
