//! Blocks of cells: entered as one, judged one by one, undone once.

use entities::values::{Code, Period, SchoolBasis, UnitId};
use khuyenhoc::audit::{self};
use khuyenhoc::authority::{Actor, EnterFigures, EnterGrid, Permit, ViewFigures, ViewGrid};
use khuyenhoc::facts::Value;
use khuyenhoc::platform::db::Work;
use khuyenhoc::platform::outcome::{Failure, Outcome};
use khuyenhoc::statistics::{
    self, Answer, Block, BlockRight, BlockSource, BlocksOf, PastBlock, Placed, Typed, Undone,
    block, blocks, enter_block, undo_block,
};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use crate::support::World;

const YEAR: Period = Period::Year(2021);

struct Island {
    world: World,
    district: UnitId,
    lai_son: UnitId,
    nam_du: UnitId,
    grid: Permit<EnterGrid>,
}

async fn island() -> Island {
    let world = World::story().await;
    let district = world.unit_of("kien-hai").await;
    Island {
        lai_son: world.unit_of("lai-son").await,
        nam_du: world.unit_of("nam-du").await,
        grid: world.permit(district).await,
        district,
        world,
    }
}

fn typed(measure: &str, text: &str, base: i32) -> Typed {
    Typed::plain(Code::new(measure), YEAR.on(SchoolBasis::Report), text.to_owned(), base)
}

fn placed(unit: UnitId, measure: &str, text: &str) -> Placed {
    Placed { unit, report: YEAR, typed: typed(measure, text, 0) }
}

impl Island {
    /// Pastes over the communes and commits.
    async fn paste(&self, cells: &[Placed]) -> Block {
        let work = self.work(self.district).await;
        let right = BlockRight::Within(&self.grid);
        let done = enter_block(&work, right, cells, BlockSource::Paste).await;
        let (block, event) = done.unwrap();
        audit::commit(work, self.district, &Actor::Operator, &event).await.unwrap();
        block
    }

    async fn undo(&self, block: &Block) -> Outcome<Undone> {
        let work = self.work(self.district).await;
        let right = BlockRight::Within(&self.grid);
        let (undone, event) = undo_block(&work, right, block.id.unwrap()).await?;
        audit::commit(work, self.district, &Actor::Operator, &event).await.unwrap();
        Ok(undone)
    }

    async fn work(&self, chain: UnitId) -> Work {
        audit::open(self.world.db(), chain).await.unwrap()
    }

    async fn past(&self) -> Vec<PastBlock> {
        let permit: Permit<ViewGrid> = self.world.permit(self.district).await;
        blocks(&self.world.reader(), BlocksOf::Within(&permit), YEAR).await.unwrap()
    }

    async fn value(&self, unit: UnitId, measure: &str) -> Value {
        let permit: Permit<ViewFigures> = self.world.permit(unit).await;
        let form = statistics::form(&self.world.reader(), &permit, YEAR).await.unwrap().unwrap();
        form.find(&Code::new(measure)).unwrap().value()
    }

    async fn rows(&self) -> [String; 2] {
        [self.world.rows_of(self.lai_son).await, self.world.rows_of(self.nam_du).await]
    }
}

#[tokio::test]
async fn good_cells_of_a_block_are_saved_and_the_bad_one_is_named() {
    let island = island().await;
    let cells = [
        placed(island.lai_son, "HV_CUOI", "310"),
        placed(island.lai_son, "HV_NU", "100"),
        placed(island.nam_du, "HV_CUOI", "97.5"),
        placed(island.nam_du, "HV_NU", "40"),
    ];
    let block = island.paste(&cells).await;
    assert_eq!((block.saved(), block.answers.len()), (3, 4));
    let bad: Vec<_> = block.answers.iter().filter(|one| one.answer.standing().is_none()).collect();
    assert_eq!(bad.len(), 1);
    assert_eq!(bad[0].unit, island.nam_du);
    assert!(
        matches!(&bad[0].answer, Answer::NotTaken { measure, .. } if measure.as_str() == "HV_CUOI")
    );
    assert_eq!(island.value(island.lai_son, "HV_CUOI").await, Value::exact(310));
    assert_eq!(island.value(island.nam_du, "HV_CUOI").await, Value::Missing);
    let past = island.past().await;
    assert_eq!((past[0].cells, past[0].is_whole), (3, true));
    assert_eq!(Some(past[0].id), block.id);
}

#[tokio::test]
async fn what_is_far_too_long_for_a_number_is_kept_in_its_beginning_alone() {
    let island = island().await;
    let long = "chín ".repeat(10_000);
    let block = island.paste(&[placed(island.nam_du, "HV_CUOI", &long)]).await;
    let Answer::NotTaken { refusal, .. } = &block.answers[0].answer else { panic!("{block:?}") };
    assert_eq!(refusal.code, "far_too_long");
    let kept = island.world.rows_of(island.nam_du).await.matches("chín").count();
    assert_eq!(kept, 40, "its beginning");
}

#[tokio::test]
async fn a_block_of_which_nothing_is_saved_is_no_block() {
    let island = island().await;
    let block = island.paste(&[placed(island.nam_du, "HV_CUOI", "mười")]).await;
    assert_eq!((block.id, block.saved()), (None, 0));
    assert_eq!(island.past().await, []);
}

#[tokio::test]
async fn a_block_reaches_no_unit_beyond_its_right() {
    let island = island().await;
    let province = island.world.unit_of("kien-giang").await;
    let block = island.paste(&[placed(province, "HV_CUOI", "5")]).await;
    let refused = |block: &Block| match &block.answers[0].answer {
        Answer::NotTaken { refusal, .. } => refusal.code.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(refused(&block), "not_within");
    let own: Permit<EnterFigures> = island.world.permit(island.lai_son).await;
    let work = island.work(island.lai_son).await;
    let cells = [placed(island.nam_du, "HV_CUOI", "5")];
    let done = enter_block(&work, BlockRight::Own(&own), &cells, BlockSource::Paste).await;
    assert_eq!(refused(&done.unwrap().0), "not_within");
}

#[tokio::test]
async fn a_conflict_gives_theirs_and_what_both_began_from() {
    let island = island().await;
    island.world.enter("lai-son", YEAR, &[("HV_CUOI", "300")]).await;
    island.world.enter("lai-son", YEAR, &[("HV_CUOI", "305")]).await;
    let mut mine = placed(island.lai_son, "HV_CUOI", "310");
    mine.typed.base = 1;
    let block = island.paste(&[mine]).await;
    let Answer::Conflict { typed, theirs, base, .. } = &block.answers[0].answer else {
        panic!("{block:?}")
    };
    assert_eq!(typed, "310");
    assert_eq!((theirs.fact.value, *base), (Value::exact(305), Value::exact(300)));
}

/// Lại Sơn says 300, then 305; somebody who still saw 300 types over it.
async fn contested(text: &str) -> (Island, Placed, Block) {
    let island = island().await;
    island.world.enter("lai-son", YEAR, &[("HV_CUOI", "300")]).await;
    island.world.enter("lai-son", YEAR, &[("HV_CUOI", "305")]).await;
    let mut mine = placed(island.lai_son, "HV_CUOI", text);
    mine.typed.base = 1;
    let block = island.paste(std::slice::from_ref(&mine)).await;
    (island, mine, block)
}

#[tokio::test]
async fn what_waits_for_a_choice_is_not_saved_by_being_sent_again() {
    let (island, mut mine, _) = contested("310").await;
    // As a page that was opened since sends it: upon the version that stands.
    mine.typed.base = 2;
    let again = island.paste(std::slice::from_ref(&mine)).await;
    let Answer::Conflict { theirs, base, .. } = &again.answers[0].answer else {
        panic!("{again:?}")
    };
    assert_eq!((theirs.fact.value, *base), (Value::exact(305), Value::exact(300)));
    assert_eq!(island.value(island.lai_son, "HV_CUOI").await, Value::exact(305));
    mine.typed.insists = true;
    assert_eq!(island.paste(&[mine]).await.saved(), 1);
    assert_eq!(island.value(island.lai_son, "HV_CUOI").await, Value::exact(310));
}

#[tokio::test]
async fn another_number_or_theirs_ends_the_waiting() {
    let (island, mut mine, _) = contested("310").await;
    mine.typed.base = 2;
    mine.typed.text = "311".to_owned();
    assert_eq!(island.paste(std::slice::from_ref(&mine)).await.saved(), 1);
    mine.typed.base = 3;
    mine.typed.text = "310".to_owned();
    assert_eq!(island.paste(&[mine]).await.saved(), 1, "nothing waits any more");

    let (island, mut mine, _) = contested("310").await;
    mine.typed.text = "305".to_owned();
    let theirs = island.paste(std::slice::from_ref(&mine)).await;
    assert!(matches!(theirs.answers[0].answer, Answer::Unchanged { version: 2, .. }));
    mine.typed.base = 2;
    mine.typed.text = "310".to_owned();
    assert_eq!(island.paste(&[mine]).await.saved(), 1, "nothing waits any more");
}

#[tokio::test]
async fn a_number_left_as_it_stood_on_the_screen_is_in_nobodys_way() {
    let (island, _, block) = contested("300").await;
    assert!(matches!(block.answers[0].answer, Answer::Unchanged { version: 2, .. }), "{block:?}");
    assert_eq!(island.value(island.lai_son, "HV_CUOI").await, Value::exact(305));
    assert!(!island.world.rows_of(island.lai_son).await.contains("300 "), "nothing waits");
    let mut noted = placed(island.lai_son, "HV_CUOI", "300");
    noted.typed.base = 1;
    noted.typed.note = Some("đếm lại".to_owned());
    let block = island.paste(&[noted]).await;
    assert!(matches!(block.answers[0].answer, Answer::Conflict { .. }), "a note is a change");
}

#[tokio::test]
async fn an_undone_block_gives_back_what_stood_before_and_keeps_the_history() {
    let island = island().await;
    island.world.enter("lai-son", YEAR, &[("HV_CUOI", "300")]).await;
    let mut changed = placed(island.lai_son, "HV_CUOI", "310");
    changed.typed.base = 1;
    let cells =
        [changed, placed(island.nam_du, "HV_CUOI", "80"), placed(island.nam_du, "HV_NU", "tám")];
    let block = island.paste(&cells).await;
    assert_eq!(block.saved(), 2);
    let undone = island.undo(&block).await.unwrap();
    assert_eq!((undone.restored.len(), undone.left.len()), (2, 0));
    assert_eq!(island.value(island.lai_son, "HV_CUOI").await, Value::exact(300));
    assert_eq!(island.value(island.nam_du, "HV_CUOI").await, Value::Missing);
    let permit: Permit<ViewGrid> = island.world.permit(island.district).await;
    let found = block_of(&island, &permit, &block).await;
    assert_eq!(found.0.undone.unwrap().restored, 2);
    let lai_son = found.1.iter().find(|cell| cell.key.unit == island.lai_son).unwrap();
    assert_eq!((lai_son.before, lai_son.after), (Value::exact(300), Value::exact(310)));
    assert_eq!(lai_son.now.as_ref().unwrap().version, 3);
    assert!(!island.world.rows_of(island.nam_du).await.contains("tám"));
    let again = island.undo(&block).await;
    assert!(matches!(again, Err(Failure::Refused(why)) if why[0].code == "already_undone"));
}

async fn block_of(
    island: &Island,
    permit: &Permit<ViewGrid>,
    entered: &Block,
) -> (PastBlock, Vec<statistics::PastCell>) {
    let reader = island.world.reader();
    let id = entered.id.unwrap();
    block(&reader, BlocksOf::Within(permit), id).await.unwrap().unwrap()
}

#[tokio::test]
async fn undoing_leaves_what_was_edited_since_and_names_who_edited() {
    let island = island().await;
    let cells = [placed(island.lai_son, "HV_CUOI", "310"), placed(island.nam_du, "HV_CUOI", "80")];
    let block = island.paste(&cells).await;
    island.world.enter("nam-du", YEAR, &[("HV_CUOI", "81")]).await;
    let undone = island.undo(&block).await.unwrap();
    assert_eq!(undone.restored.len(), 1);
    let (key, refusal) = &undone.left[0];
    assert_eq!((key.unit, refusal.code.as_str()), (island.nam_du, "edited_since"));
    for words in ["Xã Nam Du", "(80)", "Người vận hành đã sửa thành 81"] {
        assert!(refusal.says.contains(words), "{}", refusal.says);
    }
    assert_eq!(island.value(island.nam_du, "HV_CUOI").await, Value::exact(81));
}

#[tokio::test]
async fn of_an_undone_block_a_unit_reads_its_own_part_alone() {
    let island = island().await;
    let cells = [placed(island.lai_son, "HV_CUOI", "310"), placed(island.nam_du, "HV_CUOI", "80")];
    let entered = island.paste(&cells).await;
    island.world.enter("nam-du", YEAR, &[("HV_CUOI", "81")]).await;
    island.undo(&entered).await.unwrap();
    let id = entered.id.unwrap();
    for (unit, restored, left) in [(island.lai_son, 1, 0), (island.nam_du, 0, 1)] {
        let own: Permit<ViewFigures> = island.world.permit(unit).await;
        let seen = block(&island.world.reader(), BlocksOf::Own(&own), id).await.unwrap();
        let undone = seen.unwrap().0.undone.unwrap();
        assert_eq!((undone.restored, undone.left.len()), (restored, left), "{undone:?}");
    }
}

#[tokio::test]
async fn undoing_leaves_what_would_contradict_what_stands_now() {
    let island = island().await;
    island.world.enter("lai-son", YEAR, &[("HV_CUOI", "100")]).await;
    let mut grown = placed(island.lai_son, "HV_CUOI", "200");
    grown.typed.base = 1;
    let block = island.paste(&[grown]).await;
    island.world.enter("lai-son", YEAR, &[("HV_NU", "150")]).await;
    let undone = island.undo(&block).await.unwrap();
    assert_eq!(undone.restored.len(), 0);
    assert_eq!(undone.left[0].1.code, "cannot_go_back");
    assert_eq!(island.value(island.lai_son, "HV_CUOI").await, Value::exact(200));
}

#[tokio::test]
async fn who_enters_for_one_unit_undoes_no_block_of_several() {
    let island = island().await;
    let cells = [placed(island.lai_son, "HV_CUOI", "310"), placed(island.nam_du, "HV_CUOI", "80")];
    let block = island.paste(&cells).await;
    let own: Permit<EnterFigures> = island.world.permit(island.lai_son).await;
    let work = island.work(island.lai_son).await;
    let refused = undo_block(&work, BlockRight::Own(&own), block.id.unwrap()).await;
    assert!(matches!(refused, Err(Failure::Refused(why)) if why[0].code == "not_yours_to_undo"));
}

/// A block as people paste it: numbers, words, nonsense, empty cells, in two communes.
fn any_block() -> impl Strategy<Value = Vec<(bool, usize, String)>> {
    let texts = ["", "12", "1.234", "97.5", "không có", "hơn 40", "abc", "0", "999999"];
    let text = proptest::sample::select(texts.to_vec()).prop_map(str::to_owned);
    proptest::collection::vec((any::<bool>(), 0..5_usize, text), 1..12)
}

#[tokio::test]
async fn the_preview_of_a_block_is_the_write_and_typing_gives_the_same() {
    let island = island().await;
    let measures = ["HV_CUOI", "HV_NU", "HV_DANG_VIEN", "TO_NDTQ", "TO_NDTQ_KH"];
    let mut runner = TestRunner::deterministic();
    for _ in 0..6 {
        let drawn = any_block().new_tree(&mut runner).unwrap().current();
        let cells: Vec<Placed> = drawn
            .iter()
            .map(|(here, measure, text)| {
                let unit = if *here { island.lai_son } else { island.nam_du };
                Placed { unit, report: YEAR, typed: typed(measures[*measure], text, 1) }
            })
            .collect();
        let before = island.rows().await;
        let work = island.work(island.district).await;
        let right = BlockRight::Within(&island.grid);
        let preview = enter_block(&work, right, &cells, BlockSource::Paste).await.unwrap().0;
        drop(work);
        assert_eq!(island.rows().await, before, "a preview wrote something");
        let mut one_by_one = Vec::new();
        for unit in [island.lai_son, island.nam_du] {
            let own: Permit<EnterFigures> = island.world.permit(unit).await;
            let typed: Vec<Typed> =
                cells.iter().filter(|c| c.unit == unit).map(|c| c.typed.clone()).collect();
            let work = island.work(unit).await;
            one_by_one.extend(statistics::enter(&work, &own, YEAR, &typed).await.unwrap().0);
        }
        let written = island.paste(&cells).await;
        assert_eq!(written.answers, preview.answers, "{cells:?}");
        assert_eq!(written.id.is_some(), preview.id.is_some());
        let mut answers: Vec<Answer> =
            written.answers.iter().map(|one| one.answer.clone()).collect();
        if island.nam_du < island.lai_son {
            answers.sort_by_key(|answer| format!("{answer:?}"));
            one_by_one.sort_by_key(|answer| format!("{answer:?}"));
        }
        assert_eq!(answers, one_by_one, "{cells:?}");
    }
}
