//! Writing an exchange file: the whole site, or a unit with all that ever lay within it.
//!
//! Units above the chosen one travel along with their names, without figures, so that the file
//! imports to the same tree. What registers count, earlier values, superseded and withdrawn
//! targets stay.

use std::collections::{BTreeMap, BTreeSet};

use entities::values::{OPEN_END, Origin, UnitId};

use super::{
    File, Format, Indicator, KEY_SCHEME, Measure, Officer, Relation, Scope, Section, Succession,
    Target, Unit, UnitCode, UnitVersion, Value,
};
use crate::authority::{ImportExchange, Permit};
use crate::facts;
use crate::indicators::{self, Term};
use crate::org;
use crate::platform::db::Source;
use crate::platform::definition::Version;
use crate::platform::outcome::Fault;
use crate::statistics::{self, Cell};
use crate::targets::{self, Reach};

/// Writes a file (xuất tệp trao đổi) of the whole site, or of one unit and all within it.
pub async fn export(
    source: &impl Source,
    permit: &Permit<ImportExchange>,
    root: Option<UnitId>,
    title: &str,
) -> Result<File, Fault> {
    let versions = org::all_versions(source).await?;
    let picked = Picked::of(&versions, root);
    let codes = org::all_codes(source).await?;
    let keys = keys(&versions, &codes);
    let officers = org::all_officers(source).await?;
    let mut file = File {
        format: Format::V1,
        title: title.to_owned(),
        demo: false,
        measures: measures(source).await?,
        relations: relations(source).await?,
        indicators: indicators(source).await?,
        units: Vec::new(),
        successions: Vec::new(),
        values: Vec::new(),
        controls: Vec::new(),
        targets: Vec::new(),
    };
    let named = |unit: &UnitId| picked.named.contains(unit);
    let mut order: Vec<(i32, UnitId)> =
        versions.iter().filter(|v| named(&v.unit)).map(|v| (v.position, v.unit)).collect();
    order.sort();
    order.dedup_by_key(|(_, unit)| *unit);
    for (_, unit) in &order {
        file.units.push(one_unit(*unit, &keys, &versions, &codes, &officers));
    }
    for row in org::successions(source).await? {
        if named(&row.predecessor) && named(&row.successor) {
            file.successions.push(Succession {
                predecessor: key(&keys, row.predecessor),
                successor: key(&keys, row.successor),
                on: row.on,
                kind: row.kind,
                legal_basis: row.legal_basis,
            });
        }
    }
    let mut cells = statistics::all_cells(source, permit).await?;
    for (_, unit) in order.iter().filter(|(_, unit)| picked.whole.contains(unit)) {
        let mut cells = cells.remove(unit).unwrap_or_default();
        cells.sort_by(|a, b| a.key.cmp(&b.key));
        for cell in cells {
            match cell.key.origin {
                Origin::Entered => file.values.push(value(&keys, cell)),
                Origin::Control => file.controls.push(value(&keys, cell)),
                Origin::Counted => {}
            }
        }
    }
    let order: Vec<UnitId> = order.into_iter().map(|(_, unit)| unit).collect();
    file.targets = targets(source, &picked, &order, &keys).await?;
    Ok(file)
}

/// Units of a file.
struct Picked {
    /// With their figures.
    whole: BTreeSet<UnitId>,
    /// With their names; those above the chosen one as well.
    named: BTreeSet<UnitId>,
}

impl Picked {
    fn of(versions: &[org::UnitVersion], root: Option<UnitId>) -> Self {
        let Some(root) = root else {
            let all: BTreeSet<UnitId> = versions.iter().map(|version| version.unit).collect();
            return Self { whole: all.clone(), named: all };
        };
        let mut whole = BTreeSet::from([root]);
        while let Some(more) = versions.iter().find(|version| {
            !whole.contains(&version.unit) && version.parent.is_some_and(|p| whole.contains(&p))
        }) {
            whole.insert(more.unit);
        }
        let mut named = whole.clone();
        while let Some(more) = versions
            .iter()
            .filter(|version| named.contains(&version.unit))
            .filter_map(|version| version.parent)
            .find(|parent| !named.contains(parent))
        {
            named.insert(more);
        }
        Self { whole, named }
    }
}

/// The key of every unit: the one it came with, else made from its latest name.
fn keys(versions: &[org::UnitVersion], codes: &[org::UnitCode]) -> BTreeMap<UnitId, String> {
    let given = codes.iter().filter(|code| code.scheme == KEY_SCHEME);
    let mut keys: BTreeMap<UnitId, String> =
        given.map(|code| (code.unit, code.code.clone())).collect();
    let mut taken: BTreeSet<String> = keys.values().cloned().collect();
    for version in versions.iter().rev() {
        keys.entry(version.unit).or_insert_with(|| {
            let mut key = version.slug.clone();
            if key.is_empty() || !taken.insert(key.clone()) {
                key = format!("{}-{}", version.slug, version.unit);
            }
            key.trim_start_matches('-').to_owned()
        });
    }
    keys
}

fn key(keys: &BTreeMap<UnitId, String>, unit: UnitId) -> String {
    keys.get(&unit).cloned().unwrap_or_default()
}

fn one_unit(
    unit: UnitId,
    keys: &BTreeMap<UnitId, String>,
    versions: &[org::UnitVersion],
    codes: &[org::UnitCode],
    officers: &[org::Officer],
) -> Unit {
    let open = |to| (to != OPEN_END).then_some(to);
    let versions = versions.iter().filter(|row| row.unit == unit).map(|row| UnitVersion {
        name: row.name.clone(),
        kind: row.kind.clone(),
        parent: row.parent.map(|parent| key(keys, parent)),
        from: row.from,
        to: open(row.to),
        legal_basis: row.legal_basis.clone(),
        agency: row.agency.clone(),
        superior: row.superior.clone(),
        place: row.place.clone(),
    });
    let codes = codes.iter().filter(|row| row.unit == unit && row.scheme != KEY_SCHEME);
    let codes = codes.map(|row| UnitCode {
        scheme: row.scheme.clone(),
        code: row.code.clone(),
        from: row.from,
        to: open(row.to),
    });
    let officers = officers.iter().filter(|row| row.unit == unit).map(|row| Officer {
        name: row.name.clone(),
        position: row.position.clone(),
        signs: row.signs,
        from: row.from,
        to: open(row.to),
    });
    Unit {
        key: key(keys, unit),
        versions: versions.collect(),
        codes: codes.collect(),
        officers: officers.collect(),
    }
}

fn value(keys: &BTreeMap<UnitId, String>, cell: Cell) -> Value {
    let precision = match cell.fact.value {
        facts::Value::Known { precision, .. } => precision,
        facts::Value::Nothing | facts::Value::Missing => entities::values::Precision::Exact,
    };
    Value {
        unit: key(keys, cell.key.unit),
        period: cell.key.period,
        measure: cell.key.measure,
        amount: cell.fact.value.amount(),
        nothing: cell.fact.value == facts::Value::Nothing,
        precision,
        source: cell.fact.source,
        as_of: cell.fact.as_of,
        note: cell.fact.note,
        reason: cell.fact.reason,
    }
}

async fn targets(
    source: &impl Source,
    picked: &Picked,
    order: &[UnitId],
    keys: &BTreeMap<UnitId, String>,
) -> Result<Vec<Target>, Fault> {
    let all = targets::all_targets(source).await?;
    let mut standing: Vec<_> = all
        .into_iter()
        .filter(|target| target.stands() && picked.whole.contains(&target.new.unit))
        .map(|target| target.new)
        .collect();
    standing.sort_by_cached_key(|new| {
        let place = order.iter().position(|unit| *unit == new.unit);
        (place, new.period, new.indicator.clone(), format!("{:?}", new.reach))
    });
    let row = |new: targets::NewTarget| Target {
        indicator: new.indicator,
        unit: key(keys, new.unit),
        period: new.period,
        op: new.operator.into(),
        value: new.value,
        value2: new.value2,
        scope: match new.reach {
            Reach::Whole => Scope::Whole,
            Reach::Each(kind) => Scope::Each(kind),
            Reach::Named(units) => {
                let inside = units.into_iter().filter(|unit| picked.named.contains(unit));
                Scope::Named(inside.map(|unit| key(keys, unit)).collect())
            }
        },
        basis: new.basis,
        wording: new.wording,
        legal_source: new.legal_source,
        adopted_on: Some(new.adopted_on),
    };
    Ok(standing.into_iter().map(row).collect())
}

fn section(word: &str) -> Result<Section, Fault> {
    Section::of(word).ok_or_else(|| Fault::broken(format!("no section is called {word}")))
}

fn few(decimals: u32) -> u8 {
    u8::try_from(decimals).unwrap_or(u8::MAX)
}

async fn measures(source: &impl Source) -> Result<Vec<Measure>, Fault> {
    let mut rows = statistics::measure_versions(source).await?;
    rows.sort_by_key(|row| (row.what.position, row.what.code.clone(), row.since));
    rows.into_iter()
        .map(|Version { since, retired, what: row }| {
            Ok(Measure {
                since,
                retired,
                section: section(&row.section)?,
                code: row.code,
                name: row.name,
                short: row.short,
                form: row.form,
                group: row.group,
                unit: row.unit,
                kind: row.kind.into(),
                scale: few(row.scale),
                totals: row.totals.into(),
                nature: row.nature.into(),
                basis: row.basis,
                position: row.position,
                hint: row.hint,
                optional: row.optional,
            })
        })
        .collect()
}

async fn relations(source: &impl Source) -> Result<Vec<Relation>, Fault> {
    let mut rows = statistics::relation_versions(source).await?;
    rows.sort_by_key(|row| (row.what.position, row.what.code.clone(), row.since));
    let row = |Version::<statistics::Relation> { since, retired, what: row }| Relation {
        since,
        retired,
        code: entities::values::Code::new(&row.code),
        left: row.left,
        op: row.kind.into(),
        right: row.right,
        bounded: row.bounded,
        says: row.says,
    };
    Ok(rows.into_iter().map(row).collect())
}

async fn indicators(source: &impl Source) -> Result<Vec<Indicator>, Fault> {
    let written = |term: &Term| match term.sign {
        -1 => format!("-{}", term.measure),
        _ => term.measure.to_string(),
    };
    let mut rows = indicators::versions(source).await?;
    rows.sort_by_key(|row| (row.what.position, row.what.code.clone(), row.since));
    rows.into_iter()
        .map(|Version { since, retired, what: row }| {
            Ok(Indicator {
                since,
                retired,
                section: section(&row.section)?,
                numerator: row.numerator.iter().map(written).collect(),
                denominator: row.denominator.iter().map(written).collect(),
                code: row.code,
                name: row.name,
                short: row.short,
                unit: row.unit,
                kind: row.kind.into(),
                decimals: few(row.decimals),
                direction: row.direction.into(),
                basis: row.basis,
                position: row.position,
                legal_source: row.legal_source,
                base: row.base,
            })
        })
        .collect()
}
