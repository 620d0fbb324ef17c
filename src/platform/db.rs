//! The database: one writer and several readers on an SQLite file, one pool on PostgreSQL.
//!
//! [`Work`] is the unit of writing: one transaction, one instant. Only `audit` begins and commits
//! one. [`Reader`] only reads. Stores take either as a [`Source`].

use std::fmt;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, NaiveDate, Utc};
use migrations::{Migrator, MigratorTrait};
use sea_orm::sea_query::{Expr, ExprTrait, Func};
use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use sea_orm::{
    ColumnTrait, ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseExecutor,
    DatabaseTransaction, DbBackend, DbErr, IsolationLevel, SqliteTransactionMode, Statement,
    TransactionOptions, TransactionTrait,
};

use serde::Deserialize;

use super::clock::{Clock, day_in_vietnam, stamp_in_vietnam};
use super::outcome::Fault;

/// Older SQLite can lose committed pages when the write-ahead log is reset.
const OLDEST_SQLITE: (u32, u32, u32) = (3, 51, 3);
const SQLITE_READERS: u32 = 4;
const POSTGRES_CONNECTIONS: u32 = 10;
const PATIENCE: Duration = Duration::from_secs(5);
/// Of the one short act beside a server that writes all the time and does not queue for others.
const PATIENCE_BESIDE: Duration = Duration::from_mins(1);

/// Which database, from the command line or the settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    File(PathBuf),
    Postgres(String),
}

/// As people may read it: without the name and password of an address.
impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => path.display().fmt(f),
            Self::Postgres(url) => {
                let (scheme, rest) = url.split_once("://").unwrap_or(("postgres", url));
                let address = rest.split('?').next().unwrap_or_default();
                let server = address.rsplit_once('@').map_or(address, |(_, server)| server);
                write!(f, "{scheme}://{server}")
            }
        }
    }
}

impl Target {
    pub fn parse(text: &str) -> Self {
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            Self::Postgres(text.to_owned())
        } else {
            Self::File(PathBuf::from(text))
        }
    }
}

/// What a process wants of the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Creates and migrates an SQLite file; holds its lock; writes.
    Write,
    /// Reads beside a running server.
    Read,
    /// Reads beside a running server and adds one short act, such as the note of a backup.
    Beside,
    /// The owner's: brings the schema up to this program, on either engine.
    Migrate,
}

/// An open database. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Db {
    read: DatabaseConnection,
    write: DatabaseConnection,
    clock: Clock,
    target: Target,
    _lock: Option<Arc<File>>,
}

/// Reads one or several rows; sees what was committed.
#[derive(Clone, Debug)]
pub struct Reader {
    connection: DatabaseConnection,
    now: DateTime<Utc>,
}

/// One transaction with one instant. Dropped without commit, nothing has happened.
#[derive(Clone, Debug)]
pub struct Work {
    transaction: Arc<DatabaseTransaction>,
    now: DateTime<Utc>,
    outside: DateTime<Utc>,
}

/// Something a store can read from.
pub trait Source: Send + Sync {
    fn executor(&self) -> DatabaseExecutor<'_>;
    /// The instant that counts as now.
    fn now(&self) -> DateTime<Utc>;

    fn today(&self) -> NaiveDate {
        day_in_vietnam(self.now())
    }
}

impl Source for Reader {
    fn executor(&self) -> DatabaseExecutor<'_> {
        (&self.connection).into()
    }

    fn now(&self) -> DateTime<Utc> {
        self.now
    }
}

impl Source for Work {
    fn executor(&self) -> DatabaseExecutor<'_> {
        self.transaction.as_ref().into()
    }

    fn now(&self) -> DateTime<Utc> {
        self.now
    }
}

impl Work {
    /// The hour of the world outside, as a telephone counts it; the story lives in another year.
    pub fn outside(&self) -> DateTime<Utc> {
        self.outside
    }

    /// Called by `audit::commit` alone, which first writes the act's row.
    pub(crate) async fn commit(self) -> Result<(), Fault> {
        let transaction = Arc::into_inner(self.transaction)
            .ok_or_else(|| Fault::broken("a unit of work was kept beyond its act"))?;
        transaction.commit().await.map_err(Fault::from)
    }
}

impl Db {
    pub async fn open(target: &Target, mode: Mode, clock: Clock) -> Result<Self, Fault> {
        let db = match target {
            Target::File(path) => Self::open_file(path, mode, clock).await?,
            Target::Postgres(url) => Self::open_postgres(url, clock).await?,
        };
        let own_file = mode == Mode::Write && matches!(target, Target::File(_));
        if own_file || mode == Mode::Migrate {
            db.keep_before_migration().await?;
            db.migrate().await?;
        } else if db.is_behind().await? {
            return Err(Fault::broken(
                "lược đồ cơ sở dữ liệu cũ hơn chương trình: xin chạy `khuyenhoc migrate` trước",
            ));
        }
        Ok(db)
    }

    async fn open_file(path: &Path, mode: Mode, clock: Clock) -> Result<Self, Fault> {
        let lock = match mode {
            Mode::Write | Mode::Migrate => Some(Arc::new(hold(path)?)),
            Mode::Read | Mode::Beside if path.exists() => None,
            Mode::Read | Mode::Beside => {
                return Err(Fault::broken(format!("không có tệp dữ liệu {}", path.display())));
            }
        };
        let write = Database::connect(file_options(path, mode, false)).await?;
        let read = Database::connect(file_options(path, mode, true)).await?;
        refuse_old_sqlite(&read).await?;
        Ok(Self { read, write, clock, target: Target::File(path.to_owned()), _lock: lock })
    }

    async fn open_postgres(url: &str, clock: Clock) -> Result<Self, Fault> {
        let mut options = ConnectOptions::new(url);
        options
            .max_connections(POSTGRES_CONNECTIONS)
            .acquire_timeout(PATIENCE * 2)
            .statement_timeout(PATIENCE * 6)
            .set_application_name("khuyenhoc")
            .test_before_acquire_if_idle_for(PATIENCE * 6)
            .sqlx_logging(false);
        let pool = Database::connect(options).await?;
        let target = Target::Postgres(url.to_owned());
        Ok(Self { read: pool.clone(), write: pool, clock, target, _lock: None })
    }

    /// Brings the schema up to this program. Safe to repeat.
    pub async fn migrate(&self) -> Result<(), Fault> {
        Migrator::up(&self.write, None).await.map_err(Fault::from)
    }

    /// Keeps a copy of a file beside it before its schema is changed; a new file has none.
    async fn keep_before_migration(&self) -> Result<(), Fault> {
        let Target::File(path) = &self.target else { return Ok(()) };
        let tables = self.write.query_all_raw(Statement::from_sql_and_values(
            DbBackend::Sqlite,
            "SELECT name FROM sqlite_master WHERE name = 'unit'",
            [],
        ));
        if tables.await?.is_empty() || !self.is_behind().await? {
            return Ok(());
        }
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let stamp = stamp_in_vietnam(self.clock.now());
        let copy = path.with_file_name(format!("{stem}.before-migration-{stamp}.db"));
        if copy.exists() {
            return Ok(());
        }
        self.copy_to(&copy).await?;
        tracing::info!(copy = %copy.display(), "kept before the schema changes");
        Ok(())
    }

    /// Whether migrations of this program are still to come.
    pub async fn is_behind(&self) -> Result<bool, Fault> {
        let applied = Migrator::get_applied_migrations_read_only(&self.read).await?;
        Ok(applied.len() < Migrator::migrations().len())
    }

    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    pub fn target(&self) -> &Target {
        &self.target
    }

    pub fn reader(&self) -> Reader {
        Reader { connection: self.read.clone(), now: self.clock.now() }
    }

    /// Begins a unit of work; called by `audit::open` alone.
    pub(crate) async fn begin(&self) -> Result<Work, Fault> {
        let options = TransactionOptions {
            isolation_level: match self.write.get_database_backend() {
                DbBackend::Postgres => Some(IsolationLevel::ReadCommitted),
                _ => None,
            },
            access_mode: None,
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        };
        let transaction = self.write.begin_with_options(options).await?;
        let (now, outside) = (self.clock.now(), self.clock.outside());
        Ok(Work { transaction: Arc::new(transaction), now, outside })
    }

    /// Writes a consistent copy of an SQLite database beside running writes.
    pub async fn copy_to(&self, path: &Path) -> Result<(), Fault> {
        let Target::File(from) = &self.target else {
            return Err(Fault::broken("only a file is copied; PostgreSQL has pg_dump"));
        };
        let mut options = ConnectOptions::new(format!("sqlite://{}", from.display()));
        options.max_connections(1).sqlx_logging(false);
        let plain = Database::connect(options).await?;
        let copy = Statement::from_sql_and_values(
            DbBackend::Sqlite,
            "VACUUM INTO $1",
            [path.display().to_string().into()],
        );
        plain.execute_raw(copy).await?;
        plain.close().await.map_err(Fault::from)
    }

    /// What the engine itself finds wrong with its file; empty when nothing.
    pub async fn integrity(&self) -> Result<Vec<String>, Fault> {
        if self.read.get_database_backend() != DbBackend::Sqlite {
            return Ok(Vec::new());
        }
        let ask = Statement::from_sql_and_values(DbBackend::Sqlite, "PRAGMA integrity_check", []);
        let rows = self.read.query_all_raw(ask).await?;
        let found: Result<Vec<String>, DbErr> =
            rows.iter().map(|row| row.try_get_by_index::<String>(0)).collect();
        Ok(found?.into_iter().filter(|line| line != "ok").collect())
    }

    pub async fn close(self) -> Result<(), Fault> {
        self.read.close().await?;
        self.write.close().await.map_err(Fault::from)
    }
}

/// The columns of all rows of a query, or of a group, as one text: an array of arrays. A row
/// costs more on its way out of the database than what is in it, and a province has thousands.
pub fn bundle<C: ColumnTrait, const N: usize>(from: &impl Source, columns: [C; N]) -> Expr {
    let (one, all) = match from.executor().get_database_backend() {
        DbBackend::Postgres => ("json_build_array", "json_agg"),
        _ => ("json_array", "json_group_array"),
    };
    let one = Func::cust(one).args(columns.map(|column| Expr::col(column.as_column_ref())));
    Expr::expr(Func::cust(all).arg(one)).cast_as("text")
}

/// What a [`bundle`] holds; nothing of an empty text.
pub fn unbundled<'a, T: Deserialize<'a>>(text: &'a str) -> Result<Vec<T>, Fault> {
    if text.is_empty() {
        return Ok(Vec::new());
    }
    serde_json::from_str(text)
        .map_err(|error| Fault::new("what the database bundled does not read back", error))
}

fn file_options(path: &Path, mode: Mode, reader: bool) -> ConnectOptions {
    let access = if mode == Mode::Read { "ro" } else { "rwc" };
    let mut options = ConnectOptions::new(format!("sqlite://{}?mode={access}", path.display()));
    let read_only = mode == Mode::Read;
    let patience = if mode == Mode::Beside { PATIENCE_BESIDE } else { PATIENCE };
    options
        .max_connections(if reader { SQLITE_READERS } else { 1 })
        .acquire_timeout(PATIENCE * 2)
        .idle_timeout(None)
        .max_lifetime(None)
        .test_before_acquire(false)
        .sqlx_logging(false)
        .map_sqlx_sqlite_opts(move |sqlite| {
            let sqlite = sqlite
                .foreign_keys(true)
                .busy_timeout(patience)
                .synchronous(SqliteSynchronous::Full)
                .statement_cache_capacity(256)
                .pragma("cache_size", "-16000")
                .pragma("temp_store", "MEMORY");
            let sqlite =
                if read_only { sqlite } else { sqlite.journal_mode(SqliteJournalMode::Wal) };
            if reader { sqlite.pragma("query_only", "ON") } else { sqlite }
        });
    options
}

/// One writing process per file. The lock file names who holds it.
pub(crate) fn hold(path: &Path) -> Result<File, Fault> {
    let failed = |error| Fault::new("không mở được tệp dữ liệu", error);
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).map_err(failed)?;
    }
    let mut name = path.as_os_str().to_owned();
    name.push(".lock");
    let mut lock = OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open(PathBuf::from(name))
        .map_err(failed)?;
    match lock.try_lock() {
        Ok(()) => {
            lock.set_len(0).map_err(failed)?;
            lock.rewind().map_err(failed)?;
            write!(lock, "{}", std::process::id()).map_err(failed)?;
            Ok(lock)
        }
        Err(TryLockError::WouldBlock) => {
            let mut holder = String::new();
            lock.read_to_string(&mut holder).map_err(failed)?;
            Err(Fault::broken(format!(
                "tệp dữ liệu {} đang được tiến trình số {holder} ghi; \
                 xin dừng tiến trình đó hoặc chờ nó xong",
                path.display()
            )))
        }
        Err(TryLockError::Error(error)) => Err(failed(error)),
    }
}

async fn refuse_old_sqlite(connection: &DatabaseConnection) -> Result<(), Fault> {
    let ask = Statement::from_sql_and_values(DbBackend::Sqlite, "SELECT sqlite_version()", []);
    let version: String = match connection.query_one_raw(ask).await? {
        Some(row) => row.try_get_by_index(0)?,
        None => String::new(),
    };
    let mut parts = version.split('.').map(|part| part.parse::<u32>().unwrap_or_default());
    let mut part = || parts.next().unwrap_or_default();
    if (part(), part(), part()) < OLDEST_SQLITE {
        return Err(Fault::broken(format!("SQLite {version} is too old to keep data safely")));
    }
    Ok(())
}

impl From<DbErr> for Fault {
    fn from(error: DbErr) -> Self {
        Self::new("database", error)
    }
}
