//! The server killed in the middle of saves, and copied in the middle of them: what was
//! confirmed is there, once; what was not may be sent again.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::thread;

use entities::values::UnitId;
use khuyenhoc::platform::clock::Clock;

use crate::support::server::{Server, tell};
use crate::support::{World, khuyenhoc};

/// Cells of Lại Sơn that no relation holds, each typed by a writer of its own.
const CELLS: [&str; 4] = ["BK_TT", "BK_CN", "GK_TT", "GK_CN"];
const KILLS: i64 = 20;
const FIRST_VALUE: i64 = 1_000;

/// Somebody who types one value after the other into one cell.
struct Writer {
    cell: &'static str,
    path: String,
    cookie: String,
    /// The version that was told last.
    version: i64,
    /// How many values were confirmed.
    confirmed: i64,
    /// Whether the next value was sent before, without an answer.
    unanswered: bool,
}

impl Writer {
    /// Sends the next value with a key of its own: the same value, the same letters.
    fn save(&mut self, address: &str) -> bool {
        let value = (FIRST_VALUE + self.confirmed).to_string();
        let (version, key) = (self.version.to_string(), format!("{}-{value}", self.cell));
        let [typed, base] = ["o", "v"].map(|field| format!("{field}.{}", self.cell));
        let fields = [(&typed[..], &value[..]), (&base, &version), ("khoa", &key)];
        let Ok(answer) = tell(address, &self.path, &self.cookie, &fields) else {
            self.unanswered = true;
            return false;
        };
        assert!(answer.contains(r#""state":"saved""#), "{answer}");
        let told = answer.split(r#""version":"#).nth(1).unwrap();
        let told = told.split(|c: char| !c.is_ascii_digit()).next().unwrap();
        self.version = told.parse().unwrap();
        self.confirmed += 1;
        self.unanswered = false;
        true
    }

    /// Types until the server is gone, or until told to stop.
    fn type_on(&mut self, address: &str, stop: &AtomicBool, confirmed: &Sender<()>) {
        while !stop.load(Ordering::Relaxed) && self.save(address) {
            let _ = confirmed.send(());
        }
    }
}

async fn writers(world: &World, unit: UnitId) -> Vec<Writer> {
    // The server runs by the real clock: the session has to be of today.
    world.clock().advance(Clock::real().now() - world.clock().now());
    let token = world.let_in(world.account_of("can-bo.lai-son").await).await;
    CELLS
        .iter()
        .map(|cell| Writer {
            cell,
            path: format!("/dv/{unit}/2020/so-lieu"),
            cookie: format!("khuyenhoc={token}"),
            version: 1,
            confirmed: 0,
            unanswered: false,
        })
        .collect()
}

/// Starts a server, lets all type, and kills it after so many confirmations.
fn killed_after(count: i64, database: &str, writers: &mut [Writer]) {
    let mut server = Server::start(database);
    let address = server.address().to_owned();
    let never = AtomicBool::new(false);
    let (send, confirmed) = channel();
    thread::scope(|scope| {
        for writer in writers {
            let (address, never, send) = (&address, &never, send.clone());
            scope.spawn(move || writer.type_on(address, never, &send));
        }
        drop(send);
        for _ in 0..count {
            confirmed.recv().unwrap();
        }
        server.kill();
    });
}

/// The values that were typed into a cell of the year, in the order of its history.
async fn history(world: &World, unit: UnitId, cell: &str) -> Vec<(i32, Option<i64>)> {
    let entries = world.entries(unit, cell).await;
    let of_year = entries.iter().filter(|entry| entry.period.to_string() == "2020");
    of_year.map(|entry| (entry.version, entry.amount)).skip(1).collect()
}

/// What the history is when each of so many values was saved exactly once.
fn each_once(count: i64) -> Vec<(i32, Option<i64>)> {
    (2..).zip((0..count).map(|n| Some(FIRST_VALUE + n))).collect()
}

async fn passes_check(database: &str) {
    let check = khuyenhoc(&["check", "--database", database]).await;
    assert!(check.succeeds().contains("0 điều không đạt"), "{}", check.says);
}

#[tokio::test]
async fn a_server_killed_twenty_times_during_saves_keeps_each_confirmed_cell_once() {
    let world = World::story().await;
    let unit = world.unit_of("lai-son").await;
    let mut writers = writers(&world, unit).await;
    let stopped = world.stop().await;
    let mut broken_off = 0;
    for round in 0..KILLS {
        killed_after(2 + round * 7 % 23, &stopped.address(), &mut writers);
        broken_off += writers.iter().filter(|writer| writer.unanswered).count();
    }
    assert!(broken_off > 20, "the kills came between the saves: {broken_off}");
    // Each sends once more what was not answered, and is answered.
    let server = Server::start(&stopped.address());
    for writer in &mut writers {
        assert!(writer.save(server.address()), "{}", writer.cell);
    }
    drop(server);
    passes_check(&stopped.address()).await;
    let world = stopped.start().await;
    for writer in &writers {
        assert!(writer.confirmed >= KILLS, "{}: {}", writer.cell, writer.confirmed);
        let kept = history(&world, unit, writer.cell).await;
        assert_eq!(kept, each_once(writer.confirmed), "{}", writer.cell);
    }
}

#[tokio::test]
async fn a_backup_taken_while_people_type_holds_a_moment_of_it() {
    let world = World::story().await;
    let unit = world.unit_of("lai-son").await;
    let mut writers = writers(&world, unit).await;
    let stopped = world.stop().await;
    let copy = stopped.path("copy").display().to_string();
    let server = Server::start(&stopped.address());
    let (address, stop) = (server.address().to_owned(), AtomicBool::new(false));
    let (send, confirmed) = channel();
    let database = stopped.address();
    let backup = thread::scope(|scope| {
        for writer in &mut writers {
            let (address, stop, send) = (&address, &stop, send.clone());
            scope.spawn(move || writer.type_on(address, stop, &send));
        }
        for _ in 0..10 {
            confirmed.recv().unwrap();
        }
        let program = env!("CARGO_BIN_EXE_khuyenhoc");
        let words = ["backup", "--database", &database, "--out", &copy];
        let done = std::process::Command::new(program).args(words).output().unwrap();
        for _ in 0..10 {
            confirmed.recv().unwrap();
        }
        stop.store(true, Ordering::Relaxed);
        done
    });
    assert!(backup.status.success(), "{}", String::from_utf8_lossy(&backup.stderr));
    drop(server);
    let restore = ["restore", "--database", &database, &copy, "--replace"];
    khuyenhoc(&restore).await.succeeds();
    passes_check(&database).await;
    let world = stopped.start().await;
    let mut in_the_copy = 0;
    for writer in &writers {
        let kept = history(&world, unit, writer.cell).await;
        let count = i64::try_from(kept.len()).unwrap();
        assert!(count <= writer.confirmed, "{}", writer.cell);
        assert_eq!(kept, each_once(count), "{}: from the first on, without a gap", writer.cell);
        in_the_copy += count;
    }
    let typed: i64 = writers.iter().map(|writer| writer.confirmed).sum();
    assert!(in_the_copy >= 10 && in_the_copy < typed, "{in_the_copy} of {typed}");
}
