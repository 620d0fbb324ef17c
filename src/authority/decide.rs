//! The decision and its proof.

use std::marker::PhantomData;

use chrono::NaiveDate;
use entities::values::UnitId;

use super::{
    Action, ActionKind, Actor, EnterFigures, EnterGrid, Reach, ViewFigures, ViewGrid, ViewReport,
    WriteReport, reach,
};

/// Where something happens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub unit: UnitId,
    /// The unit itself and all it lies within.
    pub lineage: Vec<UnitId>,
    /// For a unit that is no more: each unit that took over from it, with all that one lies
    /// within. Who may read there may read here.
    pub heirs: Vec<Vec<UnitId>>,
}

impl Place {
    /// A unit that stands, with itself and all it lies within.
    pub fn within(unit: UnitId, lineage: Vec<UnitId>) -> Self {
        Self { unit, lineage, heirs: Vec::new() }
    }

    /// What belongs to no unit.
    pub fn site() -> Self {
        Self::within(UnitId::SITE, vec![UnitId::SITE])
    }

    /// Whether a right on `unit` alone is a right here.
    fn is(&self, unit: UnitId, action: ActionKind) -> bool {
        let heir = || self.heirs.iter().any(|lineage| lineage.first() == Some(&unit));
        self.unit == unit || (action.reaches_predecessors() && heir())
    }

    /// Whether a right on all within `unit` is a right here.
    fn lies_within(&self, unit: UnitId, action: ActionKind) -> bool {
        let heir = || self.heirs.iter().any(|lineage| lineage.contains(&unit));
        self.lineage.contains(&unit) || (action.reaches_predecessors() && heir())
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Denial {
    /// The actor may not even know that the place exists.
    Invisible,
    /// The actor may see the place but not do this.
    Forbidden,
    /// Nobody is signed in.
    SignInFirst,
}

/// A decision in favour, not yet tied to a type of action.
#[derive(Clone, Debug)]
pub struct Granted {
    action: ActionKind,
    actor: Actor,
    unit: UnitId,
}

impl Granted {
    /// The permit of `A`, when that is what was decided.
    pub fn permit<A: Action>(&self) -> Option<Permit<A>> {
        (self.action == A::KIND).then(|| Permit {
            actor: self.actor.clone(),
            unit: self.unit,
            action: PhantomData,
        })
    }
}

/// Proof that an actor may do `A` at a unit. Made only by [`decide`].
#[derive(Debug)]
pub struct Permit<A> {
    actor: Actor,
    unit: UnitId,
    action: PhantomData<A>,
}

impl<A> Clone for Permit<A> {
    fn clone(&self) -> Self {
        Self { actor: self.actor.clone(), unit: self.unit, action: PhantomData }
    }
}

impl<A> Permit<A> {
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    pub fn unit(&self) -> UnitId {
        self.unit
    }

    /// What may be listed: the unit of the permit and all within it.
    pub fn scope(&self) -> Scope {
        Scope { root: self.unit }
    }
}

impl Permit<EnterFigures> {
    /// Who may type figures may see them; a test holds the policy to it.
    pub fn viewing(&self) -> Permit<ViewFigures> {
        Permit { actor: self.actor.clone(), unit: self.unit, action: PhantomData }
    }
}

impl Permit<EnterGrid> {
    /// Who may type figures side by side may see them so; a test holds the policy to it.
    pub fn viewing(&self) -> Permit<ViewGrid> {
        Permit { actor: self.actor.clone(), unit: self.unit, action: PhantomData }
    }
}

impl Permit<WriteReport> {
    /// Who may write a report may see it; a test holds the policy to it.
    pub fn viewing(&self) -> Permit<ViewReport> {
        Permit { actor: self.actor.clone(), unit: self.unit, action: PhantomData }
    }
}

/// What a list may reach. Made only from a [`Permit`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scope {
    root: UnitId,
}

impl Scope {
    pub fn root(self) -> UnitId {
        self.root
    }
}

/// Decides whether `actor` may do `action` at `place` on `day`.
pub fn decide(
    actor: &Actor,
    action: ActionKind,
    place: &Place,
    day: NaiveDate,
) -> Result<Granted, Denial> {
    let may = |action| match actor {
        Actor::Operator => true,
        Actor::Anonymous => false,
        Actor::Person(person) => person.grants.iter().any(|grant| {
            grant.holds_on(day)
                && match reach(action, grant.role) {
                    Reach::Never => false,
                    Reach::Own => place.is(grant.unit, action),
                    Reach::Subtree => place.lies_within(grant.unit, action),
                    Reach::Site => place.unit == UnitId::SITE,
                    Reach::Nation => place.unit != UnitId::SITE,
                }
        }),
    };
    if may(action) {
        return Ok(Granted { action, actor: actor.clone(), unit: place.unit });
    }
    Err(match actor {
        Actor::Anonymous => Denial::SignInFirst,
        _ if place.unit == UnitId::SITE || may(ActionKind::ViewFigures) => Denial::Forbidden,
        _ => Denial::Invisible,
    })
}

/// Whether `actor` may do `action` at `place`: for what a page offers.
pub fn may(actor: &Actor, action: ActionKind, place: &Place, day: NaiveDate) -> bool {
    decide(actor, action, place, day).is_ok()
}

#[cfg(test)]
mod tests {
    use entities::values::Role;

    use super::*;

    #[test]
    fn who_may_write_may_see_what_he_writes() {
        let pairs = [
            (ActionKind::EnterFigures, ActionKind::ViewFigures),
            (ActionKind::EnterGrid, ActionKind::ViewGrid),
            (ActionKind::WriteReport, ActionKind::ViewReport),
        ];
        for (role, (writing, seeing)) in Role::ALL.iter().flat_map(|r| pairs.map(|p| (r, p))) {
            assert!(reach(seeing, *role) >= reach(writing, *role), "{role:?}");
        }
    }
}
