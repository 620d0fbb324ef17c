//! Fresh databases, each a copy of one that was migrated once per run of the tests.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use khuyenhoc::demo;
use khuyenhoc::platform::clock::Clock;
use khuyenhoc::platform::db::{Db, Mode, Target};
use sea_orm::{ConnectionTrait, Database, DbBackend, Statement};
use tokio::sync::OnceCell;

static NUMBER: AtomicU32 = AtomicU32::new(1);
static FILE_TEMPLATE: OnceCell<PathBuf> = OnceCell::const_new();
static SERVER_TEMPLATE: OnceCell<String> = OnceCell::const_new();
static FILE_STORY: OnceCell<PathBuf> = OnceCell::const_new();
static SERVER_STORY: OnceCell<String> = OnceCell::const_new();

/// Where the databases of this run live.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    /// Address of the database from which others are created.
    Postgres(String),
}

impl Engine {
    #[expect(clippy::disallowed_methods, reason = "a test run is chosen by the environment")]
    pub fn of_this_run() -> Self {
        match std::env::var("KHUYENHOC_TEST_DATABASE") {
            Ok(url) if url.starts_with("postgres") => Self::Postgres(url),
            Ok(word) if word != "sqlite" => panic!("KHUYENHOC_TEST_DATABASE: {word:?}?"),
            _ => Self::Sqlite,
        }
    }

    /// A new migrated database that nobody else uses.
    pub async fn fresh(&self) -> Fresh {
        match self {
            Self::Sqlite => copy_of_file(FILE_TEMPLATE.get_or_init(migrated_file).await),
            Self::Postgres(admin) => {
                let template = SERVER_TEMPLATE.get_or_init(|| migrated_on_server(admin)).await;
                copy_on_server(admin, template).await
            }
        }
    }

    /// The same with the story of Kiên Hải in it, told once per run of the tests.
    pub async fn story(&self) -> Fresh {
        match self {
            Self::Sqlite => copy_of_file(FILE_STORY.get_or_init(told_in_file).await),
            Self::Postgres(admin) => {
                let template = SERVER_STORY.get_or_init(|| told_on_server(admin)).await;
                copy_on_server(admin, template).await
            }
        }
    }
}

/// Most tests are not about it; those that are ask for it again.
const WITHOUT_SECOND_FACTOR: &str =
    "INSERT INTO site_setting (name, content) VALUES ('second_factor', 'off')";

fn new_folder() -> (u32, PathBuf) {
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let folder = folder_of_this_run().join(number.to_string());
    std::fs::create_dir_all(&folder).unwrap();
    (number, folder)
}

fn copy_of_file(template: &Path) -> Fresh {
    let (_, folder) = new_folder();
    let file = folder.join("khuyenhoc.db");
    std::fs::copy(template, &file).unwrap();
    Fresh { target: Target::File(file), folder, server: None }
}

async fn copy_on_server(admin: &str, template: &str) -> Fresh {
    let (number, folder) = new_folder();
    let name = format!("kh_test_{}_{number}", std::process::id());
    let create = format!("CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy");
    on_server(admin, &create).await;
    let target = Target::Postgres(with_name(admin, &name));
    Fresh { target, folder, server: Some((admin.to_owned(), name)) }
}

/// A copy of the empty template, in which the story was told.
async fn told_in_file() -> PathBuf {
    let file = folder_of_this_run().join("story.db");
    std::fs::copy(FILE_TEMPLATE.get_or_init(migrated_file).await, &file).unwrap();
    tell(&Target::File(file.clone())).await;
    file
}

async fn told_on_server(admin: &str) -> String {
    let empty = SERVER_TEMPLATE.get_or_init(|| migrated_on_server(admin)).await;
    let name = format!("kh_base_{}_story", std::process::id());
    on_server(admin, &format!("CREATE DATABASE {name} TEMPLATE {empty} STRATEGY file_copy")).await;
    tell(&Target::Postgres(with_name(admin, &name))).await;
    name
}

async fn tell(target: &Target) {
    let clock = Clock::standing(demo::BEGINNING);
    let db = Db::open(target, Mode::Write, clock).await.unwrap();
    demo::prepare(&db, &|_, _, _| {}).await.unwrap();
    db.close().await.unwrap();
}

/// A database of one test and a folder of its own; gone when this is dropped.
pub struct Fresh {
    pub target: Target,
    pub folder: PathBuf,
    /// On a server: where to say that the database goes, and its name.
    server: Option<(String, String)>,
}

impl Drop for Fresh {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.folder));
        if let Some((admin, name)) = self.server.take() {
            let sql = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
            let dropping = std::thread::spawn(move || {
                tokio::runtime::Builder::new_current_thread()
                    .enable_all()
                    .build()
                    .unwrap()
                    .block_on(on_server(&admin, &sql));
            });
            drop(dropping.join());
        }
    }
}

fn folder_of_this_run() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("run-{}", std::process::id()))
}

async fn migrated_file() -> PathBuf {
    sweep_files();
    let folder = folder_of_this_run();
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("template.db");
    let target = Target::File(file.clone());
    Db::open(&target, Mode::Migrate, Clock::real()).await.unwrap().close().await.unwrap();
    let url = format!("sqlite://{}?mode=rw", file.display());
    on_server(&url, WITHOUT_SECOND_FACTOR).await;
    file
}

/// Takes away what earlier runs left, unless they still run.
fn sweep_files() {
    for entry in std::fs::read_dir(env!("CARGO_TARGET_TMPDIR")).unwrap().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.strip_prefix("run-").is_some_and(|pid| !runs(pid)) {
            drop(std::fs::remove_dir_all(entry.path()));
        }
    }
}

fn runs(pid: &str) -> bool {
    Path::new("/proc").join(pid).exists()
}

async fn migrated_on_server(admin: &str) -> String {
    sweep_server(admin).await;
    let name = format!("kh_base_{}", std::process::id());
    on_server(admin, &format!("CREATE DATABASE {name} TEMPLATE template0")).await;
    let target = Target::Postgres(with_name(admin, &name));
    Db::open(&target, Mode::Migrate, Clock::real()).await.unwrap().close().await.unwrap();
    on_server(&with_name(admin, &name), WITHOUT_SECOND_FACTOR).await;
    name
}

/// Drops what runs that are over left on the server.
async fn sweep_server(admin: &str) {
    let connection = Database::connect(admin).await.unwrap();
    let ask = Statement::from_sql_and_values(
        DbBackend::Postgres,
        "SELECT datname::text FROM pg_database WHERE datname ~ '^kh_(base|test)_'",
        [],
    );
    for row in connection.query_all_raw(ask).await.unwrap() {
        let name: String = row.try_get_by_index(0).unwrap();
        let pid = name.split('_').nth(2).unwrap_or_default();
        if !runs(pid) || pid == std::process::id().to_string() {
            let drop = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
            connection.execute_unprepared(&drop).await.unwrap();
        }
    }
    connection.close().await.unwrap();
}

async fn on_server(admin: &str, sql: &str) {
    let connection = Database::connect(admin).await.unwrap();
    connection.execute_unprepared(sql).await.unwrap();
    connection.close().await.unwrap();
}

/// The same address with another database: `…/postgres?host=…` → `…/name?host=…`.
fn with_name(url: &str, name: &str) -> String {
    let (address, query) = url.split_once('?').unwrap_or((url, ""));
    let (server, _) = address.rsplit_once('/').unwrap();
    if query.is_empty() { format!("{server}/{name}") } else { format!("{server}/{name}?{query}") }
}
