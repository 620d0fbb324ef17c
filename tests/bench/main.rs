//! Measures the pages and the paper on a generated province; `tests/bench/run` starts it and
//! README.md says what is compared with what. It prints figures and judges them; it is no test.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::float_arithmetic,
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss,
    reason = "a measurement that cannot go on stops, and what it finds is printed"
)]

mod browser;
mod gauge;
mod pages;
mod paper;
mod province;
mod start;
mod table;
mod twin;
mod typst;

use std::path::{Path, PathBuf};

use khuyenhoc::platform::db::Target;
use table::Findings;

/// Figures of so many years lie in the databases: two are the year and the one it is compared
/// with, one is a year that nothing can be compared with.
const YEARS: [i32; 3] = [10, 2, 1];

fn main() {
    let wanted: Vec<String> =
        std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let findings = runtime.block_on(run(&wanted));
    findings.print();
}

async fn run(wanted: &[String]) -> Findings {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("bench");
    drop(std::fs::remove_dir_all(&folder));
    std::fs::create_dir_all(&folder).unwrap();
    let mut provinces = Vec::new();
    for years in YEARS {
        let begun = std::time::Instant::now();
        provinces.push(province::make(&database(&folder, years), years).await);
        println!("a province with {years} years of figures: made in {:.1?}", begun.elapsed());
    }
    let mut findings = Findings::default();
    pages::measure(&provinces, wanted, &mut findings).await;
    if wanted.is_empty() || wanted.iter().any(|word| word == "report") {
        paper::measure(&provinces[0], &folder, &mut findings).await;
    }
    for province in provinces {
        province.db.close().await.unwrap();
    }
    if wanted.is_empty() || wanted.iter().any(|word| word == "start") {
        start::measure(&folder.join("province-10.db"));
    }
    findings
}

fn database(folder: &Path, years: i32) -> Target {
    Target::File(folder.join(format!("province-{years}.db")))
}
