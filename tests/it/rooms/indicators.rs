//! Definitions hold from a report year on: what earlier years say and print stays as it was.

use entities::values::{Code, Direction, FigureKind, Kind, Nature, Period, SchoolBasis, Totals};
use khuyenhoc::audit;
use khuyenhoc::authority::{DefineCatalogue, ImportExchange, ViewProgress};
use khuyenhoc::exchange;
use khuyenhoc::facts::Measure;
use khuyenhoc::indicators::{self, Indicator, Term};
use khuyenhoc::platform::definition::{BEGINNING, Version, Word};
use khuyenhoc::platform::outcome::{Failure, Outcome};
use khuyenhoc::progress;
use khuyenhoc::statistics::{self, Relation};
use sea_orm::{ConnectionTrait, DbBackend};

use crate::support::World;
use crate::support::people::operator;

const Y2020: Period = Period::Year(2020);
const Y2021: Period = Period::Year(2021);

fn since<T>(since: i32, what: T) -> Version<T> {
    Version { since, retired: false, what }
}

fn measure(code: &str) -> Measure {
    Measure {
        code: Code::new(code),
        name: "Phòng đọc cộng đồng".to_owned(),
        short: "Phòng đọc".to_owned(),
        form: String::new(),
        group: String::new(),
        section: "ttht".to_owned(),
        unit: "phòng".to_owned(),
        kind: Kind::Count,
        scale: 0,
        totals: Totals::Territorial,
        nature: Nature::Stock,
        basis: SchoolBasis::Report,
        position: 5,
        hint: String::new(),
        optional: false,
        counted: false,
    }
}

fn indicator(code: &str, part: &str, whole: &str) -> Indicator {
    let term = |code: &str| Term { measure: Code::new(code), sign: 1 };
    Indicator {
        code: Code::new(code),
        name: "Phòng đọc trên một nghìn dân".to_owned(),
        short: "Phòng đọc".to_owned(),
        unit: "%".to_owned(),
        kind: FigureKind::Ratio,
        numerator: vec![term(part)],
        denominator: vec![term(whole)],
        decimals: 2,
        direction: Direction::Higher,
        basis: SchoolBasis::Report,
        base: "so với dân số".to_owned(),
        section: "ttht".to_owned(),
        position: 5,
        legal_source: String::new(),
    }
}

impl World {
    /// The editor's act.
    async fn defines(&self, new: &Version<Measure>) -> Outcome<()> {
        let reader = self.reader();
        let mut ground = statistics::ground::<DefineCatalogue>(&reader, new.since).await?;
        let code = &new.what.code;
        ground.leaning = progress::leaning_on_measure(&reader, code, new.since).await?;
        ground.using = progress::leaning_on_measure(&reader, code, BEGINNING).await?;
        self.does(async |work| {
            let permit = operator::<DefineCatalogue>();
            Ok(((), statistics::define_measure(&work, &permit, new, &ground).await?))
        })
        .await
    }

    /// The same by somebody who gives a reason, having read so many words.
    async fn says(&self, new: &Version<Measure>, reason: &str, read: usize) -> Outcome<()> {
        let mut ground = statistics::ground::<DefineCatalogue>(&self.reader(), new.since).await?;
        ground.word = Word { reason: reason.to_owned(), read: Some(read) };
        self.does(async |work| {
            let permit = operator::<DefineCatalogue>();
            Ok(((), statistics::define_measure(&work, &permit, new, &ground).await?))
        })
        .await
    }

    async fn binds(&self, new: &Version<Relation>) -> Outcome<()> {
        let ground = statistics::ground::<DefineCatalogue>(&self.reader(), new.since).await?;
        self.does(async |work| {
            let permit = operator::<DefineCatalogue>();
            Ok(((), statistics::define_relation(&work, &permit, new, &ground).await?))
        })
        .await
    }

    async fn computes(&self, new: &Version<Indicator>) -> Outcome<()> {
        let ground = statistics::ground::<DefineCatalogue>(&self.reader(), new.since).await?;
        self.does(async |work| {
            let permit = operator::<DefineCatalogue>();
            Ok(((), indicators::define(&work, &permit, new, &ground).await?))
        })
        .await
    }

    async fn measure(&self, code: &str, period: Period) -> Option<Measure> {
        let measures = statistics::measures(&self.reader(), period).await.unwrap();
        measures.into_iter().find(|measure| measure.code.as_str() == code)
    }

    async fn paper(&self, period: Period) -> Vec<u8> {
        let permit = self.permit(self.unit_of("kien-hai").await).await;
        let report = khuyenhoc::reports::yearly(&self.reader(), &permit, period, Vec::new()).await;
        khuyenhoc::documents::pdf(&report.unwrap().unwrap().document()).unwrap()
    }
}

fn codes<T>(outcome: Outcome<T>) -> Vec<(String, String)> {
    match outcome {
        Err(Failure::Refused(refusals)) => {
            refusals.into_iter().map(|refusal| (refusal.code, refusal.field)).collect()
        }
        Err(Failure::Fault(fault)) => panic!("{fault}"),
        Ok(_) => Vec::new(),
    }
}

#[tokio::test]
async fn a_report_prints_the_same_bytes_after_definitions_change_from_a_later_year() {
    let world = World::story().await;
    let (before, ahead) = (world.paper(Y2020).await, world.paper(Y2021).await);
    let mut people = world.measure("DAN_SO", Y2020).await.unwrap();
    people.name = "Dân số trung bình".to_owned();
    people.short = "Dân số TB".to_owned();
    world.defines(&since(2021, people)).await.unwrap();
    world.defines(&since(2021, measure("PHONG_DOC"))).await.unwrap();
    world.computes(&since(2021, indicator("PHONG_DOC_DS", "PHONG_DOC", "DAN_SO"))).await.unwrap();
    let all = indicators::indicators(&world.reader(), Y2020).await.unwrap();
    let mut members = all.into_iter().find(|one| one.code.as_str() == "HV_DS").unwrap();
    members.decimals = 1;
    members.name = "Tỷ lệ hội viên trong dân số".to_owned();
    world.computes(&since(2021, members)).await.unwrap();

    assert_eq!(world.paper(Y2020).await, before);
    assert_ne!(world.paper(Y2021).await, ahead);
    assert_eq!(world.measure("DAN_SO", Y2020).await.unwrap().name, "Dân số");
    assert_eq!(world.measure("DAN_SO", Y2021).await.unwrap().name, "Dân số trung bình");
    assert_eq!(world.measure("PHONG_DOC", Y2020).await, None);
    let form_of = async |period| {
        let permit = world.permit(world.unit_of("lai-son").await).await;
        statistics::form(&world.reader(), &permit, period).await.unwrap().unwrap()
    };
    assert!(form_of(Y2020).await.find(&Code::new("PHONG_DOC")).is_none());
    assert!(form_of(Y2021).await.find(&Code::new("PHONG_DOC")).is_some());
}

#[tokio::test]
async fn years_whose_figures_are_in_are_closed_to_the_editor() {
    let world = World::story().await;
    for year in [BEGINNING, 2018, 2019] {
        let refused = codes(world.defines(&since(year, measure("PHONG_DOC"))).await);
        assert_eq!(refused, [("year_closed".to_owned(), "since".to_owned())], "{year}");
    }
    world.defines(&since(2020, measure("PHONG_DOC"))).await.unwrap();

    let empty = World::with_catalogue().await;
    empty.defines(&since(2012, measure("PHONG_DOC"))).await.unwrap();
    assert!(empty.measure("PHONG_DOC", Period::Year(2011)).await.is_none());
    assert!(empty.measure("PHONG_DOC", Period::Year(2012)).await.is_some());
}

#[tokio::test]
async fn every_word_about_a_definition_is_kept_with_who_said_it_and_when() {
    let world = World::story().await;
    world.defines(&since(2021, measure("PHONG_DOC"))).await.unwrap();
    world.clock().advance(chrono::Duration::hours(1));
    let again = Measure { name: "Phòng đọc sách".to_owned(), ..measure("PHONG_DOC") };
    world.defines(&since(2021, again.clone())).await.unwrap();
    world.defines(&since(2021, again.clone())).await.unwrap();
    let said = statistics::measure_revisions(&world.reader(), "PHONG_DOC").await.unwrap();
    let names: Vec<&str> = said.iter().map(|one| one.version.what.name.as_str()).collect();
    assert_eq!(names, ["Phòng đọc sách", "Phòng đọc cộng đồng"], "the same word is not kept twice");
    assert_eq!(said[0].by, "Người vận hành");
    assert_eq!(said[0].at - said[1].at, chrono::Duration::hours(1));
    assert_eq!(world.measure("PHONG_DOC", Y2021).await, Some(again));
    audit::verify(&world.reader()).await.unwrap();
}

#[tokio::test]
async fn what_is_retired_is_gone_from_that_year_on_and_not_before() {
    let world = World::story().await;
    let mut area = world.measure("DIEN_TICH", Y2020).await.unwrap();
    area.position = 1;
    let end = Version { since: 2021, retired: true, what: area.clone() };
    world.defines(&end).await.unwrap();
    assert!(world.measure("DIEN_TICH", Y2020).await.is_some());
    assert!(world.measure("DIEN_TICH", Y2021).await.is_none());
    world.defines(&since(2022, area)).await.unwrap();
    assert!(world.measure("DIEN_TICH", Period::Year(2023)).await.is_some(), "it can come back");

    let people = world.measure("DAN_SO", Y2020).await.unwrap();
    let end = Version { since: 2021, retired: true, what: people };
    let refused = codes(world.defines(&end).await);
    assert_eq!(refused[0], ("still_used".to_owned(), "retired".to_owned()));
}

#[tokio::test]
async fn what_would_change_the_meaning_of_figures_that_are_in_is_refused() {
    let world = World::story().await;
    let mut people = world.measure("DAN_SO", Y2020).await.unwrap();
    (people.kind, people.totals) = (Kind::Money, Totals::Own);
    let refused = codes(world.defines(&since(2021, people)).await);
    assert_eq!(
        refused.iter().map(|(_, field)| field.as_str()).collect::<Vec<_>>(),
        ["kind", "totals"]
    );
    world.defines(&since(2021, measure("PHONG_DOC"))).await.unwrap();
    let money = Measure { kind: Kind::Money, ..measure("PHONG_DOC") };
    world.defines(&since(2021, money)).await.expect("nobody has entered any yet");
}

#[tokio::test]
async fn wrong_definitions_are_refused_with_the_field() {
    let world = World::story().await;
    let nameless = Measure { name: String::new(), scale: 9, ..measure("phong doc") };
    let refused = codes(world.defines(&since(2021, nameless)).await);
    let fields: Vec<&str> = refused.iter().map(|(_, field)| field.as_str()).collect();
    assert_eq!(fields, ["code", "name", "scale"]);
    assert_eq!(codes(world.defines(&since(2021, measure("XA"))).await)[0].0, "counted");

    let relation = |left: &[&str], right: &[&str]| {
        let side = |codes: &[&str]| codes.iter().map(|code| Code::new(code)).collect();
        since(
            2021,
            Relation {
                code: "THU".to_owned(),
                kind: entities::values::RelationKind::AtMost,
                bounded: true,
                left: side(left),
                right: side(right),
                says: "Thử.".to_owned(),
                position: 1,
            },
        )
    };
    for (left, right, code, field) in [
        (&["HV_NU"][..], &["HV_NU"][..], "twice", "right[0]"),
        (&["HV_NU"], &[], "name_missing", "right"),
        (&["KHONG_CO"], &["HV_NU"], "no_such_measure", "left[0]"),
        (&["XA"], &["HV_NU"], "no_such_measure", "left[0]"),
        (&["HOI_PHI_THU"], &["HV_NU"], "unlike_units", "right"),
        (&["TRE5_DEN_TRUONG"], &["DAN_SO"], "basis_differs", "right"),
    ] {
        let refused = codes(world.binds(&relation(left, right)).await);
        assert_eq!(refused, [(code.to_owned(), field.to_owned())], "{left:?} {right:?}");
    }
    world.binds(&relation(&["HV_NU"], &["HV_CUOI"])).await.unwrap();

    let lone = Indicator { denominator: Vec::new(), ..indicator("THU", "DAN_SO", "DAN_SO") };
    let refused = codes(world.computes(&since(2021, lone)).await);
    assert_eq!(refused, [("denominator_missing".to_owned(), "denominator".to_owned())]);
    let mixed = indicator("THU", "TRE5_DEN_TRUONG", "DAN_SO");
    assert_eq!(codes(world.computes(&since(2021, mixed)).await)[0].0, "basis_differs");
    let mut unlike = indicator("THU", "DAN_SO", "DAN_SO");
    unlike.numerator.push(Term { measure: Code::new("HOI_PHI_THU"), sign: 1 });
    let refused = codes(world.computes(&since(2021, unlike)).await);
    assert_eq!(refused, [("unlike_units".to_owned(), "numerator[1]".to_owned())]);
}

#[tokio::test]
async fn what_an_indicator_or_a_relation_takes_keeps_its_meaning_though_nobody_entered_it() {
    let world = World::story().await;
    world.defines(&since(2021, measure("PHONG_DOC"))).await.unwrap();
    world.computes(&since(2022, indicator("PHONG_DOC_DS", "PHONG_DOC", "DAN_SO"))).await.unwrap();
    let money = Measure { kind: Kind::Money, ..measure("PHONG_DOC") };
    let fine = Measure { scale: 1, ..measure("PHONG_DOC") };
    let school = Measure { basis: SchoolBasis::Starting, ..measure("PHONG_DOC") };
    for (changed, field) in [(money, "kind"), (fine, "scale"), (school, "basis")] {
        let refused = codes(world.defines(&since(2021, changed)).await);
        assert_eq!(refused, [("still_used".to_owned(), field.to_owned())]);
    }
    world.defines(&since(2021, measure("TU_SACH"))).await.unwrap();
    let bound = Relation {
        code: "THU".to_owned(),
        kind: entities::values::RelationKind::AtMost,
        bounded: true,
        left: vec![Code::new("TU_SACH")],
        right: vec![Code::new("DAN_SO")],
        says: "Thử.".to_owned(),
        position: 1,
    };
    world.binds(&since(2023, bound)).await.unwrap();
    let fine = Measure { scale: 1, ..measure("TU_SACH") };
    let refused = codes(world.defines(&since(2021, fine)).await);
    assert_eq!(refused, [("still_used".to_owned(), "scale".to_owned())], "a relation compares it");
    let end = Version { since: 2021, retired: true, what: measure("PHONG_DOC") };
    let refused = codes(world.defines(&end).await);
    assert_eq!(refused, [("still_used".to_owned(), "retired".to_owned())], "from 2022 it is taken");
}

#[tokio::test]
async fn measures_of_different_decimals_are_added_and_divided_in_the_finest_of_them() {
    let world = World::story().await;
    let hours = Measure { scale: 1, unit: "giờ".to_owned(), ..measure("GIO_HOC") };
    world.defines(&since(2020, hours)).await.unwrap();
    world.defines(&since(2020, measure("PHONG_DOC"))).await.unwrap();
    let mut a_head = indicator("GIO_DAU_NGUOI", "GIO_HOC", "DAN_SO");
    (a_head.kind, a_head.decimals) = (FigureKind::PerHead, 4);
    world.computes(&since(2020, a_head)).await.unwrap();
    let mut sum = indicator("GIO_PHONG", "PHONG_DOC", "DAN_SO");
    (sum.kind, sum.decimals) = (FigureKind::Count, 1);
    sum.denominator.clear();
    sum.numerator.push(Term { measure: Code::new("GIO_HOC"), sign: 1 });
    world.computes(&since(2020, sum)).await.unwrap();
    for (unit, hours) in [("hon-tre", "12,5"), ("lai-son", "10"), ("an-son", "7,3")] {
        world.enter(unit, Y2020, &[("GIO_HOC", hours), ("PHONG_DOC", "1")]).await;
    }
    world.enter("nam-du", Y2020, &[("GIO_HOC", "0,4"), ("PHONG_DOC", "1")]).await;

    let line = world.line("kien-hai", Y2020, "GIO_DAU_NGUOI").await;
    let figure = &line.root.figure;
    assert_eq!(progress::fraction(figure), "30,2/17.596");
    assert_eq!(progress::printed(figure, &line.indicator), "0,0017");
    let line = world.line("kien-hai", Y2020, "GIO_PHONG").await;
    assert_eq!(progress::printed(&line.root.figure, &line.indicator), "34,2");
}

#[tokio::test]
async fn what_has_figures_is_said_anew_only_with_a_reason_that_is_kept() {
    let world = World::story().await;
    let before = world.paper(Y2020).await;
    let mut people = world.measure("DAN_SO", Y2020).await.unwrap();
    people.short = "Dân số TB".to_owned();
    people.name = "Dân số trung bình".to_owned();
    let refused = codes(world.defines(&since(2020, people.clone())).await);
    assert_eq!(refused, [("reason_missing".to_owned(), "reason".to_owned())]);
    assert_eq!(world.paper(Y2020).await, before);
    world.defines(&since(2021, people.clone())).await.expect("2021 has no figure");

    let again = Measure { hint: "Ngày 31/12".to_owned(), ..people };
    world.says(&since(2020, again.clone()), "Thống kê đổi cách gọi", 2).await.unwrap();
    let said = statistics::measure_revisions(&world.reader(), "DAN_SO").await.unwrap();
    let word = said.iter().find(|word| word.version.since == 2020).unwrap();
    assert_eq!(word.reason, "Thống kê đổi cách gọi");
    assert!(said.iter().filter(|word| word.version.since != 2020).all(|w| w.reason.is_empty()));
    world.defines(&since(2020, again)).await.expect("the same again changes nothing");
    let closed = codes(world.says(&since(2019, measure("DAN_SO")), "Vì", 3).await);
    assert_eq!(closed[0].0, "year_closed", "a reason opens no year");
    audit::verify(&world.reader()).await.unwrap();
}

#[tokio::test]
async fn of_two_who_say_a_definition_anew_the_later_is_told_of_the_earlier() {
    let world = World::story().await;
    let mut people = world.measure("DAN_SO", Y2020).await.unwrap();
    people.name = "Dân số trung bình".to_owned();
    world.says(&since(2021, people.clone()), "", 1).await.unwrap();
    people.name = "Dân số cuối năm".to_owned();
    let refused = codes(world.says(&since(2021, people.clone()), "", 1).await);
    assert_eq!(refused[0].0, "said_meanwhile");
    assert_eq!(world.measure("DAN_SO", Y2021).await.unwrap().name, "Dân số trung bình");
    world.says(&since(2021, people), "", 2).await.expect("he has read it now");
}

#[tokio::test]
async fn years_that_were_reckoned_otherwise_are_named_under_the_years() {
    let world = World::story().await;
    let trend = async || {
        let seen = world.gathered("kien-hai", Y2020).await;
        let permit = world.permit::<ViewProgress>(world.unit_of("kien-hai").await).await;
        let members = seen.indicator(&Code::new("HV_DS")).unwrap();
        progress::trend(&world.reader(), permit.scope(), &seen, members).await.unwrap()
    };
    assert_eq!(trend().await.recomputed_in_words(), "");
    let all = indicators::indicators(&world.reader(), Y2020).await.unwrap();
    let mut members = all.into_iter().find(|one| one.code.as_str() == "HV_DS").unwrap();
    members.numerator = vec![Term { measure: Code::new("HV_NU"), sign: 1 }];
    let reader = world.reader();
    let mut ground = statistics::ground::<DefineCatalogue>(&reader, 2020).await.unwrap();
    ground.word.reason = "Nghị quyết mới".to_owned();
    let new = since(2020, members);
    world
        .does(async |work| {
            let permit = operator::<DefineCatalogue>();
            Ok(((), indicators::define(&work, &permit, &new, &ground).await?))
        })
        .await
        .unwrap();
    let trend = trend().await;
    assert_eq!(trend.recomputed, [2018, 2019]);
    let says = "Các năm 2018–2019 tính lại theo cách tính của năm 2020.";
    assert_eq!(trend.recomputed_in_words(), says);
    let table = progress::trend_table(&trend, String::new(), &|_| None);
    assert_eq!(table.notes, [says]);
}

#[tokio::test]
async fn versions_travel_in_the_exchange_file() {
    let world = World::story().await;
    world.defines(&since(2021, measure("PHONG_DOC"))).await.unwrap();
    world.computes(&since(2021, indicator("PHONG_DOC_DS", "PHONG_DOC", "DAN_SO"))).await.unwrap();
    let area = world.measure("DIEN_TICH", Y2020).await.unwrap();
    let end = Version { since: 2021, retired: true, what: area };
    world.defines(&end).await.unwrap();
    let file = world.export(None).await;
    assert!(world.import(&file).await.unwrap().changed_nothing());

    let other = World::new().await;
    let text = serde_json::to_vec(&file).unwrap();
    other.import(&exchange::read(&text).unwrap()).await.unwrap();
    assert_eq!(other.export(None).await, file);
    assert!(other.measure("DIEN_TICH", Y2021).await.is_none());
    assert!(other.measure("PHONG_DOC", Y2020).await.is_none());
    let ground = statistics::ground::<ImportExchange>(&other.reader(), 2021).await.unwrap();
    assert_eq!(ground.open_from, BEGINNING, "the operator's file may say what was");
}

#[tokio::test]
async fn an_old_database_keeps_its_definitions_as_what_has_always_held() {
    let world = World::story().await;
    let before = world.export(None).await;
    let raw = world.raw().await;
    raw.execute_unprepared("DROP TABLE definition").await.unwrap();
    if raw.get_database_backend() == DbBackend::Postgres {
        raw.execute_unprepared("DROP FUNCTION definition_is_append_only").await.unwrap();
    }
    raw.execute_unprepared("DELETE FROM seaql_migrations WHERE version LIKE '%_definition%'")
        .await
        .unwrap();
    raw.close().await.unwrap();
    let stopped = world.stop().await;
    let world = stopped.upgraded().await;
    assert!(world.export(None).await == before, "a definition reads otherwise after the upgrade");
    let said = statistics::measure_revisions(&world.reader(), "DAN_SO").await.unwrap();
    assert_eq!((said.len(), said[0].version.since), (1, BEGINNING));
}
