//! The program itself, as the operator starts it.

use std::process::Command;

/// What a run of the program left.
#[derive(Debug)]
pub struct Ran {
    pub succeeded: bool,
    /// Standard output, then standard error.
    pub says: String,
}

impl Ran {
    #[track_caller]
    pub fn succeeds(&self) -> &str {
        assert!(self.succeeded, "{}", self.says);
        &self.says
    }

    #[track_caller]
    pub fn fails(&self) -> &str {
        assert!(!self.succeeded, "{}", self.says);
        &self.says
    }
}

/// Runs `khuyenhoc` with these words; other tasks go on meanwhile.
pub async fn khuyenhoc(words: &[&str]) -> Ran {
    let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
    let program = env!("CARGO_BIN_EXE_khuyenhoc");
    let output = tokio::task::spawn_blocking(move || Command::new(program).args(words).output())
        .await
        .unwrap()
        .unwrap();
    let says = [output.stdout, output.stderr].concat();
    Ran { succeeded: output.status.success(), says: String::from_utf8(says).unwrap() }
}
