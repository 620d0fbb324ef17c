//! Targets of a file. A file holds the targets that stand, not their earlier revisions.

use entities::values::{Code, Period};

use super::import::{Desk, Stage};
use super::standing::Standing;
use super::{Scope, Target, refusals};
use crate::platform::outcome::{Fault, Refusal};
use crate::targets::{self, NewTarget, Reach};

pub async fn take(desk: &mut Desk<'_>, standing: &Standing) -> Result<usize, Fault> {
    let all = desk.file.targets.len();
    let mut changed = 0;
    let mut seen: Vec<(&str, &Code, Period, &Scope)> = Vec::new();
    for (number, target) in desk.file.targets.iter().enumerate() {
        (desk.watch)(Stage::Targets, number, all);
        let place = format!("targets[{number}]");
        let this = (target.unit.as_str(), &target.indicator, target.period, &target.scope);
        if seen.contains(&this) {
            let what = format!("Chỉ tiêu {} {} {}", target.indicator, target.unit, target.period);
            desk.issues.push(refusals::twice(place, &what));
            continue;
        }
        seen.push(this);
        match read(target, &place, standing) {
            Ok(new) => {
                let outcome = targets::adopt(desk.work, desk.permit, &new).await;
                let written = desk.note_at(outcome, |field| format!("{place}.{field}"))?;
                changed += usize::from(matches!(written, Some((Some(_), _))));
            }
            Err(issues) => desk.issues.extend(issues),
        }
    }
    (desk.watch)(Stage::Targets, all, all);
    Ok(changed)
}

fn read(target: &Target, place: &str, standing: &Standing) -> Result<NewTarget, Vec<Refusal>> {
    let mut issues = Vec::new();
    let unit = standing.ids.get(&target.unit).copied();
    match unit {
        None => issues.push(refusals::no_such_unit(format!("{place}.unit"), &target.unit)),
        Some(unit) if !standing.existed(unit, target.period) => {
            let field = format!("{place}.period");
            issues.push(refusals::not_in_period(field, &target.unit, target.period));
        }
        Some(_) => {}
    }
    let reach = match &target.scope {
        Scope::Whole => Reach::Whole,
        Scope::Each(kind) => Reach::Each(kind.clone()),
        Scope::Named(keys) => {
            let mut units = Vec::new();
            for (number, key) in keys.iter().enumerate() {
                let field = format!("{place}.scope.named[{number}]");
                match standing.ids.get(key) {
                    Some(unit) if units.contains(unit) => issues.push(refusals::twice(field, key)),
                    Some(unit) => units.push(*unit),
                    None => issues.push(refusals::no_such_unit(field, key)),
                }
            }
            units.sort();
            Reach::Named(units)
        }
    };
    match unit {
        Some(unit) if issues.is_empty() => Ok(NewTarget {
            indicator: target.indicator.clone(),
            unit,
            period: target.period,
            operator: target.op.into(),
            value: target.value,
            value2: target.value2,
            reach,
            basis: target.basis.clone(),
            wording: target.wording.clone(),
            legal_source: target.legal_source.clone(),
            adopted_on: target.adopted_on.unwrap_or_else(|| target.period.first_day()),
        }),
        _ => Err(issues),
    }
}
