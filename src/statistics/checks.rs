//! What must hold of the stored cells, whoever wrote them.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::judge::{Values, is_broken};
use super::{Cell, CellKey, Relation, catalogue, store};
use crate::facts::MeasureIndex;
use crate::platform::check::{Check, Places, Severity};
use crate::platform::db::{Db, Source};
use crate::platform::definition;
use crate::platform::outcome::Fault;
use entities::values::{Code, Period, PeriodKind};

pub const CHECKS: &[Check] = &[
    Check {
        name: "statistics.cells_follow_history",
        severity: Severity::Error,
        what: "Mỗi số đang đứng trùng với lần nhập cuối trong lịch sử của ô đó.",
        why: "Số khác lịch sử là số không ai nhập, nên không truy được nguồn.",
        remedy: "Mở lịch sử của ô, đối chiếu với giấy và nhập lại số đúng.",
        places: cells_without_history,
    },
    Check {
        name: "statistics.relations_hold",
        severity: Severity::Error,
        what: "Phần không vượt toàn thể ở mọi quan hệ bắt buộc.",
        why: "Tỷ lệ tính từ hai số trái nhau thì sai.",
        remedy: "Xem ô được nêu, sửa số sai theo giấy tờ gốc.",
        places: broken_relations,
    },
];

fn cells_without_history(db: &Db) -> Places<'_> {
    Box::pin(async move {
        let keys = store::cells::differing_from_history(&db.reader()).await?;
        let place =
            |key: &CellKey| format!("đơn vị số {} · {} · {}", key.unit, key.period, key.measure);
        Ok(keys.iter().map(place).collect())
    })
}

fn broken_relations(db: &Db) -> Places<'_> {
    Box::pin(async move { relations_broken_in(&db.reader()).await })
}

async fn relations_broken_in(source: &impl Source) -> Result<Vec<String>, Fault> {
    let mut found = Vec::new();
    let index = MeasureIndex::new(catalogue::every_measure(source).await?);
    let mut relations: BTreeMap<Period, Vec<Relation>> = BTreeMap::new();
    for (unit, cells) in store::cells::by_unit(source).await? {
        let reports = reports_of(&cells);
        let values: Values = cells
            .iter()
            .map(|cell| ((cell.key.period, cell.key.measure.clone()), cell.fact.value))
            .collect();
        for report in reports {
            let place = |code: &entities::values::Code| {
                let basis = index.find(code).map(|m| m.basis).unwrap_or_default();
                (report.on(basis), code.clone())
            };
            if let Entry::Vacant(place) = relations.entry(report) {
                place.insert(catalogue::relations(source, report).await?);
            }
            let here = relations.get(&report).into_iter().flatten();
            for relation in here.filter(|relation| relation.bounded) {
                if is_broken(relation, &values, place) {
                    found.push(format!(
                        "đơn vị số {unit} · {report} · {}: {}",
                        relation.code, relation.says
                    ));
                }
            }
        }
    }
    Ok(found)
}

/// Reports that cells belong to.
fn reports_of(cells: &[Cell]) -> Vec<Period> {
    let is_report = |period: &Period| {
        let kind = period.kind();
        matches!(kind, PeriodKind::Year | PeriodKind::HalfYear | PeriodKind::NineMonths)
    };
    let mut reports: Vec<Period> =
        cells.iter().map(|cell| cell.key.period).filter(is_report).collect();
    reports.sort();
    reports.dedup();
    reports
}

/// In how many places, of a unit and a report from a year on, the figures that are in break a
/// relation. Counts only: who defines reads no register.
pub async fn contradicting(
    source: &impl Source,
    relation: &Relation,
    since: i32,
) -> Result<usize, Fault> {
    let index = MeasureIndex::new(catalogue::every_measure(source).await?);
    let measures: Vec<Code> = relation.left.iter().chain(&relation.right).cloned().collect();
    let mut by_unit: BTreeMap<_, Vec<Cell>> = BTreeMap::new();
    for cell in store::cells::of_measures(source, &measures).await? {
        by_unit.entry((cell.key.unit, cell.key.origin)).or_default().push(cell);
    }
    let mut count = 0;
    for cells in by_unit.values() {
        let years = cells.iter().map(|cell| Period::Year(cell.key.period.year()));
        let mut reports: Vec<Period> = years.chain(reports_of(cells)).collect();
        reports.sort();
        reports.dedup();
        let values: Values = cells
            .iter()
            .map(|cell| ((cell.key.period, cell.key.measure.clone()), cell.fact.value))
            .collect();
        let place = |report: Period, code: &Code| {
            let basis = index.find(code).map(|m| m.basis).unwrap_or_default();
            (report.on(basis), code.clone())
        };
        let here = reports.iter().filter(|report| definition::year(**report) >= since);
        count += here.filter(|r| is_broken(relation, &values, |code| place(**r, code))).count();
    }
    Ok(count)
}
