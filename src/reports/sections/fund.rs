//! The study fund (quỹ khuyến học – khuyến tài): what was raised, in money and goods, and what
//! was given; tables B4, B5.

use super::extra;
use crate::documents::{Block, Paragraph, Run, Style};
use crate::facts::section_title;
use crate::indicators::Term;
use crate::reports::chart;
use crate::reports::section::Section;
use crate::reports::sentence::{Mode, State, is_some, joined, lower, say, sentence};
use crate::reports::yearly::Yearly;

/// The sum of goods: its terms are the goods, in the order of the catalogue.
const GOODS: &str = "HV_VAT";
/// The number of scholarships and awards given.
const AWARDS: &str = "HB_SUAT";

pub struct Fund;

impl Section for Fund {
    fn key(&self) -> &'static str {
        "quy"
    }

    fn title(&self) -> &'static str {
        section_title(self.key())
    }

    fn sentences(&self, of: &Yearly) -> Vec<Paragraph> {
        let patterns = [
            "Trong đó, vận động bằng tiền {QUY_VD_TIEN}, hiện vật quy tiền {QUY_VD_HV}.",
            "Bình quân vận động trên một người dân là {QUY_BQ} đồng.",
            "Tổng thu (không kể chuyển nội bộ giữa các cấp hội) {TONG_THU}; tổng chi {TONG_CHI}; \
             dư cuối kỳ {QUY_CUOI}.",
            "Đã trao {HB_SUAT} suất học bổng, khen thưởng, hỗ trợ cho {HB_LUOT} lượt người, số \
             tiền {HB_TIEN}.",
        ];
        let mut found: Vec<_> = raised(of).into_iter().collect();
        found.extend(patterns.iter().filter_map(|pattern| sentence(of, pattern, &[])));
        found.extend(handed_out(of));
        found.extend(extra::ending(of, self.key(), &[]));
        found
    }

    fn exhibits(&self, of: &Yearly) -> Vec<Block> {
        chart::of_section(of, self.key())
    }
}

/// What was raised and what for; it names only what was given.
fn raised(of: &Yearly) -> Option<Paragraph> {
    let goods: Vec<String> = goods(of).map(|term| lower(&name_of(of, term))).collect();
    let awards = of
        .indicator(AWARDS)
        .is_some_and(|indicator| indicator.numerator.iter().any(|term| is_some(of, &term.measure)));
    let uses = [
        awards.then(|| "trao học bổng".to_owned()),
        (!goods.is_empty()).then(|| format!("tặng {}", goods.join(", "))),
    ];
    let uses: Vec<String> = uses.into_iter().flatten().collect();
    let purpose = if uses.is_empty() {
        ".".to_owned()
    } else {
        format!(
            ", để {}, nhằm tạo điều kiện cho các học sinh có hoàn cảnh khó khăn tiếp tục học \
             thành đạt, thành tài, góp phần xây dựng xã hội học tập…",
            uses.join(" và ")
        )
    };
    let pattern = "Đặc biệt {trong}, Hội khuyến học {kind} đã vận động nhiều tổ chức, cá nhân \
                   đóng góp xây dựng quỹ khuyến học – khuyến tài được {QUY_VD}{purpose}";
    sentence(of, pattern, &[("purpose", &purpose)])
}

/// Goods of which at least one was given.
fn goods(of: &Yearly) -> impl Iterator<Item = &Term> {
    let terms = of.indicator(GOODS).map(|indicator| indicator.numerator.as_slice());
    terms.unwrap_or_default().iter().filter(|term| is_some(of, &term.measure))
}

/// What a term counts: the head above its column, or its name.
fn name_of(of: &Yearly, term: &Term) -> String {
    match of.gathered.measures.find(&term.measure) {
        Some(measure) if measure.group.is_empty() => measure.name.clone(),
        Some(measure) => measure.group.clone(),
        None => String::new(),
    }
}

/// `Hiện vật đã trao: 12.000 quyển tập, 6.000 cây viết, …`
fn handed_out(of: &Yearly) -> Option<Paragraph> {
    let mut runs = Vec::new();
    for term in goods(of) {
        let measure = of.gathered.measures.find(&term.measure)?;
        let said = say(of, measure.code.as_str(), Mode::Worth)?;
        if said.state != State::Known {
            continue;
        }
        let thing = lower(&name_of(of, term));
        let thing = match thing.strip_prefix(measure.unit.as_str()) {
            Some(rest) if rest.starts_with(' ') => thing,
            _ => format!("{} {thing}", measure.unit),
        };
        let opening = if runs.is_empty() { "Hiện vật đã trao: " } else { ", " };
        runs.push(Run::Text(opening.to_owned()));
        runs.extend(said.runs());
        runs.push(Run::Text(format!(" {thing}")));
    }
    if runs.is_empty() {
        return None;
    }
    runs.push(Run::Text(".".to_owned()));
    Some(Paragraph { style: Style::Body, runs: joined(runs) })
}
