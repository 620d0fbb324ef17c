//! What figures are made of when not everything was reported. Totals, rates and verdicts of
//! whole files are compared in `oracle`.

mod overview;

use entities::values::{Code, Period, UnitId};
use khuyenhoc::authority::{ActionKind, Actor, Permit, Place, ViewProgress, decide};
use khuyenhoc::exchange::{self, File};
use khuyenhoc::facts::Quantity;
use khuyenhoc::org;
use khuyenhoc::progress::{
    Figure, Gathered, change_in_words, figure, gather, line, printed, printed_against,
};

use crate::support::World;

const YEAR: Period = Period::Year(2020);

/// Kiên Hải in 2020 after a change of the file.
async fn kien_hai(change: impl Fn(&mut File)) -> Gathered {
    let mut file = exchange::read(include_bytes!("../../../src/demo/kien-hai.json")).unwrap();
    change(&mut file);
    let world = World::with_catalogue().await;
    world.import(&file).await.unwrap();
    let reader = world.reader();
    let found = org::find(&reader, "kien-hai", YEAR).await.unwrap();
    let unit = found.first().unwrap().unit;
    let place = Place::within(unit, vec![unit, UnitId::SITE]);
    let granted = decide(&Actor::Operator, ActionKind::ViewProgress, &place, YEAR.last_day());
    let permit: Permit<ViewProgress> = granted.unwrap().permit().unwrap();
    gather(&reader, permit.scope(), YEAR).await.unwrap().unwrap()
}

fn of_the_district(gathered: &Gathered, code: &str) -> Figure {
    let indicator = gathered.indicator(&Code::new(code)).unwrap();
    figure(gathered, indicator, gathered.root(), YEAR)
}

/// Takes away what a unit (all, when empty) reported of a measure in 2020.
fn forget(file: &mut File, unit: &str, measure: &str) {
    let before = file.values.len();
    file.values.retain(|value| {
        let here = unit.is_empty() || value.unit == unit;
        !(here && value.measure.as_str() == measure && value.period == YEAR)
    });
    assert!(file.values.len() < before, "{unit} has no {measure}");
}

#[tokio::test]
async fn a_sum_takes_no_unit_of_which_one_term_is_missing() {
    let gathered_whole = kien_hai(|_| ()).await;
    let gathered = kien_hai(|file| forget(file, "lai-son", "QUY_VD_HV")).await;
    let (whole, part) =
        (of_the_district(&gathered_whole, "QUY_VD"), of_the_district(&gathered, "QUY_VD"));
    assert_eq!((whole.coverage.known, whole.coverage.asked), (5, 5));
    assert_eq!((part.coverage.known, part.coverage.asked), (4, 5));
    let Quantity::Amount { amount, .. } = part.quantity else { panic!("no amount") };
    let lost = 841_150_000 - amount.shown;
    let indicator = gathered.indicator(&Code::new("QUY_VD")).unwrap();
    let lai_son = gathered.tree.iter().find(|node| node.version.slug == "lai-son").unwrap();
    let of_lai_son = figure(&gathered_whole, indicator, lai_son.version.unit, YEAR).quantity;
    let Quantity::Amount { amount, .. } = of_lai_son else { panic!("no amount") };
    // its cash went with its goods
    assert_eq!(lost, amount.shown);
}

#[tokio::test]
async fn what_some_have_none_of_and_others_have_not_said_is_not_known() {
    let nobody = |file: &mut File| {
        for value in &mut file.values {
            if value.measure.as_str() == "DH_DANG_KY" && value.period == YEAR {
                value.amount = None;
                value.nothing = true;
            }
        }
        // what contradicts it goes with it
        for measure in ["DH_DAT_CN", "DH_DK_LAI", "DH_DK_MOI", "DH_THOI_DK"] {
            file.values.retain(|v| v.measure.as_str() != measure || v.period != YEAR);
        }
    };
    let gathered = kien_hai(nobody).await;
    let indicator = gathered.indicator(&Code::new("DH_DK")).unwrap().clone();
    assert_eq!(printed(&of_the_district(&gathered, "DH_DK"), &indicator), "không có");
    let gathered = kien_hai(|file| {
        nobody(file);
        forget(file, "nam-du", "DH_DANG_KY");
    })
    .await;
    let figure = of_the_district(&gathered, "DH_DK");
    assert_eq!((figure.coverage.known, figure.coverage.asked), (3, 4));
    assert_eq!(printed(&figure, &indicator), "chưa có số liệu");
}

#[tokio::test]
async fn a_published_population_serves_when_no_commune_gave_its_own() {
    let gathered = kien_hai(|file| forget(file, "", "DAN_SO")).await;
    let figure = of_the_district(&gathered, "HV_DS");
    assert!(figure.published && figure.is_complete());
    let indicator = gathered.indicator(&Code::new("HV_DS")).unwrap();
    assert_eq!(printed(&figure, indicator), "11,91%");
}

#[tokio::test]
async fn decimals_are_added_until_a_rate_leaves_its_limit() {
    let mut gathered = kien_hai(|_| ()).await;
    let code = Code::new("GD_DAT");
    let mut target = gathered.targets.iter().find(|t| t.new.indicator == code).unwrap().new.clone();
    for indicator in &mut gathered.indicators {
        indicator.decimals = 0;
    }
    let indicator = gathered.indicator(&code).unwrap().clone();
    let figure = of_the_district(&gathered, "GD_DAT");
    let Quantity::Ratio { part, whole, .. } = figure.quantity else { panic!("no rate") };
    assert_eq!(printed(&figure, &indicator), "93%");
    // 92,97…: a limit that agrees with it in three decimals needs a fourth
    let near =
        rust_decimal::Decimal::from(part.shown * 100) / rust_decimal::Decimal::from(whole.shown);
    target.value = Some(near.round_dp(3));
    target.value2 = None;
    let text = printed_against(&figure, &indicator, &target);
    assert_ne!(text, "93%");
    let shown: rust_decimal::Decimal =
        text.trim_end_matches('%').replace(',', ".").parse().unwrap();
    assert_ne!(shown, near.round_dp(3));
    assert_eq!(shown > near.round_dp(3), near > near.round_dp(3));
}

#[tokio::test]
async fn a_share_changes_in_points_and_money_in_per_cent() {
    let gathered = kien_hai(|_| ()).await;
    let words = |code: &str| {
        let indicator = gathered.indicator(&Code::new(code)).unwrap();
        change_in_words(line(&gathered, indicator, gathered.root(), &[]).root.change)
    };
    assert!(words("HV_DS").ends_with(" điểm %"), "{}", words("HV_DS"));
    let money = words("QUY_VD");
    assert!(money.ends_with('%') && !money.contains("điểm"), "{money}");
}
