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
use crate::twin::pages::{Shows, page};

/// A page may take so many times the processor time of its twin.
const TWIN: f64 = 2.0;
/// No slower with ten years than with few, but for what a machine sways.
const YEARS: f64 = 1.05;

/// Name, path after the year, twin.
const PAGES: [(&str, &str, Shows); 8] = [
    ("dashboard", "tien-do", Shows::Board),
    ("dashboard of all units", "tien-do?don-vi=tat-ca", Shows::BoardOfAll),
    ("comparison", "tien-do/so-sanh", Shows::Comparison),
    ("other figures", "tien-do/so-khac", Shows::Others),
    ("grid", "bang?bieu=B2", Shows::Form("B2")),
    ("grid of the fund", "bang?bieu=B5", Shows::Form("B5")),
    ("figure", "tien-do/GD_DAT", Shows::Indicator("GD_DAT")),
    ("figure of money", "tien-do/QUY_VD", Shows::Indicator("QUY_VD")),
];

/// The first province has ten years, the others fewer.
pub async fn measure(provinces: &[Province], wanted: &[String], findings: &mut Findings) {
    let (ten, fewer) = provinces.split_first().unwrap();
    let browser = Browser::of(ten);
    let twin = twin(ten).await;
    for (what, address, shows) in &PAGES {
        if !wanted.is_empty() && !wanted.iter().any(|word| what.starts_with(word.as_str())) {
            continue;
        }
        let path = format!("/dv/{}-mau/{YEAR}/{address}", ten.root);
        let (ours, theirs) = (browser.get(&path).await, page(&twin, shows).await);
        println!("{what}: {} bytes; its twin: {} bytes", ours.len(), theirs.len());
        let (ours, theirs) = gauge::by_turns(
            async || drop(browser.get(&path).await),
            async || drop(page(&twin, shows).await),
        )
        .await;
        findings.add(what, ours, "its twin", theirs, TWIN);
        for few in fewer {
            let young = Browser::of(few);
            let (old, new) = gauge::by_turns(
                async || drop(browser.get(&path).await),
                async || drop(young.get(&path).await),
            )
            .await;
            let against = format!("{} years", few.years);
            findings.add(&format!("{what}, 10 years"), old, &against, new, YEARS);
        }
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
