//! Targets: adopted, revised, withdrawn, opened for a year, handed down in steps.

use std::sync::Arc;

use entities::values::{Code, OPEN_END, Operator, Period, ProposalState, Role, RowId, UnitId};
use khuyenhoc::audit::{self, Event};
use khuyenhoc::authority::{
    ActionKind, Actor, AdoptTargets, AnswerTargets, Grant, Permit, Person, decide,
};
use khuyenhoc::org;
use khuyenhoc::platform::db::Work;
use khuyenhoc::platform::outcome::{Failure, Outcome};
use khuyenhoc::progress::{SplitBy, share_out, surpassed_in_words};
use khuyenhoc::targets::{
    self, Answer, Given, Handing, NewParts, NewTarget, Part, Reach, Target, balance,
};
use rust_decimal::Decimal;

use crate::support::World;

const YEAR: Period = Period::Year(2021);

struct Story {
    world: World,
    district: UnitId,
    communes: Vec<UnitId>,
    adopts: Permit<AdoptTargets>,
}

async fn story() -> Story {
    let world = World::story().await;
    let district = world.unit_of("kien-hai").await;
    let mut communes = Vec::new();
    for key in ["hon-tre", "lai-son", "an-son", "nam-du"] {
        communes.push(world.unit_of(key).await);
    }
    let adopts = world.permit(district).await;
    Story { world, district, communes, adopts }
}

impl Story {
    /// One act of the district.
    async fn does<T, Doing>(&self, verb: impl FnOnce(Work) -> Doing) -> Result<T, Vec<String>>
    where
        Doing: Future<Output = Outcome<(T, Event)>>,
    {
        let work = audit::open(self.world.db(), self.district).await.unwrap();
        match verb(work.clone()).await {
            Ok((value, event)) => {
                audit::commit(work, self.district, &Actor::Operator, &event).await.unwrap();
                Ok(value)
            }
            Err(Failure::Refused(refusals)) => {
                Err(refusals.into_iter().map(|refusal| refusal.code).collect())
            }
            Err(Failure::Fault(fault)) => panic!("{fault}"),
        }
    }

    async fn standing(&self, unit: UnitId, code: &str) -> Vec<Target> {
        let all = targets::targets_of(&self.world.reader(), &[unit], &[YEAR]).await.unwrap();
        all.into_iter().filter(|target| target.new.indicator.as_str() == code).collect()
    }

    async fn fund(&self) -> Target {
        self.standing(self.district, "QUY_VD").await.pop().unwrap()
    }

    /// Millions for the four communes, then for the district itself.
    fn parts(&self, millions: [i64; 5]) -> Vec<Part> {
        let units = self.communes.iter().chain([&self.district]);
        let part = |(unit, millions): (&UnitId, i64)| Part {
            unit: *unit,
            value: Decimal::from(millions * 1_000_000),
            whole: None,
        };
        units.zip(millions).map(part).collect()
    }

    async fn propose(&self, parts: Vec<Part>, reason: &str) -> Result<usize, Vec<String>> {
        let target = self.fund().await.id;
        let new = NewParts { target, parts, reason: reason.to_owned() };
        self.does(async |work| targets::propose(&work, &self.adopts, &new).await).await
    }

    async fn answer(&self, unit: UnitId, seen: i32, answer: Answer) -> Result<(), Vec<String>> {
        let target = self.fund().await.id;
        let permit: Permit<AnswerTargets> = self.world.permit(unit).await;
        self.does(async |work| targets::answer(&work, &permit, target, seen, &answer).await).await
    }

    async fn given(&self, unit: UnitId) -> Given {
        let target = self.fund().await.id;
        let all = targets::given_by(&self.world.reader(), &[target]).await.unwrap();
        all.into_iter().find(|given| given.unit == unit).unwrap()
    }

    async fn hand_down(&self, units: Vec<(UnitId, i32)>, why: &str) -> Result<usize, Vec<String>> {
        let handing = Handing {
            target: self.fund().await.id,
            units,
            reason: why.to_owned(),
            wording: "Giao các xã vận động quỹ năm 2021.".to_owned(),
            legal_source: "Quyết định số 5/QĐ-HKH".to_owned(),
            adopted_on: "2021-01-15".parse().unwrap(),
        };
        self.does(async |work| targets::hand_down(&work, &self.adopts, &handing).await).await
    }
}

fn objection(millions: i64) -> Answer {
    let counter = Some(Decimal::from(millions * 1_000_000));
    Answer::Object { counter, reason: "Ngư dân mất mùa".to_owned() }
}

fn drop_out(unit: UnitId) -> NewTarget {
    NewTarget {
        indicator: Code::new("HV_MOI"),
        unit,
        period: YEAR,
        operator: Operator::AtLeast,
        value: Some(Decimal::from(90)),
        value2: None,
        reach: Reach::Whole,
        basis: String::new(),
        wording: "Phát triển từ 90 hội viên mới trở lên.".to_owned(),
        legal_source: "Nghị quyết".to_owned(),
        adopted_on: "2021-01-15".parse().unwrap(),
    }
}

#[tokio::test]
async fn a_revision_stands_after_what_stood_and_what_is_withdrawn_promises_nothing() {
    let story = story().await;
    let first = drop_out(story.district);
    let adopt = async |new: &NewTarget| {
        story.does(async |work| targets::adopt(&work, &story.adopts, new).await).await.unwrap()
    };
    let id = adopt(&first).await.unwrap();
    assert_eq!(adopt(&first).await, None, "the same again");
    let second = NewTarget { value: Some(Decimal::from(80)), ..first.clone() };
    let revise = async |old: RowId| {
        story.does(async |work| targets::revise(&work, &story.adopts, old, &second).await).await
    };
    let newer = revise(id).await.unwrap().unwrap();
    assert_eq!(revise(id).await, Err(vec!["no_longer_stands".to_owned()]));
    let withdraw = async |reason: &str| {
        story.does(async |work| targets::withdraw(&work, &story.adopts, newer, reason).await).await
    };
    assert_eq!(withdraw("").await, Err(vec!["reason_missing".to_owned()]));
    withdraw("Hội nghị thay đổi").await.unwrap();
    assert_eq!(story.standing(story.district, "HV_MOI").await, []);
    let reader = story.world.reader();
    let all = targets::every_target_of(&reader, &[story.district], &[YEAR]).await.unwrap();
    let mut kept: Vec<_> = all
        .iter()
        .filter(|target| target.new.indicator.as_str() == "HV_MOI")
        .map(|target| (target.new.value, target.withdrawn_because.as_deref()))
        .collect();
    kept.sort();
    let of = |value: i64| Some(Decimal::from(value));
    let reason = Some("Hội nghị thay đổi");
    assert_eq!(kept, [(of(80), None), (of(80), reason), (of(90), None)]);
    let file = story.world.export(None).await;
    assert!(!file.targets.iter().any(|target| target.indicator.as_str() == "HV_MOI"));
    assert!(adopt(&second).await.is_some(), "after a withdrawal it may be adopted again");
}

#[tokio::test]
async fn who_adds_what_somebody_has_just_added_is_told_and_replaces_nothing() {
    let story = story().await;
    let add = async |value: i64| {
        let new = NewTarget { value: Some(Decimal::from(value)), ..drop_out(story.district) };
        story.does(async |work| targets::add(&work, &story.adopts, &new).await).await
    };
    add(10).await.unwrap();
    assert_eq!(add(20).await, Err(vec!["stands_already".to_owned()]));
    let standing = story.standing(story.district, "HV_MOI").await;
    assert_eq!(standing.len(), 1);
    assert_eq!(standing[0].new.value, Some(Decimal::from(10)));
}

#[tokio::test]
async fn nobody_adopts_for_another_unit_and_those_named_lie_within() {
    let story = story().await;
    let foreign = NewTarget { unit: story.communes[0], ..drop_out(story.district) };
    let work = audit::open(story.world.db(), story.district).await.unwrap();
    let refused = targets::adopt(&work, &story.adopts, &foreign).await;
    assert!(matches!(refused, Err(Failure::Fault(_))), "{refused:?}");
    drop((refused, work));
    let province = story.world.unit_of("kien-giang").await;
    let named = |units| NewTarget { reach: Reach::Named(units), ..drop_out(story.district) };
    for (units, code) in [(vec![], "nobody_named"), (vec![province], "not_within")] {
        let new = named(units);
        let said = story.does(async |work| targets::adopt(&work, &story.adopts, &new).await).await;
        assert_eq!(said, Err(vec![code.to_owned()]));
    }
}

#[tokio::test]
async fn a_year_is_opened_once_and_what_stands_is_left_alone() {
    let story = story().await;
    let changed = NewTarget { value: Some(Decimal::from(1)), ..story.fund().await.new };
    let new = [drop_out(story.district), changed];
    let open = async || {
        story.does(async |work| targets::open_year(&work, &story.adopts, &new).await).await
    };
    assert_eq!(open().await, Ok(1), "the fund of 2021 stands already");
    assert_eq!(open().await, Ok(0));
    assert_eq!(story.fund().await.new.value, Some(Decimal::from(800_000_000)));
}

#[tokio::test]
async fn the_fund_is_split_to_the_dong_by_people_by_last_year_and_equally() {
    let story = story().await;
    let gathered = story.world.gathered("kien-hai", YEAR).await;
    let target = story.fund().await.new;
    let indicator = gathered.indicator(&Code::new("QUY_VD")).unwrap();
    for (way, millions) in [
        (SplitBy::Population, [187, 356, 137, 120, 0]),
        // 152,3 214,2 86,4 69,6 and 318,65 of 841,15
        (SplitBy::LastYear, [145, 204, 82, 66, 303]),
        (SplitBy::Equal, [200, 200, 200, 200, 0]),
    ] {
        let portions = share_out(&gathered, indicator, &target, way);
        let parts: Vec<Part> = portions
            .iter()
            .map(|part| Part { unit: part.unit, value: part.value.unwrap(), whole: None })
            .collect();
        assert_eq!(parts, story.parts(millions), "{way:?}");
        assert_eq!(balance(indicator, &target, &parts).unwrap().open(), 0);
    }
}

#[tokio::test]
async fn a_rate_means_a_number_of_children_in_each_commune() {
    let story = story().await;
    let gathered = story.world.gathered("kien-hai", YEAR).await;
    let target = story.standing(story.district, "HD_5T").await.pop().unwrap().new;
    let indicator = gathered.indicator(&Code::new("HD_5T")).unwrap();
    let portions = share_out(&gathered, indicator, &target, SplitBy::Equal);
    let needed: Vec<_> = portions
        .iter()
        .map(|part| {
            let whole = part.whole.unwrap();
            (targets::part_of(indicator, target.operator, part.value.unwrap(), whole), whole)
        })
        .collect();
    assert_eq!(needed, [(Some(71), 72), (Some(137), 139), (Some(53), 54), (Some(41), 41)]);
    let more = share_out(&gathered, indicator, &target, SplitBy::LastYear);
    let rates: Vec<String> = more.iter().map(|part| part.value.unwrap().to_string()).collect();
    assert_eq!(rates, ["98.61", "99.28", "98.14", "98"]);
}

#[tokio::test]
async fn parts_that_do_not_make_up_the_whole_need_a_reason() {
    let story = story().await;
    let short = || story.parts([145, 204, 82, 66, 300]);
    assert_eq!(story.propose(short(), "").await, Err(vec!["difference_unexplained".to_owned()]));
    assert_eq!(story.propose(short(), "Ba triệu giao sau").await, Ok(5));
    let mut wrong = short();
    wrong[0].value = Decimal::new(5, 1);
    assert_eq!(story.propose(wrong, "x").await, Err(vec!["not_a_part".to_owned()]));
    let mut foreign = short();
    foreign[0].unit = story.world.unit_of("kien-giang").await;
    assert_eq!(story.propose(foreign, "x").await, Err(vec!["not_to_be_shared".to_owned()]));
}

#[tokio::test]
async fn an_objection_is_met_by_a_revision_that_is_accepted_and_becomes_the_communes_own() {
    use ProposalState::{Accepted, Objected, Proposed};
    let story = story().await;
    let lai_son = story.communes[1];
    assert_eq!(story.propose(story.parts([145, 204, 82, 66, 303]), "").await, Ok(5));
    assert_eq!(story.propose(story.parts([145, 204, 82, 66, 303]), "").await, Ok(0), "again");
    assert_eq!(
        story.answer(lai_son, 1, Answer::Object { counter: None, reason: String::new() }).await,
        Err(vec!["counter_missing".to_owned(), "reason_missing".to_owned()])
    );
    story.answer(lai_son, 1, objection(190)).await.unwrap();
    story.answer(story.communes[0], 1, Answer::Accept).await.unwrap();
    assert_eq!(story.propose(story.parts([145, 195, 82, 66, 312]), "").await, Ok(2));
    let stale = story.answer(lai_son, 2, Answer::Accept).await;
    assert_eq!(stale, Err(vec!["changed_meanwhile".to_owned()]), "he saw the first number");
    story.answer(lai_son, 3, Answer::Accept).await.unwrap();
    let kept = story.given(story.communes[0]).await;
    assert_eq!(kept.latest.state, ProposalState::Accepted, "an unchanged part keeps its answer");

    assert_eq!(story.hand_down(vec![(lai_son, 4), (story.communes[0], 2)], "").await, Ok(2));
    let own = story.standing(lai_son, "QUY_VD").await.pop().unwrap();
    assert_eq!(own.new.value, Some(Decimal::from(195_000_000)));
    assert_eq!((own.new.operator, &own.new.reach), (Operator::AtLeast, &Reach::Whole));
    assert_eq!(own.new.wording, "Giao các xã vận động quỹ năm 2021.");
    assert_eq!(own.handed_from, Some(story.fund().await.id));
    let given = story.given(lai_son).await;
    let states: Vec<_> = given.earlier.iter().map(|s| (s.revision, s.state)).collect();
    assert_eq!(states, [(1, Proposed), (1, Objected), (2, Proposed), (2, Accepted)]);
    assert_eq!(given.latest.state, ProposalState::Adopted);
    let line = story.world.line("kien-hai", YEAR, "QUY_VD").await;
    let judged = line.children[1].judged.as_ref().unwrap();
    assert_eq!(judged.target.id, own.id, "the board judges the commune by its own");
    assert!(line.children[2].judged.is_none());
}

#[tokio::test]
async fn a_part_that_was_not_accepted_is_handed_down_with_a_reason_only() {
    let story = story().await;
    let nam_du = story.communes[3];
    story.propose(story.parts([145, 204, 82, 66, 303]), "").await.unwrap();
    story.answer(nam_du, 1, objection(10)).await.unwrap();
    assert_eq!(story.hand_down(vec![], "").await, Err(vec!["nobody_chosen".to_owned()]));
    let seen = vec![(nam_du, 2)];
    let refused = story.hand_down(seen.clone(), "").await;
    assert_eq!(refused, Err(vec!["not_accepted".to_owned()]));
    assert_eq!(story.hand_down(seen.clone(), "Giữ mức của năm trước").await, Ok(1));
    assert_eq!(story.given(nam_du).await.latest.reason, "Giữ mức của năm trước");
    let again = story.hand_down(seen, "Giữ mức của năm trước").await;
    assert_eq!(again, Err(vec!["changed_meanwhile".to_owned()]));
    let late = story.answer(nam_du, 3, Answer::Accept).await;
    assert_eq!(late, Err(vec!["no_longer_stands".to_owned()]));
}

#[tokio::test]
async fn nobody_answers_what_was_not_proposed_to_him_or_no_longer_stands() {
    let story = story().await;
    story.propose(story.parts([145, 204, 82, 66, 303]), "").await.unwrap();
    let gone = Err(vec!["no_longer_stands".to_owned()]);
    let province = story.world.unit_of("kien-giang").await;
    assert_eq!(story.answer(province, 1, Answer::Accept).await, gone);
    assert_eq!(story.answer(story.district, 1, Answer::Accept).await, gone, "its own part");
    let old = story.fund().await;
    let new = NewTarget { value: Some(Decimal::from(850_000_000)), ..old.new.clone() };
    story
        .does(async |work| targets::revise(&work, &story.adopts, old.id, &new).await)
        .await
        .unwrap();
    let permit: Permit<AnswerTargets> = story.world.permit(story.communes[0]).await;
    let late = story
        .does(async |work| targets::answer(&work, &permit, old.id, 1, &Answer::Accept).await)
        .await;
    assert_eq!(late, gone);
}

#[tokio::test]
async fn a_target_below_the_result_of_the_year_before_is_said_to_be_so() {
    let story = story().await;
    let gathered = story.world.gathered("kien-hai", YEAR).await;
    let said = |code: &str, value: &str| {
        let mut all = gathered.targets_of(YEAR);
        let target = all.find(|target| target.new.indicator.as_str() == code).unwrap();
        let indicator = gathered.indicator(&target.new.indicator).unwrap();
        let new = NewTarget { value: Some(value.parse().unwrap()), ..target.new.clone() };
        surpassed_in_words(&gathered, indicator, &new)
    };
    let lower = Some("thấp hơn thực hiện năm trước".to_owned());
    assert_eq!(said("QUY_VD", "800000000"), lower);
    assert_eq!(said("QUY_VD", "841150000"), None, "as much as last year");
    assert_eq!(said("HD_5T", "98.4"), None, "301 of 306 are 98,37 %");
    assert_eq!(said("TO_KH", "115"), lower, "116 are kept");
    assert_eq!(said("TO_KH", "116"), None);
    assert_eq!(said("DH_DK", "1"), None, "1–2 in each commune, where 2 are the most");
}

#[tokio::test]
async fn what_was_handed_down_is_changed_by_who_gave_it_alone() {
    let story = story().await;
    let lai_son = story.communes[1];
    story.propose(story.parts([145, 204, 82, 66, 303]), "").await.unwrap();
    assert_eq!(story.hand_down(vec![(lai_son, 1)], "Giữ mức của năm trước").await, Ok(1));
    let own = story.standing(lai_son, "QUY_VD").await.pop().unwrap();
    let lower = NewTarget { value: Some(Decimal::from(1_000_000)), ..own.new.clone() };
    let of = async |unit| leader(&story.world, unit, lai_son).await;
    let commune = of(lai_son).await;
    let refused = || vec!["handed_down".to_owned()];
    let adopted = story.does(async |work| targets::adopt(&work, &commune, &lower).await).await;
    assert_eq!(adopted.err(), Some(refused()));
    let revise = async |permit: &Permit<AdoptTargets>, new: &NewTarget| {
        story.does(async |work| targets::revise(&work, permit, own.id, new).await).await
    };
    assert_eq!(revise(&commune, &lower).await.err(), Some(refused()));
    let each = NewTarget { reach: Reach::Each("chi hội".to_owned()), ..lower.clone() };
    assert_eq!(revise(&commune, &each).await.err(), Some(refused()), "which would drop it");
    let why = "Khó khăn";
    let gone = story.does(async |work| targets::withdraw(&work, &commune, own.id, why).await).await;
    assert_eq!(gone.err(), Some(refused()));
    let work = audit::open(story.world.db(), lai_son).await.unwrap();
    let Err(Failure::Refused(said)) = targets::adopt(&work, &commune, &lower).await else {
        panic!("adopted")
    };
    drop(work);
    assert!(said[0].says.contains("huyện Kiên Hải") && said[0].remedy.contains("ý kiến khác"));
    assert_eq!(story.standing(lai_son, "QUY_VD").await, std::slice::from_ref(&own));
    let for_branches = story.does(async |work| targets::adopt(&work, &commune, &each).await).await;
    assert!(for_branches.unwrap().is_some(), "what it asks of its own branches is its own");
    assert!(revise(&of(story.district).await, &lower).await.unwrap().is_some());
    let now = story.standing(lai_son, "QUY_VD").await;
    let now = now.iter().find(|target| target.new.reach == Reach::Whole).unwrap();
    assert_eq!((now.new.value, now.handed_from), (lower.value, own.handed_from));
    let lowest = NewTarget { value: Some(Decimal::from(1)), ..lower };
    let again = story.does(async |work| targets::adopt(&work, &commune, &lowest).await).await;
    assert_eq!(again.err(), Some(refused()), "what the district said anew binds too");
}

/// The right of the leader of a unit to adopt for another.
async fn leader(world: &World, unit: UnitId, there: UnitId) -> Permit<AdoptTargets> {
    let grant =
        Grant { role: Role::Leader, unit, from: "2020-01-01".parse().unwrap(), to: OPEN_END };
    let person = Person {
        account: world.account_of("can-bo.lai-son").await,
        name: "Người Lãnh Đạo Mẫu".to_owned(),
        grants: vec![grant],
    };
    let place = org::place(&world.reader(), there).await.unwrap().unwrap();
    let today = world.clock().today();
    decide(&Actor::Person(person), ActionKind::AdoptTargets, &place, today)
        .unwrap()
        .permit()
        .unwrap()
}

#[tokio::test]
async fn a_commune_that_adopts_while_the_district_hands_down_ends_with_one_target() {
    let story = Arc::new(story().await);
    let nam_du = story.communes[3];
    story.propose(story.parts([145, 204, 82, 66, 303]), "").await.unwrap();
    let own = NewTarget { unit: nam_du, ..story.fund().await.new };
    let permit: Permit<AdoptTargets> = story.world.permit(nam_du).await;
    let work = audit::open(story.world.db(), nam_du).await.unwrap();
    let (id, event) = targets::adopt(&work, &permit, &own).await.unwrap();
    let handing = Arc::clone(&story);
    let mut handing =
        tokio::spawn(async move { handing.hand_down(vec![(nam_du, 1)], "Giữ mức").await });
    let patience = std::time::Duration::from_millis(400);
    let waited = tokio::time::timeout(patience, &mut handing).await.is_err();
    assert!(waited, "handed down beside an act of the commune");
    audit::commit(work, nam_du, &Actor::Operator, &event).await.unwrap();
    assert_eq!(handing.await.unwrap(), Ok(1));
    let standing = story.standing(nam_du, "QUY_VD").await;
    let from: Vec<_> = standing.iter().map(|target| target.handed_from.is_some()).collect();
    assert_eq!(from, [true], "{id:?} was superseded");
}
