//! The program against an independent computation (`tests/oracle`): random files go in through
//! the import, and every figure, verdict and printed text must be the oracle's. Nothing is
//! expected here that the program computed itself.

mod boundaries;
mod differences;
mod figures;
mod paper;
mod seeds;

use entities::values::{Period, UnitId};
use khuyenhoc::authority::{
    Action, ActionKind, Actor, Permit, Place, ViewProgress, ViewReport, decide,
};
use khuyenhoc::{org, progress, reports};

use self::differences::Differences;
use self::seeds::{Seed, seeds};
use crate::support::World;

#[tokio::test]
async fn figures_and_paper_of_seeds_1_to_10_are_the_oracles() {
    ten_from(1).await;
}

#[tokio::test]
async fn figures_and_paper_of_seeds_11_to_20_are_the_oracles() {
    ten_from(11).await;
}

#[tokio::test]
async fn figures_and_paper_of_seeds_21_to_30_are_the_oracles() {
    ten_from(21).await;
}

#[tokio::test]
async fn figures_and_paper_of_seeds_31_to_40_are_the_oracles() {
    ten_from(31).await;
}

#[tokio::test]
async fn figures_and_paper_of_seeds_41_to_50_are_the_oracles() {
    ten_from(41).await;
}

async fn ten_from(first: u32) {
    let mut differences = Differences::default();
    let mut files = 0;
    for seed in seeds(first, first + 9) {
        compare(&seed, &mut differences).await;
        files += 1;
    }
    assert_eq!(files, 10);
    differences.none_and_at_least(30_000);
}

async fn compare(seed: &Seed, differences: &mut Differences) {
    differences.now(format!("seed {}", seed.number));
    let world = World::with_catalogue().await;
    if let Err(refusals) = world.import(&seed.file).await {
        panic!("seed {}: {refusals:?}", seed.number);
    }
    let reader = world.reader();
    let found = org::find(&reader, &seed.unit, seed.period).await.unwrap();
    let [root] = found.as_slice() else { panic!("{} units are {}", found.len(), seed.unit) };
    let scope = permit::<ViewProgress>(ActionKind::ViewProgress, root.unit).scope();
    let gathered = progress::gather(&reader, scope, seed.period).await.unwrap().unwrap();
    figures::compare(&gathered, seed, differences);
    for node in gathered.tree.iter().filter(|node| !node.children.is_empty()) {
        let unit = node.version.unit;
        let permit = permit::<ViewReport>(ActionKind::ViewReport, unit);
        let report = reports::yearly(&reader, &permit, seed.period, vec!["DỮ LIỆU MẪU".to_owned()])
            .await
            .unwrap()
            .unwrap();
        figures::compare_board(&report.board, &report.gathered, seed, differences);
        paper::compare(&report.document(), &node.version.slug, seed, differences);
    }
}

/// The operator's right to see a unit.
fn permit<A: Action>(kind: ActionKind, unit: UnitId) -> Permit<A> {
    let place = Place::within(unit, vec![unit, UnitId::SITE]);
    let day = Period::Year(2021).first_day();
    decide(&Actor::Operator, kind, &place, day).unwrap().permit().unwrap()
}
