//! Exchange files in and out, on the engine of the run.

mod acceptance;
mod refused;

use chrono::NaiveDate;
use entities::values::{Origin, Period, UnitId};
use khuyenhoc::audit;
use khuyenhoc::exchange::{self, File, Imported};
use khuyenhoc::facts::Value;
use khuyenhoc::org;
use khuyenhoc::progress::{self, printed};
use khuyenhoc::statistics;
use khuyenhoc::targets::Verdict;

use crate::support::{World, importer, khuyenhoc};

const STORY: &str = include_str!("../../../src/demo/kien-hai.json");
const SECOND: &str = include_str!("../exchange_files/second-unit.json");

fn story() -> File {
    exchange::read(STORY.as_bytes()).unwrap()
}

fn second() -> File {
    exchange::read(SECOND.as_bytes()).unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[tokio::test]
async fn the_same_file_again_changes_nothing() {
    let world = World::with_catalogue().await;
    let first = world.import(&story()).await.unwrap();
    assert_eq!((first.values, first.targets), (1_936, 24));
    assert_eq!(world.import(&story()).await.unwrap(), Imported::default());
    assert_eq!(world.import(&exchange::standard().unwrap()).await.unwrap(), Imported::default());
    assert_eq!(audit::verify(&world.reader()).await.unwrap(), []);
}

#[tokio::test]
async fn what_is_exported_imports_to_the_same() {
    let world = World::with_catalogue().await;
    world.import(&story()).await.unwrap();
    world.import(&second()).await.unwrap();
    let file = world.export(None).await;
    assert_eq!((file.units.len(), file.values.len(), file.controls.len()), (19, 6_010, 9));
    assert_eq!(file.targets.len(), 24 + 14);
    let other = World::new().await;
    other.import(&file).await.unwrap();
    assert!(other.export(None).await == file, "another file came out");
    assert_eq!(world.import(&file).await.unwrap(), Imported::default());
}

#[tokio::test]
async fn a_unit_travels_with_what_lies_within_it_and_the_names_of_what_is_above() {
    let world = World::story().await;
    world.import(&second()).await.unwrap();
    let son_thuong = world.unit_of("son-thuong").await;
    let file = world.export(Some(son_thuong)).await;
    let keys: Vec<_> = file.units.iter().map(|unit| unit.key.as_str()).collect();
    let expected = ["hai-binh", "son-thuong", "dong-mit", "suoi-can", "ban-may"];
    assert_eq!(keys[..5], expected);
    assert!(!keys.contains(&"kien-hai") && !keys.contains(&"binh-ha"));
    assert!(file.values.iter().all(|value| value.unit != "hai-binh"));
    let other = World::with_catalogue().await;
    other.import(&file).await.unwrap();
    let again = other.export(Some(other.unit_of("son-thuong").await)).await;
    assert!((again.units, again.values) == (file.units, file.values), "another file came out");
}

#[tokio::test]
async fn a_rehearsal_leaves_nothing() {
    let world = World::with_catalogue().await;
    let before = world.export(None).await;
    let work = audit::open(world.db(), UnitId::SITE).await.unwrap();
    let (imported, _) = exchange::import(&work, &importer(), &story()).await.unwrap();
    assert_eq!(imported.values, 1_936);
    drop(work);
    assert!(world.export(None).await == before, "something was left");
    assert!(org::all_versions(&world.reader()).await.unwrap().is_empty());
}

#[tokio::test]
async fn the_second_unit_uses_published_figures_where_no_part_is_known_and_labels_them() {
    let world = World::story().await;
    world.import(&second()).await.unwrap();
    let year = Period::Year(2021);
    let gathered = world.gathered("hai-binh", year).await;
    let root = gathered.root();
    let code = entities::values::Code::new("HB_SV_SUAT");
    let total = progress::total(&gathered, root, &code, year);
    assert!(total.published, "no commune reported it");
    assert_eq!(total.sum.map(|sum| sum.shown), Some(244));
    let line = world.line("hai-binh", year, "HV_DS").await;
    assert!(!line.root.figure.published, "where parts are known the sum counts");
    let kien_hai = world.line("kien-hai", Period::Year(2020), "HV_DS").await;
    assert_eq!(printed(&kien_hai.root.figure, &kien_hai.indicator), "11,94%");
}

#[tokio::test]
async fn a_unit_renamed_on_the_first_of_july_has_either_name_in_its_time() {
    let world = World::story().await;
    world.import(&second()).await.unwrap();
    let unit = world.unit_of("deo-gio").await;
    let reader = world.reader();
    for (on, name) in [("2022-06-30", "Đèo Gió"), ("2022-07-01", "Đèo Mây")] {
        let version = org::version_on(&reader, unit, day(on)).await.unwrap().unwrap();
        assert_eq!(version.name, name);
        assert_eq!(version.agency_line(), format!("HỘI KHUYẾN HỌC XÃ {}", name.to_uppercase()));
    }
    let unit = world.unit_of("binh-ha").await;
    for (on, agency, signs) in [
        ("2022-06-30", "HỘI KHUYẾN HỌC HUYỆN BÌNH HẠ", "Mai Văn Mẫu"),
        ("2022-08-15", "HỘI KHUYẾN HỌC THỊ XÃ BÌNH HẠ", "Tô Thị Mẫu"),
    ] {
        let version = org::version_on(&reader, unit, day(on)).await.unwrap().unwrap();
        let officer = org::signatory_on(&reader, unit, day(on)).await.unwrap().unwrap();
        assert_eq!((version.agency_line().as_str(), officer.name.as_str()), (agency, signs));
    }
}

#[tokio::test]
async fn decomposed_letters_are_stored_composed() {
    use unicode_normalization::UnicodeNormalization;
    let world = World::with_catalogue().await;
    let decomposed: String = STORY.nfd().collect();
    assert_ne!(decomposed, STORY);
    // Keys and codes have no marks; every name, wording, source and note has.
    let file = exchange::read(decomposed.as_bytes()).unwrap();
    world.import(&file).await.unwrap();
    let other = World::with_catalogue().await;
    other.import(&story()).await.unwrap();
    assert!(world.export(None).await == other.export(None).await, "not the same letters");
    assert_eq!(world.import(&story()).await.unwrap(), Imported::default());
}

#[tokio::test]
async fn a_changed_value_keeps_the_earlier_one_in_its_history() {
    let world = World::story().await;
    let mut file = story();
    file.values.retain(|value| {
        (value.unit.as_str(), value.measure.as_str()) == ("lai-son", "HV_CUOI")
            && value.period == Period::Year(2020)
    });
    file.values[0].amount = Some(836);
    (file.units, file.targets, file.controls) = (Vec::new(), Vec::new(), Vec::new());
    let done = world.import(&file).await.unwrap();
    assert_eq!(done, Imported { values: 1, ..Imported::default() }, "the key alone is enough");
    let unit = world.unit_of("lai-son").await;
    let key = statistics::CellKey {
        unit,
        period: Period::Year(2020),
        measure: "HV_CUOI".into(),
        origin: Origin::Entered,
    };
    let permit = world.permit(unit).await;
    let history = statistics::history(&world.reader(), &permit, &key).await.unwrap();
    let amounts: Vec<_> = history.iter().map(|cell| cell.fact.value).collect();
    assert_eq!(amounts, [Value::exact(836), Value::exact(835)]);
}

#[tokio::test]
async fn a_thousand_units_come_in_at_once_and_in_one_act() {
    let world = World::with_catalogue().await;
    let file = many(1_000);
    let done = world.import(&file).await.unwrap();
    assert_eq!((done.units, done.values), (2 * 1_000, 1_998));
    let line = world.line("u-0", Period::Year(2020), "HV_DS").await;
    assert_eq!(printed(&line.root.figure, &line.indicator), "10%");
    assert_eq!(line.root.judged.map(|judged| judged.verdict), None::<Verdict>);
}

/// A province with communes, each of 100 people and 10 members.
fn many(count: usize) -> File {
    let mut file = story();
    let unit = file.units[0].clone();
    let row = file.values[0].clone();
    (file.units, file.values) = (Vec::new(), Vec::new());
    (file.controls, file.targets) = (Vec::new(), Vec::new());
    for number in 0..count {
        let mut unit = unit.clone();
        unit.key = format!("u-{number}");
        unit.versions[0].name = format!("Đơn vị {number}");
        unit.versions[0].parent = (number > 0).then(|| "u-0".to_owned());
        unit.codes.clear();
        unit.officers.clear();
        let own = [("DAN_SO", 100), ("HV_CUOI", 10)].map(|(measure, amount)| {
            let (unit, period) = (unit.key.clone(), Period::Year(2020));
            let measure = measure.into();
            exchange::Value { unit, period, measure, amount: Some(amount), ..row.clone() }
        });
        file.values.extend(own.into_iter().filter(|_| number > 0));
        file.units.push(unit);
    }
    file
}

#[tokio::test]
async fn the_command_line_imports_rehearses_and_exports() {
    let world = World::new().await.stop().await;
    let (database, copy) = (world.address(), world.path("copy.json"));
    let file = world.path("kien-hai.json");
    std::fs::write(&file, STORY).unwrap();
    let (file, copy) = (file.display().to_string(), copy.display().to_string());
    let import = |more: &[&'static str]| {
        let words = [&["import", &file, "--database", &database], more].concat();
        let words: Vec<String> = words.into_iter().map(str::to_owned).collect();
        async move {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            khuyenhoc(&words).await
        }
    };
    assert!(import(&["--dry-run"]).await.succeeds().contains("1936 số liệu"));
    assert!(import(&["--dry-run"]).await.succeeds().contains("1936 số liệu"), "nothing was left");
    assert!(import(&[]).await.succeeds().contains("24 chỉ tiêu"));
    assert!(import(&[]).await.succeeds().contains("không có gì thay đổi"));
    let export = ["export", "--unit", "kien-hai", "--out", &copy, "--database", &database];
    assert!(khuyenhoc(&export).await.succeeds().contains("1936 số liệu"));
    let written = exchange::read(&std::fs::read(&copy).unwrap()).unwrap();
    assert_eq!(written.values.len(), 1_935);
    std::fs::write(&file, &STORY[..STORY.len() / 2]).unwrap();
    let cut = import(&[]).await;
    assert!(cut.fails().contains("Tệp bị cắt ở giữa"), "{}", cut.says);
}
