//! What falls short (hạn chế): targets not met, units that lack something, figures that are
//! missing; the table of units against targets.

use entities::values::UnitId;

use crate::documents::{Block, Paragraph, Run, Style};
use crate::facts::Quantity;
use crate::progress::{Standing, figure, gap_in_words, printed, printed_against, target_in_words};
use crate::reports::section::{Section, plain};
use crate::reports::sentence::{joined, lower};
use crate::reports::tables::{results, shortfalls};
use crate::reports::when;
use crate::reports::yearly::Yearly;
use crate::targets::{Gap, Verdict};

/// The headline indicator: units below the whole are named.
const HEADLINE: &str = "HV_DS";

pub struct Shortcomings;

impl Section for Shortcomings {
    fn key(&self) -> &'static str {
        "han_che"
    }

    fn title(&self) -> &'static str {
        "Hạn chế"
    }

    fn sentences(&self, of: &Yearly) -> Vec<Paragraph> {
        let judged = results::judged(of);
        let mut found = Vec::new();
        let not_met: Vec<_> = judged.iter().filter(|r| r.verdict == Verdict::NotMet).collect();
        if !not_met.is_empty() {
            let text = format!("Chỉ tiêu {} chưa đạt:", when::span(of.period));
            found.push(plain(Style::Body, text));
            found.extend(not_met.iter().map(|row| missed(of, row)));
        }
        let behind: Vec<_> = judged.iter().filter(|r| r.verdict != Verdict::NotMet).collect();
        let behind: Vec<_> = behind.iter().filter_map(|row| lacking(of, row)).collect();
        if !behind.is_empty() {
            found.push(plain(Style::Body, "Còn đơn vị thấp hơn mức chỉ tiêu:"));
            found.extend(behind);
        }
        let unknown: Vec<String> = judged
            .iter()
            .filter(|row| row.verdict == Verdict::Unknown)
            .map(|row| lower(&row.indicator.name))
            .collect();
        if !unknown.is_empty() {
            let text = format!("Chưa đủ số liệu để đánh giá: {}.", unknown.join("; "));
            found.push(plain(Style::Body, text));
        }
        found.extend(below_the_whole(of));
        found
    }

    fn exhibits(&self, of: &Yearly) -> Vec<Block> {
        shortfalls::table(of).map(Block::Table).into_iter().collect()
    }
}

/// `Gia đình đạt: 90%, chỉ tiêu trên 92%, còn thiếu 3 hộ; còn thiếu: An Sơn (5 hộ).`
fn missed(of: &Yearly, row: &results::Judgement) -> Paragraph {
    let target = &row.target.new;
    let figure = of.figure(&row.indicator);
    let text = format!("{}: ", row.indicator.name);
    let value = Run::Figure {
        code: row.indicator.code.to_string(),
        text: printed_against(&figure, &row.indicator, target),
    };
    let mut after = format!(", chỉ tiêu {}", target_in_words(&row.indicator, target));
    if let Some(gap) = gap_in_words(&of.gathered, &row.indicator, row.gap) {
        after.push_str(&format!(", {}", short(row.gap, &gap)));
    }
    let units = units_lacking(of, row);
    if !units.is_empty() {
        after.push_str(&format!("; đơn vị còn thiếu: {}", units.join(", ")));
    }
    after.push('.');
    let runs = vec![Run::Text(text), value, Run::Text(after)];
    Paragraph { style: Style::Item, runs: joined(runs) }
}

/// Units that lack something although the whole does not.
fn lacking(of: &Yearly, row: &results::Judgement) -> Option<Paragraph> {
    let units = units_lacking(of, row);
    if units.is_empty() {
        return None;
    }
    let words = target_in_words(&row.indicator, &row.target.new);
    let text = format!("{} ({words}): {}.", row.indicator.name, units.join(", "));
    Some(plain(Style::Item, text))
}

/// `Nam Du (95,12%, còn thiếu 2 trẻ)`.
fn units_lacking(of: &Yearly, row: &results::Judgement) -> Vec<String> {
    let lines = shortfalls::lines(of);
    let line = lines.iter().find(|line| line.indicator.code == row.indicator.code);
    let units = line.map(|line| line.children.as_slice()).unwrap_or_default();
    let lacks = |standing: &Standing| {
        let gap = shortfalls::told(of, standing);
        let words = gap_in_words(&of.gathered, &row.indicator, gap)?;
        let value = printed_against(&standing.figure, &row.indicator, &row.target.new);
        let name = of.gathered.name(standing.figure.unit);
        Some(format!("{name} ({value}, {})", short(gap, &words)))
    };
    units.iter().filter_map(lacks).collect()
}

fn short(gap: Gap, words: &str) -> String {
    match gap {
        Gap::Short(_) => format!("còn thiếu {words}"),
        Gap::Unreachable | Gap::None => words.to_owned(),
    }
}

/// `Một số đơn vị có tỷ lệ hội viên so với dân số thấp hơn mức chung: Lại Sơn (10,66%), …`
fn below_the_whole(of: &Yearly) -> Option<Paragraph> {
    let indicator = of.indicator(HEADLINE)?;
    let whole = of.figure(indicator);
    let Quantity::Ratio { part, whole: all, .. } = whole.quantity else { return None };
    if !whole.is_complete() || !whole.quantity.is_exact() {
        return None;
    }
    let below = |unit: &UnitId| {
        let own = figure(&of.gathered, indicator, *unit, of.period);
        match own.quantity {
            Quantity::Ratio { part: p, whole: w, .. }
                if own.quantity.is_exact() && p.shown * all.shown < part.shown * w.shown =>
            {
                Some(format!("{} ({})", of.gathered.name(*unit), printed(&own, indicator)))
            }
            _ => None,
        }
    };
    let units: Vec<String> =
        of.gathered.tree.children(of.root()).iter().filter_map(below).collect();
    if units.is_empty() {
        return None;
    }
    let text = format!(
        "Một số đơn vị có {} thấp hơn mức chung toàn {} ({}): {}.",
        lower(&indicator.name),
        of.unit.kind,
        printed(&whole, indicator),
        units.join(", ")
    );
    Some(plain(Style::Body, text))
}
