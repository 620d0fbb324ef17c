//! What must hold of the stored cells, whoever wrote them.

use super::judge::{Values, is_broken};
use super::{catalogue, store};
use crate::facts::MeasureIndex;
use crate::platform::db::Source;
use crate::platform::outcome::Fault;
use entities::values::{Period, PeriodKind};

/// One finding: what is wrong and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckFinding {
    pub name: &'static str,
    pub place: String,
    pub says: String,
}

/// Cells that differ from their last entry, and bounded relations that are broken.
pub async fn check(source: &impl Source) -> Result<Vec<CheckFinding>, Fault> {
    let mut found = Vec::new();
    for key in store::cells::differing_from_history(source).await? {
        found.push(CheckFinding {
            name: "cell_differs_from_history",
            place: format!("{} · {} · {}", key.unit, key.period, key.measure),
            says: "Số đang đứng không trùng với lần nhập cuối trong lịch sử.".to_owned(),
        });
    }
    let index = MeasureIndex::new(catalogue::measures(source).await?);
    let relations = catalogue::relations(source).await?;
    for (unit, cells) in store::cells::by_unit(source).await? {
        let mut reports: Vec<Period> = cells
            .iter()
            .map(|cell| cell.key.period)
            .filter(|period| {
                matches!(
                    period.kind(),
                    PeriodKind::Year | PeriodKind::HalfYear | PeriodKind::NineMonths
                )
            })
            .collect();
        reports.sort();
        reports.dedup();
        let values: Values = cells
            .iter()
            .map(|cell| ((cell.key.period, cell.key.measure.clone()), cell.fact.value))
            .collect();
        for report in reports {
            let place = |code: &entities::values::Code| {
                let basis = index.find(code).map(|m| m.basis).unwrap_or_default();
                (report.on(basis), code.clone())
            };
            for relation in relations.iter().filter(|relation| relation.bounded) {
                if is_broken(relation, &values, place) {
                    found.push(CheckFinding {
                        name: "relation_broken",
                        place: format!("{unit} · {report} · {}", relation.code),
                        says: relation.says.clone(),
                    });
                }
            }
        }
    }
    Ok(found)
}
