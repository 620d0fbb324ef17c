//! From the fields of a form to what was typed into cells.
//!
//! `o.CODE` is what stands in the field, `c.CODE` what stood in the database when the page was
//! made, `v.CODE` the version it had; `r.`, `n.`, `g.`, `d.` are reason, source, note and date,
//! `rw.` the reason that stood there, `w.` says that something else was typed before and not
//! taken, `k.` is what was chosen by name between two people's values. A field that was not
//! touched is not typed.

use entities::values::{Code, Period, UnitId};

use crate::facts::MeasureIndex;
use crate::statistics::{Placed, Typed};
use crate::web::form::Fields;

/// The cells that were touched, in the order of the form.
pub fn typed(fields: &Fields, index: &MeasureIndex, report: Period) -> Vec<Typed> {
    let mut cells = Vec::new();
    for (name, text) in fields.iter() {
        let Some(code) = name.strip_prefix("o.") else { continue };
        let field = |prefix: &str| fields.get(&format!("{prefix}.{code}"));
        let was_refused = field("w").is_some();
        let chosen = field("k");
        let touched = chosen.is_some()
            || was_refused
            || field("c") != Some(text)
            || field("r") != field("rw");
        if !touched {
            continue;
        }
        let measure = Code::new(code);
        let basis = index.find(&measure).map(|found| found.basis).unwrap_or_default();
        cells.push(Typed {
            measure,
            period: report.on(basis),
            text: chosen.unwrap_or(text).to_owned(),
            source: field("n").map(str::to_owned),
            as_of: field("d").map(str::to_owned),
            note: field("g").map(str::to_owned),
            reason: field("r").map(str::to_owned),
            base: field("v").and_then(|version| version.parse().ok()).unwrap_or_default(),
            insists: chosen.is_some(),
        });
    }
    cells
}

/// The cells of a grid that were touched: `o.UNIT.CODE` is what stands in the field,
/// `b.UNIT.CODE` the version and, after a space, the text that the page was made with.
pub fn typed_side_by_side(fields: &Fields, index: &MeasureIndex, report: Period) -> Vec<Placed> {
    let mut cells = Vec::new();
    for (name, text) in fields.iter() {
        let place = name.strip_prefix("o.").and_then(|rest| rest.split_once('.'));
        let Some((unit, code)) = place else { continue };
        let Ok(unit) = unit.parse().map(UnitId) else { continue };
        let base = fields.get(&format!("b.{unit}.{code}")).unwrap_or_default();
        let (version, was) = base.split_once(' ').unwrap_or((base, ""));
        let was_refused = fields.get(&format!("w.{unit}.{code}")).is_some();
        let chosen = fields.get(&format!("k.{unit}.{code}"));
        if was == text && !was_refused && chosen.is_none() {
            continue;
        }
        let base = version.parse().unwrap_or_default();
        let text = chosen.unwrap_or(text).to_owned();
        let mut cell = placed(unit, Code::new(code), text, base, index, report);
        cell.typed.insists = chosen.is_some();
        cells.push(cell);
    }
    cells
}

/// A text for a cell of a unit, and nothing beside it.
pub fn placed(
    unit: UnitId,
    measure: Code,
    text: String,
    base: i32,
    index: &MeasureIndex,
    report: Period,
) -> Placed {
    let basis = index.find(&measure).map(|found| found.basis).unwrap_or_default();
    let period = report.on(basis);
    Placed { unit, report, typed: Typed::plain(measure, period, text, base) }
}
