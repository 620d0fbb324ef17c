//! Each page against its twin, and with ten years of figures against one.

use base64::Engine;
use entities::values::Period;
use khuyenhoc::identity;
use khuyenhoc::platform::db::Target;
use khuyenhoc::web::access::Visitor;
use khuyenhoc::web::page::{Layout, Tab};
use sea_orm::{ConnectionTrait, Database};
use sha2::{Digest, Sha256};

use crate::browser::Browser;
use crate::gauge;
use crate::province::{Province, YEAR};
use crate::table::Findings;
use crate::twin::{board, figures::Twin};

/// A page may take so many times the processor time of its twin.
const TWIN: f64 = 2.0;
/// No slower with ten years than with one, but for what a machine sways.
const YEARS: f64 = 1.05;

pub async fn measure(ten: &Province, one: &Province, wanted: &[String], findings: &mut Findings) {
    let (browser, young) = (Browser::of(ten), Browser::of(one));
    for (what, page) in [("board", "tien-do"), ("figure", "tien-do/GD_DAT")] {
        if !wanted.is_empty() && !wanted.iter().any(|word| word == what) {
            continue;
        }
        let path = format!("/dv/{}-mau/{YEAR}/{page}", ten.root);
        let twin = twin(ten, &path).await;
        if what == "board" {
            same(&browser.get(&path).await, &board::page(&twin, &as_of(ten)).await);
            let as_of = as_of(ten);
            let (ours, theirs) = gauge::by_turns(
                async || drop(browser.get(&path).await),
                async || drop(board::page(&twin, &as_of).await),
            )
            .await;
            findings.add(what, ours, "its twin", theirs, TWIN);
        }
        let (old, new) = gauge::by_turns(
            async || drop(browser.get(&path).await),
            async || drop(young.get(&path).await),
        )
        .await;
        findings.add(&format!("{what}, 10 years"), old, "1 year", new, YEARS);
    }
}

fn as_of(_: &Province) -> String {
    "08:20 ngày 15/01/2026".to_owned()
}

async fn twin(province: &Province, path: &str) -> Twin {
    let Target::File(file) = province.db.target() else { panic!("the twin reads a file") };
    let url = format!("sqlite://{}?mode=ro", file.display());
    let connection = Database::connect(url).await.unwrap();
    let visitor = Visitor {
        actor: identity::actor_of(&province.session),
        session: Some(province.session.clone()),
        place: Some(province.place.clone()),
        reader: province.db.reader(),
        asked: path.to_owned(),
        address: String::new(),
    };
    let year = Period::Year(YEAR);
    let layout = Layout::of_unit(&visitor, "Tiến độ", year, Tab::Progress).await.unwrap().unwrap();
    let hash = Sha256::digest(&province.token);
    let session = base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(hash);
    let backend = connection.get_database_backend();
    Twin { connection, backend, session, root: province.root.0, layout }
}

/// The twin must say the same, letter by letter.
fn same(page: &[u8], twin: &str) {
    let page = std::str::from_utf8(page).unwrap();
    if page != twin {
        let at = page.bytes().zip(twin.bytes()).position(|(a, b)| a != b).unwrap_or(0);
        let around = |text: &str| {
            String::from_utf8_lossy(
                &text.as_bytes()[at.saturating_sub(200)..(at + 200).min(text.len())],
            )
            .into_owned()
        };
        panic!("the twin differs at {at}:\npage: {}\ntwin: {}", around(page), around(twin));
    }
}
