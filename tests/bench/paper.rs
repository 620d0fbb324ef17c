//! The yearly report from the database to the bytes of its PDF, against warm Typst on the same
//! words. Every year is another report; two years warm the process, five are measured.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use entities::values::Period;
use khuyenhoc::authority::ViewReport;
use khuyenhoc::documents::{self, Document};
use khuyenhoc::platform::site;
use khuyenhoc::reports;

use crate::gauge::{self, Took};
use crate::province::{Province, YEAR};
use crate::table::Findings;
use crate::typst;

/// Reports that are measured, and as many before them that only warm.
const YEARS: std::ops::RangeInclusive<i32> = YEAR - 4..=YEAR;
const WARM: std::ops::RangeInclusive<i32> = YEAR - 6..=YEAR - 5;
const GOAL: f64 = 1.0;

pub async fn measure(province: &Province, folder: &Path, findings: &mut Findings) {
    let mut sources = Vec::new();
    for year in WARM.chain(YEARS) {
        let file = folder.join(format!("report-{year}.typ"));
        std::fs::write(&file, typst::source(&document(province, year).await)).unwrap();
        sources.push(file);
    }
    let mut rounds = Vec::new();
    let mut pages = Vec::new();
    for year in WARM {
        bytes(province, year).await;
    }
    for year in YEARS {
        rounds.push(gauge::round(&mut async || drop(bytes(province, year).await)).await);
        pages.push(count(&bytes(province, year).await));
    }
    let ours = gauge::median(rounds);
    let fonts = fonts(folder);
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bench/warm_typst.py");
    let output = Command::new("python3").arg(script).arg(&fonts).args(&sources).output().unwrap();
    if !output.status.success() {
        println!("Typst was not measured: {}", String::from_utf8_lossy(&output.stderr));
        return;
    }
    let lines = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<serde_json::Value> =
        lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let (again, new): (Vec<_>, Vec<_>) = lines.iter().partition(|line| line["file"] == "again");
    let median =
        |lines: &[&serde_json::Value]| gauge::median(lines.iter().map(|l| took(l)).collect());
    let theirs: Vec<usize> = sources[2..]
        .iter()
        .map(|file| count(&std::fs::read(file.with_extension("pdf")).unwrap()))
        .collect();
    println!("pages of five reports: ours {pages:?}, Typst {theirs:?}");
    findings.add("report to PDF", ours, "warm Typst", median(&new), GOAL);
    println!("the same report again in Typst, which remembers it: {:.1?}", median(&again).cpu);
}

fn took(line: &serde_json::Value) -> Took {
    let time = |name: &str| Duration::from_secs_f64(line[name].as_f64().unwrap());
    Took { cpu: time("cpu"), wall: time("wall") }
}

async fn document(province: &Province, year: i32) -> Document {
    let permit = province.right::<ViewReport>();
    let reader = province.db.reader();
    let marks = site::imprint(&reader).await.unwrap().marks;
    let report = reports::yearly(&reader, &permit, Period::Year(year), marks).await;
    report.unwrap().unwrap().document()
}

async fn bytes(province: &Province, year: i32) -> Vec<u8> {
    documents::pdf(&document(province, year).await).unwrap()
}

fn count(pdf: &[u8]) -> usize {
    lopdf::Document::load_mem(pdf).unwrap().get_pages().len()
}

/// The same family that our paper is set in, as files.
fn fonts(folder: &Path) -> std::path::PathBuf {
    let fonts = folder.join("fonts");
    std::fs::create_dir_all(&fonts).unwrap();
    let bundled = oxml_layout::bundled_fonts::bundled_font_data();
    for (number, (family, bytes)) in bundled.iter().enumerate() {
        if family.contains("Serif") {
            std::fs::write(fonts.join(format!("{number}.ttf")), bytes).unwrap();
        }
    }
    fonts
}
