//! Each page against its twin, and with ten years of figures against one.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use khuyenhoc::platform::db::Target;
use sea_orm::Database;
use sha2::{Digest, Sha256};

use crate::browser::Browser;
use crate::gauge;
use crate::province::{Province, YEAR};
use crate::table::Findings;
use crate::twin::figures::Twin;
use crate::twin::pages::{Made, one_indicator, promised, side_by_side, whole_year};

/// A page may take so many times the processor time of its twin.
const TWIN: f64 = 2.0;
/// No slower with ten years than with one, but for what a machine sways.
const YEARS: f64 = 1.05;

/// Which twin a page has.
enum Shows {
    Promised,
    WholeYear,
    Indicator(&'static str),
    Form(&'static str),
}

/// Name, path after the year, twin.
const PAGES: [(&str, &str, Shows); 8] = [
    ("dashboard", "tien-do", Shows::Promised),
    ("dashboard of all units", "tien-do?don-vi=tat-ca", Shows::Promised),
    ("comparison", "tien-do/so-sanh", Shows::WholeYear),
    ("other figures", "tien-do/so-khac", Shows::WholeYear),
    ("grid", "bang?mau=B2", Shows::Form("B2")),
    ("grid of the fund", "bang?mau=B5", Shows::Form("B5")),
    ("figure", "tien-do/GD_DAT", Shows::Indicator("GD_DAT")),
    ("figure of money", "tien-do/QUY_VD", Shows::Indicator("QUY_VD")),
];

pub async fn measure(ten: &Province, one: &Province, wanted: &[String], findings: &mut Findings) {
    let (browser, young) = (Browser::of(ten), Browser::of(one));
    let twin = twin(ten).await;
    for (what, page, shows) in &PAGES {
        if !wanted.is_empty() && !wanted.iter().any(|word| what.starts_with(word.as_str())) {
            continue;
        }
        let path = format!("/dv/{}-mau/{YEAR}/{page}", ten.root);
        let markup = browser.get(&path).await;
        let made = make(&twin, shows, &markup).await;
        println!(
            "{what}: {} bytes; its twin: {} figures, {} met",
            made.page.len(),
            made.figures,
            made.met
        );
        let (ours, theirs) = gauge::by_turns(
            async || drop(browser.get(&path).await),
            async || drop(make(&twin, shows, &markup).await),
        )
        .await;
        findings.add(what, ours, "its twin", theirs, TWIN);
        let (old, new) = gauge::by_turns(
            async || drop(browser.get(&path).await),
            async || drop(young.get(&path).await),
        )
        .await;
        findings.add(&format!("{what}, 10 years"), old, "1 year", new, YEARS);
    }
}

async fn make(twin: &Twin, shows: &Shows, markup: &[u8]) -> Made {
    match shows {
        Shows::Promised => promised(twin, markup).await,
        Shows::WholeYear => whole_year(twin, markup).await,
        Shows::Form(form) => side_by_side(twin, form, markup).await,
        Shows::Indicator(code) => one_indicator(twin, code, markup).await,
    }
}

async fn twin(province: &Province) -> Twin {
    let Target::File(file) = province.db.target() else { panic!("the twin reads a file") };
    let url = format!("sqlite://{}?mode=ro", file.display());
    let connection = Database::connect(url).await.unwrap();
    let session = URL_SAFE_NO_PAD.encode(Sha256::digest(&province.token));
    let backend = connection.get_database_backend();
    Twin { connection, backend, session, root: province.root.0 }
}
