//! What an import does not take: every issue at once, each with its place, and nothing written.

use entities::values::{Period, Precision};
use khuyenhoc::exchange::{File, Value};
use khuyenhoc::platform::outcome::Refusal;

use super::{day, second, story};
use crate::support::World;

/// Imports a file into the story's world, which must stay as it was; code and place of each.
async fn refused(change: impl FnOnce(&mut File)) -> Vec<(String, String)> {
    let world = World::story().await;
    let before = world.export(None).await;
    let mut file = story();
    change(&mut file);
    let refusals = world.import(&file).await.unwrap_err();
    assert!(world.export(None).await == before, "something was written");
    for Refusal { says, remedy, field, .. } in &refusals {
        assert!(says.ends_with('.') && remedy.ends_with('.'), "{field}: {says} {remedy}");
        assert!(!field.is_empty(), "{says}");
    }
    refusals.into_iter().map(|refusal| (refusal.code, refusal.field)).collect()
}

fn pairs(found: &[(String, String)]) -> Vec<(&str, &str)> {
    found.iter().map(|(code, field)| (code.as_str(), field.as_str())).collect()
}

fn at(file: &File, unit: &str, measure: &str) -> usize {
    file.values
        .iter()
        .position(|value| {
            value.unit == unit && value.measure.as_str() == measure && value.period.year() == 2020
        })
        .unwrap()
}

#[tokio::test]
async fn forty_two_of_forty_one_five_year_olds() {
    let (mut part, mut whole) = (0, 0);
    let found = refused(|file| {
        part = at(file, "nam-du", "TRE5_DEN_TRUONG");
        whole = at(file, "nam-du", "TRE5_TONG");
        file.values[part].amount = Some(42);
    })
    .await;
    let place = |number: usize| format!("values[{number}].amount");
    for number in [part, whole] {
        let issue = ("contradiction".to_owned(), place(number));
        assert!(found.contains(&issue), "{found:?}");
    }
}

#[tokio::test]
async fn a_unit_under_itself() {
    let found = refused(|file| {
        file.units[1].versions[0].parent = Some("nam-du".to_owned());
    })
    .await;
    assert_eq!(found[0].0, "unit_under_itself");
    assert!(found[0].1.ends_with("versions[0].parent"), "{found:?}");
}

#[tokio::test]
async fn a_range_upside_down() {
    let mut number = 0;
    let found = refused(|file| {
        number = file.targets.iter().position(|target| target.value2.is_some()).unwrap();
        let target = &mut file.targets[number];
        (target.value, target.value2) = (target.value2, target.value);
    })
    .await;
    let place = format!("targets[{number}].value2");
    assert_eq!(pairs(&found), [("range_upside_down", place.as_str())]);
}

#[tokio::test]
async fn every_wrong_value_is_named_at_once_with_its_place() {
    let found = refused(|file| {
        let wrong = |change: &dyn Fn(&mut Value)| {
            let mut value = file.values[0].clone();
            value.period = Period::Year(2017);
            change(&mut value);
            value
        };
        let in_year = |year| wrong(&|value| value.period = Period::Year(year));
        file.values = vec![
            wrong(&|value| value.unit = "khong-co".to_owned()),
            wrong(&|value| value.measure = "KHONG_CO".into()),
            wrong(&|value| value.nothing = true),
            Value { amount: Some(-1), ..in_year(2016) },
            Value { unit: "nam-du".to_owned(), ..in_year(2004) },
            wrong(&|value| value.period = Period::SchoolYear(2019)),
            wrong(&|value| value.unit = "kien-hai".to_owned()),
            Value { amount: None, precision: Precision::Over, ..in_year(2015) },
            Value { source: "x".repeat(501), ..in_year(2014) },
            wrong(&|value| value.measure = "XA".into()),
            in_year(2013),
            in_year(2013),
        ];
        let copy = file.controls[0].clone();
        file.controls.push(copy);
    })
    .await;
    let expected = [
        ("no_such_unit", "values[0].unit"),
        ("no_such_measure", "values[1].measure"),
        ("amount_and_nothing", "values[2].nothing"),
        ("not_an_amount", "values[3].amount"),
        ("unit_not_in_period", "values[4].period"),
        ("wrong_period", "values[5].period"),
        ("whole_unit", "values[6].unit"),
        ("precision_alone", "values[7].precision"),
        ("too_long", "values[8].source"),
        ("counted", "values[9].measure"),
        ("twice", "values[11]"),
        ("twice", "controls[1]"),
    ];
    assert_eq!(pairs(&found), expected);
}

#[tokio::test]
async fn wrong_units_officers_and_targets_are_named_together() {
    let found = refused(|file| {
        file.units[5].versions[0].parent = Some("khong-co".to_owned());
        file.units[0].officers[0].to = Some(day("1990-01-01"));
        file.targets[0].indicator = "KHONG_CO".into();
        file.targets[1].unit = "khong-co".to_owned();
    })
    .await;
    let expected = [
        ("no_such_unit", "units[5].versions[0].parent"),
        ("dates_backwards", "units[0].officers[0].to"),
        ("no_such_indicator", "targets[0].indicator"),
        ("no_such_unit", "targets[1].unit"),
    ];
    assert_eq!(pairs(&found), expected);
}

#[tokio::test]
async fn a_definition_that_would_change_the_meaning_of_what_is_stored() {
    let found = refused(|file| {
        let mut standard = khuyenhoc::exchange::standard().unwrap();
        let people = standard.measures.iter().position(|m| m.code.as_str() == "DAN_SO").unwrap();
        let mut measure = standard.measures.remove(people);
        measure.totals = khuyenhoc::exchange::Totals::Own;
        file.measures.push(measure);
        let mut relation = standard.relations.remove(0);
        relation.left.push("KHONG_CO".into());
        file.relations.push(relation);
        let mut indicator = standard.indicators.remove(0);
        indicator.denominator = vec!["DAN_SO".to_owned(), "DAN_SO".to_owned()];
        file.indicators.push(indicator);
    })
    .await;
    let expected = [
        ("meaning_changed", "measures[0].totals"),
        ("no_such_measure", "relations[0].left[1]"),
        ("twice", "indicators[0].denominator[1]"),
        ("denominator_missing", "indicators[0].denominator"),
    ];
    assert_eq!(pairs(&found), expected);
}

#[tokio::test]
async fn another_unit_under_a_key_that_is_taken() {
    let world = World::story().await;
    let mut file = second();
    let text = serde_json::to_string(&file).unwrap().replace("\"dong-mit\"", "\"lai-son\"");
    file = khuyenhoc::exchange::read(text.as_bytes()).unwrap();
    let refusals = world.import(&file).await.unwrap_err();
    assert_eq!(refusals.len(), 1, "{refusals:?}");
    assert_eq!(
        (refusals[0].code.as_str(), refusals[0].field.as_str()),
        ("another_unit", "units[3].key")
    );
    assert!(refusals[0].says.contains("xã Lại Sơn"), "{}", refusals[0].says);
}
