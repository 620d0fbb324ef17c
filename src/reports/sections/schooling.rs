//! Work with the schools (phối hợp với ngành giáo dục): the shares of the catalogue, by school
//! year; table B7.

use entities::values::{FigureKind, Period};

use super::extra;
use crate::documents::{Block, Paragraph, Run, Style};
use crate::facts::section_title;
use crate::indicators::Indicator;
use crate::reports::section::Section;
use crate::reports::sentence::{Mode, State, joined, lower, say};
use crate::reports::yearly::Yearly;
use crate::reports::{chart, when};

pub struct Schooling;

impl Section for Schooling {
    fn key(&self) -> &'static str {
        "giao_duc"
    }

    fn title(&self) -> &'static str {
        section_title(self.key())
    }

    fn sentences(&self, of: &Yearly) -> Vec<Paragraph> {
        let mut years: Vec<(Period, Vec<&Indicator>)> = Vec::new();
        let shares = of.gathered.indicators.iter().filter(|indicator| {
            indicator.section == self.key() && indicator.kind == FigureKind::Share
        });
        for indicator in shares {
            let year = of.period.on(indicator.basis);
            match years.iter_mut().find(|(known, _)| *known == year) {
                Some((_, list)) => list.push(indicator),
                None => years.push((year, vec![indicator])),
            }
        }
        let mut found: Vec<_> = years.iter().map(|(year, list)| of_year(of, *year, list)).collect();
        found.extend(extra::ending(of, self.key(), &[]));
        found
    }

    fn exhibits(&self, of: &Yearly) -> Vec<Block> {
        chart::of_section(of, self.key())
    }
}

/// `Năm học 2020 - 2021: tỷ lệ huy động trẻ 5 tuổi đến trường đạt 98,37% (301/306); …`
fn of_year(of: &Yearly, year: Period, indicators: &[&Indicator]) -> Paragraph {
    let opening = super::super::sentence::capital(&when::span(year));
    let mut runs = vec![Run::Text(format!("{opening}: "))];
    for (at, indicator) in indicators.iter().enumerate() {
        let code = indicator.code.as_str();
        let Some(said) = say(of, code, Mode::Worth) else { continue };
        let name = lower(&indicator.name);
        runs.push(Run::Text(format!("{}{name} ", if at == 0 { "" } else { "; " })));
        if said.state == State::Known {
            runs.push(Run::Text("đạt ".to_owned()));
        }
        let parts = say(of, code, Mode::Fraction).filter(|parts| parts.state == State::Known);
        let beside: Vec<String> =
            parts.into_iter().flat_map(|parts| [parts.text, parts.coverage]).collect();
        let beside: Vec<&str> =
            beside.iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
        runs.extend(said.runs().into_iter().take(1));
        if !beside.is_empty() {
            runs.push(Run::Text(format!(" ({})", beside.join("; "))));
        }
    }
    runs.push(Run::Text(".".to_owned()));
    Paragraph { style: Style::Body, runs: joined(runs) }
}
