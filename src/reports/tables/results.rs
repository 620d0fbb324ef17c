//! Results against the targets of the period (kết quả thực hiện các chỉ tiêu).

use crate::documents::{Align, Column, Emphasis, Row, Table};
use crate::indicators::Indicator;
use crate::progress::{
    Judged, Line, boundaries_in_words, change_in_words, coverage_in_words, fraction,
    judged as judge_figure, judged_by_all, printed_against, spoken_of, target_in_words,
};
use crate::reports::when;
use crate::reports::yearly::Yearly;
use crate::targets::{Gap, Reach, Target, Verdict};

/// A target of the unit with what became of it.
#[derive(Clone, Debug)]
pub struct Judgement {
    pub indicator: Indicator,
    pub target: Target,
    pub verdict: Verdict,
    pub gap: Gap,
}

/// Every target of the unit for the period, judged.
pub fn judged(of: &Yearly) -> Vec<Judgement> {
    let lines = of.board.lines.iter();
    lines.flat_map(|line| line.targets.iter().map(|target| verdict_on(of, line, target))).collect()
}

fn verdict_on(of: &Yearly, line: &Line, target: &Target) -> Judgement {
    let speaks_of_root = spoken_of(&of.gathered, target).any(|unit| unit == of.root());
    let Judged { verdict, gap, target } = if speaks_of_root {
        judge_figure(&line.root.figure, &line.indicator, target)
    } else {
        judged_by_all(&of.gathered, &line.indicator, target)
    };
    Judgement { indicator: line.indicator.clone(), target, verdict, gap }
}

/// The table, when the unit has targets for the period.
pub fn table(of: &Yearly) -> Option<Table> {
    let rows: Vec<Row> = judged(of)
        .iter()
        .enumerate()
        .map(|(at, judgement)| Row {
            emphasis: Emphasis::Plain,
            cells: vec![
                (at + 1).to_string().into(),
                name(&judgement.indicator).into(),
                target_in_words(&judgement.indicator, &judgement.target.new).into(),
                reached(of, judgement).into(),
                verdict_in_words(judgement.verdict).into(),
                changed(of, judgement).into(),
            ],
        })
        .collect();
    if rows.is_empty() {
        return None;
    }
    let column = |title: &str, align| Column { group: String::new(), title: title.into(), align };
    Some(Table {
        key: "ket-qua".to_owned(),
        caption: format!("Kết quả thực hiện các chỉ tiêu {}", when::span(of.period)),
        columns: vec![
            column("TT", Align::Centre),
            column("Chỉ tiêu", Align::Left),
            column("Chỉ tiêu giao", Align::Left),
            column("Thực hiện", Align::Right),
            column("Đánh giá", Align::Centre),
            column(&format!("So với {}", when::before(of.period)), Align::Right),
        ],
        stub: 2,
        rows,
        notes: notes(of),
    })
}

/// The indicator with its unit, where it is not a percentage.
fn name(indicator: &Indicator) -> String {
    if indicator.is_percentage() {
        indicator.name.clone()
    } else {
        format!("{} ({})", indicator.name, indicator.unit)
    }
}

/// `98,37% (301/306)`, with how many reported or how many of each meet it.
fn reached(of: &Yearly, judgement: &Judgement) -> String {
    let figure = of.figure(&judgement.indicator);
    let mut text = printed_against(&figure, &judgement.indicator, &judgement.target.new);
    let parts = fraction(&figure);
    if !parts.is_empty() {
        text.push_str(&format!(" ({parts})"));
    }
    let coverage = coverage_in_words(&figure);
    if !coverage.is_empty() && figure.coverage.known > 0 {
        text.push_str(&format!("\n{coverage}"));
    }
    if matches!(judgement.target.new.reach, Reach::Whole) {
        return text;
    }
    let units: Vec<_> = spoken_of(&of.gathered, &judgement.target).collect();
    if units.contains(&of.root()) {
        return text;
    }
    let meets = |unit: &&entities::values::UnitId| {
        let indicator = &judgement.indicator;
        let figure = crate::progress::figure(&of.gathered, indicator, **unit, of.period);
        judge_figure(&figure, indicator, &judgement.target).verdict == Verdict::Met
    };
    let met = units.iter().filter(meets).count();
    format!("{text}\n{met}/{} {} đạt", units.len(), of.kind_of(&units))
}

pub fn verdict_in_words(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Met => "Đạt",
        Verdict::NotMet => "Chưa đạt",
        Verdict::Unknown => "Chưa có số liệu",
        Verdict::NotApplicable => "Không áp dụng",
    }
}

fn changed(of: &Yearly, judgement: &Judgement) -> String {
    let lines = &of.board.lines;
    let line = lines.iter().find(|line| line.indicator.code == judgement.indicator.code);
    let words = change_in_words(line.and_then(|line| line.root.change));
    if words.is_empty() { "không so được".to_owned() } else { words }
}

fn notes(of: &Yearly) -> Vec<String> {
    let mut sources: Vec<&str> =
        of.board.lines.iter().flat_map(|line| &line.targets).map(source).collect();
    sources.retain(|source| !source.is_empty());
    sources.dedup();
    let mut seen: Vec<&str> = Vec::new();
    for source in sources {
        if !seen.contains(&source) {
            seen.push(source);
        }
    }
    let mut notes = vec![
        "Đánh giá theo số chưa làm tròn; tỷ lệ chung là tổng tử số chia tổng mẫu số.".to_owned(),
    ];
    if of.gathered.earlier.is_some() && of.gathered.tree.changes.past.is_empty() {
        notes.extend(boundaries_in_words(&of.gathered));
    }
    if !seen.is_empty() {
        notes.push(format!("Căn cứ giao chỉ tiêu: {}.", seen.join("; ")));
    }
    notes
}

fn source(target: &Target) -> &str {
    target.new.legal_source.as_str()
}
