//! What was found, as a table with a word on each goal.

use crate::gauge::Took;

/// One line: a thing, what it is held against, what is wanted of the ratio.
pub struct Finding {
    pub what: String,
    pub took: Took,
    pub against: String,
    pub other: Took,
    pub most: f64,
}

#[derive(Default)]
pub struct Findings(pub Vec<Finding>);

impl Findings {
    pub fn add(&mut self, what: &str, took: Took, against: &str, other: Took, most: f64) {
        let (what, against) = (what.to_owned(), against.to_owned());
        self.0.push(Finding { what, took, against, other, most });
    }

    pub fn print(&self) {
        println!("\n| what | CPU ms | wall ms | against | CPU ms | ratio | goal | |");
        println!("|---|---:|---:|---|---:|---:|---:|---|");
        for line in &self.0 {
            let [took, other] = [line.took.cpu, line.other.cpu].map(|cpu| cpu.as_secs_f64() * 1e3);
            let ratio = took / other;
            println!(
                "| {} | {took:.2} | {:.2} | {} | {other:.2} | {ratio:.2} | ≤ {:.2} | {} |",
                line.what,
                line.took.wall.as_secs_f64() * 1e3,
                line.against,
                line.most,
                if ratio <= line.most { "met" } else { "MISSED" },
            );
        }
        let missed = self
            .0
            .iter()
            .filter(|line| line.took.cpu.as_secs_f64() > line.most * line.other.cpu.as_secs_f64());
        println!(
            "\n{} of {} missed (medians of {} rounds)",
            missed.count(),
            self.0.len(),
            crate::gauge::ROUNDS
        );
    }
}
