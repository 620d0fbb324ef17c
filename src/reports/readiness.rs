//! What a report still lacks (việc cần hoàn thiện), in the order of the outline.

use std::collections::BTreeMap;

use entities::values::{Code, FigureKind, Period, Totals, UnitId};

use super::outline;
use super::section::Issue;
use super::yearly::Yearly;
use crate::facts::{FactKey, Measure, Value};
use crate::org::Keeps;
use crate::progress::{figure, in_words_short, printed, surpasses, target_in_words, total};
use crate::statistics::{Surprise, surprises};
use entities::values::Operator;

/// Everything to be seen to.
pub fn issues(of: &Yearly) -> Vec<Issue> {
    let mut found = missing(of);
    found.extend(unexplained(of));
    found.extend(refused(of));
    found.extend(differing(of));
    found.extend(low_targets(of));
    found.extend(unwritten(of));
    found.extend(unsigned(of));
    let place = |issue: &Issue| outline::keys().position(|key| key == issue.section);
    found.sort_by_key(place);
    found
}

fn issue(section: &str, unit: Option<UnitId>, says: String, remedy: &str) -> Issue {
    Issue { section: section.to_owned(), says, remedy: remedy.to_owned(), unit, choice: None }
}

/// Cells that nobody has filled, by unit and section, with their count.
fn missing(of: &Yearly) -> Vec<Issue> {
    let gathered = &of.gathered;
    let covered =
        |measure: &&Measure| total(gathered, of.root(), &measure.code, of.period).published;
    let asked: Vec<&Measure> = gathered
        .measures
        .iter()
        .filter(|measure| !measure.optional && !measure.counted && !covered(measure))
        .collect();
    let mut found = Vec::new();
    for unit in gathered.tree.under(of.root()) {
        let mut counts: Vec<(&str, usize)> = Vec::new();
        for measure in asked.iter().filter(|measure| has_cell(of, unit, measure)) {
            let key = FactKey::new(unit, of.period.on(measure.basis), &measure.code);
            if !gathered.facts.value(&key).is_missing() {
                continue;
            }
            match counts.iter_mut().find(|(section, _)| *section == measure.section) {
                Some((_, count)) => *count += 1,
                None => counts.push((&measure.section, 1)),
            }
        }
        found.extend(counts.into_iter().map(|(section, count)| {
            let says = format!("{}: còn {count} ô bắt buộc chưa có số.", name(of, unit));
            issue(section, Some(unit), says, "Nhập số, hoặc ghi «không có» nếu đơn vị không có.")
        }));
    }
    found
}

/// Whether a unit enters a figure of its own for a measure.
fn has_cell(of: &Yearly, unit: UnitId, measure: &Measure) -> bool {
    match of.gathered.tree.keeps(unit) {
        Keeps::Everything => true,
        Keeps::Own | Keeps::Office => measure.totals == Totals::Own,
        Keeps::Nothing => false,
    }
}

fn name(of: &Yearly, unit: UnitId) -> String {
    of.gathered.tree.node(unit).map(|node| node.version.full_name()).unwrap_or_default()
}

/// Unusual figures without a reason.
fn unexplained(of: &Yearly) -> Vec<Issue> {
    let gathered = &of.gathered;
    let mut found = Vec::new();
    for unit in gathered.tree.under(of.root()) {
        let values: BTreeMap<(Period, Code), Value> = gathered
            .facts
            .entered_by_unit(unit)
            .map(|(period, measure, fact)| ((period, measure.clone()), fact.value))
            .collect();
        let strange = surprises(&values, &values, &of.relations, &gathered.measures, of.period);
        for surprise in strange {
            let Some(measure) = gathered.measures.find(&surprise.measure) else { continue };
            if is_explained(of, unit, &surprise) {
                continue;
            }
            let says = format!("{}, {}: {}", name(of, unit), measure.name, surprise.says);
            let remedy = "Kiểm tra lại; nếu số đúng thì ghi lý do vào ô.";
            found.push(issue(&measure.section, Some(unit), says, remedy));
        }
    }
    found
}

/// Whether a reason stands beside the figure, or beside another of the same broken relation.
fn is_explained(of: &Yearly, unit: UnitId, surprise: &Surprise) -> bool {
    let broken = of.relations.iter().find(|relation| relation.says == surprise.says);
    let related =
        broken.into_iter().flat_map(|relation| relation.left.iter().chain(&relation.right));
    std::iter::once(&surprise.measure).chain(related).any(|code| {
        let basis = of.gathered.measures.find(code).map(|measure| measure.basis);
        let key = FactKey::new(unit, of.period.on(basis.unwrap_or_default()), code);
        of.gathered.facts.fact(&key).is_some_and(|fact| !fact.reason.is_empty())
    })
}

/// Cells that still hold something typed and not taken.
fn refused(of: &Yearly) -> Vec<Issue> {
    let told = |(unit, refused): &(UnitId, crate::statistics::Refused)| {
        let measure = of.gathered.measures.find(&refused.measure)?;
        let says = format!(
            "{}, {}: đã gõ «{}» nhưng không nhận. {}",
            name(of, *unit),
            measure.name,
            refused.typed,
            refused.says
        );
        Some(issue(&measure.section, Some(*unit), says, &refused.remedy))
    };
    of.refused.iter().filter_map(told).collect()
}

/// Published figures that differ from the sum of the parts.
fn differing(of: &Yearly) -> Vec<Issue> {
    let gathered = &of.gathered;
    let mut found = Vec::new();
    for unit in gathered.tree.under(of.root()) {
        for measure in gathered.measures.iter() {
            let whole = total(gathered, unit, &measure.code, of.period);
            let Some(stated) = whole.control.and_then(|fact| fact.value.interval()) else {
                continue;
            };
            let parts = gathered.tree.children(unit).iter();
            let sum = parts
                .filter_map(|child| total(gathered, *child, &measure.code, of.period).sum)
                .reduce(crate::facts::Interval::plus);
            let own = match measure.totals {
                Totals::Own => {
                    let key = FactKey::new(unit, of.period.on(measure.basis), &measure.code);
                    gathered.facts.value(&key).interval()
                }
                Totals::Territorial => None,
            };
            let sum = match (sum, own) {
                (Some(sum), Some(own)) => Some(sum.plus(own)),
                (sum, own) => sum.or(own),
            };
            let Some(sum) = sum.filter(|sum| *sum != stated) else { continue };
            let say = |amount| in_words_short(Some(amount), measure.scale);
            let says = format!(
                "{}, {}: số công bố {} khác số cộng {}.",
                name(of, unit),
                measure.name,
                say(stated),
                say(sum)
            );
            let remedy = "Đối chiếu nguồn, rồi chọn số được tính.";
            let issue = issue(&measure.section, Some(unit), says, remedy);
            found.push(Issue { choice: Some(measure.code.clone()), ..issue });
        }
    }
    found
}

/// Promised amounts below what was reached already.
fn low_targets(of: &Yearly) -> Vec<Issue> {
    let mut found = Vec::new();
    for target in &of.plan {
        let Some(indicator) = of.gathered.indicator(&target.new.indicator) else { continue };
        let amount = matches!(indicator.kind, FigureKind::Money | FigureKind::Count);
        let floor = matches!(target.new.operator, Operator::AtLeast | Operator::Above);
        let whole = target.new.reach == crate::targets::Reach::Whole;
        let reached = figure(&of.gathered, indicator, of.root(), of.period);
        if !amount || !floor || !whole {
            continue;
        }
        if surpasses(indicator, &target.new, &reached) {
            let says = format!(
                "{}: chỉ tiêu {} thấp hơn mức đã thực hiện {}.",
                indicator.name,
                target_in_words(indicator, &target.new),
                printed(&reached, indicator)
            );
            let remedy = "Xin cân nhắc lại chỉ tiêu, hoặc giải thích trong phần lời.";
            found.push(issue("chi_tieu", None, says, remedy));
        }
    }
    found
}

/// Sections that the staff have yet to write.
fn unwritten(of: &Yearly) -> Vec<Issue> {
    outline::sections()
        .filter(|section| section.asks_for_prose() && of.prose_of(section.key()).is_none())
        .map(|section| {
            let says = format!("Mục «{}» chưa có phần lời.", section.title());
            issue(section.key(), None, says, "Viết phần lời, có thể bắt đầu từ bài năm trước.")
        })
        .collect()
}

fn unsigned(of: &Yearly) -> Option<Issue> {
    of.signatory.is_none().then(|| {
        let says = "Chưa có người ký báo cáo vào ngày của văn bản.".to_owned();
        issue(super::letterhead::RECIPIENTS, None, says, "Ghi nhiệm kỳ của người được ký.")
    })
}
