//! The finding of a board in sentences (điều thấy được).

use std::cmp::Ordering;

use entities::values::{Code, UnitId};
use rust_decimal::Decimal;

use super::{
    Board, Change, Gathered, Line, Pull, Rate, Standing, change_in_words, gap_of_standing, scale_of,
};
use crate::indicators::Indicator;
use crate::targets::{Gap, Verdict};
use crate::vietnamese::{capitalised, decimal, number, scaled};

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
            let amount =
                scaled(i64::try_from(short).unwrap_or(i64::MAX), scale_of(gathered, indicator));
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
    let name = capitalised(&name.unwrap_or_default());
    let mut first = match verdicts.len() {
        0 => format!("{name} không có chỉ tiêu giao riêng"),
        asked => format!("{name} đạt {}/{asked} chỉ tiêu", count(Verdict::Met)),
    };
    match count(Verdict::Unknown) {
        0 => {}
        unknown => first.push_str(&format!("; {unknown} chỉ tiêu chưa có đủ số liệu")),
    }
    let below = |line: &&Line| line.root.to_whole == Some(Verdict::NotMet);
    match board.lines.iter().filter(below).count() {
        0 => {}
        below => first.push_str(&format!("; dưới mức chung ở {below} chỉ tiêu")),
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

/// `So với năm 2019: 9 chỉ tiêu tăng, 2 chỉ tiêu giảm (…)`; empty when nothing can be compared.
pub fn since_last_year(board: &Board) -> String {
    let moved = |line: &&Line| match line.root.change? {
        Change::Points(value) | Change::Percent(value) => Some(value.cmp(&Decimal::ZERO)),
    };
    let those = |way: Ordering| {
        let lines = board.lines.iter().filter(move |line| moved(line) == Some(way));
        lines.collect::<Vec<&Line>>()
    };
    let (up, down) = (those(Ordering::Greater), those(Ordering::Less));
    let same = those(Ordering::Equal);
    if up.len() + down.len() + same.len() == 0 {
        return String::new();
    }
    let mut told = Vec::new();
    if !up.is_empty() {
        told.push(format!("{} chỉ tiêu tăng", up.len()));
    }
    if !down.is_empty() {
        let named = down
            .iter()
            .take(NAMES_TOLD)
            .map(|line| format!("{} {}", line.indicator.short, change_in_words(line.root.change)));
        let rest = if down.len() > NAMES_TOLD { "; …" } else { "" };
        let named = named.collect::<Vec<_>>().join("; ");
        told.push(format!("{} chỉ tiêu giảm ({named}{rest})", down.len()));
    }
    if !same.is_empty() {
        told.push(format!("{} chỉ tiêu không đổi", same.len()));
    }
    format!("So với năm {}: {}.", board.period.previous(), told.join(", "))
}

/// Who pulls a rate down: `Nam Du 95,12% (39/41) kéo xuống nhiều nhất: thiếu 2 trẻ; không kể đơn
/// vị này, toàn huyện là 98,87% (262/265)`.
pub fn pull_in_words(gathered: &Gathered, line: &Line, pull: &Pull) -> Option<String> {
    let worst = pull.units.first()?;
    let places = line.indicator.decimals;
    let percent = |rate: Rate| -> Option<String> {
        let parts = format!("{}/{}", grouped(rate.part), grouped(rate.whole));
        Some(format!("{}% ({parts})", decimal(rate.percent()?, places)))
    };
    let who = match pull.units.len() {
        1 => "thấp hơn mức chung",
        _ => "kéo mức chung xuống nhiều nhất",
    };
    let lacks = if let Some(words) = gap_in_words(gathered, &line.indicator, worst.gap) {
        format!("{} so với chỉ tiêu", short_of(&words))
    } else {
        let gap = Gap::Short(worst.to_whole);
        let words = gap_in_words(gathered, &line.indicator, gap)?;
        format!("{words} nữa là bằng mức chung")
    };
    let others: Vec<&str> = pull.units[1..].iter().map(|unit| gathered.name(unit.unit)).collect();
    let others = match others.len() {
        0 => String::new(),
        1..=NAMES_TOLD => format!(" Cũng thấp hơn mức chung: {}.", others.join(", ")),
        many => format!(" Còn {many} đơn vị khác thấp hơn mức chung."),
    };
    Some(format!(
        "toàn {kind} {whole}; {name} {rate} {who}, {lacks}; không kể {name}, toàn {kind} là \
         {without}.{others}",
        kind = gathered.root_kind(),
        name = gathered.name(worst.unit),
        whole = percent(pull.whole)?,
        rate = percent(worst.rate)?,
        without = percent(worst.without)?,
    ))
}

fn grouped(amount: i128) -> String {
    number(i64::try_from(amount).unwrap_or(i64::MAX))
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
    gap_in_words(gathered, &line.indicator, gap_of_standing(standing))
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

pub fn short_of(words: &str) -> String {
    if words.starts_with(|c: char| c.is_ascii_digit()) {
        format!("còn thiếu {words}")
    } else {
        words.to_owned()
    }
}
