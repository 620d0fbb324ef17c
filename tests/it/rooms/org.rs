//! Boundaries of then and of today: who is counted where when units merge, split, follow one
//! another or are dissolved. The numbers are powers of ten, so that a sum names its parts.

use entities::values::{Code, Period, UnitId};
use khuyenhoc::authority::ViewProgress;
use khuyenhoc::exchange::{self, File, Succession, Unit};
use khuyenhoc::facts::Frame;
use khuyenhoc::org::Keeps;
use khuyenhoc::progress::{Gathered, gather, total};

use crate::support::World;

const YEAR: Period = Period::Year(2020);

/// A province with a district of four communes, each with a measure worth another power of ten.
const FIRST: &str = r#"{
  "format": "khuyenhoc/1", "title": "Trước khi sắp xếp",
  "units": [
    {"key": "tinh", "versions": [{"name": "Tỉnh", "kind": "tỉnh", "from": "2000-01-01"}]},
    {"key": "huyen",
     "versions": [{"name": "Huyện", "kind": "huyện", "parent": "tinh", "from": "2000-01-01"}]},
    {"key": "mot",
     "versions": [{"name": "Một", "kind": "xã", "parent": "huyen", "from": "2000-01-01"}]},
    {"key": "hai",
     "versions": [{"name": "Hai", "kind": "xã", "parent": "huyen", "from": "2000-01-01"}]},
    {"key": "ba",
     "versions": [{"name": "Ba", "kind": "xã", "parent": "huyen", "from": "2000-01-01"}]},
    {"key": "bon",
     "versions": [{"name": "Bốn", "kind": "xã", "parent": "huyen", "from": "2000-01-01"}]}
  ],
  "values": [
    {"unit": "mot", "period": "2020", "measure": "DAN_SO", "amount": 1},
    {"unit": "hai", "period": "2020", "measure": "DAN_SO", "amount": 10},
    {"unit": "ba", "period": "2020", "measure": "DAN_SO", "amount": 100},
    {"unit": "bon", "period": "2020", "measure": "DAN_SO", "amount": 1000},
    {"unit": "mot", "period": "2020", "measure": "QUY_VD_TIEN", "amount": 1},
    {"unit": "hai", "period": "2020", "measure": "QUY_VD_TIEN", "amount": 10},
    {"unit": "ba", "period": "2020", "measure": "QUY_VD_TIEN", "amount": 100},
    {"unit": "bon", "period": "2020", "measure": "QUY_VD_TIEN", "amount": 1000},
    {"unit": "huyen", "period": "2020", "measure": "QUY_VD_TIEN", "amount": 10000},
    {"unit": "tinh", "period": "2020", "measure": "QUY_VD_TIEN", "amount": 100000}
  ]
}"#;

/// What happened in 2022, before the tests look back on 15 January 2026.
struct Story {
    file: File,
    day: &'static str,
}

impl Story {
    fn new() -> Self {
        let mut file = exchange::read(FIRST.as_bytes()).unwrap();
        file.values.clear();
        Self { file, day: "2022-07-01" }
    }

    fn later(mut self, day: &'static str) -> Self {
        self.day = day;
        self
    }

    fn ends(mut self, key: &str) -> Self {
        let unit = self.file.units.iter_mut().find(|unit| unit.key == key).unwrap();
        unit.versions.last_mut().unwrap().to = Some(self.day.parse().unwrap());
        self
    }

    fn founds(mut self, key: &str, kind: &str, parent: &str) -> Self {
        let mut unit: Unit = self.file.units[0].clone();
        key.clone_into(&mut unit.key);
        let version = &mut unit.versions[0];
        key.clone_into(&mut version.name);
        kind.clone_into(&mut version.kind);
        version.parent = Some(parent.to_owned());
        version.from = self.day.parse().unwrap();
        self.file.units.push(unit);
        self
    }

    /// The commune goes on under another parent.
    fn moves(mut self, key: &str, parent: &str) -> Self {
        self = self.ends(key);
        let unit = self.file.units.iter_mut().find(|unit| unit.key == key).unwrap();
        let mut next = unit.versions[0].clone();
        next.parent = Some(parent.to_owned());
        next.from = self.day.parse().unwrap();
        next.to = None;
        unit.versions.push(next);
        self
    }

    fn follows(mut self, predecessor: &str, successor: &str) -> Self {
        self.file.successions.push(Succession {
            predecessor: predecessor.to_owned(),
            successor: successor.to_owned(),
            on: self.day.parse().unwrap(),
            kind: "sáp nhập".to_owned(),
            legal_basis: "Nghị quyết mẫu".to_owned(),
        });
        self
    }

    async fn told(self) -> World {
        let world = World::with_catalogue().await;
        world.import(&exchange::read(FIRST.as_bytes()).unwrap()).await.unwrap();
        world.import(&self.file).await.unwrap();
        world.clock().advance(chrono::Duration::days(5 * 365));
        world
    }
}

async fn today(world: &World, key: &str) -> Option<Gathered> {
    let permit = world.permit::<ViewProgress>(world.unit_of(key).await).await;
    gather(&world.reader(), permit.scope(), Frame::now(YEAR)).await.unwrap()
}

/// People and money of a unit in today's boundaries, with how many said it of how many.
fn sums(gathered: &Gathered, unit: UnitId) -> [(i128, usize, usize); 2] {
    ["DAN_SO", "QUY_VD_TIEN"].map(|code| {
        let total = total(gathered, unit, &Code::new(code), YEAR);
        let sum = total.sum.map_or(0, |sum| sum.shown);
        (sum, total.coverage.known, total.coverage.asked)
    })
}

async fn of(world: &World, key: &str) -> [(i128, usize, usize); 2] {
    let gathered = today(world, key).await.unwrap();
    sums(&gathered, gathered.root())
}

fn uncounted(gathered: &Gathered) -> Vec<&str> {
    gathered.tree.changes.uncounted.iter().map(|unit| unit.name.as_str()).collect()
}

#[tokio::test]
async fn two_communes_that_merged_are_summed_in_the_new_one_and_the_district_stays_whole() {
    let story = Story::new().ends("mot").ends("hai").founds("moi", "xã", "huyen");
    let world = story.follows("mot", "moi").follows("hai", "moi").told().await;
    assert_eq!(of(&world, "moi").await, [(11, 2, 2), (11, 2, 2)]);
    assert_eq!(of(&world, "huyen").await, [(1_111, 4, 4), (11_111, 5, 5)]);
    assert_eq!(of(&world, "tinh").await, [(1_111, 4, 4), (111_111, 6, 6)]);
    let then = world.gathered("huyen", YEAR).await;
    assert_eq!(sums(&then, then.root()), [(1_111, 4, 4), (11_111, 5, 5)]);
    assert!(then.tree.changes.past.is_empty(), "2020 is told in its own boundaries");
}

#[tokio::test]
async fn a_commune_that_took_in_another_counts_both_and_each_once() {
    let world = Story::new().ends("hai").follows("hai", "mot").told().await;
    assert_eq!(of(&world, "mot").await, [(11, 2, 2), (11, 2, 2)]);
    assert_eq!(of(&world, "huyen").await, [(1_111, 4, 4), (11_111, 5, 5)]);
}

#[tokio::test]
async fn a_merger_of_a_merger_finds_all_that_went_into_it() {
    let story = Story::new().ends("mot").ends("hai").founds("moi", "xã", "huyen");
    let mut story = story.follows("mot", "moi").follows("hai", "moi").later("2024-07-01");
    story = story.ends("moi").ends("ba").founds("lon", "xã", "huyen");
    let world = story.follows("moi", "lon").follows("ba", "lon").told().await;
    assert_eq!(of(&world, "lon").await, [(111, 3, 3), (111, 3, 3)]);
    assert_eq!(of(&world, "huyen").await, [(1_111, 4, 4), (11_111, 5, 5)]);
}

#[tokio::test]
async fn a_split_commune_is_counted_where_all_its_parts_lie_and_in_none_of_them() {
    let story = Story::new().ends("mot").founds("dong", "xã", "huyen");
    let story = story.founds("tay", "xã", "huyen").follows("mot", "dong").follows("mot", "tay");
    let world = story.told().await;
    assert_eq!(of(&world, "huyen").await, [(1_111, 4, 4), (11_111, 5, 5)]);
    let part = today(&world, "dong").await.unwrap();
    assert_eq!(sums(&part, part.root()), [(0, 0, 0), (0, 0, 0)]);
    assert_eq!(uncounted(&part), ["Một"], "the page says who is missing");
    assert!(uncounted(&today(&world, "huyen").await.unwrap()).is_empty());
}

#[tokio::test]
async fn a_district_that_was_dissolved_leaves_its_money_where_all_its_communes_went() {
    let mut story = Story::new().ends("huyen").founds("bac", "vùng", "tinh");
    story = story.founds("nam", "vùng", "tinh").follows("huyen", "bac").follows("huyen", "nam");
    for (commune, region) in [("mot", "bac"), ("hai", "bac"), ("ba", "nam"), ("bon", "nam")] {
        story = story.moves(commune, region);
    }
    let world = story.told().await;
    assert_eq!(of(&world, "bac").await, [(11, 2, 2), (11, 2, 2)]);
    assert_eq!(of(&world, "nam").await, [(1_100, 2, 2), (1_100, 2, 2)]);
    let province = today(&world, "tinh").await.unwrap();
    assert_eq!(sums(&province, province.root()), [(1_111, 4, 4), (111_111, 6, 6)]);
    let office = world.unit_of("huyen").await;
    assert_eq!(province.tree.keeps(office), Keeps::Office, "asked for its money alone");
    assert_eq!(sums(&province, office), [(0, 0, 0), (10_000, 1, 1)]);
    let counted = total(&province, province.root(), &Code::new("XA"), YEAR);
    assert_eq!(counted.sum.map(|sum| sum.shown), Some(4), "an office is no commune");
}

#[tokio::test]
async fn a_commune_that_was_dissolved_stays_in_the_district_it_lay_within() {
    let world = Story::new().ends("bon").told().await;
    assert_eq!(of(&world, "huyen").await, [(1_111, 4, 4), (11_111, 5, 5)]);
    assert!(today(&world, "bon").await.is_none(), "it has no boundaries today");
}

#[tokio::test]
async fn a_commune_that_moved_is_counted_where_it_lies_today() {
    let story = Story::new().founds("khac", "huyện", "tinh").moves("bon", "khac");
    let world = story.told().await;
    assert_eq!(of(&world, "huyen").await, [(111, 3, 3), (10_111, 4, 4)]);
    assert_eq!(of(&world, "khac").await, [(1_000, 1, 1), (1_000, 1, 1)]);
    assert_eq!(of(&world, "tinh").await, [(1_111, 4, 4), (111_111, 6, 6)]);
}

#[tokio::test]
async fn a_unit_that_goes_on_under_a_new_identity_takes_its_place() {
    let story = Story::new().ends("mot").founds("phuong", "phường", "huyen");
    let world = story.follows("mot", "phuong").told().await;
    let gathered = today(&world, "huyen").await.unwrap();
    let ward = world.unit_of("phuong").await;
    assert_eq!(gathered.tree.stood(ward).unwrap().name, "Một");
    assert_eq!(gathered.tree.keeps(ward), Keeps::Everything);
    assert!(gathered.tree.children(ward).is_empty(), "the commune is not a part of itself");
    assert_eq!(sums(&gathered, ward), [(1, 1, 1), (1, 1, 1)]);
}

#[tokio::test]
async fn a_unit_that_nobody_preceded_has_no_past() {
    let world = Story::new().founds("moi", "xã", "huyen").told().await;
    assert!(today(&world, "moi").await.is_none());
    assert_eq!(of(&world, "huyen").await, [(1_111, 4, 4), (11_111, 5, 5)]);
}

#[tokio::test]
async fn the_year_of_a_merger_is_compared_with_the_year_before_in_its_own_boundaries() {
    let story = Story::new().ends("mot").ends("hai").founds("moi", "xã", "huyen");
    let world = story.follows("mot", "moi").follows("hai", "moi").told().await;
    let year = Period::Year(2022);
    let gathered = world.gathered("moi", year).await;
    let two_years_on = total(&gathered, gathered.root(), &Code::new("DAN_SO"), year.previous());
    assert_eq!(two_years_on.coverage.asked, 2, "2021 is asked of the two that stood then");
    assert_eq!(total(&gathered, gathered.root(), &Code::new("DAN_SO"), year).coverage.asked, 1);
}
