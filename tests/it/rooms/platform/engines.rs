//! Traps of two engines and many writers, each walked into on purpose.

use chrono::{DateTime, Duration, Utc};
use entities::statistics::cell_entry;
use entities::values::{Code, Origin, Period, Precision, State, UnitId};
use khuyenhoc::audit::{self, Event, EventKind};
use khuyenhoc::authority::Actor;
use khuyenhoc::platform::db::Db;
use khuyenhoc::platform::outcome::Fault;
use sea_orm::sea_query::{ExprTrait, LikeExpr};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseConnection, EntityTrait,
    PaginatorTrait, QueryFilter, QueryOrder, Statement,
};
use tokio::sync::mpsc;

use crate::support::World;

const UNIT: UnitId = UnitId(7);

fn entry(measure: &str, amount: i64, at: DateTime<Utc>) -> cell_entry::Model {
    cell_entry::Model {
        unit_id: UNIT,
        period: "2020".parse::<Period>().unwrap(),
        measure: Code::new(measure),
        origin: Origin::Entered,
        version: 1,
        state: State::Known,
        amount: Some(amount),
        precision: Precision::Exact,
        source: String::new(),
        as_of: None,
        note: String::new(),
        reason: String::new(),
        entered_by: "operator".to_owned(),
        entered_at: at,
    }
}

async fn keep(raw: &DatabaseConnection, row: cell_entry::Model) {
    let new: cell_entry::ActiveModel = row.into();
    cell_entry::Entity::insert(new.reset_all()).exec_without_returning(raw).await.unwrap();
}

async fn one(raw: &DatabaseConnection, sql: &str) -> sea_orm::QueryResult {
    let ask = Statement::from_sql_and_values(raw.get_database_backend(), sql, []);
    raw.query_one_raw(ask).await.unwrap().unwrap()
}

#[tokio::test]
async fn money_beyond_what_a_float_holds_comes_back_to_the_dong() {
    let world = World::new().await;
    let raw = world.raw().await;
    let amounts = [9_007_199_254_740_993, 999_999_999_999_999_999, i64::MAX, 0, -1];
    for (index, amount) in amounts.into_iter().enumerate() {
        keep(&raw, entry(&format!("M{index}"), amount, world.clock().now())).await;
    }
    let rows = cell_entry::Entity::find()
        .order_by_asc(cell_entry::Column::Measure)
        .all(&raw)
        .await
        .unwrap();
    assert_eq!(rows.iter().filter_map(|row| row.amount).collect::<Vec<_>>(), amounts);
    let above = cell_entry::Entity::find()
        .filter(cell_entry::Column::Amount.into_expr().mul(1).gt(9_007_199_254_740_992_i64))
        .count(&raw)
        .await
        .unwrap();
    assert_eq!(above, 3, "an expression over money compares as a number");
}

#[tokio::test]
async fn a_sum_is_read_as_whole_dong_once_it_is_cast() {
    let world = World::new().await;
    let raw = world.raw().await;
    keep(&raw, entry("A", 841_123_456, world.clock().now())).await;
    keep(&raw, entry("B", 9_007_199_254_740_993, world.clock().now())).await;
    let sum = one(&raw, "SELECT CAST(SUM(amount) AS bigint) FROM cell_entry").await;
    assert_eq!(sum.try_get_by_index::<i64>(0).unwrap(), 9_007_200_095_864_449);
    let uncast = one(&raw, "SELECT SUM(amount) FROM cell_entry").await;
    let reads = uncast.try_get_by_index::<i64>(0).is_ok();
    let on_file = raw.get_database_backend() == sea_orm::DbBackend::Sqlite;
    assert_eq!(reads, on_file, "PostgreSQL sums bigint as numeric: hence the cast");
}

#[tokio::test]
async fn a_sum_that_overflows_is_an_error_and_not_a_number() {
    let world = World::new().await;
    let raw = world.raw().await;
    keep(&raw, entry("A", i64::MAX, world.clock().now())).await;
    keep(&raw, entry("B", 1, world.clock().now())).await;
    let ask = Statement::from_sql_and_values(
        raw.get_database_backend(),
        "SELECT CAST(SUM(amount) AS bigint) FROM cell_entry",
        [],
    );
    assert!(raw.query_one_raw(ask).await.is_err());
}

#[tokio::test]
async fn instants_sort_and_compare_whatever_their_fraction() {
    let world = World::new().await;
    let raw = world.raw().await;
    let start = world.clock().now();
    let micros = [1_000_000, 0, 500_000, 1, 500_001, 999_999, 86_400_000_000, 10];
    for micro in micros {
        keep(&raw, entry(&format!("{micro:012}"), 1, start + Duration::microseconds(micro))).await;
    }
    let rows = cell_entry::Entity::find()
        .order_by_asc(cell_entry::Column::EnteredAt)
        .all(&raw)
        .await
        .unwrap();
    let order: Vec<_> = rows.iter().map(|row| row.measure.as_str().to_owned()).collect();
    let mut sorted = order.clone();
    sorted.sort();
    assert_eq!(order, sorted);
    let before = cell_entry::Entity::find()
        .filter(cell_entry::Column::EnteredAt.lt(start + Duration::seconds(1)))
        .count(&raw)
        .await
        .unwrap();
    assert_eq!(before, 6);
}

#[tokio::test]
async fn a_percent_sign_is_searched_as_itself_only_when_escaped() {
    let world = World::new().await;
    let raw = world.raw().await;
    for (measure, note) in [("A", "tăng 50% so với 2019"), ("B", "tăng 50 người")] {
        let row =
            cell_entry::Model { note: note.to_owned(), ..entry(measure, 1, world.clock().now()) };
        keep(&raw, row).await;
    }
    let note = cell_entry::Column::Note;
    let found = |filter| {
        let raw = raw.clone();
        async move { cell_entry::Entity::find().filter(filter).count(&raw).await.unwrap() }
    };
    assert_eq!(found(note.contains("50%")).await, 2, "contains() does not escape");
    assert_eq!(found(note.like(LikeExpr::new(r"%50\%%").escape('\\'))).await, 1);
}

#[tokio::test]
async fn two_hundred_acts_at_once_all_happen_and_are_numbered_without_a_gap() {
    let world = World::new().await;
    let acts = (0..200).map(|_| {
        let db = world.db().clone();
        tokio::spawn(async move { act(&db).await })
    });
    for act in acts.collect::<Vec<_>>() {
        act.await.unwrap().unwrap();
    }
    let sql = "SELECT COUNT(*), COUNT(DISTINCT number), MAX(number) FROM audit_row";
    let row = one(&world.raw().await, sql).await;
    let count = |index| row.try_get_by_index::<i64>(index).unwrap();
    assert_eq!([count(0), count(1), count(2)], [200; 3]);
    assert_eq!(audit::verify(&world.reader()).await.unwrap(), []);
}

#[tokio::test]
async fn a_client_that_goes_away_leaves_its_write_complete() {
    let world = World::new().await;
    let (ended, mut all_ended) = mpsc::unbounded_channel();
    for wait in 0..40 {
        let (db, ended) = (world.db().clone(), ended.clone());
        let request = async move {
            let write = tokio::spawn(async move {
                let outcome = act(&db).await;
                ended.send(()).unwrap();
                outcome
            });
            write.await
        };
        let patience = std::time::Duration::from_micros(wait * 50);
        drop(tokio::time::timeout(patience, request).await);
    }
    drop(ended);
    while all_ended.recv().await.is_some() {}
    for _ in 0..20 {
        act(world.db()).await.unwrap();
    }
    let row = one(&world.raw().await, "SELECT COUNT(*), MAX(number) FROM audit_row").await;
    assert_eq!(row.try_get_by_index::<i64>(0).unwrap(), 60, "seen by another connection");
    assert_eq!(row.try_get_by_index::<i64>(1).unwrap(), 60);
    assert_eq!(audit::verify(&world.reader()).await.unwrap(), []);
}

async fn act(db: &Db) -> Result<(), Fault> {
    let work = audit::open(db, UNIT).await?;
    audit::commit(work, UNIT, &Actor::Operator, &Event::plain(EventKind::CellsEntered)).await
}
