//! The general goal of the time ahead (mục tiêu chung).

use crate::documents::{Paragraph, Run, Style};
use crate::reports::section::Section;
use crate::reports::when;
use crate::reports::yearly::Yearly;

pub struct Goal;

impl Section for Goal {
    fn key(&self) -> &'static str {
        "muc_tieu"
    }

    fn title(&self) -> &'static str {
        "Mục tiêu chung"
    }

    fn sentences(&self, of: &Yearly) -> Vec<Paragraph> {
        if of.plan.is_empty() {
            return Vec::new();
        }
        let runs = vec![
            Run::Text(format!("Phấn đấu {} thực hiện đạt ", when::span(when::planned(of.period)))),
            Run::Figure { code: "CHI_TIEU".to_owned(), text: of.plan.len().to_string() },
            Run::Text(" chỉ tiêu cụ thể dưới đây.".to_owned()),
        ];
        vec![Paragraph { style: Style::Body, runs }]
    }

    fn asks_for_prose(&self) -> bool {
        true
    }
}
