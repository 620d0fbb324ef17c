//! One database, one clock. What a test changes in it is seen by that test alone.

use std::path::PathBuf;

use chrono::{DateTime, Utc};
use entities::values::UnitId;
use khuyenhoc::audit::{self, Event};
use khuyenhoc::authority::{ActionKind, Actor, ImportExchange, Permit, Place, decide};
use khuyenhoc::demo;
use khuyenhoc::exchange::{self, File, Imported};
use khuyenhoc::platform::clock::Clock;
use khuyenhoc::platform::db::{Db, Mode, Reader, Target};
use khuyenhoc::platform::outcome::{Failure, Fault, Refusal};
use sea_orm::{Database, DatabaseConnection};

use super::engine::{Engine, Fresh};

/// A migrated, empty database and a clock that stands until it is advanced.
pub struct World {
    // Before `fresh`: closed before the database is taken away.
    db: Db,
    clock: Clock,
    fresh: Fresh,
}

impl World {
    /// On the engine of this run.
    pub async fn new() -> Self {
        Self::on(&Engine::of_this_run()).await
    }

    /// On an SQLite file, whatever the run is about.
    pub async fn on_file() -> Self {
        Self::on(&Engine::Sqlite).await
    }

    /// The story of Kiên Hải, as `demo --prepare` leaves it.
    pub async fn story() -> Self {
        Self::opened(Engine::of_this_run().story().await, after_the_story()).await
    }

    async fn on(engine: &Engine) -> Self {
        Self::opened(engine.fresh().await, demo::BEGINNING).await
    }

    async fn opened(fresh: Fresh, now: DateTime<Utc>) -> Self {
        let clock = Clock::standing(now);
        let db = Db::open(&fresh.target, Mode::Write, clock.clone()).await.unwrap();
        Self { db, clock, fresh }
    }

    pub fn db(&self) -> &Db {
        &self.db
    }

    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    pub fn reader(&self) -> Reader {
        self.db.reader()
    }

    pub fn target(&self) -> &Target {
        &self.fresh.target
    }

    /// `--database` of a command on this world's database.
    pub fn address(&self) -> String {
        address(&self.fresh.target)
    }

    /// A file in this world's own folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.fresh.folder.join(name)
    }

    /// Lets go of the database, as a server that stops does; the database stays.
    pub async fn stop(self) -> Stopped {
        self.db.close().await.unwrap();
        Stopped { fresh: self.fresh }
    }

    /// A connection that goes past every rule, for those who want to do harm.
    pub async fn raw(&self) -> DatabaseConnection {
        Database::connect(connection_url(self.target())).await.unwrap()
    }

    /// A world that has the standard catalogue and no unit.
    pub async fn with_catalogue() -> Self {
        let world = Self::new().await;
        let work = audit::open(&world.db, UnitId::SITE).await.unwrap();
        let event = exchange::load_standard(&work, &importer()).await.unwrap();
        audit::commit(work, UnitId::SITE, &Actor::Operator, &event).await.unwrap();
        world
    }

    /// Imports a file as one act; refused, nothing has happened.
    pub async fn import(&self, file: &File) -> Result<Imported, Vec<Refusal>> {
        let work = audit::open(&self.db, UnitId::SITE).await.unwrap();
        match exchange::import(&work, &importer(), file).await {
            Ok((imported, event)) => {
                audit::commit(work, UnitId::SITE, &Actor::Operator, &event).await.unwrap();
                Ok(imported)
            }
            Err(Failure::Refused(refusals)) => Err(refusals),
            Err(Failure::Fault(fault)) => panic!("{fault}"),
        }
    }

    pub async fn export(&self, root: Option<UnitId>) -> File {
        exchange::export(&self.reader(), &importer(), root, "Thử").await.unwrap()
    }

    /// One act that changes nothing but the audit.
    pub async fn act(&self, chain: UnitId, event: Event) -> Result<(), Fault> {
        let work = audit::open(&self.db, chain).await?;
        audit::commit(work, chain, &Actor::Operator, &event).await
    }
}

/// A world whose server has stopped.
pub struct Stopped {
    fresh: Fresh,
}

impl Stopped {
    pub async fn start(self) -> World {
        let clock = Clock::standing(demo::BEGINNING);
        let db = Db::open(&self.fresh.target, Mode::Write, clock.clone()).await.unwrap();
        World { db, clock, fresh: self.fresh }
    }

    /// As `migrate` of a newer program does, then started.
    pub async fn upgraded(self) -> World {
        let clock = Clock::standing(demo::BEGINNING);
        let owner = Db::open(&self.fresh.target, Mode::Migrate, clock).await.unwrap();
        owner.close().await.unwrap();
        self.start().await
    }

    pub fn address(&self) -> String {
        address(&self.fresh.target)
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.fresh.folder.join(name)
    }
}

/// The operator's right to import and export.
pub fn importer() -> Permit<ImportExchange> {
    let day = demo::BEGINNING.date_naive();
    decide(&Actor::Operator, ActionKind::ImportExchange, &Place::site(), day)
        .unwrap()
        .permit()
        .unwrap()
}

/// The evening of the day on which the story was told.
fn after_the_story() -> DateTime<Utc> {
    demo::BEGINNING + chrono::Duration::hours(10)
}

fn address(target: &Target) -> String {
    match target {
        Target::File(path) => path.display().to_string(),
        Target::Postgres(url) => url.clone(),
    }
}

fn connection_url(target: &Target) -> String {
    match target {
        Target::File(path) => format!("sqlite://{}?mode=rw", path.display()),
        Target::Postgres(url) => url.clone(),
    }
}
