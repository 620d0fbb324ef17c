//! The chain of acts: numbered without a gap, never changed, and telling when it was.

use entities::values::{Period, UnitId};
use khuyenhoc::audit::{self, Event, EventKind};
use khuyenhoc::authority::{Actor, ViewTrail};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend};
use serde_json::json;

use crate::support::World;

const LAI_SON: UnitId = UnitId(7);
const NAM_DU: UnitId = UnitId(9);

fn entered(number: i64) -> Event {
    Event::new(EventKind::CellsEntered, json!({ "cells": number }))
}

async fn world_with_three_acts() -> World {
    let world = World::new().await;
    for number in 1..=3 {
        world.clock().advance(chrono::Duration::seconds(1));
        world.act(LAI_SON, entered(number)).await.unwrap();
    }
    world.act(NAM_DU, entered(1)).await.unwrap();
    world
}

/// What somebody with the owner's password can do.
async fn drop_triggers(raw: &DatabaseConnection) {
    let drops: &[&str] = match raw.get_database_backend() {
        DbBackend::Postgres => &["DROP TRIGGER audit_row_append_only ON audit_row"],
        _ => &["DROP TRIGGER audit_row_no_UPDATE", "DROP TRIGGER audit_row_no_DELETE"],
    };
    for sql in drops {
        raw.execute_unprepared(sql).await.unwrap();
    }
}

async fn after_harm(sql: &str) -> Vec<(UnitId, i64)> {
    let world = world_with_three_acts().await;
    assert_eq!(audit::verify(&world.reader()).await.unwrap(), []);
    let raw = world.raw().await;
    drop_triggers(&raw).await;
    assert_eq!(raw.execute_unprepared(sql).await.unwrap().rows_affected(), 1);
    let broken = audit::verify(&world.reader()).await.unwrap();
    broken.into_iter().map(|row| (row.chain, row.number)).collect()
}

#[tokio::test]
async fn one_changed_byte_names_its_row() {
    for column in ["details", "actor", "actor_name", "event", "hash", "previous_hash"] {
        let sql = format!(
            "UPDATE audit_row SET {column} = '#' || substr({column}, 2) \
             WHERE chain = 7 AND number = 2"
        );
        assert_eq!(after_harm(&sql).await, [(LAI_SON, 2)], "{column}");
    }
}

#[tokio::test]
async fn another_hour_names_its_row() {
    let sql = "UPDATE audit_row SET happened_at = '2021-01-15T01:00:03+00:00' \
               WHERE chain = 7 AND number = 2";
    assert_eq!(after_harm(sql).await, [(LAI_SON, 2)]);
}

#[tokio::test]
async fn a_row_taken_away_is_missed() {
    let middle = "DELETE FROM audit_row WHERE chain = 7 AND number = 2";
    assert_eq!(after_harm(middle).await, [(LAI_SON, 3)], "the row after the gap does not follow");
    let last = "DELETE FROM audit_row WHERE chain = 7 AND number = 3";
    assert_eq!(after_harm(last).await, [(LAI_SON, 3)]);
    let only = "DELETE FROM audit_row WHERE chain = 9";
    assert_eq!(after_harm(only).await, [(NAM_DU, 1)]);
}

#[tokio::test]
async fn a_row_is_neither_updated_nor_deleted() {
    let world = world_with_three_acts().await;
    let raw = world.raw().await;
    for sql in [
        "UPDATE audit_row SET actor_name = 'Không ai' WHERE chain = 7 AND number = 2",
        "DELETE FROM audit_row WHERE chain = 7 AND number = 3",
    ] {
        let refusal = raw.execute_unprepared(sql).await.unwrap_err().to_string();
        assert!(refusal.contains("audit_row is append-only"), "{refusal}");
    }
    assert_eq!(audit::verify(&world.reader()).await.unwrap(), []);
}

#[tokio::test]
async fn two_acts_on_one_chain_at_the_same_time_get_numbers_one_and_two() {
    let world = World::new().await;
    let (one, other) = tokio::join!(world.act(LAI_SON, entered(1)), world.act(LAI_SON, entered(2)));
    one.unwrap();
    other.unwrap();
    assert_eq!(numbers(&world, LAI_SON).await, [1, 2]);
    assert_eq!(audit::verify(&world.reader()).await.unwrap(), []);
}

#[tokio::test]
async fn work_dropped_without_commit_leaves_nothing() {
    let world = world_with_three_acts().await;
    drop(audit::open(world.db(), LAI_SON).await.unwrap());
    world.act(LAI_SON, entered(4)).await.unwrap();
    assert_eq!(numbers(&world, LAI_SON).await, [1, 2, 3, 4]);
}

#[tokio::test]
async fn work_kept_beyond_its_act_is_not_committed() {
    let world = World::new().await;
    let work = audit::open(world.db(), LAI_SON).await.unwrap();
    let kept = work.clone();
    let fault = audit::commit(work, LAI_SON, &Actor::Operator, &entered(1)).await.unwrap_err();
    assert!(fault.to_string().contains("kept beyond its act"), "{fault}");
    drop(kept);
    assert_eq!(numbers(&world, LAI_SON).await, Vec::<i64>::new());
}

async fn numbers(world: &World, chain: UnitId) -> Vec<i64> {
    use entities::audit::audit_row;
    use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
    let raw = world.raw().await;
    let rows = audit_row::Entity::find()
        .filter(audit_row::Column::Chain.eq(chain))
        .order_by_asc(audit_row::Column::Number)
        .all(&raw)
        .await
        .unwrap();
    rows.into_iter().map(|row| row.number).collect()
}

#[tokio::test]
async fn the_trail_is_read_page_by_page_each_act_once_with_those_of_the_units_within() {
    let world = World::story().await;
    world.enter("lai-son", Period::Year(2020), &[("GK_CN", "7")]).await;
    let (kien_hai, lai_son) = (world.unit_of("kien-hai").await, world.unit_of("lai-son").await);
    let permit = world.permit::<ViewTrail>(kien_hai).await;
    let reader = world.reader();
    let whole = audit::trail(&reader, &permit, None, 1_000).await.unwrap();
    assert!(whole.len() > 20 && whole[0].chain == lai_son, "{whole:?}");
    let mut pages = Vec::new();
    let mut end = None;
    loop {
        let page = audit::trail(&reader, &permit, end, 7).await.unwrap();
        let Some(last) = page.last() else { break };
        end = Some(last.place().to_string().parse().unwrap());
        pages.extend(page);
    }
    assert_eq!(pages, whole);
}
