//! What only a file can get wrong. These run on SQLite whatever the run is about.

use entities::values::UnitId;
use khuyenhoc::audit::{Event, EventKind};
use khuyenhoc::platform::clock::Clock;
use khuyenhoc::platform::db::{Db, Mode, Source, Target};
use migrations::{Migrator, MigratorTrait};
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbErr, SqliteTransactionMode,
    Statement, TransactionOptions, TransactionTrait,
};

use crate::support::World;

const BUSY: &str = "database is locked";

/// A pool of four as sea-orm gives it, on a file of the world.
async fn pool_of_four(world: &World) -> DatabaseConnection {
    let mut options = ConnectOptions::new(format!("sqlite://{}?mode=rw", world.address()));
    options.max_connections(4).min_connections(4).sqlx_logging(false);
    Database::connect(options).await.unwrap()
}

async fn read_then_write(
    pool: DatabaseConnection,
    mode: SqliteTransactionMode,
) -> Result<(), DbErr> {
    let options = TransactionOptions { sqlite_transaction_mode: Some(mode), ..Default::default() };
    let transaction = pool.begin_with_options(options).await?;
    let statement = |sql| Statement::from_sql_and_values(sea_orm::DbBackend::Sqlite, sql, []);
    transaction.query_one_raw(statement("SELECT length FROM audit_chain WHERE chain = 7")).await?;
    let write = "UPDATE audit_chain SET length = length + 1 WHERE chain = 7";
    transaction.execute_raw(statement(write)).await?;
    transaction.commit().await
}

async fn busy_of_two_hundred(mode: SqliteTransactionMode) -> usize {
    let world = World::on_file().await;
    world.act(UnitId(7), Event::plain(EventKind::SiteSet)).await.unwrap();
    let pool = pool_of_four(&world).await;
    let acts: Vec<_> =
        (0..200).map(|_| tokio::spawn(read_then_write(pool.clone(), mode))).collect();
    let mut busy = 0;
    for act in acts {
        if let Err(error) = act.await.unwrap() {
            assert!(error.to_string().contains(BUSY), "{error}");
            busy += 1;
        }
    }
    busy
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn deferred_transactions_that_read_first_fail_and_immediate_ones_do_not() {
    assert_eq!(busy_of_two_hundred(SqliteTransactionMode::Immediate).await, 0);
    let failed = busy_of_two_hundred(SqliteTransactionMode::Deferred).await;
    assert!(failed > 0, "the trap is gone: IMMEDIATE may no longer be needed");
}

#[tokio::test]
async fn readers_refuse_to_write() {
    let world = World::on_file().await;
    let reader = world.reader();
    let error = reader.executor().execute_unprepared("DELETE FROM site_setting").await;
    let error = error.unwrap_err().to_string();
    assert!(error.contains("readonly database"), "{error}");
}

#[tokio::test]
async fn a_second_writer_is_refused_and_told_who_holds_the_file() {
    let world = World::on_file().await;
    let second = Db::open(world.target(), Mode::Write, Clock::real()).await;
    let says = second.unwrap_err().to_string();
    assert!(says.contains(&format!("tiến trình số {}", std::process::id())), "{says}");
    let stopped = world.stop().await;
    stopped.start().await.act(UnitId(7), Event::plain(EventKind::SiteSet)).await.unwrap();
}

#[tokio::test]
async fn a_reader_opens_beside_a_writer_and_sees_what_was_committed() {
    let world = World::on_file().await;
    let beside = Db::open(world.target(), Mode::Read, Clock::real()).await.unwrap();
    world.act(UnitId(7), Event::plain(EventKind::SiteSet)).await.unwrap();
    let reader = beside.reader();
    let ask = Statement::from_sql_and_values(
        sea_orm::DbBackend::Sqlite,
        "SELECT COUNT(*) FROM audit_row",
        [],
    );
    let row = reader.executor().query_one_raw(ask).await.unwrap().unwrap();
    assert_eq!(row.try_get_by_index::<i64>(0).unwrap(), 1);
}

#[tokio::test]
async fn a_file_that_is_not_there_is_not_made_by_a_reader() {
    let world = World::on_file().await;
    let Target::File(path) = world.target() else { panic!("not a file") };
    let absent = path.with_file_name("khong-co.db");
    let says = Db::open(&Target::File(absent.clone()), Mode::Read, Clock::real()).await;
    assert!(says.unwrap_err().to_string().contains("khong-co.db"));
    assert!(!absent.exists());
}

#[tokio::test]
async fn a_copy_taken_between_writes_is_whole() {
    let world = World::on_file().await;
    let Target::File(path) = world.target() else { panic!("not a file") };
    let copy = path.with_file_name("copy.db");
    let writing = {
        let db = world.db().clone();
        tokio::spawn(async move {
            for _ in 0..50 {
                let work = khuyenhoc::audit::open(&db, UnitId(7)).await.unwrap();
                let event = Event::plain(EventKind::CellsEntered);
                let actor = khuyenhoc::authority::Actor::Operator;
                khuyenhoc::audit::commit(work, UnitId(7), &actor, &event).await.unwrap();
            }
        })
    };
    world.db().copy_to(&copy).await.unwrap();
    writing.await.unwrap();
    let opened = Db::open(&Target::File(copy), Mode::Read, Clock::real()).await.unwrap();
    assert_eq!(opened.integrity().await.unwrap(), Vec::<String>::new());
    assert_eq!(khuyenhoc::audit::verify(&opened.reader()).await.unwrap(), []);
}

#[tokio::test]
async fn a_file_is_kept_before_its_schema_changes() {
    let world = World::on_file().await;
    let path = world.path("cu.db");
    let url = format!("sqlite://{}?mode=rwc", path.display());
    let old = Database::connect(url).await.unwrap();
    Migrator::up(&old, Some(7)).await.unwrap();
    old.close().await.unwrap();
    let kept = || {
        let names = std::fs::read_dir(path.parent().unwrap()).unwrap().flatten();
        names.filter(|f| f.file_name().to_string_lossy().contains("before-migration")).count()
    };
    let open = async || Db::open(&Target::File(path.clone()), Mode::Write, Clock::real()).await;
    open().await.unwrap().close().await.unwrap();
    assert_eq!(kept(), 1, "one copy beside the file");
    open().await.unwrap().close().await.unwrap();
    assert_eq!(kept(), 1, "no copy when nothing changes");
}
