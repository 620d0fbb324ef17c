//! What went well (ưu điểm): targets met, and the table of all results against targets.

use crate::documents::{Block, Paragraph, Run, Style};
use crate::reports::section::Section;
use crate::reports::sentence::{joined, lower};
use crate::reports::tables::results;
use crate::reports::when;
use crate::reports::yearly::Yearly;
use crate::targets::Verdict;

pub struct Strengths;

impl Section for Strengths {
    fn key(&self) -> &'static str {
        "uu_diem"
    }

    fn title(&self) -> &'static str {
        "Ưu điểm"
    }

    fn sentences(&self, of: &Yearly) -> Vec<Paragraph> {
        let judged = results::judged(of);
        if judged.is_empty() {
            return Vec::new();
        }
        let met: Vec<_> = judged.iter().filter(|row| row.verdict == Verdict::Met).collect();
        let mut runs = vec![
            Run::Text(format!("{} đạt ", super::super::sentence::capital(&when::span(of.period)))),
            Run::Figure {
                code: "KET_QUA".to_owned(),
                text: format!("{}/{}", met.len(), judged.len()),
            },
            Run::Text(" chỉ tiêu được giao".to_owned()),
        ];
        let names: Vec<String> = met.iter().map(|row| lower(&row.indicator.name)).collect();
        if !names.is_empty() {
            runs.push(Run::Text(format!(": {}", names.join("; "))));
        }
        runs.push(Run::Text(".".to_owned()));
        vec![Paragraph { style: Style::Body, runs: joined(runs) }]
    }

    fn exhibits(&self, of: &Yearly) -> Vec<Block> {
        results::table(of).map(Block::Table).into_iter().collect()
    }
}
