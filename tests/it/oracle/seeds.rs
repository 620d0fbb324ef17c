//! Files and answers of the oracle, made by one Python process while they are compared.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use entities::values::Period;
use khuyenhoc::exchange::{self, File};
use serde_json::Value;

const ORACLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/oracle/seeds.py");

pub struct Seed {
    pub number: u64,
    pub file: File,
    /// Slug of the root.
    pub unit: String,
    pub period: Period,
    /// What `oracle.py` prints.
    pub expected: Value,
}

/// Seeds `first` to `last`, each as soon as it is made.
pub fn seeds(first: u32, last: u32) -> impl Iterator<Item = Seed> {
    let mut oracle = Command::new("python3")
        .args([ORACLE, &first.to_string(), &last.to_string()])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(oracle.stdout.take().unwrap()).lines();
    let ended = std::iter::from_fn(move || {
        assert!(oracle.wait().unwrap().success(), "the oracle failed");
        None
    });
    lines.map(|line| seed(&line.unwrap())).chain(ended)
}

fn seed(line: &str) -> Seed {
    let mut line: Value = serde_json::from_str(line).unwrap();
    let text = |name: &str| line[name].as_str().unwrap().to_owned();
    Seed {
        number: line["seed"].as_u64().unwrap(),
        unit: text("unit"),
        period: text("period").parse().unwrap(),
        file: exchange::read(line["file"].to_string().as_bytes()).unwrap(),
        expected: line["computed"].take(),
    }
}
