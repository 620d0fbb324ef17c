//! What org can count: units that report (đơn vị cơ sở).

use entities::values::{Code, Kind, Nature, Origin, Period, SchoolBasis, Totals};

use super::{Keeps, Tree};
use crate::facts::{Fact, FactKey, FactTable, Measure, Value};

/// Measures counted here, by code and name.
pub const MEASURES: &[(&str, &str)] = &[("XA", "Số đơn vị cơ sở")];

/// The counted measures as definitions.
pub fn definitions() -> Vec<Measure> {
    MEASURES
        .iter()
        .map(|(code, name)| Measure {
            code: Code::new(code),
            name: (*name).to_owned(),
            short: (*name).to_owned(),
            form: String::new(),
            group: String::new(),
            section: String::new(),
            unit: "đơn vị".to_owned(),
            kind: Kind::Count,
            scale: 0,
            totals: Totals::Territorial,
            nature: Nature::Stock,
            basis: SchoolBasis::Report,
            position: 0,
            hint: String::new(),
            optional: true,
            counted: true,
        })
        .collect()
}

/// One fact for each unit that stood by itself in a period.
pub fn measure(tree: &Tree, period: Period) -> FactTable {
    let mut facts = FactTable::default();
    for (code, _) in MEASURES {
        for node in tree.iter().filter(|node| node.keeps == Keeps::Everything) {
            facts.insert(
                FactKey::new(node.version.unit, period, &Code::new(code)),
                Fact {
                    value: Value::exact(1),
                    origin: Origin::Counted,
                    source: "Cây tổ chức".to_owned(),
                    as_of: Some(period.last_day()),
                    note: String::new(),
                    reason: String::new(),
                    entered_by: String::new(),
                    entered_at: chrono::DateTime::UNIX_EPOCH,
                },
            );
        }
    }
    facts
}
