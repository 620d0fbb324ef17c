//! What a unit above handed down binds: only who may adopt for that unit changes it.

use entities::values::RowId;

use super::{NewTarget, Reach, Target, refusals, store};
use crate::authority::{ActionKind, Actor, may};
use crate::org;
use crate::platform::db::Source;
use crate::platform::outcome::{Fault, Refusal};

/// Why this actor may not change a target that stands; nothing where he may.
pub async fn bound(
    source: &impl Source,
    actor: &Actor,
    target: &Target,
) -> Result<Option<Refusal>, Fault> {
    let Some(from) = target.handed_from else { return Ok(None) };
    let Some(above) = store::target(source, from).await? else { return Ok(None) };
    let giver = above.new.unit;
    let place = org::place(source, giver).await?;
    let reaches = |place| may(actor, ActionKind::AdoptTargets, &place, source.today());
    if place.is_some_and(reaches) {
        return Ok(None);
    }
    let tree = org::in_period(source, giver, above.new.period).await?;
    let name = tree.and_then(|tree| tree.root_node().map(|node| node.version.full_name()));
    Ok(Some(refusals::handed_down(&name.unwrap_or_default())))
}

/// The same for a new target: what was handed down and would no longer be what the unit promises.
pub async fn binding(
    source: &impl Source,
    actor: &Actor,
    new: &NewTarget,
    standing: &[Target],
) -> Result<Option<Refusal>, Fault> {
    let replaces = new.speaks_of(new.unit, "");
    for old in standing.iter().filter(|old| replaces && old.new.indicator == new.indicator) {
        if let Some(refusal) = bound(source, actor, old).await? {
            return Ok(Some(refusal));
        }
    }
    Ok(None)
}

/// Whoever gave a part may say it anew, and it still binds the unit it was given to.
pub fn kept(new: &NewTarget, instead_of: Option<RowId>, standing: &[Target]) -> Option<RowId> {
    let same = |old: &&Target| old.new.indicator == new.indicator && old.new.reach == new.reach;
    let mut replaced = standing.iter().filter(|old| Some(old.id) == instead_of || same(old));
    let from = replaced.find_map(|old| old.handed_from);
    from.filter(|_| new.reach == Reach::Whole)
}
