//! The finding of a board in sentences (điều thấy được).

use super::{Board, Gathered, Line};
use crate::indicators::Indicator;
use crate::targets::{Gap, Verdict};
use crate::vietnamese::{capitalised, scaled};

/// What is still missing, in the unit of the numerator: `2 trẻ`, `không thể đạt`.
pub fn gap_in_words(gathered: &Gathered, indicator: &Indicator, gap: Gap) -> Option<String> {
    let first = indicator.numerator.first()?;
    let measure = gathered.measures.find(&first.measure)?;
    match gap {
        Gap::None => None,
        Gap::Unreachable => Some("không thể đạt".to_owned()),
        Gap::Short(short) => {
            let amount = scaled(i64::try_from(short).unwrap_or(i64::MAX), measure.scale);
            Some(format!("{amount} {}", measure.unit))
        }
    }
}

/// The findings of a board: first how many targets are met, then who lacks what.
pub fn findings(gathered: &Gathered, board: &Board) -> Vec<String> {
    let verdicts: Vec<Verdict> = board
        .lines
        .iter()
        .filter_map(|line| line.root.judged.as_ref())
        .map(|judged| judged.verdict)
        .collect();
    let count = |verdict| verdicts.iter().filter(|v| **v == verdict).count();
    let name = gathered.tree.node(board.unit).map(|node| node.version.full_name());
    let mut first = format!(
        "{} đạt {}/{} chỉ tiêu",
        capitalised(&name.unwrap_or_default()),
        count(Verdict::Met),
        verdicts.len(),
    );
    match count(Verdict::Unknown) {
        0 => {}
        unknown => first.push_str(&format!("; {unknown} chỉ tiêu chưa có đủ số liệu")),
    }
    first.push('.');
    let mut found = vec![first];
    found.extend(board.lines.iter().filter_map(|line| behind(gathered, line)));
    found
}

/// Who lacks what for one indicator: `Trẻ 5 tuổi đến trường: Nam Du còn thiếu 2 trẻ.`
fn behind(gathered: &Gathered, line: &Line) -> Option<String> {
    let mut lacking = Vec::new();
    if let Some(words) = line.root.judged.as_ref().and_then(|judged| {
        (judged.verdict == Verdict::NotMet)
            .then(|| gap_in_words(gathered, &line.indicator, judged.gap))
            .flatten()
    }) {
        lacking.push(format!("toàn đơn vị {}", short_of(&words)));
    }
    for standing in &line.children {
        let gap = match &standing.judged {
            Some(judged) => judged.gap,
            None => standing.gap_to_whole,
        };
        if let Some(words) = gap_in_words(gathered, &line.indicator, gap) {
            lacking.push(format!("{} {}", gathered.name(standing.figure.unit), short_of(&words)));
        }
    }
    (!lacking.is_empty()).then(|| format!("{}: {}.", line.indicator.name, lacking.join("; ")))
}

fn short_of(words: &str) -> String {
    if words.starts_with(|c: char| c.is_ascii_digit()) {
        format!("còn thiếu {words}")
    } else {
        words.to_owned()
    }
}
