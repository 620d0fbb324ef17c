//! Organisation and members (xây dựng tổ chức và phát triển hội viên); table B1.

use super::extra;
use crate::documents::{Block, Paragraph, Run, Style};
use crate::facts::section_title;
use crate::reports::chart;
use crate::reports::section::Section;
use crate::reports::sentence::{Mode, State, is_some, joined, lower, say, sentence};
use crate::reports::yearly::Yearly;

pub struct Membership;

impl Section for Membership {
    fn key(&self) -> &'static str {
        "to_chuc"
    }

    fn title(&self) -> &'static str {
        section_title(self.key())
    }

    fn sentences(&self, of: &Yearly) -> Vec<Paragraph> {
        let mut found = Vec::new();
        found.extend(sentence(
            of,
            "Trong {ky} đã phát triển {HV_MOI} hội viên mới, nâng tổng số hội viên toàn {kind} \
             lên {HV_CK} hội viên bằng {HV_DS} so với dân số.",
            &[],
        ));
        found.extend(sentence(
            of,
            "Trong tổng số hội viên có {HV_NU} hội viên nữ, {HV_DANG_VIEN} hội viên là đảng viên.",
            &[],
        ));
        found.extend(cells(of));
        found.extend(groups(of));
        found.extend(extra::ending(of, self.key(), &[]));
        found
    }

    fn exhibits(&self, of: &Yearly) -> Vec<Block> {
        chart::of_section(of, self.key())
    }
}

/// The cells of the Association, kind by kind; the kinds are the terms of the indicator.
fn cells(of: &Yearly) -> Option<Paragraph> {
    let sum = of.indicator("CHI_HOI_TONG")?;
    let total = say(of, sum.code.as_str(), Mode::Worth)?;
    if total.state != State::Known {
        let pattern = format!("Tổng số chi hội, ban khuyến học: {{{}}}.", sum.code);
        return sentence(of, &pattern, &[]);
    }
    let mut runs = vec![Run::Text("Đến nay, toàn ".to_owned())];
    runs.push(Run::Text(format!("{} có ", of.unit.kind)));
    runs.extend(total.runs());
    runs.push(Run::Text(" chi hội, ban khuyến học".to_owned()));
    let kinds = sum.numerator.iter().filter(|term| is_some(of, &term.measure));
    let kinds: Vec<_> =
        kinds.filter_map(|term| say(of, term.measure.as_str(), Mode::Worth)).collect();
    for (at, kind) in kinds.iter().enumerate() {
        runs.push(Run::Text(if at == 0 { ", gồm: " } else { "; " }.to_owned()));
        runs.extend(kind.runs());
        runs.push(Run::Text(format!(" {}", lower(&kind.name))));
    }
    runs.push(Run::Text(".".to_owned()));
    Some(Paragraph { style: Style::Body, runs: joined(runs) })
}

/// The residents' groups that act as cells.
fn groups(of: &Yearly) -> Option<Paragraph> {
    let all = say(of, "TO_KH", Mode::Fraction)?;
    let whole = all.text.split_once('/').is_some_and(|(part, whole)| part == whole);
    let pattern = if whole && all.coverage.is_empty() {
        "Duy trì sự ổn định {TO_KH:fraction} tổ NDTQ là tổ khuyến học."
    } else {
        "Có {TO_KH:fraction} tổ NDTQ là tổ khuyến học, đạt {TO_KH}."
    };
    sentence(of, pattern, &[])
}
