//! Which units a figure was summed of when an earlier period is told in today's boundaries: the
//! note that stands on the page and on the paper.

use entities::values::UnitId;

use super::Gathered;
use crate::org::{Tree, UnitVersion};
use crate::vietnamese::{capitalised, date};

/// A unit of today with the units of the period that are counted in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summed {
    pub now: UnitVersion,
    pub then: Vec<UnitVersion>,
}

/// Every unit that took over from another, in the order of the tree.
pub fn summed(tree: &Tree) -> Vec<Summed> {
    let past = |unit: &UnitId| tree.node(*unit).filter(|node| node.is_past);
    tree.under(tree.root)
        .into_iter()
        .filter_map(|unit| tree.node(unit))
        .filter(|node| !node.is_past)
        .filter_map(|node| {
            let then: Vec<UnitVersion> = match &node.was {
                Some(was) => vec![was.clone()],
                None => Vec::new(),
            };
            let below = node.children.iter().filter_map(past).map(|node| node.version.clone());
            let then: Vec<UnitVersion> = then.into_iter().chain(below).collect();
            (!then.is_empty()).then(|| Summed { now: node.version.clone(), then })
        })
        .collect()
}

/// Sentences that say so; empty when the period is told in its own boundaries.
pub fn boundaries_in_words(gathered: &Gathered) -> Vec<String> {
    let tree = &gathered.tree;
    let changes = &tree.changes;
    if changes.past.is_empty() && changes.uncounted.is_empty() {
        return earlier_in_words(gathered).into_iter().collect();
    }
    let period = gathered.period;
    let since = changes.since.map(|day| format!(" (từ ngày {})", date(day))).unwrap_or_default();
    let mut words = vec![format!(
        "Số liệu kỳ {period} cộng theo địa giới hiện nay{since}, không phải địa giới lúc ấy."
    )];
    let parts: Vec<String> = summed(tree).iter().map(part_in_words).collect();
    if !parts.is_empty() {
        words.push(format!("{}.", capitalised(&parts.join("; "))));
    }
    if tree.iter().any(|node| node.was.is_some()) {
        words.push("Đánh giá theo chỉ tiêu đã giao cho đơn vị lúc ấy.".to_owned());
    }
    if !changes.uncounted.is_empty() {
        words.push(format!(
            "Không cộng được {}: đơn vị này đã chia, một phần nay nằm ngoài {}.",
            names(&changes.uncounted),
            tree.root_node().map(|node| node.version.full_name()).unwrap_or_default()
        ));
    }
    if !changes.legal_bases.is_empty() {
        words.push(format!("Căn cứ: {}.", changes.legal_bases.join("; ")));
    }
    words
}

/// `đặc khu Kiên Hải lấy số của huyện Kiên Hải`; who went on under the same name is told apart.
fn part_in_words(summed: &Summed) -> String {
    let now = summed.now.full_name();
    let mut then = summed.then.clone();
    for version in then.iter_mut().filter(|version| version.full_name() == now) {
        version.name.push_str(" (cũ)");
    }
    format!("{now} lấy số của {}", names(&then))
}

/// Where the figures of the year before come from, when boundaries changed in between.
fn earlier_in_words(gathered: &Gathered) -> Option<String> {
    let earlier = gathered.earlier.as_ref().filter(|tree| !tree.changes.past.is_empty())?;
    let then = summed(earlier);
    let first = then.iter().find(|summed| summed.now.unit == earlier.root);
    let of = match first {
        Some(summed) => names(&summed.then),
        None => "các đơn vị lúc ấy".to_owned(),
    };
    let before = gathered.period.previous();
    Some(format!("Số kỳ {before} để so sánh là của {of}, theo địa giới lúc ấy."))
}

/// `xã Một, xã Hai và xã Ba`.
fn names(units: &[UnitVersion]) -> String {
    let mut names: Vec<String> = units.iter().map(UnitVersion::full_name).collect();
    match names.pop() {
        Some(last) if !names.is_empty() => format!("{} và {last}", names.join(", ")),
        Some(last) => last,
        None => String::new(),
    }
}
