//! Where the pages of progress lead for this visitor.

use std::collections::BTreeSet;

use entities::values::{Code, UnitId};

use crate::authority::ActionKind;
use crate::facts::Frame;
use crate::org::{self, UnitVersion};
use crate::progress::Gathered;
use crate::web::access::Visitor;
use crate::web::reject::Reject;
use crate::web::url;

/// The overview of a unit.
pub fn board_of(version: &UnitVersion, frame: Frame) -> String {
    url::in_frame(&url::progress(version.unit, &version.slug, frame.period), frame)
}

/// A page under an overview: an indicator, a file.
pub fn under(board: &str, page: &str) -> String {
    match board.split_once('?') {
        Some((board, query)) => format!("{board}/{page}?{query}"),
        None => format!("{board}/{page}"),
    }
}

/// The units of a tree that the visitor may open today.
pub struct Open<'a> {
    gathered: &'a Gathered,
    units: BTreeSet<UnitId>,
}

impl<'a> Open<'a> {
    /// Those among `units` where the visitor may do `action`.
    pub async fn among(
        visitor: &Visitor,
        gathered: &'a Gathered,
        action: ActionKind,
        units: &[UnitId],
    ) -> Result<Self, Reject> {
        Self::among_each(visitor, gathered, [action], units).await.map(|[open]| open)
    }

    /// The same for each of some actions.
    pub async fn among_each<const N: usize>(
        visitor: &Visitor,
        gathered: &'a Gathered,
        actions: [ActionKind; N],
        units: &[UnitId],
    ) -> Result<[Self; N], Reject> {
        let places = org::places(&visitor.reader, units).await?;
        Ok(actions.map(|action| {
            let open = places.iter().filter(|place| visitor.may(action, place));
            Self { gathered, units: open.map(|place| place.unit).collect() }
        }))
    }

    /// The overview of a unit, or one of its indicators; a unit that is no more in its own time.
    pub fn progress(&self, unit: UnitId, indicator: Option<&Code>) -> Option<String> {
        let node = self.gathered.tree.node(unit).filter(|_| self.units.contains(&unit))?;
        let Gathered { period, boundaries, .. } = *self.gathered;
        let frame = if node.is_past { period.into() } else { Frame { period, boundaries } };
        let board = board_of(&node.version, frame);
        Some(indicator.map_or_else(|| board.clone(), |code| under(&board, code.as_str())))
    }

    /// The history of one figure of a unit, as it stood in the period.
    pub fn cell(&self, unit: UnitId, measure: &Code) -> Option<String> {
        let stood = self.gathered.tree.stood(unit).filter(|_| self.units.contains(&unit))?;
        let form = url::figures(stood.unit, &stood.slug, self.gathered.period);
        Some(format!("{form}/{measure}"))
    }
}
