//! The commands of the operator, run as he runs them: the program, its words, what it answers.

use entities::values::UnitId;
use khuyenhoc::audit::{self, Event, EventKind};
use khuyenhoc::authority::Actor;
use khuyenhoc::platform::db::Target;
use khuyenhoc::platform::site;
use sea_orm::{ConnectionTrait, DbBackend};

use crate::support::{Ran, World, khuyenhoc};

const UNIT: UnitId = UnitId(7);

async fn acts(world: &World, count: usize) {
    for _ in 0..count {
        world.act(UNIT, Event::plain(EventKind::CellsEntered)).await.unwrap();
    }
}

async fn backup(world: &World, name: &str) -> Ran {
    let out = world.path(name).display().to_string();
    khuyenhoc(&["backup", "--database", &world.address(), "--out", &out]).await
}

async fn restore(address: &str, file: &std::path::Path, replace: &[&str]) -> Ran {
    let file = file.display().to_string();
    let words = [&["restore", "--database", address, &file], replace].concat();
    khuyenhoc(&words).await
}

async fn check(address: &str) -> Ran {
    khuyenhoc(&["check", "--database", address]).await
}

async fn change_a_row(world: &World) {
    let raw = world.raw().await;
    let trigger = match raw.get_database_backend() {
        DbBackend::Postgres => "DROP TRIGGER audit_row_append_only ON audit_row",
        _ => "DROP TRIGGER audit_row_no_UPDATE",
    };
    raw.execute_unprepared(trigger).await.unwrap();
    let change = "UPDATE audit_row SET actor_name = 'Không ai' WHERE chain = 7 AND number = 2";
    raw.execute_unprepared(change).await.unwrap();
}

#[tokio::test]
async fn a_backup_taken_during_writes_restores_to_a_database_that_check_passes() {
    let world = World::new().await;
    acts(&world, 3).await;
    let writing = {
        let db = world.db().clone();
        tokio::spawn(async move {
            for _ in 0..60 {
                let work = audit::open(&db, UNIT).await.unwrap();
                let event = Event::plain(EventKind::CellsEntered);
                audit::commit(work, UNIT, &Actor::Operator, &event).await.unwrap();
            }
        })
    };
    backup(&world, "copy").await.succeeds();
    writing.await.unwrap();
    let stopped = world.stop().await;
    let (address, copy) = (stopped.address(), stopped.path("copy"));
    let restored = restore(&address, &copy, &["--replace"]).await;
    assert!(restored.succeeds().contains("Bản trước đó được giữ ở"), "{}", restored.says);
    assert!(check(&address).await.succeeds().contains("0 điều không đạt"));
    acts(&stopped.start().await, 1).await;
}

#[tokio::test]
async fn a_backup_is_noted_with_its_hour_and_its_act() {
    let world = World::new().await;
    assert_eq!(site::last_backup(&world.reader()).await.unwrap(), None);
    backup(&world, "copy").await.succeeds();
    assert!(site::last_backup(&world.reader()).await.unwrap().is_some());
    let sql = "SELECT COUNT(*) FROM audit_row WHERE event = 'platform.backed_up' \
               AND chain = 0 AND actor = 'operator' AND details LIKE '%sha256%'";
    let raw = world.raw().await;
    let ask = sea_orm::Statement::from_sql_and_values(raw.get_database_backend(), sql, []);
    let row = raw.query_one_raw(ask).await.unwrap().unwrap();
    assert_eq!(row.try_get_by_index::<i64>(0).unwrap(), 1);
}

#[tokio::test]
async fn a_backup_does_not_write_over_another_file() {
    let world = World::new().await;
    backup(&world, "copy").await.succeeds();
    let before = std::fs::read(world.path("copy")).unwrap();
    let refused = backup(&world, "copy").await;
    assert!(refused.fails().contains("đã có"), "{}", refused.says);
    assert_eq!(std::fs::read(world.path("copy")).unwrap(), before);
}

#[tokio::test]
async fn restore_asks_before_it_replaces_a_database() {
    let world = World::new().await;
    backup(&world, "copy").await.succeeds();
    acts(&world, 2).await;
    let stopped = world.stop().await;
    let (address, copy) = (stopped.address(), stopped.path("copy"));
    let refused = restore(&address, &copy, &[]).await;
    assert!(refused.fails().contains("Thêm --replace"), "{}", refused.says);
    let world = stopped.start().await;
    acts(&world, 1).await;
    assert_eq!(audit::verify(&world.reader()).await.unwrap(), []);
}

#[tokio::test]
async fn what_is_no_backup_is_refused_and_the_database_stays() {
    let world = World::new().await;
    acts(&world, 2).await;
    let stopped = world.stop().await;
    let (address, torn) = (stopped.address(), stopped.path("torn"));
    std::fs::write(&torn, "SQLite format 3\0và phần sau đã mất").unwrap();
    restore(&address, &torn, &["--replace"]).await.fails();
    restore(&address, &stopped.path("khong-co"), &["--replace"]).await.fails();
    let world = stopped.start().await;
    acts(&world, 1).await;
    assert_eq!(audit::verify(&world.reader()).await.unwrap(), []);
}

#[tokio::test]
async fn check_names_the_audit_row_in_which_one_byte_was_changed() {
    let world = World::new().await;
    acts(&world, 3).await;
    check(&world.address()).await.succeeds();
    change_a_row(&world).await;
    let found = check(&world.address()).await;
    let says = found.fails();
    assert!(says.contains("đơn vị số 7, dòng 2 của nhật ký"), "{says}");
    assert!(says.contains("[audit.chain_unbroken]") && says.contains("Cách làm:"), "{says}");
}

#[tokio::test]
async fn a_copy_with_a_changed_audit_is_kept_apart_and_not_noted() {
    let world = World::on_file().await;
    acts(&world, 3).await;
    change_a_row(&world).await;
    let refused = backup(&world, "copy").await;
    assert!(refused.fails().contains("dòng 2 của nhật ký"), "{}", refused.says);
    assert!(!world.path("copy").exists() && world.path("copy.suspect").exists());
    assert_eq!(site::last_backup(&world.reader()).await.unwrap(), None);
}

#[tokio::test]
async fn a_backup_whose_audit_was_changed_is_not_restored() {
    let world = World::new().await;
    acts(&world, 3).await;
    let honest = world.stop().await;
    let forged = World::new().await;
    acts(&forged, 3).await;
    change_a_row(&forged).await;
    let copy = forged.path("forged");
    match forged.target() {
        khuyenhoc::platform::db::Target::File(_) => forged.db().copy_to(&copy).await.unwrap(),
        khuyenhoc::platform::db::Target::Postgres(url) => {
            let dump = std::process::Command::new("pg_dump")
                .args(["--format=custom", "--no-owner", "--file"])
                .args([copy.as_os_str(), "--dbname".as_ref(), url.as_ref()])
                .status();
            assert!(dump.unwrap().success());
        }
    }
    let refused = restore(&honest.address(), &copy, &["--replace"]).await;
    assert!(refused.fails().contains("không qua được kiểm tra"), "{}", refused.says);
    assert!(check(&honest.address()).await.succeeds().contains("0 điều không đạt"));
    acts(&honest.start().await, 1).await;
}

#[tokio::test]
async fn commands_that_write_a_file_refuse_beside_a_server_and_name_it() {
    let world = World::on_file().await;
    backup(&world, "copy").await.succeeds();
    let holder = format!("tiến trình số {}", std::process::id());
    let migrate = khuyenhoc(&["migrate", "--database", &world.address()]).await;
    assert!(migrate.fails().contains(&holder), "{}", migrate.says);
    let restored = restore(&world.address(), &world.path("copy"), &["--replace"]).await;
    assert!(restored.fails().contains(&holder), "{}", restored.says);
}

#[tokio::test]
async fn migrate_makes_a_database_and_may_be_repeated() {
    let world = World::on_file().await;
    let new = world.path("folder/new.db").display().to_string();
    khuyenhoc(&["migrate", "--database", &new]).await.succeeds();
    khuyenhoc(&["migrate", "--database", &new]).await.succeeds();
    check(&new).await.succeeds();
}

#[test]
fn an_address_is_shown_without_its_password() {
    let url = "postgres://hoi:bi-mat@127.0.0.1:1/khuyenhoc?sslmode=disable";
    let shown = khuyenhoc::platform::db::Target::parse(url).to_string();
    assert_eq!(shown, "postgres://127.0.0.1:1/khuyenhoc");
}

#[tokio::test]
async fn a_copy_to_practise_in_says_so_on_its_papers_and_leaves_the_site_as_it_is() {
    let world = World::story().await;
    let on_server = matches!(world.target(), Target::Postgres(_));
    let (copy, paper) = (world.path("tap.db"), world.path("tap.html"));
    let (copy, paper) = (copy.display().to_string(), paper.display().to_string());
    let stopped = world.stop().await;
    let address = stopped.address();
    let prepare = ["practice", "--prepare", "--database", &address, "--out", &copy];
    let prepared = khuyenhoc(&prepare).await;
    if on_server {
        assert!(prepared.fails().contains("chỉ chép được từ cơ sở dữ liệu là một tệp"));
        return;
    }
    prepared.succeeds();
    for (database, says) in [(&copy, true), (&address, false)] {
        let print = ["report", "yearly", "--unit", "kien-hai", "--year", "2020", "--out", &paper];
        khuyenhoc(&[&print[..], &["--database", database]].concat()).await.succeeds();
        let html = std::fs::read_to_string(&paper).unwrap();
        assert_eq!(html.contains("BẢN TẬP"), says, "{database}");
    }
    let over = ["practice", "--prepare", "--database", &copy, "--out", &address];
    assert!(khuyenhoc(&over).await.fails().contains("không phải bản tập"));
}
