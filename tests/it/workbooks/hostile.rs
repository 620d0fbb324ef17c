//! Workbooks that want to do harm, made by `hostile.py`, each sent to a server that runs.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use khuyenhoc::platform::clock::Clock;

use crate::support::World;
use crate::support::page_form::plain;
use crate::support::server::{Server, send_file};

/// Of the whole process, in KiB.
const MOST_MEMORY: u64 = 150 * 1024;
/// Of work, so that a busy machine does not count.
const LONGEST: Duration = Duration::from_secs(2);
const FEWEST: usize = 60;

fn made() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("hostile");
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/workbooks/hostile.py");
    let _ = std::fs::remove_dir_all(&folder);
    let ran = Command::new("python3").args(["-W", "ignore", script]).arg(&folder).status();
    assert!(ran.unwrap().success(), "the files were not made");
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

/// What is wrong with how a file was answered.
fn complaint(name: &str, status: u16, answer: &str, took: Duration) -> Option<String> {
    let says = plain(answer);
    // A file that is read is then no form of ours.
    let read = says.contains("không phải biểu tải từ trang này");
    let wanted = name.starts_with("read-");
    let calm = status == 422 && says.contains("Chưa nhận tệp") && says.contains("Xin ");
    if calm && read == wanted && took < LONGEST {
        return None;
    }
    let found = says.split("Chưa nhận tệp").nth(1).unwrap_or_default();
    let found: String = found.chars().take(200).collect();
    Some(format!("{name}: {status}, read: {read}, {took:?} {found}"))
}

#[tokio::test]
async fn no_workbook_makes_the_server_large_slow_or_silent() {
    let world = World::story().await;
    world.clock().advance(Clock::real().now() - world.clock().now());
    let token = world.let_in(world.account_of("can-bo.lai-son").await).await;
    let unit = world.unit_of("lai-son").await;
    let (path, cookie) =
        (format!("/dv/{unit}/2020/so-lieu/nop-excel"), format!("khuyenhoc={token}"));
    let stopped = world.stop().await;
    let server = Server::start(&stopped.address());
    let files = made();
    assert!(files.len() >= FEWEST, "only {} files", files.len());
    let mut wrong = Vec::new();
    let mut slowest = (Duration::ZERO, String::new());
    for file in &files {
        let name = file.file_stem().unwrap().to_string_lossy();
        let bytes = std::fs::read(file).unwrap();
        let before = server.worked();
        match send_file(server.address(), &path, &cookie, &bytes) {
            Ok((status, answer)) => {
                let took = server.worked().saturating_sub(before);
                slowest = slowest.max((took, name.clone().into_owned()));
                wrong.extend(complaint(&name, status, &answer, took));
            }
            Err(error) => wrong.push(format!("{name}: {error}")),
        }
        let peak = server.peak_memory();
        if peak > MOST_MEMORY && !wrong.iter().any(|line| line.ends_with("KiB")) {
            wrong.push(format!("{name}: {peak} KiB"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let (files, peak) = (files.len(), server.peak_memory());
    let measured = format!("{files} files, at most {peak} KiB, the slowest {slowest:?}\n");
    std::fs::write(Path::new(env!("CARGO_TARGET_TMPDIR")).join("hostile-measured"), measured)
        .unwrap();
}
