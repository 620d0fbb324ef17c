//! Who lies within whom and when, worked out from the versions. Pure.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use entities::values::UnitId;

use super::unit::UnitVersion;

/// `descendant` lies `depth` steps under `ancestor` (0 is itself) in [from, to).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Within {
    pub ancestor: UnitId,
    pub descendant: UnitId,
    pub depth: i32,
    pub from: NaiveDate,
    pub to: NaiveDate,
}

/// The unit that would lie within itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Circle(pub UnitId);

/// All pairs, from all versions of all units.
pub fn within(versions: &[UnitVersion]) -> Result<Vec<Within>, Circle> {
    let mut by_unit: BTreeMap<UnitId, Vec<&UnitVersion>> = BTreeMap::new();
    for version in versions {
        by_unit.entry(version.unit).or_default().push(version);
    }
    let mut found = Vec::new();
    for version in versions {
        let span = (version.from, version.to);
        climb(&by_unit, version, span, &mut vec![version.unit], &mut found)?;
    }
    Ok(found)
}

/// Records `version` as an ancestor of the start of `path`, then goes on to its parent.
fn climb(
    by_unit: &BTreeMap<UnitId, Vec<&UnitVersion>>,
    version: &UnitVersion,
    (from, to): (NaiveDate, NaiveDate),
    path: &mut Vec<UnitId>,
    found: &mut Vec<Within>,
) -> Result<(), Circle> {
    found.push(Within {
        ancestor: version.unit,
        descendant: path[0],
        depth: i32::try_from(path.len() - 1).unwrap_or(i32::MAX),
        from,
        to,
    });
    let Some(parent) = version.parent else { return Ok(()) };
    for above in by_unit.get(&parent).into_iter().flatten() {
        let span = (from.max(above.from), to.min(above.to));
        if span.0 >= span.1 {
            continue;
        }
        if path.contains(&parent) {
            return Err(Circle(parent));
        }
        path.push(parent);
        climb(by_unit, above, span, path, found)?;
        path.pop();
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, 1, 1).unwrap()
    }

    fn version(unit: i32, parent: Option<i32>, from: i32, to: i32) -> UnitVersion {
        UnitVersion {
            unit: UnitId(unit),
            name: String::new(),
            kind: String::new(),
            slug: String::new(),
            parent: parent.map(UnitId),
            from: day(from),
            to: day(to),
            legal_basis: String::new(),
            agency: String::new(),
            superior: String::new(),
            place: String::new(),
            position: 0,
        }
    }

    #[test]
    fn a_unit_that_moves_lies_under_each_parent_in_its_time() {
        let versions = [
            version(1, None, 2000, 2030),
            version(2, None, 2000, 2030),
            version(3, Some(1), 2000, 2010),
            version(3, Some(2), 2010, 2030),
        ];
        let found = within(&versions).unwrap();
        let above: Vec<_> = found
            .iter()
            .filter(|w| w.descendant == UnitId(3) && w.depth == 1)
            .map(|w| (w.ancestor.0, w.from, w.to))
            .collect();
        assert_eq!(above, [(1, day(2000), day(2010)), (2, day(2010), day(2030))]);
    }

    #[test]
    fn a_circle_at_one_time_is_found_and_turns_at_different_times_are_none() {
        let circle = [version(1, Some(2), 2000, 2030), version(2, Some(1), 2000, 2030)];
        assert!(within(&circle).is_err());
        let beside = [version(3, Some(1), 2000, 2030), version(1, Some(1), 2000, 2030)];
        assert_eq!(within(&beside), Err(Circle(UnitId(1))), "not the unit that lies under it");
        let turns = [
            version(1, Some(2), 2000, 2010),
            version(1, None, 2010, 2030),
            version(2, None, 2000, 2010),
            version(2, Some(1), 2010, 2030),
        ];
        assert!(within(&turns).is_ok());
        assert!(within(&[version(1, Some(1), 2000, 2010)]).is_err());
    }
}
