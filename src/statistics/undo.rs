//! Undoing a block (hoàn tác khối), once.

use std::collections::BTreeMap;

use entities::values::{Period, RowId, UnitId};
use serde_json::{Value as Json, json};

use super::block::{BlockRight, Hall, in_unit};
use super::cell::{Cell, CellKey};
use super::desk::{Change, Desk};
use super::store::blocks::Written;
use super::{refusals, store};
use crate::audit::{Event, EventKind};
use crate::authority::Actor;
use crate::facts::{Fact, Value};
use crate::platform::db::Work;
use crate::platform::outcome::{Fault, Outcome, Refusal};
use crate::vietnamese::capitalised;

/// What became of an undoing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undone {
    /// Cells that hold again what they held before the block.
    pub restored: Vec<CellKey>,
    /// Cells left as they stand: edited since, or held by a relation; each says so.
    pub left: Vec<(CellKey, Refusal)>,
}

/// Gives the cells of a block the values they had before it, as new versions (hoàn tác).
///
/// A cell that was edited since stays, and so does one whose earlier value would contradict what
/// stands now; both are named. What the block did not take is forgotten.
///
/// Refuses: `no_such_block` · `not_yours_to_undo` · `already_undone`
pub async fn undo_block(work: &Work, right: BlockRight<'_>, id: RowId) -> Outcome<(Undone, Event)> {
    let entered_at =
        store::blocks::entered_at(work, id).await?.ok_or_else(refusals::no_such_block)?;
    let mut groups: BTreeMap<(UnitId, Period), Vec<Written>> = BTreeMap::new();
    for cell in store::blocks::cells(work, id).await? {
        groups.entry((cell.key.unit, cell.report)).or_default().push(cell);
    }
    let places: Vec<(UnitId, Period)> = groups.keys().copied().collect();
    let hall = Hall::open(work, right, &places).await?;
    // Asked only now that the units are held: nobody undoes it beside us.
    if let Some(by) = store::blocks::undone_by(work, id).await? {
        return Err(refusals::already_undone(&by).into());
    }
    let mut undone = Undone { restored: Vec::new(), left: Vec::new() };
    let mut told: Vec<Json> = Vec::new();
    for ((unit, report), written) in groups {
        let desk = hall.desk(work, unit, report).await?;
        let desk = desk.map_err(|_| refusals::not_yours_to_undo())?;
        let name = hall.tree(report).and_then(|tree| tree.node(unit));
        let name = name.map_or_else(String::new, |node| capitalised(&node.version.full_name()));
        let back = go_back(work, &desk, (&name, right.actor()), &written).await?;
        store::cells::save(work, back.changes.iter().map(|change| &change.cell)).await?;
        store::refused::forget(work, unit, entered_at).await?;
        told.extend(in_unit(unit, back.changes.iter().map(Change::as_json).collect()));
        undone.restored.extend(back.changes.into_iter().map(|change| change.cell.key));
        undone.left.extend(back.left);
    }
    store::blocks::undo(work, id, right.actor(), &undone).await?;
    let left: Vec<&str> = undone.left.iter().map(|(_, refusal)| refusal.says.as_str()).collect();
    let details = json!({"block": id, "saved": told, "left": left});
    Ok((undone, Event::new(EventKind::BlockUndone, details)))
}

struct Back {
    changes: Vec<Change>,
    left: Vec<(CellKey, Refusal)>,
}

/// Which cells of one unit and report go back, and which stay.
async fn go_back(
    work: &Work,
    desk: &Desk<'_>,
    (name, actor): (&str, &Actor),
    written: &[Written],
) -> Result<Back, Fault> {
    let index = &desk.rules.index;
    let versions = |pick: fn(&Written) -> i32| {
        written.iter().map(|cell| (cell.key.clone(), pick(cell))).collect()
    };
    let earlier = store::cells::earlier(work, desk.unit, &versions(|cell| cell.before)).await?;
    let ours = store::cells::earlier(work, desk.unit, &versions(|cell| cell.version)).await?;
    let value = |cells: &BTreeMap<CellKey, Cell>, key: &CellKey| {
        cells.get(key).map_or(Value::Missing, |cell| cell.fact.value)
    };
    let standing = |cell: &Written| desk.standing(&cell.key).map_or(0, |now| now.version);
    let (open, edited): (Vec<_>, Vec<_>) =
        written.iter().partition(|cell| standing(cell) == cell.version);
    let wanted: Vec<(&CellKey, Value)> =
        open.iter().map(|cell| (&cell.key, value(&earlier, &cell.key))).collect();
    let bad = desk.contradictions(wanted.iter().copied());
    let mut back = Back { changes: Vec::new(), left: Vec::new() };
    for cell in edited {
        if let (Some(measure), Some(now)) =
            (index.find(&cell.key.measure), desk.standing(&cell.key))
        {
            let refusal = refusals::edited_since(measure, name, value(&ours, &cell.key), now);
            back.left.push((cell.key.clone(), refusal));
        }
    }
    for (key, before) in wanted {
        let relation = bad.get(&(key.period, key.measure.clone()));
        if let (Some(relation), Some(measure)) = (relation, index.find(&key.measure)) {
            let values = (before, value(&ours, key));
            let refusal = refusals::cannot_go_back(measure, name, relation, values);
            back.left.push((key.clone(), refusal));
        } else {
            let fact = earlier.get(key).map_or_else(|| empty(key), |cell| cell.fact.clone());
            back.changes.push(desk.change(key.clone(), fact, work, actor));
        }
    }
    Ok(back)
}

/// What a cell holds that has held nothing yet.
fn empty(key: &CellKey) -> Fact {
    Fact {
        value: Value::Missing,
        origin: key.origin,
        source: String::new(),
        as_of: None,
        note: String::new(),
        reason: String::new(),
        entered_by: String::new(),
        entered_at: chrono::DateTime::UNIX_EPOCH,
    }
}
