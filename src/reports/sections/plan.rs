//! The targets of the time ahead as a table (chỉ tiêu cụ thể).

use crate::documents::{Block, Paragraph, Run, Style};
use crate::reports::section::Section;
use crate::reports::tables::plan;
use crate::reports::when;
use crate::reports::yearly::Yearly;

pub struct Plan;

impl Section for Plan {
    fn key(&self) -> &'static str {
        "chi_tieu"
    }

    fn title(&self) -> &'static str {
        "Chỉ tiêu cụ thể"
    }

    fn sentences(&self, of: &Yearly) -> Vec<Paragraph> {
        if !of.plan.is_empty() {
            return Vec::new();
        }
        let text = format!("Chưa có chỉ tiêu {}.", when::span(when::planned(of.period)));
        let code = "CHI_TIEU".to_owned();
        vec![Paragraph { style: Style::Body, runs: vec![Run::Unknown { code, text }] }]
    }

    fn exhibits(&self, of: &Yearly) -> Vec<Block> {
        plan::table(of).map(Block::Table).into_iter().collect()
    }
}
