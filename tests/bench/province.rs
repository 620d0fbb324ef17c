//! A province of 102 communes × 60 figures × some years, the same on every machine, written
//! through public verbs alone: the standard catalogue, one exchange file, one person, one session.
//!
//! Its figures are those of the communes of Kiên Hải in the years of the story, multiplied: so all
//! relations hold, and nobody had to invent what a commune looks like.

use std::collections::HashMap;

use chrono::{DateTime, Datelike, NaiveDate};
use entities::values::{Code, Kind, OPEN_END, Period, Role, Totals, UnitId};
use khuyenhoc::audit::{self, Event, EventKind};
use khuyenhoc::authority::{Action, Actor, Permit, Place, decide};
use khuyenhoc::exchange::{
    self, File, Format, Officer, Scope, Target, TargetOp, Unit, UnitVersion, Value,
};
use khuyenhoc::facts::Measure;
use khuyenhoc::identity::{self, Client, NewAccount, NewGrant, Session};
use khuyenhoc::org;
use khuyenhoc::platform::clock::Clock;
use khuyenhoc::platform::db::{self, Db, Mode, Work};
use khuyenhoc::platform::outcome::Outcome;
use khuyenhoc::platform::site;
use khuyenhoc::statistics;

pub const COMMUNES: usize = 102;
pub const FIGURES: usize = 60;
/// The last year of the figures, which every page shows.
pub const YEAR: i32 = 2025;

const STORY: &str = include_str!("../../src/demo/kien-hai.json");
const STORY_COMMUNES: [&str; 4] = ["hon-tre", "lai-son", "an-son", "nam-du"];
const STORY_DISTRICT: &str = "kien-hai";
const STORY_YEARS: (i32, i32) = (2018, 3);
const PROVINCE: &str = "tinh";

/// What the province promised for every year, as Kiên Hải did for 2020.
const PROMISES: [(&str, TargetOp, Option<&str>); 11] = [
    ("TO_KH", TargetOp::Maintain, None),
    ("DH_DAT", TargetOp::Ge, Some("102")),
    ("GD_DK", TargetOp::Ge, Some("50")),
    ("GD_DAT", TargetOp::Gt, Some("92")),
    ("CDHT_TD", TargetOp::Ge, Some("50")),
    ("HD_5T", TargetOp::Gt, Some("98")),
    ("HD_6_14", TargetOp::Gt, Some("97.5")),
    ("L1_6T", TargetOp::Eq, Some("100")),
    ("HTCTTH", TargetOp::Gt, Some("99")),
    ("TN_THCS", TargetOp::Gt, Some("98")),
    ("QUY_VD", TargetOp::Ge, Some("80000000000")),
];
/// Handed down: every commune has a target of its own.
const HANDED_DOWN: (&str, &str) = ("GD_DAT_TONG", "60");

/// A prepared site.
pub struct Province {
    pub db: Db,
    pub root: UnitId,
    /// Secret of a session of the province's leader.
    pub token: String,
    /// The same person.
    pub session: Session,
    pub place: Place,
    /// Years of figures.
    pub years: i32,
}

/// The morning on which everything is looked at.
fn morning() -> DateTime<chrono::Utc> {
    DateTime::from_timestamp(1_768_440_000, 0).unwrap()
}

pub fn permit<A: Action>() -> Permit<A> {
    let day = morning().date_naive();
    decide(&Actor::Operator, A::KIND, &Place::site(), day).unwrap().permit().unwrap()
}

/// Makes the province with so many years of figures, up to [`YEAR`].
pub async fn make(target: &db::Target, years: i32) -> Province {
    let mode = match target {
        db::Target::File(_) => Mode::Write,
        db::Target::Postgres(_) => Mode::Migrate,
    };
    let db = Db::open(target, mode, Clock::standing(morning())).await.unwrap();
    act(&db, async |work| Ok(((), exchange::load_standard(&work, &permit()).await?))).await;
    let measures = figures(&statistics::measures(&db.reader(), Period::Year(YEAR)).await.unwrap());
    let file = file(&measures, years);
    act(&db, async |work| exchange::import(&work, &permit(), &file).await).await;
    let reader = db.reader();
    let unit = async |key: &str| {
        org::unit_by_code(&reader, exchange::KEY_SCHEME, key).await.unwrap().unwrap()
    };
    let root = unit(PROVINCE).await;
    let token = let_in(&db, root).await;
    let session = identity::session(&db.reader(), &token).await.unwrap().unwrap();
    let place = org::place(&db.reader(), root).await.unwrap().unwrap();
    Province { db, root, token, session, place, years }
}

impl Province {
    /// The leader's right at the province.
    pub fn right<A: Action>(&self) -> Permit<A> {
        let actor = identity::actor_of(&self.session);
        let day = morning().date_naive();
        decide(&actor, A::KIND, &self.place, day).unwrap().permit().unwrap()
    }
}

async fn act<T, Doing>(db: &Db, verb: impl FnOnce(Work) -> Doing) -> T
where
    Doing: Future<Output = Outcome<(T, Event)>>,
{
    let work = audit::open(db, UnitId::SITE).await.unwrap();
    let (done, event) = verb(work.clone()).await.unwrap_or_else(|failure| panic!("{failure:?}"));
    audit::commit(work, UnitId::SITE, &Actor::Operator, &event).await.unwrap();
    done
}

/// A leader of the province with a session; the site's data are marked as invented.
async fn let_in(db: &Db, root: UnitId) -> String {
    act(db, async |work| {
        site::write(&work, site::DEMO, "yes").await?;
        site::write(&work, site::SECOND_FACTOR, site::SECOND_FACTOR_OFF).await?;
        Ok(((), Event::plain(EventKind::SiteSet)))
    })
    .await;
    let new = NewAccount { login: "lanhdao".to_owned(), name: "Lãnh đạo Mẫu".to_owned() };
    let account = act(db, async |work| identity::open_account(&work, &permit(), &new).await).await;
    let from = NaiveDate::from_ymd_opt(2010, 1, 1).unwrap();
    let grant = NewGrant { account, role: Role::Leader, unit: root, from, to: OPEN_END };
    act(db, async |work| identity::grant_role(&work, &permit(), &grant).await).await;
    act(db, async |work| {
        let client = Client::default();
        let (session, event) =
            identity::sign_in_as_demo_person(&work, true, account, &client).await?;
        Ok((session.token, event))
    })
    .await
}

fn key(number: usize) -> String {
    format!("xa-{}", number + 1)
}

/// The figures: first those that the promises need, then the forms in the order of the paper.
fn figures(all: &[Measure]) -> Vec<Measure> {
    let catalogue = exchange::standard().unwrap();
    let promised = PROMISES.iter().map(|(code, ..)| *code).chain([HANDED_DOWN.0, "DH_DK"]);
    let wanted: Vec<String> = promised
        .filter_map(|code| catalogue.indicators.iter().find(|i| i.code.as_str() == code))
        .flat_map(|indicator| indicator.numerator.iter().chain(&indicator.denominator))
        .cloned()
        .collect();
    let story = exchange::read(STORY.as_bytes()).unwrap();
    let told = |measure: &&Measure| {
        let of_communes = |value: &&Value| value.unit != STORY_DISTRICT;
        let mut amounts = story
            .values
            .iter()
            .filter(of_communes)
            .filter(|value| value.measure == measure.code)
            .map(|value| value.amount)
            .peekable();
        amounts.peek().is_some() && amounts.all(|amount| amount.is_some())
    };
    let mut chosen: Vec<Measure> = all.iter().filter(told).cloned().collect();
    chosen.sort_by_key(|measure| {
        (!wanted.iter().any(|code| code == measure.code.as_str()), measure.position)
    });
    chosen.truncate(FIGURES);
    assert_eq!(chosen.len(), FIGURES);
    chosen
}

fn file(measures: &[Measure], years: i32) -> File {
    let story = Story::read();
    let mut file = File {
        format: Format::V1,
        title: "Tỉnh để đo".to_owned(),
        demo: true,
        measures: Vec::new(),
        relations: Vec::new(),
        indicators: Vec::new(),
        units: vec![province()],
        successions: Vec::new(),
        values: Vec::new(),
        controls: Vec::new(),
        targets: Vec::new(),
    };
    file.units.extend((0..COMMUNES).map(commune));
    for year in YEAR - years + 1..=YEAR {
        for measure in measures {
            if measure.totals == Totals::Own {
                file.values.extend(story.value(STORY_DISTRICT, PROVINCE, 7, measure, year));
            }
            for number in 0..COMMUNES {
                let like = STORY_COMMUNES[number % STORY_COMMUNES.len()];
                let times = 1 + (number as i64 * 7 + i64::from(year) * 3) % 9;
                file.values.extend(story.value(like, &key(number), times, measure, year));
            }
        }
        file.targets.extend(targets(year));
    }
    file.targets.extend(targets(YEAR + 1));
    file
}

fn province() -> Unit {
    let versions = vec![UnitVersion {
        agency: "HỘI KHUYẾN HỌC TỈNH MẪU".to_owned(),
        superior: "HỘI KHUYẾN HỌC VIỆT NAM".to_owned(),
        place: "Tỉnh Mẫu".to_owned(),
        ..version("Mẫu", "tỉnh", None)
    }];
    let officers = vec![Officer {
        name: "Đặng Văn Mẫu".to_owned(),
        position: "Chủ tịch".to_owned(),
        signs: true,
        from: first_day(2010),
        to: None,
    }];
    Unit { key: PROVINCE.to_owned(), versions, codes: Vec::new(), officers }
}

fn commune(number: usize) -> Unit {
    let kind = if number % 8 == 7 { "phường" } else { "xã" };
    let name = format!("Mẫu {:03}", number + 1);
    Unit {
        key: key(number),
        versions: vec![version(&name, kind, Some(PROVINCE.to_owned()))],
        codes: Vec::new(),
        officers: Vec::new(),
    }
}

fn version(name: &str, kind: &str, parent: Option<String>) -> UnitVersion {
    UnitVersion {
        name: name.to_owned(),
        kind: kind.to_owned(),
        parent,
        from: first_day(2010),
        to: None,
        legal_basis: String::new(),
        agency: String::new(),
        superior: String::new(),
        place: String::new(),
    }
}

fn first_day(year: i32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, 1, 1).unwrap()
}

fn targets(year: i32) -> Vec<Target> {
    let target = |unit: String, indicator: &str, op, value: Option<&str>, scope| Target {
        indicator: Code::new(indicator),
        unit,
        period: Period::Year(year),
        op,
        value: value.map(|value| value.parse().unwrap()),
        value2: None,
        scope,
        basis: String::new(),
        wording: format!("Chỉ tiêu {indicator} năm {year}"),
        legal_source: format!("Nghị quyết số 01/NQ-HKH năm {year}"),
        adopted_on: Some(first_day(year)),
    };
    let mut targets: Vec<Target> = PROMISES
        .iter()
        .map(|(indicator, op, value)| {
            target(PROVINCE.to_owned(), indicator, *op, *value, Scope::Whole)
        })
        .collect();
    let each = Scope::Each("xã".to_owned());
    targets.push(target(PROVINCE.to_owned(), "DH_DK", TargetOp::Ge, Some("1"), each));
    let (indicator, value) = HANDED_DOWN;
    targets.extend(
        (0..COMMUNES)
            .map(|number| target(key(number), indicator, TargetOp::Ge, Some(value), Scope::Whole)),
    );
    targets
}

/// The figures of Kiên Hải by unit, period and measure.
struct Story(HashMap<(String, Period, Code), Value>);

impl Story {
    fn read() -> Self {
        let file = exchange::read(STORY.as_bytes()).unwrap();
        let named =
            |value: Value| ((value.unit.clone(), value.period, value.measure.clone()), value);
        Self(file.values.into_iter().map(named).collect())
    }

    /// The figure of a year's report for a unit like another one, so many times as large.
    fn value(
        &self,
        like: &str,
        unit: &str,
        times: i64,
        measure: &Measure,
        year: i32,
    ) -> Option<Value> {
        let (first, count) = STORY_YEARS;
        let then = first + year.rem_euclid(count);
        let place = |year: i32| Period::Year(year).on(measure.basis);
        let told = self.0.get(&(like.to_owned(), place(then), measure.code.clone()))?;
        let times = if measure.kind == Kind::Flag { 1 } else { times };
        let moved = |day: NaiveDate| day.with_year(day.year() + year - then);
        Some(Value {
            unit: unit.to_owned(),
            period: place(year),
            amount: told.amount.map(|amount| amount * times),
            as_of: told.as_of.and_then(moved),
            ..told.clone()
        })
    }
}
