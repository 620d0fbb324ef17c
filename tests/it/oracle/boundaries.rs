//! Sums in today's boundaries against `boundaries.py`, which follows each unit to where it rests
//! today and rebuilds no tree.

use std::process::Command;

use entities::values::{Code, Period};
use khuyenhoc::authority::{ActionKind, ViewProgress};
use khuyenhoc::demo;
use khuyenhoc::facts::Frame;
use khuyenhoc::progress::{gather, total};
use serde_json::Value;

use super::permit;
use crate::support::World;

const ORACLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/oracle/boundaries.py");
const STANDARD: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/exchange/standard.json");

fn expected(world: &World, year: i32) -> Value {
    let file = world.path("all.json").display().to_string();
    let (year, today) = (year.to_string(), world.clock().today().to_string());
    let words = [ORACLE, &file, STANDARD, "--year", &year, "--today", &today];
    let told = Command::new("python3").args(words).output().unwrap();
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    serde_json::from_slice(&told.stdout).unwrap()
}

#[tokio::test]
async fn every_sum_of_every_unit_of_today_is_the_oracles_for_each_year_of_the_story() {
    let world = World::story().await;
    demo::tell_2025(world.db(), &|_, _, _| {}).await.unwrap();
    let file = serde_json::to_vec(&world.export(None).await).unwrap();
    std::fs::write(world.path("all.json"), file).unwrap();
    let mut compared = 0;
    for year in 2018..=2025 {
        let expected = expected(&world, year);
        let units = expected.as_object().unwrap();
        assert_eq!(units.len(), 6, "An Giang, the đặc khu and its four islands");
        for (key, measures) in units {
            let scope = permit::<ViewProgress>(ActionKind::ViewProgress, world.unit_of(key).await);
            let frame = Frame::now(Period::Year(year));
            let seen = gather(&world.reader(), scope.scope(), frame).await.unwrap().unwrap();
            for (code, told) in measures.as_object().unwrap() {
                let made = total(&seen, seen.root(), &Code::new(code), Period::Year(year));
                let sum = made.sum.filter(|_| made.coverage.known > 0).map(|sum| sum.shown);
                let made = (sum, made.coverage.known as u64, made.coverage.asked as u64);
                let amount = told[0].as_i64().map(i128::from);
                let told = (amount, told[1].as_u64().unwrap(), told[2].as_u64().unwrap());
                assert_eq!(made, told, "{key} {year} {code}");
                compared += 1;
            }
        }
    }
    assert!(compared > 6_000, "{compared}");
}
