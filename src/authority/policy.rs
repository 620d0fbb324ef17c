//! The policy: action × role → reach.

use entities::values::Role;

use super::ActionKind;
use Reach::{Nation, Never, Own, Site, Subtree};

/// How far a role granted on a unit carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    Never,
    /// The unit of the grant alone.
    Own,
    /// The unit of the grant and all within it.
    Subtree,
    /// What belongs to no unit.
    Site,
    /// Every unit, wherever the role was granted.
    Nation,
}

/// The whole policy.
#[rustfmt::skip]
#[expect(clippy::match_same_arms, reason = "a table has one row per action")]
pub fn reach(action: ActionKind, role: Role) -> Reach {
    //                                Officer  Treasurer Staff    Leader   Auditor  Admin
    let row = match action {
        ActionKind::ViewFigures    => [Own,     Own,     Subtree, Subtree, Subtree, Never],
        ActionKind::EnterFigures   => [Own,     Never,   Subtree, Never,   Never,   Never],
        ActionKind::ViewProgress   => [Own,     Own,     Subtree, Subtree, Subtree, Never],
        ActionKind::ViewReport     => [Own,     Own,     Subtree, Subtree, Subtree, Never],
        ActionKind::WriteReport    => [Own,     Never,   Subtree, Never,   Never,   Never],
        ActionKind::ViewGrid       => [Never,   Never,   Subtree, Subtree, Subtree, Never],
        ActionKind::EnterGrid      => [Never,   Never,   Subtree, Never,   Never,   Never],
        ActionKind::ViewTargets    => [Own,     Own,     Subtree, Subtree, Subtree, Nation],
        ActionKind::AdoptTargets   => [Never,   Never,   Subtree, Subtree, Never,   Nation],
        ActionKind::AnswerTargets  => [Own,     Never,   Own,     Own,     Never,   Never],
        ActionKind::ViewTrail      => [Never,   Never,   Never,   Subtree, Subtree, Never],
        ActionKind::DefineCatalogue=> [Never,   Never,   Never,   Never,   Never,   Site],
        ActionKind::ImportExchange => [Never,   Never,   Never,   Never,   Never,   Never],
        ActionKind::Administer     => [Never,   Never,   Never,   Never,   Never,   Site],
    };
    let column = match role {
        Role::Officer   => 0,
        Role::Treasurer => 1,
        Role::Staff     => 2,
        Role::Leader    => 3,
        Role::Auditor   => 4,
        Role::Admin     => 5,
    };
    row[column]
}
