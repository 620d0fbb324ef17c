//! The finding of a board in sentences (điều thấy được).

use entities::values::{Code, UnitId};

use super::{Board, Gathered, Line, Standing};
use crate::indicators::Indicator;
use crate::targets::{Gap, Verdict};
use crate::vietnamese::{capitalised, scaled};

/// Names of so many units are told; of more, their number.
const NAMES_TOLD: usize = 3;

/// What a board shows, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Findings {
    /// How many targets are met, and who is still behind.
    pub first: String,
    /// Who lacks what, one line for each indicator.
    pub behind: Vec<Behind>,
}

/// Who lacks what for one indicator: `Nam Du còn thiếu 2 trẻ`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Behind {
    pub indicator: Code,
    pub short: String,
    pub says: String,
}

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
pub fn findings(gathered: &Gathered, board: &Board) -> Findings {
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
    if let Some(words) = those_behind(gathered, board) {
        first.push_str(&words);
    }
    first.push('.');
    Findings {
        first,
        behind: board.lines.iter().filter_map(|line| behind(gathered, line)).collect(),
    }
}

/// The parts that lack something: `; An Sơn, Nam Du còn thiếu ở 7 chỉ tiêu`.
fn those_behind(gathered: &Gathered, board: &Board) -> Option<String> {
    let lacks = |line: &Line, unit: UnitId| {
        let mut children = line.children.iter();
        let standing = children.find(|standing| standing.figure.unit == unit);
        standing.is_some_and(|standing| lacking(gathered, line, standing).is_some())
    };
    let parts: Vec<&str> = board
        .children
        .iter()
        .filter(|unit| board.lines.iter().any(|line| lacks(line, **unit)))
        .map(|unit| gathered.name(*unit))
        .collect();
    let lines = board
        .lines
        .iter()
        .filter(|line| board.children.iter().any(|unit| lacks(line, *unit)))
        .count();
    let who = match parts.len() {
        0 => return None,
        1..=NAMES_TOLD => parts.join(", "),
        many => format!("{many} đơn vị"),
    };
    Some(format!("; {who} còn thiếu ở {lines} chỉ tiêu"))
}

/// What one part lacks, against its own target or against that of the whole.
fn lacking(gathered: &Gathered, line: &Line, standing: &Standing) -> Option<String> {
    let gap = match &standing.judged {
        Some(judged) => judged.gap,
        None => standing.gap_to_whole,
    };
    gap_in_words(gathered, &line.indicator, gap)
}

fn behind(gathered: &Gathered, line: &Line) -> Option<Behind> {
    let mut found = Vec::new();
    if let Some(words) = line.root.judged.as_ref().and_then(|judged| {
        (judged.verdict == Verdict::NotMet)
            .then(|| gap_in_words(gathered, &line.indicator, judged.gap))
            .flatten()
    }) {
        found.push(format!("toàn đơn vị {}", short_of(&words)));
    }
    for standing in &line.children {
        if let Some(words) = lacking(gathered, line, standing) {
            found.push(format!("{} {}", gathered.name(standing.figure.unit), short_of(&words)));
        }
    }
    (!found.is_empty()).then(|| Behind {
        indicator: line.indicator.code.clone(),
        short: line.indicator.short.clone(),
        says: found.join("; "),
    })
}

fn short_of(words: &str) -> String {
    if words.starts_with(|c: char| c.is_ascii_digit()) {
        format!("còn thiếu {words}")
    } else {
        words.to_owned()
    }
}
