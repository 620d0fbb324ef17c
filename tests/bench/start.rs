//! From starting the program to its first page, and what it holds while nobody asks.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::gauge::ROUNDS;

const PORT: u16 = 28_917;
const PATIENCE: Duration = Duration::from_secs(20);
const MOST_MS: u128 = 80;
const MOST_MIB: u64 = 25;

/// A program that is stopped when this goes.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

/// Prints both beside their goals.
pub fn measure(database: &Path) {
    let mut rounds: Vec<(u128, u64)> = (0..ROUNDS).map(|_| once(database)).collect();
    rounds.sort_unstable();
    let (millis, _) = rounds[ROUNDS / 2];
    rounds.sort_unstable_by_key(|(_, kib)| *kib);
    let (_, kib) = rounds[ROUNDS / 2];
    let word = |met: bool| if met { "met" } else { "MISSED" };
    println!("start to first page: {millis} ms (goal ≤ {MOST_MS}, {})", word(millis <= MOST_MS));
    let mib = kib.div_ceil(1024);
    println!("idle memory: {mib} MiB (goal ≤ {MOST_MIB}, {})", word(mib <= MOST_MIB));
}

fn once(database: &Path) -> (u128, u64) {
    let begun = Instant::now();
    let child = Command::new(env!("CARGO_BIN_EXE_khuyenhoc"))
        .args(["serve", "--database", &database.display().to_string()])
        .args(["--listen", &format!("127.0.0.1:{PORT}")])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let running = Running(child);
    while !answers() {
        assert!(begun.elapsed() < PATIENCE, "the program does not answer");
        std::thread::yield_now();
    }
    let took = begun.elapsed().as_millis();
    let status = std::fs::read_to_string(format!("/proc/{}/status", running.0.id())).unwrap();
    let held = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    (took, held.split_whitespace().next().unwrap().parse().unwrap())
}

/// Whether the page for signing in comes.
fn answers() -> bool {
    let Ok(mut stream) = TcpStream::connect(("127.0.0.1", PORT)) else { return false };
    let request = "GET /dang-nhap HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    let mut answer = String::new();
    stream.write_all(request.as_bytes()).is_ok()
        && stream.read_to_string(&mut answer).is_ok()
        && answer.starts_with("HTTP/1.1 200")
}
